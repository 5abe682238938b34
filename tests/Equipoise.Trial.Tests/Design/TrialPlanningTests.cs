using System.Text;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Design;

/// <summary>From the design part of a protocol to the plan of its trial.</summary>
public sealed class TrialPlanningTests
{
    const string Cutoff = "  cutoff: at planned events";

    [Fact]
    public void PATINA_needs_257_events()
    {
        // patina.md and the reports: 90% power for hazard ratio 0.667 at one-sided 2.5% is 257 events; by hand
        // 4 (1.959964 + 1.281552)^2 / ln(0.667)^2 = 256.2835494.
        var design = Planned(Examples.PatinaProtocol);
        design.ExactEvents!.Value.ShouldBe(256.2835494126291, 1e-9);
        design.Events.ShouldBe(257);
        design.Power.ShouldBe(0.9, 0.001);
        design.Looks.ShouldHaveSingleItem().Efficacy.Z.ShouldBe(1.959963984540054, 1e-12);
        design.Looks[0].Efficacy.HazardRatio!.Value.ShouldBe(Math.Exp(-2 * 1.959963984540054 / Math.Sqrt(257)), 1e-12);
    }

    [Fact]
    public void One_analysis_has_one_look_that_spends_everything()
    {
        var look = Planned(Examples.PatinaProtocol).Looks.ShouldHaveSingleItem();
        look.AlphaSpent.ShouldBe(0.025, 1e-15);
        look.Futility.ShouldBeNull();
        look.InformationFraction.ShouldBe(1);
    }

    [Fact]
    public void Looks_cost_events_and_save_time()
    {
        var one = Planned(Examples.PatinaProtocol);
        var three = Planned(With("  looks: { at: [50%, 75%, 100%], efficacy: Lan-DeMets O'Brien-Fleming }\n" + Cutoff));
        three.Events.ShouldBeGreaterThan(one.Events);
        three.UnderAlternative.Events.ShouldBeLessThan(one.Events);
        three.Power.ShouldBeGreaterThanOrEqualTo(0.9);
        three.Looks.Select(look => look.Months).ShouldBeInOrder();
    }

    [Fact]
    public void Bounds_hold_at_the_whole_numbers_at_which_the_looks_are_made()
    {
        var design = Planned(With("  looks: { at: [50%, 75%, 100%], efficacy: Pocock }\n" + Cutoff));
        design.Looks[^1].Efficacy.CrossedUnderNull.ShouldBe(0.025, 1e-12);
        design.Looks[0].InformationFraction.ShouldBe((double)design.Looks[0].Events / design.Events);
    }

    [Fact]
    public void Stopping_for_futility_shortens_an_idle_trial()
    {
        const string looks = "  looks:\n    at: [50%, 75%, 100%]\n    efficacy: Lan-DeMets O'Brien-Fleming\n";
        var without = Planned(With(looks + Cutoff));
        var with = Planned(With(looks + "    futility: non-binding Hwang-Shih-DeCani -2\n" + Cutoff));
        with.UnderNull.Events.ShouldBeLessThan(without.UnderNull.Events);
        // Non-binding: the efficacy bounds are what they are without, at the same fractions.
        with.Looks[0].Efficacy.Z.ShouldBe(without.Looks[0].Efficacy.Z, 0.02);
        with.Looks[0].Futility!.Z.ShouldBeLessThan(with.Looks[0].Efficacy.Z);
    }

    [Fact]
    public void Spending_by_the_calendar_spends_by_the_months_of_the_looks()
    {
        var design = Planned(
            With("  looks: { at: [50%, 75%, 100%], efficacy: Lan-DeMets O'Brien-Fleming, spend by: calendar }\n" + Cutoff)
        );
        // f(t) = 2 - 2 Phi(z / sqrt(t)), z the 1 - 0.0125 quantile.
        var t = design.Looks[0].Months / design.Looks[^1].Months;
        var spent = 2 * Φ(-2.241402727604947 / Math.Sqrt(t));
        design.Looks[0].AlphaSpent.ShouldBe(spent, 1e-9);
    }

    [Fact]
    public void A_late_effect_needs_more_events_and_each_look_has_its_own_average()
    {
        var late = Planned(
            Edit(
                ("hazard ratio: 0.667", "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 3 months, ratio: 0.62 } ]"),
                (Cutoff, "  looks: { at: [50%, 100%], efficacy: Lan-DeMets O'Brien-Fleming }\n" + Cutoff)
            )
        );
        late.HazardRatio.ShouldBeInRange(0.62, 0.70);
        late.Power.ShouldBeGreaterThanOrEqualTo(0.9);
        late.ExactEvents!.Value.ShouldBeGreaterThan(240);
        // One event fewer is not enough.
        var fewer = Planned(
            Edit(
                ("hazard ratio: 0.667", "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 3 months, ratio: 0.62 } ]"),
                (
                    Cutoff,
                    $"  looks: {{ at: [50%, 100%], efficacy: Lan-DeMets O'Brien-Fleming }}\n  cutoff: at {late.Events - 2} events"
                )
            )
        );
        fewer.Power.ShouldBeLessThan(0.9);
    }

