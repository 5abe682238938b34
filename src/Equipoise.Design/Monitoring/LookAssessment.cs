using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Monitoring;

/// <summary>Assesses the looks of a trial against its plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="ratio">Experimental participants for each control.</param>
public sealed class LookAssessment(TrialDesign plan, double ratio)
{
    double PerEvent => ratio / ((1 + ratio) * (1 + ratio));

    double Margin => plan.Assumptions.Margin;

    /// <summary>The looks that were made.</summary>
    /// <param name="events">The events at each, increasing.</param>
    /// <param name="z">The statistic found at each; none, or one for each look.</param>
    /// <param name="months">The month of each, for a plan that spends by the calendar; otherwise none.</param>
    /// <param name="isFinal">Whether the last is the final analysis, however many events it has; with all planned events it
    /// always is.</param>
    /// <returns>The looks; or why the numbers do not fit each other or the plan, and what would.</returns>
    public LookOutcome Of(IReadOnlyList<int> events, IReadOnlyList<double> z, IReadOnlyList<double> months, bool isFinal)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(months);
        if (Misfit(events, z, months) is { } misfit)
            return new LookOutcome.Refused(misfit);
        isFinal |= events[^1] >= plan.Events;
        var made = events.Count;
        // A look made early or late was that look; the final analysis stays to be made.
        var next = Math.Min(made, plan.Looks.Count - 1);
        DesignLook[] ahead = isFinal ? [] : [.. plan.Looks.Skip(next).Where(look => look.Events > events[^1])];
        int[] all = [.. events, .. ahead.Select(look => look.Events)];
        double[] information = [.. all.Select(count => count * PerEvent)];
        double?[] spending =
        [
            .. months.Select(month => (double?)Math.Min(1, month / plan.Looks[^1].Months)),
            .. ahead.Select(Spent),
        ];
        var boundary = ObservedBoundary.Of(
            plan.Boundary,
            new(
                plan.Events * PerEvent,
                [
                    .. information.Select((amount, k) => new ObservedLook(amount, IsByCalendar ? spending[k] : null)),
                ],
                IsFinal: true
            )
        );
        if (boundary.Status is BoundaryStatus.NotSolved(var reason))
            return new LookOutcome.Refused($"There are no bounds at these looks: {reason}");
        LookMade[] looks = [.. all.Select((count, k) => Look(boundary, count, k, k < z.Count ? z[k] : null))];
        var hasEnded = z.Count > 0 && (isFinal || looks[made - 1].IsEfficacious == true);
        return new LookOutcome.Assessed(
            new()
            {
                Plan = plan,
                Looks = looks[..made],
                Ahead = looks[made..],
                IsFinal = isFinal,
                Outlook = z.Count > 0 && !hasEnded ? Outlook(boundary, information, made, z[^1]) : null,
                Conclusion = hasEnded ? Conclusion(boundary, information[..made], z[^1]) : null,
            }
        );

        double? Spent(DesignLook look) => look.Months / plan.Looks[^1].Months;
    }

    bool IsByCalendar => plan.Assumptions.Looks is { SpendBy: SpendingClock.Calendar };

    LookMade Look(ObservedBoundary boundary, int events, int k, double? z) =>
        new(
            events,
            double.IsFinite(boundary.EfficacyZ[k]) ? boundary.EfficacyZ[k] : null,
            double.IsFinite(boundary.EfficacyZ[k])
                ? EventFormula.HazardRatioAt(boundary.EfficacyZ[k], events, ratio, Margin)
                : null,
            boundary.FutilityZ[k],
            boundary.AlphaSpent[k]
        )
        {
            Z = z,
            Repeated = z is { } found ? Repeated(new Interim(events * PerEvent, found), boundary.EfficacyZ[k]) : null,
        };

    HazardRatioLimits Repeated(Interim interim, double bound)
    {
        var limits = RepeatedConfidenceInterval.Of(interim, bound);
        return new(
            Ratio(limits.Estimate),
            limits.Upper is { } upper ? Ratio(upper) : null,
            limits.Lower is { } lower ? Ratio(lower) : null
        );
    }

    LookOutlook Outlook(ObservedBoundary boundary, double[] information, int made, double z)
    {
        var interim = new Interim(information[made - 1], z);
        var ahead = new RemainingLooks(
            information[made..],
            [.. boundary.EfficacyZ.Skip(made)],
            [.. boundary.FutilityZ.Skip(made)]
        );
        return new(
            ConditionalPower.Of(interim, ahead, interim.Trend).TotalAbove,
            ConditionalPower.Of(interim, ahead, Math.Log(Margin / plan.HazardRatio)).TotalAbove,
            ConditionalPower.Of(interim, ahead, 0).TotalAbove,
            ConditionalPower.Predictive(interim, ahead).TotalAbove
        );
    }

    LookConclusion Conclusion(ObservedBoundary boundary, double[] information, double z)
    {
        var confidence = 1 - 2 * plan.Assumptions.OneSidedAlpha;
        var found = StagewiseInference.Of(
            information,
            [.. boundary.EfficacyZ.Take(information.Length - 1)],
            z,
            confidence: confidence
        );
        return new(found.PValue, new(Ratio(found.Estimate), Ratio(found.Upper), Ratio(found.Lower)), confidence);
    }

    // θ is the log of the margin over the hazard ratio.
    double Ratio(double θ) => Margin * Math.Exp(-θ);

    // Why these numbers are not looks of this plan; null when they are.
    string? Misfit(IReadOnlyList<int> events, IReadOnlyList<double> z, IReadOnlyList<double> months)
    {
        if (events.Count == 0)
            return "Name the events of one look at least.";
        for (var k = 0; k < events.Count; k++)
            if (events[k] <= (k == 0 ? 0 : events[k - 1]))
                return $"Look {k + 1} has {events[k]} events: they increase from look to look, from 1 on.";
        if (events.SkipLast(1).Any(count => count >= plan.Events))
            return $"A look before the last has all {plan.Events} planned events: that one was the final analysis.";
        if (z.Count != 0 && z.Count != events.Count)
            return $"{z.Count} values of Z for {events.Count} looks: give one for each look, or none.";
        if (IsByCalendar && months.Count != events.Count)
            return "The plan spends by the calendar: "
                + $"give the month of each of the {events.Count} looks, counted from the opening.";
        return null;
    }
}
