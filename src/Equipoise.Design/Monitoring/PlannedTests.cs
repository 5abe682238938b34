using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Monitoring;

/// <summary>Holds what an analysis found against the standard that the design set in advance.</summary>
/// <remarks>
/// <para>The final analysis is the one that has the planned events, up to 2% fewer allowed (or is made on the planned day). Its
/// level is what the looks before it left, for the events that were observed; those looks are taken as made at their planned
/// events, and not to have ended the trial. An analysis with fewer events is a look of the plan when it has the events of that
/// look, up to 5% more or fewer; else there is no verdict. Endpoints that share alpha are looked at on one day: where one of them
/// is at a look of its plan, the others are at theirs that is due.</para>
/// <para>Superiority is decided by the log-rank test, two-sided in what it may find; a margin by the limit of the hazard ratio at
/// the one-sided level. Endpoints in order are tested one after the other at the level of the first, at the nominal one of the
/// look where there are looks (Glimm, Maurer and Bretz 2010); endpoints that share alpha by their graph.</para>
/// </remarks>
public sealed class PlannedTests
{
    // A cutoff is a day, chosen before it comes, on which a few more or fewer events than planned may have been seen. The final
    // analysis waits for its events: only a rule of censoring may take away some that counted on that day.
    const double OffTheLook = 0.05;
    const double ShortOfTheEnd = 0.02;

    readonly TrialProtocol protocol;
    readonly IReadOnlyList<EndpointFound> found;
    readonly DateOnly? cutoff;

    // Whether some other endpoint is at a look of its plan, so that the day is one of the plan.
    bool isDay;

    PlannedTests(TrialProtocol protocol, IReadOnlyList<EndpointFound> found, DateOnly? cutoff) =>
        (this.protocol, this.found, this.cutoff) = (protocol, found, cutoff);

    /// <summary>The verdict on each endpoint.</summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="found">What was found, in the order of the analysis.</param>
    /// <param name="cutoff">The data cutoff; null when it is not known.</param>
    public static IReadOnlyList<EndpointVerdict> Of(
        TrialProtocol protocol,
        IReadOnlyList<EndpointFound> found,
        DateOnly? cutoff
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(found);
        var tests = new PlannedTests(protocol, found, cutoff);
        return protocol switch
        {
            { Design: null } => [.. found.Select(one => NotTested(one, UntestedReason.NoLevel))],
            { Comparison: null } => [.. found.Select(one => NotTested(one, UntestedReason.SeveralArms))],
            { Design.Split: not null } => tests.ByGraph(),
            _ => tests.InOrder(),
        };
    }

    static EndpointVerdict NotTested(EndpointFound one, UntestedReason why, string? after = null) =>
        new(one.Endpoint, VerdictKind.NotTested, one.Events) { Untested = why, After = after };

    EndpointVerdict[] InOrder()
    {
        var design = protocol.Design!;
        IReadOnlyList<string> order =
            protocol.Analysis.TestOrder.Count > 0 ? protocol.Analysis.TestOrder : [design.Primary];
        var verdicts = new Dictionary<string, EndpointVerdict>();
        foreach (var (i, id) in order.Index())
            if (found.FirstOrDefault(one => one.Endpoint == id) is { } one)
                verdicts[id] =
                    i == 0 ? Alone(one)
                    : verdicts.GetValueOrDefault(order[i - 1]) is { Kind: VerdictKind.Met, FavorsExperimental: true } before
                        ? After(one, before)
                    : NotTested(one, UntestedReason.NotReached, order[i - 1]);
        return
        [
            .. found.Select(one =>
                verdicts.GetValueOrDefault(one.Endpoint) ?? NotTested(one, UntestedReason.NotPlanned)
            ),
        ];
    }

    // A plan whose events never come has no number of events to wait for; its level stands.
    EndpointVerdict Alone(EndpointFound one) =>
        TrialPlanning.Plan(protocol) is DesignOutcome.Planned(var plan) ? Verdict(one, plan)
        : protocol.Design!.Looks is not null ? NotTested(one, UntestedReason.NoPlan)
        : Decided(one, Normal.Quantile(1 - protocol.Design.OneSidedAlpha), protocol.Design.Margin) with
        {
            IsFinal = true,
        };

