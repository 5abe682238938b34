using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>ADTTE from elsewhere may count in days what the protocol counts in months or years.</summary>
public sealed class UnitsOfTime
{
    [Fact]
    public void Days_become_months_exactly_as_if_they_had_been_derived_here()
    {
        // 7 days: 7 / 30.4375 and 7 x (1 / 30.4375) differ in the last bit.
        var output = Analyzed(TimeUnit.Month, (1461, true), (7, true), (7, true));
        output.Raw("OS.KaplanMeier/median[arm=drug]").ShouldBe(7 / 30.4375);
    }

    [Fact]
    public void Whoever_ends_on_the_day_of_a_tick_is_at_risk_there()
    {
        var output = Analyzed(TimeUnit.Month, (1461, true), (1460, false), (700, false));
        output.Printed("OS.KaplanMeier/atRisk[arm=drug;time=0]").ShouldBe("3");
        output.Printed("OS.KaplanMeier/atRisk[arm=drug;time=48]").ShouldBe("1");
    }

    [Fact]
    public void A_landmark_after_the_last_censored_time_is_NE()
    {
        var output = Analyzed(TimeUnit.Month, (90, true), (182, false), (170, false));
        output.Printed("OS.KaplanMeier/survival[arm=drug;time=6]").ShouldBe("NE");
        output.Printed("OS.KaplanMeier/survivalUpper[arm=drug;time=6]").ShouldBe("NE");
    }

    [Fact]
    public void Ticks_below_one_year_are_tenths_as_a_reader_writes_them()
    {
        var output = Analyzed(TimeUnit.Year, (300, true), (200, false));
        output.Curves.Single().Ticks.ShouldBe([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
        output.Printed("OS.KaplanMeier/atRisk[arm=drug;time=0.3]").ShouldBe("2");
    }

    /// <summary>
    /// The example of the PSI special interest group on visualization has its times in days and says so in PARAM alone; its median
    /// of progression-free survival on tablemab is 1007 days, 33.1 months of 30.4375 days.
    /// </summary>
    [ReferenceFact]
    public void Days_of_which_only_PARAM_speaks_are_not_read_as_months()
    {
        var given = DatasetFile.Read(ReferenceData.PathOf("psi-vissig", "adtte.csv"), new() { Cdisc = true });
        var arm = given.Text("TRT01P").Values;
        const string tablemab = "tablemab x 52 weeks";
        const string vismab = "vismab x 52 weeks";
        var rows = Enumerable.Range(0, given.RowCount).Where(row => arm[row] is tablemab or vismab).ToArray();
        Arm[] arms = [new("T", tablemab, ArmRole.Control, 1, []), new("V", vismab, ArmRole.Experimental, 1, [])];
        var protocol = HandMadeAdam.Protocol() with { Arms = arms };
        var ids = Of("USUBJID");
        var adsl = new Table(
            "ADSL",
            "",
            [
                Text("USUBJID", ids),
                Text("TRT01P", Of("TRT01P")),
                Text("FASFL", [.. ids.Select(_ => "Y")]),
                Text("SAFFL", [.. ids.Select(_ => "Y")]),
            ]
        );
        var adtte = new Table(
            "ADTTE",
            "",
            [
                Text("USUBJID", ids),
                Text("PARAM", Of("PARAM")),
                Text("PARAMCD", Of("PARAMCD")),
                new NumberColumn("AVAL", "", [.. rows.Select(row => given.Number("AVAL")[row])]),
                new NumberColumn("CNSR", "", [.. rows.Select(row => given.Number("CNSR")[row])]),
            ]
        );
        Outputs
            .Analyzed(protocol, new Dictionary<string, Table> { ["ADSL"] = adsl, ["ADTTE"] = adtte })
            .Printed("PFS.KaplanMeier/median[arm=T]")
            .ShouldBe("33.1");

        string[] Of(string column) => [.. rows.Select(row => given.Text(column)[row])];
    }

    [Theory]
    // Day 1 is the origin (AVAL = ADT - STARTDT + 1, as pharmaverse's adtte_onco), or day 0 is.
    [InlineData("31", "61")]
    [InlineData("30", "60")]
    public void Days_between_the_dates_are_days(string first, string second)
    {
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), Dated(first, second));
        output.Raw("PFS.KaplanMeier/median[arm=drug]").ShouldBe(double.Parse(first) / 30.4375, 1e-12);
    }

