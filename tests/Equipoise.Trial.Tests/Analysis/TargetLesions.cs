using Equipoise.Analysis;
using Equipoise.Analysis.Response;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>How target lesions changed, from a given ADTR: which assessments count, and of whom.</summary>
public sealed class TargetLesions
{
    static readonly TargetLesionResults of = new();

    [Fact]
    public void The_best_change_is_the_smallest_and_bands_hold_their_limits_as_RECIST_does()
    {
        // RECIST 1.1, 4.3: 30% less is a partial response and 20% more is progression, so -30 and +20 are within. By hand:
        // drug -30, -29.9, -100; standard +20, 0, +19.9.
        var output = Analyzed(
            Best(6),
            (1, 50, -10, "SD"),
            (1, 100, -30, "PR"),
            (1, 150, -20, "PR"),
            (3, 50, -29.9, "SD"),
            (5, 50, -100, "CR"),
            (2, 50, 20, "SD"),
            (4, 50, 0, "SD"),
            (6, 50, 19.9, "SD")
        );

        Bands(output, "drug").ShouldBe([0, 0, 0, 1, 1, 1]);
        Bands(output, "standard").ShouldBe([1, 1, 1, 0, 0, 0]);
        output.Raw(of.Median("drug").Address).ShouldBe(-30);
        output.Raw(of.Median("standard").Address).ShouldBe(19.9);
        output.Raw(of.WithinPercent("drug", "shrank-100").Address).ShouldBe(100.0 / 3, 1e-12);
    }

    [Fact]
    public void What_is_seen_after_progression_or_another_therapy_counts_only_where_all_assessments_do()
    {
        // 1 progressed by a new lesion on day 100, when the sum was still -20; 2 began another therapy on day 120.
        (int, int, double?, string)[] seen =
        [
            (1, 50, -10, "SD"),
            (1, 100, -20, "PD"),
            (1, 150, -60, "PD"),
            (2, 100, -5, "SD"),
            (2, 150, -80, "PR"),
        ];
        var data = HandMadeTumors.Of(Best(2), seen).With("ADSL", "NACTDT", "", "2020-04-29");

        var counted = Outputs.Analyzed(HandMadeTumors.Protocol(), data);
        var all = Outputs.Analyzed(HandMadeTumors.Protocol(new() { Assessments = CountedAssessments.All }), data);

        (counted.Raw(of.Median("drug").Address), counted.Raw(of.Median("standard").Address)).ShouldBe((-20, -5));
        (all.Raw(of.Median("drug").Address), all.Raw(of.Median("standard").Address)).ShouldBe((-60, -80));
        Text(counted, "targetLesions.counted").ShouldBe(
            "Assessments count up to progression (the first PD of OVR in ADRS) and to the start of a new anticancer therapy (NACTDT of ADSL)."
        );
        Text(all, "targetLesions.counted").ShouldBe("All assessments after baseline count.");
        // Day 100 is 99 days after randomization.
        var course = all.Lesions.ShouldNotBeNull().Of.Single(one => one.ArmId == "drug");
        course.Progressed.ShouldBe(99 / 30.4375);
        course.Points.Select(point => point.Percent).ShouldBe([-10, -20, -60]);
    }

    [Fact]
    public void Who_was_never_assessed_again_is_counted_and_not_dropped()
    {
        // 3 was seen without a sum, 5 never; 7 has no measurable disease.
        var data = HandMadeTumors
            .Of(Best(7), (1, 50, -10, "SD"), (3, 50, null, "NE"))
            .With("ADTR", "BASE", "100", "100", "100", "100", "100", "100", "0", "100", "100");

        var output = Outputs.Analyzed(HandMadeTumors.Protocol(), data);

        output.Raw(of.Participants("drug").Address).ShouldBe(4);
        output.Raw(of.Measurable("drug").Address).ShouldBe(3);
        output.Raw(of.Assessed("drug").Address).ShouldBe(1);
        output.Raw(of.NotAssessed("drug").Address).ShouldBe(2);
        output.Printed(of.Median("standard").Address).ShouldBe("NE");
        output.Lesions!.Of.Count.ShouldBe(1);
    }

