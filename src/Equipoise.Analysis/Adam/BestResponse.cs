using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Adam;

/// <summary>The best overall response of one participant by RECIST 1.1.</summary>
/// <param name="Category">CR, PR, SD, NON-CR/NON-PD, PD, NE, or MISSING without any assessment.</param>
/// <param name="On">The first day of that response; null without any assessment.</param>
/// <param name="RespondedOn">The day of the first complete or partial response that counts; null for who did not respond.</param>
/// <param name="HasBenefit">Whether the participant responded, or was seen without progression as late as the plan asks.</param>
sealed record BestResponse(string Category, DayOf? On, DayOf? RespondedOn, bool HasBenefit)
{
    public const string Complete = "CR";
    public const string Partial = "PR";
    public const string Stable = "SD";
    public const string Neither = "NON-CR/NON-PD";
    public const string Progression = "PD";
    public const string NotEvaluable = "NE";
    public const string Missing = "MISSING";

    /// <summary>All of them, the best first.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        [Complete, Partial, Stable, Neither, Progression, NotEvaluable, Missing];

    /// <summary>Whether it is a complete or a partial response.</summary>
    public static bool IsResponse(string category) => category is Complete or Partial;

    /// <summary>Decides it as the R package admiralonco does.</summary>
    /// <remarks>
    /// <para>Assessments count from the start up to the first progression, that included. Where responses are confirmed, CR
    /// needs another CR at least the time of the plan later, with nothing but CR and at most one NE between; PR needs CR or PR so
    /// much later, with nothing but CR, PR and at most one NE between and no PR after a CR: RECIST 1.1, table 3. CR, PR and SD so
    /// late after the start that the plan calls it stable are at least SD; earlier ones that were not confirmed are NE.</para>
    /// <para>Source: Eisenhauer and others (2009), European Journal of Cancer 45:228, 4.6. R:
    /// <c>derive_param_confirmed_bor(ref_start_window, ref_confirm, max_nr_ne = 1, accept_sd = FALSE)</c> and
    /// <c>derive_param_bor(ref_start_window)</c> of admiralonco.</para>
    /// </remarks>
    /// <param name="plan">How responses count.</param>
    /// <param name="start">The day from which time counts.</param>
    /// <param name="assessments">The overall responses, by date.</param>
    public static BestResponse Of(ResponsePlan plan, DateOnly start, IReadOnlyList<Assessment> assessments)
    {
        var counted = UpToProgression(assessments.Where(seen => seen.Date >= start));
        if (counted.Count == 0)
            return new(Missing, null, null, false);
        var stableFrom = start.AddDays(plan.StableFor.WholeDays);
        var judged = counted.Select((seen, at) => (Category: CategoryOf(plan, counted, at, stableFrom), seen.On)).ToList();
        // MinBy takes the first of equals, and assessments stand by date.
        var best = judged.MinBy(item => Rank(item.Category));
        var benefit =
            IsResponse(best.Category)
            || plan.BenefitFor is { } time
                && counted.Any(seen =>
                    seen.Response is Complete or Partial or Stable or Neither && seen.Date >= start.AddDays(time.WholeDays)
                );
        DayOf? responded = IsResponse(best.Category) ? judged.Find(item => IsResponse(item.Category)).On : null;
        return new(best.Category, best.On, responded, benefit);
    }

    static List<Assessment> UpToProgression(IEnumerable<Assessment> assessments)
    {
        var counted = new List<Assessment>();
        foreach (var seen in assessments)
        {
            counted.Add(seen);
            if (seen.IsProgression)
                break;
        }
        return counted;
    }

    static string CategoryOf(ResponsePlan plan, List<Assessment> counted, int at, DateOnly stableFrom)
    {
        var seen = counted[at];
        if (IsResponse(seen.Response) && (!plan.Confirmed || IsConfirmed(plan, counted, at)))
            return seen.Response;
        return seen.Response switch
        {
            Complete or Partial or Stable when seen.Date >= stableFrom => Stable,
            Neither when seen.Date >= stableFrom => Neither,
            Progression => Progression,
            _ => NotEvaluable,
        };
    }

    static bool IsConfirmed(ResponsePlan plan, List<Assessment> counted, int at)
    {
        var (seen, notEvaluable, complete) = (counted[at], 0, false);
        foreach (var next in counted.Skip(at + 1))
        {
            var confirms = next.Response == Complete || (seen.Response == Partial && next.Response == Partial);
            // A partial response after a complete one is a contradiction, and confirms nothing.
            if (complete && next.Response == Partial)
                return false;
            if (confirms && next.Date >= seen.Date.AddDays(plan.ConfirmedAfter.WholeDays))
                return true;
            complete |= seen.Response == Partial && next.Response == Complete;
            if (!confirms && !(next.Response == NotEvaluable && ++notEvaluable <= 1))
                return false;
        }
        return false;
    }

    static int Rank(string category)
    {
        for (var rank = 0; rank < Categories.Count; rank++)
            if (Categories[rank] == category)
                return rank;
        return Categories.Count;
    }
}
