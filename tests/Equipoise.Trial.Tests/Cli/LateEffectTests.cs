using System.Text;
using Equipoise.Design.Sizing;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>
/// Plans whose effect comes late. Expected numbers are those of gsDesign2's method (Z_k has the mean that the average hazard ratio
/// of the events by then gives it), printed to the digits at which they are compared.
/// </summary>
public sealed class LateEffectTests
{
    const string Rising =
        "[ { from: 0 months, per month: 8 }, { from: 2 months, per month: 16 }, { from: 4 months, per month: 24 }, "
        + "{ from: 6 months, per month: 32 } ]";

    const string Late = "[ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 0.6 } ]";

    static readonly string slowThenFull =
        "  hazard ratio: [ { from: 0 months, ratio: 0.9 }, { from: 3 months, ratio: 0.6 } ]\n"
        + "  control hazard: [ { from: 0 months, median: 9 months }, { from: 3 months, median: 18 months } ]\n"
        + $"  accrual: {{ participants: 600, rates: {Rising} }}\n"
        + "  looks:\n    at: [40%, 60%, 90%, 100%]\n    efficacy: Lan-DeMets O'Brien-Fleming\n"
        + "    futility: non-binding Lan-DeMets O'Brien-Fleming\n  cutoff: at planned events\n";

    static string InThirds(string futility, string cutoff) =>
        $"  hazard ratio: {Late}\n  control median: 15 months\n  accrual: {{ participants: 500, over: 12 months }}\n"
        + "  looks:\n    at: [33.3333333333%, 66.6666666667%, 100%]\n    efficacy: Lan-DeMets O'Brien-Fleming\n"
        + $"    futility: {futility}\n  cutoff: {cutoff}\n";

    [Fact]
    public void Each_look_has_its_own_drift_also_where_futility_spends_the_type_II_error()
    {
        var plan = Planned(slowThenFull);
        plan.Events.ShouldBe(347);
        plan.ExactEvents!.Value.ShouldBe(346.07, 0.005);
        plan.Looks[0].Futility!.CrossedUnderAlternative.ShouldBe(0.0093, 0.0001);

        // As printed, with fractions of events.
        double[] fractions = [0.4, 0.6, 0.9, 1];
        double Effect(double fraction) => -Math.Log(plan.HazardRatioAt(fraction * plan.ExactEvents!.Value));
        var boundary = (
            plan.Boundary.Test with
            {
                InformationFractions = fractions,
                RelativeEffects = [.. fractions.Select(fraction => Effect(fraction) / Effect(1))],
            }
        ).Solve();
        boundary.FutilityZ[0]!.Value.ShouldBe(-0.8342, 5e-5);
        boundary.FutilityZ[1]!.Value.ShouldBe(0.2070, 5e-5);
        boundary.FutilityZ[2]!.Value.ShouldBe(1.6946, 5e-5);
        boundary.Drift!.Value.ShouldBe(Effect(1) * Math.Sqrt(plan.ExactEvents!.Value) / 2, 1e-9);
    }

    [Fact]
    public void A_power_that_can_be_reached_is_not_refused_for_the_sake_of_futility() =>
        Planned(InThirds("non-binding Lan-DeMets Pocock", "at planned events")).ExactEvents!.Value.ShouldBe(346.8, 0.05);

    [Theory]
    [InlineData("0.836", 0.9277, 5e-5)]
    [InlineData("0.5", 0.889, 5e-4)]
    public void Events_to_come_have_an_average_hazard_ratio_of_their_own(string z, double expected, double digits)
    {
        var look = OnProtocol.Json("look", Protocol(InThirds("none", "at 300 events")), "--events", "100", "--z", z);
        look.GetProperty("conditionalPower").GetProperty("design").GetDouble().ShouldBe(expected, digits);
    }

    [Fact]
    public void Looks_that_are_made_as_planned_have_the_bounds_of_the_plan()
    {
        var protocol = Protocol(slowThenFull);
        double[] planned =
        [
            .. OnProtocol.Json("design", protocol)
                .GetProperty("looks")
                .EnumerateArray()
                .SkipLast(1)
                .Select(look => look.GetProperty("futilityZ").GetDouble()),
        ];
        double[] observed =
        [
            .. OnProtocol.Json("look", protocol, "--events", "139,208,312")
                .GetProperty("looks")
                .EnumerateArray()
                .Select(look => look.GetProperty("futilityZ").GetDouble()),
        ];
        observed.Zip(planned, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
    }

    static TrialDesign Planned(string design) =>
        TrialPlanning
            .Plan(
                ProtocolFile
                    .Parse(Encoding.UTF8.GetBytes(Protocol(design)), "protocol.yaml")
                    .ShouldBeOfType<ProtocolReading.Accepted>()
                    .Protocol
            )
            .ShouldBeOfType<DesignOutcome.Planned>()
            .Design;

    // The trial of bench/scenarios/three-looks.yaml with other assumptions; 1.19% a year is a hazard of 0.001 a month.
    static string Protocol(string design)
    {
        var text = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));
        return text[..text.IndexOf("design:", StringComparison.Ordinal)]
            + "design:\n  primary: OS\n  one-sided alpha: 2.5%\n  power: 90%\n  dropout: 1.19% yearly\n"
            + design
            + "\n"
            + text[text.IndexOf("analysis:", StringComparison.Ordinal)..];
    }
}