    [Fact]
    public void Measurable_disease_may_be_a_flag_of_ADSL()
    {
        var data = HandMadeTumors.Of(Best(3), (1, 50, -10, "SD"), (3, 50, -50, "PR")).With("ADSL", "BMEASIFL", "Y", "Y", "N");

        var output = Outputs.Analyzed(HandMadeTumors.Protocol(new() { Measurable = "BMEASIFL" }), data);

        output.Raw(of.Measurable("drug").Address).ShouldBe(1);
        output.Raw(of.Smallest("drug").Address).ShouldBe(-10);
    }

    [Fact]
    public void At_a_time_the_change_seen_last_counts_of_those_who_were_assessed_then_or_later()
    {
        // By hand at 3 months (91.3 days): 1 stands at -40, 3 at none, for it was first seen later; 5 was seen no more.
        var output = Analyzed(
            Best(5),
            (1, 50, -40, "PR"),
            (1, 130, -60, "PR"),
            (3, 130, -10, "SD"),
            (5, 50, -90, "PR")
        );

        output.Raw(of.StillAssessed("drug", "3").Address).ShouldBe(2);
        output.Raw(of.MedianAt("drug", "3").Address).ShouldBe(-20);
    }

    [Fact]
    public void Six_participants_of_pharmaverse_have_the_best_changes_that_their_sums_give()
    {
        // adtr_onco of pharmaverseadam @2c7db61 (Apache-2.0): day, sum, ANL01FL (all lesions of baseline measured) of SDIAM, and the
        // day of PD in adrs_onco. Expected: 100 × (sum - baseline) / baseline by hand, of flagged rows up to PD.
        (int Base, int? Progressed, (int Day, int Sum, bool Flagged)[] Seen)[] six =
        [
            (96, null, [(22, 96, true), (31, 38, false), (64, 7, true)]),
            (94, 43, [(22, 91, true), (43, 110, false), (64, 92, true)]),
            (90, null, [(22, 74, true), (43, 44, true), (64, 10, true)]),
            (78, null, [(22, 72, true), (43, 38, true), (64, 14, false), (85, 33, true)]),
            (90, 64, [(22, 88, true), (43, 96, true), (64, 124, true)]),
            (60, 64, [(22, 42, true), (43, 0, true), (64, 5, true)]),
        ];
        var rows = six.SelectMany((one, who) =>
            one.Seen.Select(seen => (Who: who + 1, seen.Day, Change: 100.0 * (seen.Sum - one.Base) / one.Base, seen.Flagged, one.Progressed))
        ).ToArray();
        var data = HandMadeTumors
            .Of(Best(6), [.. rows.Select(row => (row.Who, row.Day, (double?)row.Change, row.Day == row.Progressed ? "PD" : "SD"))])
            .With("ADTR", "ANL01FL", [.. Enumerable.Repeat("Y", 6), .. rows.Select(row => row.Flagged ? "Y" : "")]);

        var courses = Outputs.Analyzed(HandMadeTumors.Protocol(), data).Lesions!.Of;

        courses.Select(course => Math.Round(course.Best, 3)).ShouldBe([-92.708, -3.191, -88.889, -57.692, -2.222, -100], ignoreOrder: true);
    }

    [Fact]
    public void Sums_of_two_evaluators_in_one_parameter_are_refused()
    {
        var data = HandMadeTumors.Of(Best(2), (1, 50, -10, "SD")).With("ADTR", "TREVAL", "INVESTIGATOR", "INVESTIGATOR", "INDEPENDENT ASSESSOR");

        Outputs
            .Problems(HandMadeTumors.Protocol(), data)
            .ShouldHaveSingleItem()
            .Message.ShouldBe(
                "'SDIAM' has sums of INVESTIGATOR and of INDEPENDENT ASSESSOR; give those of each a parameter, and name one as 'sum' of "
                    + "'target lesions' in 'response'."
            );
    }

    [Fact]
    public void An_ADTR_without_the_sum_of_the_protocol_is_left_out_and_its_parameters_are_named()
    {
        var output = Outputs.Analyzed(
            HandMadeTumors.Protocol(new() { Sum = "SLDINV" }),
            HandMadeTumors.Of(Best(2), (1, 50, -10, "SD"))
        );

        output.Results.Find(of.Id).ShouldBeNull();
        output.Findings.Single(finding => finding.Dataset == "ADTR").Message.ShouldEndWith("'target lesions' in 'response': SDIAM.");
    }

