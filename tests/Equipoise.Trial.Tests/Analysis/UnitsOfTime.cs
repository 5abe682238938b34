using Equipoise.Analysis;
using Equipoise.Datasets;
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
