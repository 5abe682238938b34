namespace Equipoise.Conduct.Disease;

/// <summary>An overall response and the day of its imaging.</summary>
/// <param name="On">The day.</param>
/// <param name="Response">The response.</param>
public readonly record struct DatedResponse(DateOnly On, OverallResponse Response);

/// <summary>How the best overall response is found.</summary>
/// <param name="Confirmed">Whether CR and PR must be seen again: needed where response is the primary endpoint of a trial
/// without randomization.</param>
/// <param name="ConfirmationDays">How long after the first the confirming assessment must lie at least.</param>
/// <param name="MostNotEvaluable">How many assessments that are not evaluable may lie between both.</param>
/// <param name="StableDays">How long after the start stable disease must have been seen to count; 0 for no minimum.</param>
public sealed record BestResponseRules(bool Confirmed, int ConfirmationDays = 28, int MostNotEvaluable = 1, int StableDays = 42);

/// <summary>The best overall response from the start of treatment to progression (RECIST 1.1, section 4.4 and table 3).</summary>
public static class BestOverallResponse
{
    /// <summary>The best response.</summary>
    /// <remarks>
    /// <para>
    /// Nothing after the first PD counts. In the order CR, PR, SD, NON-CR/NON-PD, PD, NE. With confirmation, a CR needs a CR,
    /// a PR needs a PR or CR, at least 28 days later, with nothing but what is not evaluable between (PR-NE-PR counts, as
    /// section 4.4.3 suggests). A response that is not confirmed counts as SD where it was seen after the minimum of stable
    /// disease, and otherwise as the PD or NE that followed it (table 3).
    /// </para>
    /// <para>
    /// After a CR, any disease is a recurrence: a CR followed by PR is no confirmed PR (footnote of table 3); the reader who
    /// thinks that the CR was none corrects it.
    /// </para>
    /// <para>In R, <c>admiralonco::derive_param_confirmed_bor(ref_confirm = 28, max_nr_ne = 1, accept_sd = FALSE)</c> and
    /// <c>derive_param_bor</c>.</para>
    /// </remarks>
    /// <param name="responses">The overall responses; new therapy ends them, so the caller leaves out what came later.</param>
    /// <param name="start">The day of randomization, or of the first dose.</param>
    /// <param name="rules">How it is found.</param>
    public static OverallResponse Of(IEnumerable<DatedResponse> responses, DateOnly start, BestResponseRules rules)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegative(rules.ConfirmationDays, nameof(rules));
        ArgumentOutOfRangeException.ThrowIfNegative(rules.MostNotEvaluable, nameof(rules));
        ArgumentOutOfRangeException.ThrowIfNegative(rules.StableDays, nameof(rules));
        var counted = UntilProgression(responses);
        var progressed = counted.Exists(one => one.Response == OverallResponse.PD);
        if (counted.Exists(one => one.Response == OverallResponse.CR && Counts(one, counted, rules)))
            return OverallResponse.CR;
        if (counted.Exists(one => one.Response == OverallResponse.PR && Counts(one, counted, rules)))
            return OverallResponse.PR;

        // Table 3: a PR followed by SD is SD, whatever its minimum.
        if (rules.Confirmed && Pairs(counted).Any(pair => pair is (OverallResponse.PR, OverallResponse.SD)))
            return OverallResponse.SD;
        var late = counted.Where(one => one.On.DayNumber - start.DayNumber >= rules.StableDays).ToList();
        if (late.Exists(one => one.Response is OverallResponse.CR or OverallResponse.PR or OverallResponse.SD))
            return OverallResponse.SD;
        if (late.Exists(one => one.Response == OverallResponse.NonCRNonPD))
            return OverallResponse.NonCRNonPD;
        return progressed || RecurredAfterComplete(counted) ? OverallResponse.PD : OverallResponse.NE;
    }

    static List<DatedResponse> UntilProgression(IEnumerable<DatedResponse> responses)
    {
        List<DatedResponse> counted = [];
        foreach (var one in responses.OrderBy(one => one.On))
        {
            counted.Add(one);
            if (one.Response == OverallResponse.PD)
                break;
        }
        return counted;
    }

    static bool Counts(DatedResponse first, List<DatedResponse> counted, BestResponseRules rules)
    {
        if (!rules.Confirmed)
            return true;
        var notEvaluable = 0;
        foreach (var next in counted.Where(one => one.On > first.On))
        {
            if (next.Response == OverallResponse.NE)
            {
                if (++notEvaluable > rules.MostNotEvaluable)
                    return false;
            }
            else if (
                next.Response != first.Response
                && (first.Response, next.Response) is not (OverallResponse.PR, OverallResponse.CR)
            )
                return false;
            else if (next.On.DayNumber - first.On.DayNumber >= rules.ConfirmationDays)
                return true;
        }
        return false;
    }

    /// <summary>Each evaluable response with the next.</summary>
    static IEnumerable<(OverallResponse, OverallResponse)> Pairs(List<DatedResponse> counted)
    {
        var evaluable = counted.Select(one => one.Response).Where(response => response != OverallResponse.NE).ToList();
        return evaluable.Zip(evaluable.Skip(1));
    }

    static bool RecurredAfterComplete(List<DatedResponse> counted)
    {
        var complete = counted.FindIndex(one => one.Response == OverallResponse.CR);
        return complete >= 0
            && counted
                .Skip(complete)
                .Any(one => one.Response is OverallResponse.PR or OverallResponse.SD or OverallResponse.NonCRNonPD);
    }
}
