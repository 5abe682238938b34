using Equipoise.Analysis;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using Equipoise.Reporting.Plans;

namespace Equipoise.Reporting.Verdicts;

/// <summary>The results of an analysis with the plan of the trial and the verdict that it allows on each endpoint.</summary>
/// <param name="Output">The output, to whose results plan and verdicts are added, each number with its address.</param>
/// <param name="Verdicts">The verdicts, by endpoint.</param>
public sealed record TestedOutput(AnalysisOutput Output, IReadOnlyDictionary<string, EndpointVerdict> Verdicts)
{
    /// <summary>The plan of the trial; null where it has none.</summary>
    public PlannedTrial? Plan { get; init; }

    const string Method = "Test against the level of the design";

    /// <summary>Holds the results against the design of the protocol.</summary>
    /// <param name="protocol">What was promised.</param>
    /// <param name="output">What the analysis found; verdicts that it has already are made anew.</param>
    public static TestedOutput Of(TrialProtocol protocol, AnalysisOutput output)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(output);
        var plan = PlannedTrial.Of(protocol);
        var results = plan is null ? output.Results : PlanResults.AddedTo(output.Results, plan);
        var found = protocol
            .Analysis.TimeToEvent.Select(plan => Found(protocol, results, plan.EndpointId))
            .OfType<EndpointFound>()
            .ToArray();
        var verdicts = PlannedTests.Of(protocol, found, results.Provenance.Cutoff).ToDictionary(verdict => verdict.Endpoint);
        NamedAnalysis[] analyses = [.. verdicts.Values.Select(verdict => Analysis(protocol, results, verdict))];
        return new(
            output with
            {
                Results = results.With(
                    [.. results.Conventions.Where(one => one.Id != "verdict"), .. Conventions(protocol, verdicts.Values)],
                    results.Groupings,
                    [.. results.Analyses.Where(one => analyses.All(analysis => analysis.Id != one.Id)), .. analyses]
                ),
            },
            verdicts
        )
        {
            Plan = plan,
        };
    }

    static EndpointFound? Found(TrialProtocol protocol, ReportingEvent results, string endpoint)
    {
        double? Raw(ResultRef result) => results.At(result.Address)?.Raw;
        var events = new EventsResults(endpoint);
        var counts = protocol.Arms.Select(arm => Raw(events.Events(arm.Id))).ToArray();
        if (counts.Any(count => count is null))
            return null;
        var (test, effect) = (new LogRankResults(endpoint), new CoxResults(endpoint));
        var arm = protocol.Experimental.First().Id;
        // Results of others may have the P value alone; the hazard ratio then says on which side.
        var z = Raw(test.Z) ?? EndpointFound.SignedZ(Raw(test.PTwoSided), Raw(effect.HazardRatio(arm).Estimate));
        return new(endpoint, (int)counts.Sum()!, z, Raw(effect.LogHazardRatio(arm)), Raw(effect.StandardError(arm)));
    }

    static NamedAnalysis Analysis(TrialProtocol protocol, ReportingEvent results, EndpointVerdict verdict)
    {
        var of = new VerdictResults(verdict.Endpoint);
        var list = new List<OperationResult> { new(of.Verdict.Operation, [], null, InWords(verdict)) };
        Add(of.Events, verdict.Events, Format.Count(verdict.Events));
        if (verdict.PlannedEvents is { } planned)
            Add(of.PlannedEvents, planned, Format.Count(planned));
        if (verdict.Look is { } look && verdict.Looks > 1)
        {
            Add(of.Look, look, Format.Count(look));
            Add(of.Looks, verdict.Looks, Format.Count(verdict.Looks));
        }
        if (verdict.BoundZ is { } bound)
        {
            Add(of.BoundZ, bound, Format.Fixed(bound, 4));
            Add(of.Level, verdict.LevelTwoSided, Format.Significant(verdict.LevelTwoSided, 4));
        }
        if (verdict.Z is { } z)
            Add(of.Z, z, Format.Fixed(z, 2));
        if (verdict.Margin != 1)
            Add(of.Margin, verdict.Margin, Format.Exact(verdict.Margin));
        if (verdict.UpperLimit is { } upper)
            Add(of.UpperLimit, upper, Format.Ratio(upper));
        if (verdict.Repeated is { } repeated)
            AddInterval(of.Repeated, repeated);
        if (verdict.Conclusion is { } conclusion)
        {
            Add(of.StagewiseP, conclusion.PValue, Format.PValue(conclusion.PValue));
            AddInterval(of.Adjusted, conclusion.HazardRatio);
        }
        var name = protocol.Endpoint(verdict.Endpoint).Label;
        var set = results.Find(new CoxResults(verdict.Endpoint).Id)?.SetId ?? "";
        return new(of.Id, $"{name}: verdict of the design", Method, "ADTTE", "AVAL", set, [], list);

        void Add(ResultRef result, double? raw, string printed) => list.Add(new(result.Operation, result.Groups, raw, printed));

        void AddInterval(IntervalRef at, HazardRatioLimits limits)
        {
            Add(at.Estimate, limits.Estimate, Format.Ratio(limits.Estimate));
            Add(at.Lower, limits.Lower, Format.Ratio(limits.Lower));
            Add(at.Upper, limits.Upper, Format.Ratio(limits.Upper));
        }
    }

    static string InWords(EndpointVerdict verdict) =>
        verdict.Kind switch
        {
            VerdictKind.Met => "met",
            VerdictKind.NotMet => "not met",
            VerdictKind.NotYet => "not yet",
            VerdictKind.NotEstimable => "no statistic",
            _ => verdict.Untested switch
            {
                UntestedReason.NoLevel => "not tested: no level was set in advance",
                UntestedReason.SeveralArms => "not tested: several arms and no rule to share the level",
                UntestedReason.NotReached => "not tested: what comes before it was not shown",
                UntestedReason.NoPlan => "not tested: the design gives no level",
                _ => "not tested: no test was planned",
            },
        };

    static IEnumerable<Convention> Conventions(TrialProtocol protocol, IEnumerable<EndpointVerdict> verdicts)
    {
        var all = verdicts.ToArray();
        if (all.All(verdict => verdict.Kind == VerdictKind.NotTested))
            yield break;
        var applies = string.Join(",", all.Select(verdict => new VerdictResults(verdict.Endpoint).Id));
        var looks = all.Any(verdict => verdict.Looks > 1)
            ? " Looks before this analysis are taken as made at their planned events and not to have ended the trial; bounds are "
                + "those for the events observed."
            : "";
        var order = protocol.Analysis.TestOrder.Count > 1
            ? " Endpoints are tested in order, each at that level, only if the one before was shown."
            : protocol.Design?.Split is not null ? " Endpoints share the level by the graph of the design." : "";
        yield return new(
            "verdict",
            applies,
            "The final analysis is the one with the planned events, up to 2% fewer allowed; an analysis with fewer is a look if "
                + "it has the events planned for one, up to 5% more or fewer, and else gives no verdict."
                + $"{looks}{order} An endpoint without a level has neither P value nor claim."
        );
    }
}
