using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Monitoring;

/// <summary>Assesses the looks of a trial against its plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="ratio">Experimental participants for each control.</param>
public sealed class LookAssessment(TrialDesign plan, double ratio)
{
    /// <summary>What was believed of the effect before the trial; null for nothing.</summary>
    public EffectPrior? Prior { get; init; }

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
        var ahead = isFinal ? [] : Ahead(made, events[^1], months);
        int[] all = [.. events, .. ahead.Select(look => look.Events)];
        double[] information = [.. all.Select(count => count * PerEvent)];
        if (BoundsAt(information, made, months, ahead, out var bounds) is { } trouble)
            return new LookOutcome.Refused($"There are no bounds at these looks: {trouble}");
        LookMade[] looks = [.. all.Select((count, k) => Look(bounds, count, k, k < z.Count ? z[k] : null))];
        // The first bound that is crossed decides: what is found later is more data on a question that has its answer.
        var end = Array.FindIndex(looks, look => look.IsEfficacious == true || (look.IsFutile && IsBinding));
        var last = end >= 0 ? end : made - 1;
        var hasEnded = z.Count > 0 && (isFinal || end >= 0);
        return new LookOutcome.Assessed(
            new()
            {
                Plan = plan,
                Looks = looks[..made],
                Ahead = end >= 0 ? [] : looks[made..],
                IsFinal = isFinal,
                EndedAt = end >= 0 ? end + 1 : null,
                Outlook = z.Count > 0 && !hasEnded ? Outlook(bounds, information, made, z[^1]) : null,
                Conclusion = hasEnded ? Conclusion(bounds, information[..(last + 1)], z[last], looks[last].IsFutile) : null,
                // The look that was made too early is deleted: its data are in those of the later one.
                Overrunning =
                    end >= 0 && end < made - 1 && looks[end].IsEfficacious == true
                        ? Conclusion(bounds, [.. information[..end], information[made - 1]], z[^1], isFutile: false)
                        : null,
            }
        );
    }

    // A look made early or late was that look; the final analysis stays to be made. By the calendar, a day that is past is not to
    // come.
    DesignLook[] Ahead(int made, int events, IReadOnlyList<double> months) =>
        [
            .. plan
                .Looks.Skip(Math.Min(made, plan.Looks.Count - 1))
                .Where(look => look.Events > events && !(IsByCalendar && look.Months <= months[^1])),
        ];

    // The bounds of each look; or why there are none.
    string? BoundsAt(
        double[] information,
        int made,
        IReadOnlyList<double> months,
        DesignLook[] ahead,
        out (double[] EfficacyZ, double?[] FutilityZ, double[] AlphaSpent) bounds
    )
    {
        if (plan.Assumptions.Looks is null && information.Length > made)
        {
            // Without planned looks nothing is spent before the end: what is seen before it decides nothing.
            var final = plan.Boundary.EfficacyZ[^1];
            bounds = (
                [.. information.SkipLast(1).Select(_ => double.PositiveInfinity), final],
                new double?[information.Length],
                [.. information.SkipLast(1).Select(_ => 0.0), plan.Assumptions.OneSidedAlpha]
            );
            return null;
        }
        double?[] spending =
        [
            .. months.Select(month => (double?)Math.Min(1, month / plan.Looks[^1].Months)),
            .. ahead.Select(look => look.Months / plan.Looks[^1].Months),
        ];
        var boundary = ObservedBoundary.Of(
            plan.Boundary,
            new(
                plan.Events * PerEvent,
                [
                    .. information.Select(
                        (amount, k) =>
                            new ObservedLook(amount, IsByCalendar ? spending[k] : null)
                            {
                                RelativeEffect = plan.Boundary.Test.RelativeEffects is null
                                    ? null
                                    : EffectAt(amount / PerEvent) / EffectAt(plan.Events),
                            }
                    ),
                ],
                IsFinal: true
            )
        );
        bounds = ([.. boundary.EfficacyZ], [.. boundary.FutilityZ], [.. boundary.AlphaSpent]);
        return (boundary.Status as BoundaryStatus.NotSolved)?.Reason;
    }

    bool IsBinding =>
        plan.Boundary.Test.Futility is FutilityRule.Spending { Binding: true } or FutilityRule.FixedZ { Binding: true };

    bool IsByCalendar => plan.Assumptions.Looks is { SpendBy: SpendingClock.Calendar };

    LookMade Look((double[] EfficacyZ, double?[] FutilityZ, double[] AlphaSpent) boundary, int events, int k, double? z) =>
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

    LookOutlook Outlook(
        (double[] EfficacyZ, double?[] FutilityZ, double[] AlphaSpent) boundary,
        double[] information, int made, double z)
    {
        var interim = new Interim(information[made - 1], z);
        var ahead = new RemainingLooks(
            information[made..],
            [.. boundary.EfficacyZ.Skip(made)],
            [.. boundary.FutilityZ.Skip(made)]
        );
        return new(
            ConditionalPower.Of(interim, ahead, interim.Trend).TotalAbove,
            ConditionalPower.Of(interim, ahead, EffectsToCome(interim.Information, ahead.Information)).TotalAbove,
            ConditionalPower.Of(interim, ahead, 0).TotalAbove,
            ConditionalPower.Predictive(interim, ahead).TotalAbove
        )
        {
            PredictiveWithPrior = Prior is null
                ? null
                : ConditionalPower.Predictive(interim, ahead, Prior.Against(Margin)).TotalAbove,
        };
    }

    // The effect that the plan expects in all data by so many events.
    double EffectAt(double events) => Math.Log(Margin / plan.HazardRatioAt(events));

    // An effect that comes late is larger in the events to come than in all.
    double[] EffectsToCome(double now, IReadOnlyList<double> then) =>
        [
            .. then.Select(information =>
                (Score(information) - Score(now)) / (information - now)
            ),
        ];

    double Score(double information) => EffectAt(information / PerEvent) * information;

    // Only a binding bound belongs to the test: one that may be ignored is not part of what could have happened.
    LookConclusion Conclusion(
        (double[] EfficacyZ, double?[] FutilityZ, double[] AlphaSpent) boundary,
        double[] information,
        double z,
        bool isFutile
    )
    {
        var confidence = 1 - 2 * plan.Assumptions.OneSidedAlpha;
        var last = information.Length - 1;
        var found = StagewiseInference.Of(
            information,
            [.. boundary.EfficacyZ.Take(information.Length - 1)],
            z,
            IsBinding
                ? [.. boundary.FutilityZ.Take(last + 1).Select((bound, k) => Bound(bound, k == last))]
                : [],
            confidence
        );

        // The bound of the last look only says that the trial stopped there for futility.
        double Bound(double? bound, bool isLast) =>
            bound is { } there && (!isLast || isFutile) ? there : double.NegativeInfinity;
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