    [Fact]
    public void Without_ADTR_nothing_is_said_of_target_lesions()
    {
        var data = HandMadeTumors.Of(Best(2), (1, 50, -10, "SD"));
        data.Remove("ADTR");

        var output = Outputs.Analyzed(HandMadeTumors.Protocol(), data);

        output.Lesions.ShouldBeNull();
        output.Results.Conventions.ShouldNotContain(one => one.Id.StartsWith("targetLesions", StringComparison.Ordinal));
        output.Findings.ShouldNotContain(finding => finding.Dataset == "ADTR");
    }

    [ReferenceTheory]
    // R 4.2.2: PCHG of SLDINV with ANL01FL Y and no DTYPE, days from RANDDT to ADTM above 0; min by participant; counts of best
    // >= 20, (0, 20), 0, (-30, 0), (-100, -30], <= -100; median by quantile(type = 2); at 24 months the last PCHG of those whose last
    // day is 24 × 30.4375 or later. Once all assessments of BMEASIFL Y, once those up to the first PD of OVRINV of all.
    [InlineData(true, "x", 68, "6 8 0 31 23 0", -21.967490135804, 60.1342071930780, 41, 31, 0)]
    [InlineData(true, "placebo", 73, "4 13 0 36 20 0", -19.7987215636649, 50.9616166096883, 49, 35, 8.41916913750617)]
    [InlineData(false, "x", 134, "15 21 0 59 39 0", -15.5297957099409, 105.2469998481790, 76, 33, -3.2198625336105)]
    [InlineData(false, "placebo", 134, "24 24 0 62 24 0", -13.3648725349616, 200, 93, 29, 4.70825461392657)]
    public void The_simulated_trial_of_random_cdisc_data_gives_the_changes_that_R_finds(
        bool all,
        string arm,
        int assessed,
        string bands,
        double median,
        double largest,
        int progressed,
        int later,
        double medianLater
    )
    {
        var lesions = all ? "assessments: all, measurable: BMEASIFL" : "assessments: up to progression";
        var output = Outputs.Analyzed(
            OtherHouses.Protocol(
                OtherHouses.Oncology
                    + $$"""
                    endpoints:
                      PFS: {label: PFS, from: randomization, event: named PFS, unit: days}
                    analysis:
                      PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as R}
                      baseline: [age]
                      response:
                        confirmed: yes
                        stable for: 6 weeks
                        interval: Clopper-Pearson
                        difference: Newcombe
                        confidence: 95%
                        parameter: BESRSPI
                        target lesions: {sum: SLDINV, overall response: OVRINV, {{lesions}}}

                    """
                    + OtherHouses.OncologyData
            ),
            OtherHouses.Tables(
                "random-cdisc",
                ("ADSL", "cadsl.csv.gz"),
                ("ADTTE", "cadtte.csv.gz"),
                ("ADRS", "cadrs.csv.gz"),
                ("ADTR", "cadtr.csv.gz")
            )
        );

        output.Raw(of.Assessed(arm).Address).ShouldBe(assessed);
        Bands(output, arm).ShouldBe([.. bands.Split(' ').Select(int.Parse)]);
        output.Raw(of.Median(arm).Address).ShouldBe(median, 1e-9);
        output.Raw(of.Largest(arm).Address).ShouldBe(largest, 1e-9);
        output.Raw(of.Progressed(arm).Address).ShouldBe(progressed);
        output.Raw(of.StillAssessed(arm, "24").Address).ShouldBe(later);
        output.Raw(of.MedianAt(arm, "24").Address).ShouldBe(medianLater, 1e-9);
    }

    static int[] Bands(AnalysisOutput output, string arm) =>
        [
            .. new[] { "grew-20", "grew", "same", "shrank", "shrank-30", "shrank-100" }.Select(band =>
                (int)output.Raw(of.Within(arm, band).Address)
            ),
        ];

    static string Text(AnalysisOutput output, string convention) =>
        output.Results.Conventions.Single(one => one.Id == convention).Text;

    static AnalysisOutput Analyzed(string[] best, params (int, int, double?, string)[] seen) =>
        Outputs.Analyzed(HandMadeTumors.Protocol(), HandMadeTumors.Of(best, seen));

    static string[] Best(int participants) => [.. Enumerable.Repeat("SD", participants)];
}
