using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>What the design part of a protocol may say beyond one median, one ratio and one analysis.</summary>
public sealed class DesignPartTests
{
    const string Median = "control median: 29.1 months";
    const string Ratio = "hazard ratio: 0.667";
    const string Cutoff = "  cutoff: at planned events";

    // 0.005/0.025 is 0.19999999999999998 among doubles.
    [Fact]
    public void A_part_of_alpha_is_the_number_that_the_percentages_say()
    {
        var design = Read(
            (Cutoff, $"  looks: {{ at: [50%, 75%, 100%], efficacy: [0.5%, 1.5%, 2.5%] }}\n{Cutoff}")
        );

        var rule = design.Looks!.Efficacy.ShouldBeOfType<EfficacyRule.Spending>();
        ((SpendingFunction.UserDefined)rule.Function).Points.Select(point => point.Share).ShouldBe([0.2, 0.6, 1]);
    }

    [Fact]
    public void A_plain_design_has_one_stratum_one_rate_and_one_look()
    {
        var design = Examples.PatinaProtocol.Design!;
        design.Strata.ShouldHaveSingleItem().Control.Pieces.ShouldHaveSingleItem().Hazard.ShouldBe(Math.Log(2) / 29.1, 1e-15);
        design.Accrual.Rates.ShouldHaveSingleItem().PerMonth.ShouldBe(496 / 49.0, 1e-12);
        design.Accrual.Months.ShouldBe(49, 1e-12);
        design.Margin.ShouldBe(1);
        design.Looks.ShouldBeNull();
        design.Formula.ShouldBe(SizingFormula.Schoenfeld);
    }

