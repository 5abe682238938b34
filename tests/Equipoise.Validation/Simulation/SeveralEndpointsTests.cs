using Equipoise.Design.Monitoring;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Design.Simulation.Together;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Validation.Simulation;

/// <summary>Several endpoints that share alpha: planned and looked at against R, simulated against the normal law.</summary>
[Trait("Takes", "time")]
public sealed class SeveralEndpointsTests
{
    const long Trials = 250_000;

    static readonly Expected expected = Expected.Read("several-endpoints");

    static readonly TrialProtocol keynote = Read("examples", "published-designs", "keynote-189.yaml");

    static readonly TrialProtocol plain = Read("bench", "scenarios", "two-endpoints.yaml");

    static SplitDesign KeynotePlan => ((SplitOutcome.Planned)SplitDesign.Of(keynote)).Design;

    [Fact]
    public void Bounds_at_every_alpha_are_those_of_the_recursion()
    {
        var agreement = new Agreement(
            "Several endpoints: bounds at every alpha of a graph",
            expected.Call("uniroot over pmvnorm(TVPACK), Lan-DeMets O'Brien-Fleming spending")
        );
        foreach (var endpoint in KeynotePlan.Endpoints)
            foreach (var (level, design) in endpoint.ByAlpha.Select(one => (one.Level, one.Design)))
                foreach (var look in design.Looks)
                {
                    var name = FormattableString.Invariant($"{endpoint.Endpoint.Id} at {level.Alpha}");
                    agreement.Within(1e-9, name, look.Efficacy.Z, expected[name, $"bound.{look.Look}"]);
                }
        agreement.ShouldBeComplete(atLeast: 10);
    }

    [Fact]
    public void Repeated_p_values_are_those_of_the_recursion()
    {
        var agreement = new Agreement(
            "Several endpoints: repeated p-values at observed looks",
            expected.Call("uniroot over the bounds as a function of alpha")
        );
        var two = Looks([235, 340], [1.9, 2.35]);
        agreement.Within(1e-9, "first of two", two[0], expected["OS", "repeated.1"]);
        agreement.Within(1e-9, "second of two", two[1], expected["OS", "repeated.2"]);
        agreement.Within(1e-9, "one", Looks([235], [2.9])[0], expected["OS", "repeated.once"]);
        agreement.ShouldBeComplete(atLeast: 3);

        static IReadOnlyList<double> Looks(int[] events, double[] z) =>
            ((SplitLooksOutcome.Assessed)SplitLooks.Of(KeynotePlan, 2, [new("OS", events, z, IsFinal: false)])).Looks.Endpoints[1].RepeatedP;
    }

    [Fact]
    public void What_the_graph_rejects_without_effect_is_that_of_the_normal_law()
    {
        var agreement = new Agreement(
            "Several endpoints simulated: rejections by the graph without effect, and the correlation (within 4 Monte-Carlo standard errors)",
            expected.Call("pmvnorm(TVPACK) at the correlation of scores that share the deaths before progression")
        );
        var split = Run(plain);
        var correlation = split.Pairs[0].Correlation!.Value;
        var ρ = expected["graph", "correlation"]!.Value;
        agreement.Within(4 * correlation.StandardError!.Value / ρ, "correlation", correlation.Estimate, ρ);
        Share("PFS", split.Endpoints[0].Power, expected["graph", "PFS"]);
        Share("OS", split.Endpoints[1].Power, expected["graph", "OS"]);
        Share("any: the family-wise error", split.FamilyWiseError, expected["graph", "any"]);
        Share("all", split.All, expected["graph", "all"]);
        Share("second of a fixed sequence", Run(Sequence(plain)).Endpoints[1].Power, expected["sequence", "OS"]);
        agreement.ShouldBeComplete(atLeast: 6);

        void Share(string what, MonteCarloEstimate? share, double? theirs) =>
            agreement.Within(4 * Math.Sqrt((1 - theirs!.Value) / theirs.Value / Trials), what, share!.Value.Estimate, theirs);
    }

    // PFS has all of alpha, and passes all of it on.
    static TrialProtocol Sequence(TrialProtocol protocol)
    {
        var split = protocol.Design!.Split!;
        var (first, second) = (split.Endpoints[0], split.Endpoints[1]);
        return protocol with
        {
            Design = protocol.Design with
            {
                Split = split with
                {
                    Endpoints =
                    [
                        first with { InitialAlpha = 0.025, Assumptions = first.Assumptions with { OneSidedAlpha = 0.025 } },
                        second with
                        {
                            InitialAlpha = 0,
                            Assumptions = second.Assumptions with { OneSidedAlpha = 0.025 },
                            PassesOn = new Dictionary<string, double>(),
                        },
                    ],
                },
            },
        };
    }

    static SplitTally Run(TrialProtocol protocol) =>
        SplitWorld
            .Of(protocol, ["PFS", "OS"])
            .Trial!.Simulate(
                new()
                {
                    Seed = 20261129,
                    Trials = Trials,
                    Threads = 2,
                }
            )
            .Split!;

    static TrialProtocol Read(params string[] file) =>
        ((ProtocolReading.Accepted)ProtocolFile.Read(Repository.At(file))).Protocol;
}