    [Theory]
    [InlineData("Progression-free survival [Weeks]", 5 * 7 / 30.4375)]
    [InlineData("PFS (in years)", 5 * 12)]
    [InlineData("PFS (MONTHS)", 5)]
    public void A_unit_in_the_brackets_of_PARAM_is_the_unit(string name, double months) =>
        Outputs
            .Analyzed(
                HandMadeAdam.Protocol(),
                HandMadeAdam.Of(2).Without("ADTTE", "AVALU").With("ADTTE", "PARAM", name, name)
            )
            .Raw("PFS.KaplanMeier/median[arm=drug]")
            .ShouldBe(months, 1e-12);

    [Fact]
    public void A_unit_that_nothing_states_is_asked_for()
    {
        const string asked = "ADTTE.AVALU: nothing states the unit of PFS";
        Problem(HandMadeAdam.Of(2).Without("ADTTE", "AVALU")).ShouldStartWith(asked);
        // One row that is not the days between its dates: they are months perhaps.
        Problem(Dated("31", "62")).ShouldStartWith(asked);
        // Two names of units: none is the unit of the parameter.
        Problem(HandMadeAdam.Of(2).Without("ADTTE", "AVALU").With("ADTTE", "PARAM", "PFS (days)", "PFS (months)"))
            .ShouldStartWith(asked);

        static string Problem(IReadOnlyDictionary<string, Table> data) =>
            Outputs.Problems(HandMadeAdam.Protocol(), data).ShouldHaveSingleItem().ToString();
    }

    static Dictionary<string, Table> Dated(string first, string second) =>
        HandMadeAdam
            .Of(2)
            .Without("ADTTE", "AVALU")
            .With("ADTTE", "AVAL", first, second)
            .With("ADTTE", "STARTDT", "2020-01-01", "2020-01-01")
            .With("ADTTE", "ADT", "2020-01-31", "2020-03-01");

    /// <summary>One arm with these times in days; the protocol measures overall survival in another unit.</summary>
    static AnalysisOutput Analyzed(TimeUnit unit, params (double Days, bool IsEvent)[] times)
    {
        var os = SmallTrial.Protocol.Endpoint("OS") with { Unit = unit };
        var protocol = SmallTrial.Protocol with
        {
            Endpoints = [os],
            Analysis = new([SmallTrial.Plan("OS", stratified: false)], [], null),
        };
        var ids = times.Select((_, index) => $"{index}").ToArray();
        var yes = Enumerable.Repeat("Y", times.Length).ToArray();
        var arm = Enumerable.Repeat("New drug", times.Length).ToArray();
        var adsl = new Table("ADSL", "", [Text("USUBJID", ids), Text("TRT01P", arm), Text("FASFL", yes), Text("SAFFL", yes)]);
        var adtte = new Table(
            "ADTTE",
            "",
            [
                Text("USUBJID", ids),
                Text("PARAMCD", [.. times.Select(_ => "OS")]),
                Text("AVALU", [.. times.Select(_ => "DAYS")]),
                new NumberColumn("AVAL", "", [.. times.Select(time => time.Days)]),
                new NumberColumn("CNSR", "", [.. times.Select(time => time.IsEvent ? 0.0 : 1)]),
            ]
        );
        return Outputs.Analyzed(protocol, new Dictionary<string, Table> { ["ADSL"] = adsl, ["ADTTE"] = adtte });
    }

    static TextColumn Text(string name, string[] values) => new(name, "", values);
}