    [Fact]
    public void A_late_effect_of_no_delay_is_a_plain_effect()
    {
        var plain = Planned(With("  looks: { at: [60%, 100%], efficacy: Pocock }\n" + Cutoff));
        var pieces = Planned(
            Edit(
                ("hazard ratio: 0.667", "hazard ratio: [ { from: 0 months, ratio: 0.667 }, { from: 3 months, ratio: 0.6670000001 } ]"),
                (Cutoff, "  looks: { at: [60%, 100%], efficacy: Pocock }\n" + Cutoff)
            )
        );
        pieces.ExactEvents!.Value.ShouldBe(plain.ExactEvents!.Value, 1e-5);
        pieces.Power.ShouldBe(plain.Power, 1e-7);
    }

    [Fact]
    public void A_margin_is_ruled_out_as_an_effect_of_the_same_size_is_found()
    {
        // ln(1.3) against ln(1/1.3): the same distance, so the same events.
        var noninferior = Planned(Edit(("hazard ratio: 0.667", "hazard ratio: 1\n  non-inferiority margin: 1.3"), ("participants: 496 ", "participants: 996 ")));
        var superior = Planned(Edit(("hazard ratio: 0.667", $"hazard ratio: {1 / 1.3:R}"), ("participants: 496 ", "participants: 996 ")));
        noninferior.ExactEvents!.Value.ShouldBe(superior.ExactEvents!.Value, 1e-9);
    }

    [Fact]
    public void Other_formulas_may_be_chosen()
    {
        // Freedman at 1:1 is (z + z)^2 ((1 + hr) / (1 - hr))^2.
        var freedman = Planned(With("  formula: Freedman\n" + Cutoff)).ExactEvents!.Value;
        freedman.ShouldBe(Math.Pow((1.959963984540054 + 1.2815515655446004) * 1.667 / 0.333, 2), 1e-9);
        var lachin = Planned(With("  formula: Lachin-Foulkes\n" + Cutoff)).ExactEvents!.Value;
        lachin.ShouldBe(256.3, 4);
    }

    [Fact]
    public void A_cutoff_on_a_day_has_the_events_expected_by_then()
    {
        var design = Planned(With("  cutoff: on 2023-06-21"));
        design.ExactEvents.ShouldBeNull();
        design.Looks[^1].Months.ShouldBe(72, 0.3);
        design.Power.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Events_that_never_occur_are_refused_with_how_many_do() =>
        Refused(Edit(("participants: 496 ", "participants: 200 ")))
            .ShouldStartWith("257 events never occur: with 200 participants at most");

    [Fact]
    public void A_power_that_a_late_effect_cannot_reach_is_refused_with_what_it_gives() =>
        Refused(
            Edit(
                ("hazard ratio: 0.667", "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 24 months, ratio: 0.7 } ]"),
                ("participants: 496 ", "participants: 300 ")
            )
        )
            .ShouldContain("Power 90% cannot be reached: with 300 participants at most");

    [Fact]
    public void Looks_that_fall_together_are_refused() =>
        Refused(
            With("  looks: { at: [99.9%, 100%], efficacy: Pocock }\n" + Cutoff)
        )
            .ShouldContain("Look 2 would come at 25");

    [Fact]
    public void Formulas_say_what_they_cannot_do()
    {
        Refused(Edit(("hazard ratio: 0.667", "hazard ratio: 1\n  non-inferiority margin: 1.3\n  formula: Freedman")))
            .ShouldContain("takes no margin");
        Refused(
            Edit(
                (
                    "hazard ratio: 0.667",
                    "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 0.6 } ]\n  formula: Lachin-Foulkes"
                )
            )
        )
            .ShouldContain("needs one hazard ratio at all times");
    }

    static double Φ(double z) => Equipoise.Statistics.Numerics.Normal.Cdf(z);

    static TrialDesign Planned(TrialProtocol protocol)
    {
        var outcome = TrialPlanning.Plan(protocol);
        (outcome as DesignOutcome.Refused)?.Reasons.ShouldBeEmpty();
        return outcome.ShouldBeOfType<DesignOutcome.Planned>().Design;
    }

    static string Refused(TrialProtocol protocol) =>
        TrialPlanning.Plan(protocol).ShouldBeOfType<DesignOutcome.Refused>().Reasons.ShouldHaveSingleItem();

    static TrialProtocol With(string looks) => Edit((Cutoff, looks));

    static TrialProtocol Edit(params (string Find, string Replacement)[] edits)
    {
        var text = edits.Aggregate(
            File.ReadAllText(Examples.ProtocolPath("patina")),
            (text, edit) => Protocol.Slip.Replace(text, edit.Find, edit.Replacement)
        );
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml");
        reading.Problems.ShouldBeEmpty();
        return reading.ShouldBeOfType<ProtocolReading.Accepted>().Protocol;
    }
}