    static EndpointVerdict After(EndpointFound one, EndpointVerdict before) =>
        Decided(one, before.BoundZ!.Value, 1) with
        {
            Look = before.Look,
            Looks = before.Looks,
            IsFinal = before.IsFinal,
        };

    /// <summary>One endpoint against its plan.</summary>
    EndpointVerdict Verdict(EndpointFound one, TrialDesign plan)
    {
        var margin = plan.Assumptions.Margin;
        var z = Statistic(one, margin);
        var (look, isFinal) = LookOf(one, plan);
        var verdict = new EndpointVerdict(one.Endpoint, VerdictKind.NotYet, one.Events)
        {
            PlannedEvents = plan.Events,
            Look = look,
            Looks = plan.Looks.Count,
            IsFinal = isFinal,
            Margin = margin,
            Z = z,
        };
        if (look is null)
            return verdict with { BoundZ = plan.Looks[^1].Efficacy.Z is var final && double.IsFinite(final) ? final : null };
        if (Assessed(one, plan, look.Value, isFinal, z) is not { } made)
            return NotTested(one, UntestedReason.NoPlan);
        var last = made.Looks[^1];
        if (last.EfficacyZ is not { } bound)
            return verdict with { IsFutile = last.IsFutile };
        var decided = Decided(one, bound, margin);
        var isLooked = plan.Looks.Count > 1;
        return verdict with
        {
            // Before the end, a bound that was not reached decides nothing.
            Kind = decided.Kind == VerdictKind.NotMet && !isFinal ? VerdictKind.NotYet : decided.Kind,
            FavorsExperimental = decided.FavorsExperimental,
            BoundZ = bound,
            UpperLimit = decided.UpperLimit,
            IsFutile = !isFinal && last.IsFutile,
            Repeated = isLooked ? last.Repeated : null,
            Conclusion = isLooked && (isFinal || decided.Kind == VerdictKind.Met) ? made.Conclusion : null,
        };
    }

    static EndpointVerdict Decided(EndpointFound one, double bound, double margin)
    {
        var verdict = new EndpointVerdict(one.Endpoint, VerdictKind.NotEstimable, one.Events) { BoundZ = bound, Margin = margin };
        if (Statistic(one, margin) is not { } z)
            return verdict;
        var isMet = z >= bound || (margin == 1 && z <= -bound);
        return verdict with
        {
            Kind = isMet ? VerdictKind.Met : VerdictKind.NotMet,
            FavorsExperimental = z > 0,
            Z = z,
            UpperLimit = margin == 1 ? null : Math.Exp(one.LogHazardRatio!.Value + (bound * one.StandardError!.Value)),
        };
    }

    /// <summary>Superiority by the log-rank test; a margin by the hazard ratio, its limit and Z being one decision.</summary>
    static double? Statistic(EndpointFound one, double margin) =>
        margin == 1 ? one.Z
        : one is { LogHazardRatio: { } log, StandardError: { } error } ? (Math.Log(margin) - log) / error
        : null;

    /// <summary>Which look of the plan the analysis is, and whether it is the final one.</summary>
    (int? Look, bool IsFinal) LookOf(EndpointFound one, TrialDesign plan)
    {
        var isFinal =
            one.Events >= plan.Events * (1 - ShortOfTheEnd)
            || (plan.Assumptions.Cutoff is DataCutoff.On(var day) && (cutoff is null || cutoff >= day));
        if (isFinal)
            return (plan.Looks.Count, true);
        var interim = plan
            .Looks.SkipLast(1)
            .LastOrDefault(look => Math.Abs(one.Events - look.Events) <= look.Events * OffTheLook);
        if (interim is null && isDay)
            interim = plan.Looks.SkipLast(1).LastOrDefault(look => look.Events <= one.Events) ?? plan.Looks[0];
        // The final analysis alone is no look to be early at.
        return (interim?.Look is { } number && number < plan.Looks.Count ? number : null, false);
    }

