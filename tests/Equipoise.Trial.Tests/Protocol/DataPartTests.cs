using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The part that says how data of another house call things.</summary>
public sealed class DataPartTests
{
    const string Given = """

        data:
          files: { ADSL: cadsl.csv.gz }
          sets: { full: ittfl, safety: ITTFL = Y & REGION1 = North America }
          arm variables: { planned: ARM }
          arms: { "A: Drug X": palbociclib }
          leave out: ["C: Combination"]
          unit of time: weeks
          randomization date: RFSTDTC
          labels: { RACE: Race }
          order: { RACE: [WHITE, ASIAN] }
          count: RACE
        analysis:
        """;

    [Fact]
    public void Every_key_is_read()
    {
        var text = WithRace(Slip.Replace(Patina, "\nanalysis:", Given));
        var data = ProtocolFile
            .Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Data;
        data.Files["ADSL"].ShouldBe("cadsl.csv.gz");
        data.Full!.AllOf.ShouldBe([("ITTFL", "Y")]);
        data.Safety!.AllOf.ShouldBe([("ITTFL", "Y"), ("REGION1", "North America")]);
        (data.PlannedArm, data.ActualArm).ShouldBe(("ARM", "TRT01A"));
        data.Arms["a: drug x"].ShouldBe("palbociclib");
        data.LeaveOut.ShouldBe(["C: Combination"]);
        (data.UnitOfTime, data.RandomizationDate).ShouldBe((TimeUnit.Week, "RFSTDTC"));
        data.Labels["RACE"].ShouldBe("Race");
        data.Order["RACE"].ShouldBe(["WHITE", "ASIAN"]);
        data.Count.ShouldBe(["RACE"]);
    }

    [Fact]
    public void A_number_is_cut_into_groups_where_the_table_and_the_subgroups_say()
    {
        var text = Slip.Replace(
            Slip.Replace(Patina, "subgroups: [pertuzumab, ", "subgroups: [age: [50, 65.5], BMI: [30], pertuzumab, "),
            "baseline: [age, ",
            "baseline: [age, age: [50, 65.5], "
        );
        var analysis = ProtocolFile
            .Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Analysis;

        analysis.TimeToEvent[0].Subgroups.Take(3).ShouldBe(["age-50-65.5", "BMI-30", "pertuzumab"]);
        analysis.Baseline.Take(2).ShouldBe(["age", "age-50-65.5"]);
        analysis.Cuts["age-50-65.5"].Variable.ShouldBe("age");
        double[] values = [49.9, 50, 65.4, 65.5, double.NaN];
        values.Select(analysis.Cuts["age-50-65.5"].GroupOf).ShouldBe([0, 1, 1, 2, -1]);
    }

    [Theory]
    [InlineData("age: [65, ‸50]", "analysis.PFS.subgroups[1].age[2]", "50 does not come after 65")]
    [InlineData("age: ‸65", "analysis.PFS.subgroups[1].age", "is a single value")]
    [InlineData("age: [‸old]", "analysis.PFS.subgroups[1].age[1]", "is 'old'")]
    [InlineData("‸{age: [65], BMI: [30]}", "analysis.PFS.subgroups[1]", "cuts several numbers in one item")]
    [InlineData("age: [65], ‸age: [65]", "analysis.PFS.subgroups[2]", "'age-65' occurs twice")]
    [InlineData("agee: ‸[65]", "analysis.PFS.subgroups[1].agee", "'agee' is neither age, sex, a criterion, a stratification factor nor a variable of ADSL")]
    public void A_cut_that_makes_no_groups_is_refused(string item, string path, string message) =>
        Slip.In("subgroups: [pertuzumab", $"subgroups: [{item}, pertuzumab", path, message);

    [Theory]
    [InlineData("‸file: { ADSL: a.csv }", "data.file", "is an unknown key")]
    [InlineData("files: { ‸ADSLL: a.csv }", "data.files.ADSLL", "'ADSLL' is no data set that an analysis reads")]
    [InlineData("files: { ADSL: ‸../a.csv }", "data.files.ADSL", "is '../a.csv'")]
    [InlineData("sets: { ‸ful: ITTFL }", "data.sets.ful", "is an unknown key")]
    [InlineData("sets: { full: ‸ITTFL = }", "data.sets.full", "is 'ITTFL ='")]
    [InlineData("arms: { Drug X: ‸palbo }", "data.arms.Drug X", "'palbo' is no arm of this protocol")]
    [InlineData("unit of time: ‸hours", "data.unit of time", "is 'hours'")]
    [InlineData("randomization date: ‸RF STDTC", "data.randomization date", "is 'RF STDTC'")]
    [InlineData(
        "labels: { ‸RACES: Race }",
        "data.labels.RACES",
        "'RACES' is no variable that the baseline table takes from ADSL as it is"
    )]
    [InlineData(
        "arms: { Drug X: palbociclib }\n  leave out: ‸[Drug X]",
        "data.leave out",
        "'Drug X' is an arm as well"
    )]
    public void A_slip_in_it_is_found_where_it_stands(string part, string path, string message) =>
        Slip.Of(WithRace(Slip.Replace(Patina, "\nanalysis:", $"\ndata:\n  {part}\nanalysis:")), path, message);

    // Where nothing is followed up here, times come from ADTTE with their censoring done.
    [Fact]
    public void Only_a_protocol_with_a_follow_up_must_say_how_times_are_censored()
    {
        const string censor = "    censor: {no event: last adequate assessment}\n";
        var alone = Slip.Replace(File.ReadAllText(Examples.ProtocolPath("cdisc-pilot")), "named dermatologic event", "death");
        Slip.ProblemsOf(alone).ShouldBeEmpty();
        alone.ShouldNotContain(censor);
        Slip.Of(
            Slip.Replace(Slip.Replace(Patina, "    censor:\n      no event: last known alive\n", ""), "\n  OS:", "\n  ‸OS:"),
            "endpoints.OS.censor",
            "is missing"
        );
    }

    static string Patina => File.ReadAllText(Examples.ProtocolPath("patina"));

    static string WithRace(string text) => Slip.Replace(text, "baseline: [", "baseline: [RACE, ");
}