    [Fact]
    public void An_effect_may_come_late_and_a_hazard_may_change()
    {
        var design = Read(
            (Ratio, "hazard ratio: [ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 0.6 } ]"),
            (Median, "control hazard: [ { from: 0 months, median: 15 months }, { from: 2 years, hazard: 0 } ]")
        );
        design.HazardRatio.Pieces.ShouldBe([(0, 1), (4, 0.6)]);
        design.HazardRatio.IsProportional.ShouldBeFalse();
        design.HazardRatio.ToString().ShouldBe("1 for 4 months, then 0.6");
        var control = design.Strata[0].Control;
        control.Pieces[0].Hazard.ShouldBe(Math.Log(2) / 15, 1e-15);
        control.Pieces[1].ShouldBe((24, 0));
        // Half the participants' cumulative hazard, ln 2, is reached at 15 months; that of 24 months is the most anybody reaches.
        control.TimeOf(Math.Log(2)).ShouldBe(15, 1e-12);
        control.TimeOf(24 * Math.Log(2) / 15 + 1e-9).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Accrual_may_ramp_up()
    {
        var design = Read(
            ("  accrual:\n    participants: 496                    # planned; 518 were randomized\n    over: 49 months",
             "  accrual:\n    participants: 496\n    rates: [ { from: 0 months, per month: 4 }, { from: 10 months, per month: 12 } ]"),
            ("closes to accrual: 2021-07-20", "closes to accrual: 2021-06-20")
        );
        // 40 in the first ten months, then 456 at 12 a month: 48 months in all.
        design.Accrual.Months.ShouldBe(48, 1e-12);
    }

    [Fact]
    public void Populations_may_differ_in_prognosis()
    {
        var design = Read((Median, "control by stratum: [ { share: 40%, median: 6 months }, { share: 60%, median: 12 months } ]"));
        design.Strata.Select(stratum => stratum.Share).ShouldBe([0.4, 0.6]);
        design.Strata[1].Control.Pieces[0].Hazard.ShouldBe(Math.Log(2) / 12, 1e-15);
    }

    [Fact]
    public void A_trial_of_non_inferiority_may_expect_no_difference()
    {
        var design = Read((Ratio, "hazard ratio: 1\n  non-inferiority margin: 1.3"));
        design.Margin.ShouldBe(1.3);
        design.HazardRatio.Pieces.ShouldBe([(0, 1)]);
    }

    public static TheoryData<string, EfficacyRule> Efficacies() =>
        new()
        {
            { "Lan-DeMets O'Brien-Fleming", new EfficacyRule.Spending(new SpendingFunction.LanDeMetsOBrienFleming()) },
            { "Lan-DeMets Pocock", new EfficacyRule.Spending(new SpendingFunction.LanDeMetsPocock()) },
            { "Hwang-Shih-DeCani -4", new EfficacyRule.Spending(new SpendingFunction.HwangShihDeCani(-4)) },
            { "Kim-DeMets 3", new EfficacyRule.Spending(new SpendingFunction.KimDeMets(3)) },
            { "Pocock", new EfficacyRule.Pocock() },
            { "O'Brien-Fleming", new EfficacyRule.OBrienFleming() },
            { "Wang-Tsiatis 0.25", new EfficacyRule.WangTsiatis(0.25) },
            { "Haybittle-Peto 3", new EfficacyRule.HaybittlePeto(3) },
        };

    [Theory]
    [MemberData(nameof(Efficacies))]
    public void Bounds_are_named_as_the_field_names_them(string words, EfficacyRule expected) =>
        Read(Looks($"efficacy: {words}")).Looks!.Efficacy.ShouldBe(expected);

    [Fact]
    public void Looks_say_when_and_how_the_trial_stops()
    {
        var looks = Read(Looks("efficacy: Pocock\n    futility: non-binding Hwang-Shih-DeCani -2\n    spend by: calendar")).Looks!;
        looks.Fractions.ShouldBe([0.5, 0.75, 1]);
        looks.Futility.ShouldBe(new FutilityRule.Spending(new SpendingFunction.HwangShihDeCani(-2), Binding: false));
        looks.SpendBy.ShouldBe(SpendingClock.Calendar);
    }

    [Fact]
    public void Alpha_may_be_spent_as_listed()
    {
        var rule = Read(Looks("efficacy: [0.5%, 1.5%, 2.5%]")).Looks!.Efficacy.ShouldBeOfType<EfficacyRule.Spending>();
        rule.Function.ShouldBeOfType<SpendingFunction.UserDefined>()
            .Points.Select(point => point.Share)
            .ShouldBe([0.2, 0.6, 1], 1e-12);
    }

    [Fact]
    public void Futility_may_be_bounds_of_Z_or_beta_spent_as_listed()
    {
        var z = Read(Looks("efficacy: Pocock\n    futility: { Z: [0, 0.5], binding: no }")).Looks!.Futility;
        z.ShouldBeOfType<FutilityRule.FixedZ>().InterimZ.ShouldBe([0, 0.5]);
        var spent = Read(Looks("efficacy: Pocock\n    futility: { spent: [2%, 5%, 10%], binding: yes }")).Looks!.Futility;
        spent.ShouldBeOfType<FutilityRule.Spending>().Binding.ShouldBeTrue();
    }

    [Fact]
    public void Spending_that_decreases_is_refused() =>
        Slip.In(Cutoff, Slipped("efficacy: [1.5%, ‸0.5%, 2.5%]"), "design.looks.efficacy[2]", "0.5% is less than was spent before");

    [Fact]
    public void Spending_that_is_not_all_of_alpha_is_refused() =>
        Slip.In(Cutoff, Slipped("efficacy: ‸[0.5%, 1%, 2%]"), "design.looks.efficacy", "ends at 2%");

    [Fact]
    public void A_look_after_the_end_is_refused() =>
        Slip.In(
            Cutoff,
            "  looks: { at: [50%, ‸110%, 100%], efficacy: Pocock }\n" + Cutoff,
            "design.looks.at[2]",
            "is '110%'"
        );

    [Fact]
    public void Looks_out_of_order_are_refused() =>
        Slip.In(
            Cutoff,
            "  looks: { at: [75%, ‸50%, 100%], efficacy: Pocock }\n" + Cutoff,
            "design.looks.at[2]",
            "50% does not come after 75%"
        );

    [Fact]
    public void Looks_without_a_final_analysis_are_refused() =>
        Slip.In(
            Cutoff,
            "  looks: { at: ‸[50%, 75%], efficacy: Pocock }\n" + Cutoff,
            "design.looks.at",
            "do not end with the final analysis"
        );

    [Fact]
    public void A_bound_that_nobody_knows_is_refused_with_those_there_are() =>
        Slip.In(Cutoff, Slipped("efficacy: ‸Lan-DeMets Fleming"), "design.looks.efficacy", "is 'Lan-DeMets Fleming'");

    [Fact]
    public void Futility_bounds_that_are_not_one_for_each_interim_look_are_refused() =>
        Slip.In(
            Cutoff,
            Slipped("efficacy: Pocock\n    futility: { Z: ‸[0], binding: no }"),
            "design.looks.futility.Z",
            "has 1 bounds for 2 interim looks"
        );

    [Fact]
    public void A_calendar_that_nothing_is_spent_by_is_refused() =>
        Slip.In(
            Cutoff,
            Slipped("efficacy: Pocock\n    ‸spend by: calendar").Replace("‸spend by: calendar", "spend by: ‸calendar"),
            "design.looks.spend by",
            "and no bound spends"
        );

    [Fact]
    public void Two_ways_to_say_one_thing_are_refused() =>
        Slip.In(
            Median,
            Median + "\n  ‸control hazard: [ { from: 0 months, hazard: 0.02 } ]",
            "design.control hazard",
            "is a second way to say how the control arm fares"
        );

    [Fact]
    public void An_effect_that_is_nowhere_is_refused() =>
        Slip.In(
            Ratio,
            "hazard ratio: ‸[ { from: 0 months, ratio: 1 }, { from: 4 months, ratio: 1.2 } ]",
            "design.hazard ratio",
            "is nowhere below 1"
        );

    [Fact]
    public void A_ratio_beyond_the_margin_of_non_inferiority_is_refused() =>
        Slip.In(Ratio, "hazard ratio: ‸1.4\n  non-inferiority margin: 1.3", "design.hazard ratio", "is '1.4'");

    [Fact]
    public void A_hazard_that_is_zero_at_all_times_is_refused() =>
        Slip.In(
            Median,
            "control hazard: ‸[ { from: 0 months, hazard: 0 }, { from: 6 months, hazard: 0 } ]",
            "design.control hazard",
            "is 0 at all times, so nothing ever happens"
        );

    [Fact]
    public void An_alpha_of_one_half_is_refused() =>
        Slip.In("one-sided alpha: 2.5%", "one-sided alpha: ‸50%", "design.one-sided alpha", "is one half or more");

    [Fact]
    public void Strata_that_are_not_everybody_are_refused() =>
        Slip.In(
            Median,
            "control by stratum: ‸[ { share: 40%, median: 6 months }, { share: 50%, median: 12 months } ]",
            "design.control by stratum",
            "has shares that sum to 90.0%"
        );

    static (string, string) Looks(string rules) => (Cutoff, Slipped(rules));

    static string Slipped(string rules) => $"  looks:\n    at: [50%, 75%, 100%]\n    {rules}\n{Cutoff}";

    static DesignAssumptions Read(params (string Find, string Replacement)[] edits)
    {
        var text = edits.Aggregate(
            File.ReadAllText(Examples.ProtocolPath("patina")),
            (text, edit) => Slip.Replace(text, edit.Find, edit.Replacement)
        );
        var reading = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml");
        reading.Problems.ShouldBeEmpty();
        return reading.ShouldBeOfType<ProtocolReading.Accepted>().Protocol.Design!;
    }
}