    /// <summary>The looks up to this one; null where the plan has no bounds for them.</summary>
    LooksMade? Assessed(EndpointFound one, TrialDesign plan, int look, bool isFinal, double? z)
    {
        var before = plan.Looks.Take(look - 1).Where(earlier => earlier.Events < one.Events).ToArray();
        int[] events = [.. before.Select(earlier => earlier.Events), one.Events];
        double[] months = plan.Assumptions.Looks is { SpendBy: SpendingClock.Calendar }
            ? [.. before.Select(earlier => earlier.Months), plan.Looks[look - 1].Months]
            : [];
        var assessment = new LookAssessment(plan, protocol.Comparison!.Ratio);
        if (assessment.Of(events, [], months, isFinal) is not LookOutcome.Assessed(var bounds))
            return null;
        if (z is not { } last)
            return bounds;
        double[] seen = [.. bounds.Looks.SkipLast(1).Select(WentOn), last];
        return assessment.Of(events, seen, months, isFinal) is LookOutcome.Assessed(var made) ? made : null;
    }

    /// <summary>Some value of Z at which the trial goes on: what is found later does not depend on which.</summary>
    static double WentOn(LookMade look) =>
        (look.FutilityZ, look.EfficacyZ) switch
        {
            ({ } futility, { } efficacy) => (futility + efficacy) / 2,
            ({ } futility, null) => futility + 1,
            (null, { } efficacy) => Math.Min(0, efficacy - 1),
            _ => 0,
        };

    EndpointVerdict[] ByGraph()
    {
        if (SplitDesign.Of(protocol) is not SplitOutcome.Planned(var plan))
            return [.. found.Select(one => NotTested(one, UntestedReason.NoPlan))];
        var pairs = found
            .Select(one => (Found: one, Plan: plan.Endpoints.FirstOrDefault(endpoint => endpoint.Endpoint.Id == one.Endpoint)))
            .Where(pair => pair.Plan is not null)
            .ToArray();
        isDay = pairs.Any(pair => LookOf(pair.Found, pair.Plan!.Sized).Look is not null);
        var seen = pairs.Select(pair => Seen(pair.Found, pair.Plan!.Sized)).OfType<EndpointSeen>().ToArray();
        return SplitLooks.Of(plan, protocol.Comparison!.Ratio, seen) is SplitLooksOutcome.Assessed(var looks)
            ? [.. found.Select(one => OfGraph(one, looks))]
            : [.. found.Select(one => NotTested(one, UntestedReason.NoPlan))];
    }

    EndpointSeen? Seen(EndpointFound one, TrialDesign plan)
    {
        var (look, isFinal) = LookOf(one, plan);
        if (look is not { } number || Statistic(one, plan.Assumptions.Margin) is not { } z)
            return null;
        int[] before =
        [
            .. plan.Looks.Take(number - 1).Select(earlier => earlier.Events).Where(events => events < one.Events),
        ];
        return new(one.Endpoint, [.. before, one.Events], [.. before.Select(_ => 0.0), z], isFinal);
    }

    EndpointVerdict OfGraph(EndpointFound one, SplitLooks looks)
    {
        if (looks.Endpoints.FirstOrDefault(endpoint => endpoint.Plan.Endpoint.Id == one.Endpoint) is not { } endpoint)
            return NotTested(one, UntestedReason.NotPlanned);
        if (endpoint.Decision.Level <= 0 || endpoint.Plan.At(endpoint.Decision.Level) is not { } plan)
            return NotTested(one, UntestedReason.NotReached) with { PlannedEvents = endpoint.Plan.Sized.Events };
        var verdict = Verdict(one, plan);
        return endpoint.Decision.IsRejected && verdict.Kind is VerdictKind.NotMet or VerdictKind.NotYet
            // An earlier look is tested again once more alpha has come.
            ? verdict with { Kind = VerdictKind.Met, FavorsExperimental = true }
            : verdict;
    }
}
