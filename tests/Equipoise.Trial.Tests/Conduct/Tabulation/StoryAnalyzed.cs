using Equipoise.Analysis;
using Equipoise.Datasets;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;
using Equipoise.Exchange.Sdtm;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>What was tabulated goes through files and into the analysis unchanged.</summary>
public sealed class StoryAnalyzed
{
    static readonly DateTimeOffset Created = new(2019, 7, 15, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Transport_files_read_back_what_was_tabulated()
    {
        using var story = Story.Told();
        using var folder = new TemporaryFolder();
        foreach (var table in SdtmTabulation.Tabulate(story.State, Story.Protocol))
        {
            XptFile.Write(table, folder.File($"{table.Name}.xpt"), Created);
            var read = XptFile.Read(folder.File($"{table.Name}.xpt"));

            (read.Name, read.Label).ShouldBe((table.Name, table.Label));
            read.Columns.Select(column => (column.Name, column.Label, column.GetType()))
                .ShouldBe(table.Columns.Select(column => (column.Name, column.Label, column.GetType())));
            Rows.Of(read).ShouldBe(Rows.Of(table));
        }
    }

    [Fact]
    public void Csv_files_read_back_what_was_tabulated()
    {
        using var story = Story.Told();
        using var folder = new TemporaryFolder();
        foreach (var table in SdtmTabulation.Tabulate(story.State, Story.Protocol))
        {
            CsvFile.Write(table, folder.File($"{table.Name}.csv"));
            var text = table.Columns.OfType<TextColumn>().Select(column => column.Name).ToHashSet();
            var read = CsvFile.Read(folder.File($"{table.Name}.csv"), new() { TextColumns = text });

            Rows.Names(read).ShouldBe(Rows.Names(table));
            Rows.Of(read).ShouldBe(Rows.Of(table));
        }
    }

    /// <summary>
    /// By hand. 101-0003: randomized 2018-03-01, progression 2018-08-16, death 2018-12-24. Both days count, so PFS lasts
    /// 31 (March) + 30 + 31 + 30 + 31 + 16 = 169 days and OS 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 24 = 299 days. 0002: randomized
    /// 2018-02-05, never assessed, last seen on withdrawing 2018-02-07, so censored after 1 and 3 days.
    /// </summary>
    [Fact]
    public void The_analysis_derives_the_times_that_a_person_counts()
    {
        var adtte = Derived("ADTTE");

        Rows.Of(adtte, "USUBJID", "PARAMCD", "ADY", "CNSR", "EVNTDESC")
            .ShouldBe([
                "PATINA-101-0003|PFS|169|0|Progression",
                "PATINA-102-0002|PFS|1|1|Withdrawal from study",
                "PATINA-101-0003|OS|299|0|Death",
                "PATINA-102-0002|OS|3|1|Withdrawal from study",
            ]);
    }

    /// <summary>
    /// By hand. On 2018-06-30 101-0003 had last been assessed on 2018-05-24 and had no event: 31 + 30 + 24 = 85 days, censored. What
    /// was recorded later, progression and death among it, is in the tables and leaves the look as it was.
    /// </summary>
    [Fact]
    public void An_interim_look_leaves_out_what_happened_after_it_while_the_trial_goes_on()
    {
        using var story = Story.Looked();
        Rows.Of(Derived("ADTTE", story), "USUBJID", "PARAMCD", "ADY", "CNSR")
            .ShouldBe(["PATINA-101-0003|PFS|85|1", "PATINA-102-0002|PFS|1|1", "PATINA-101-0003|OS|85|1", "PATINA-102-0002|OS|3|1"]);
        var tables = SdtmTabulation.Tabulate(story.State, Story.Protocol);
        Rows.Of(tables.Named("TS"), "TSPARMCD", "TSVAL").ShouldContain("DCUTDTC|2018-06-30");
        Rows.Of(tables.Named("TS"), "TSPARMCD", "TSVAL").ShouldContain("DCUTDESC|INTERIM ANALYSIS");
    }

    [Fact]
    public void The_analysis_finds_sets_strata_and_reasons() =>
        Rows.Of(
                Derived("ADSL"),
                "USUBJID",
                "TRT01P",
                "TRT01A",
                "SAFFL",
                "STRAT1",
                "STRAT3",
                "NOPROGRE",
                "PERFORMA",
                "DCTREAS",
                "DCSREAS",
                "NORANDRS"
            )
            .ShouldBe([
                "PATINA-101-0001|||N|||PR|2|||ECOG performance status",
                "PATINA-101-0003|Palbociclib plus standard therapy|Palbociclib plus standard therapy|Y|no|stable|SD|0|DEATH|DEATH|",
                "PATINA-102-0002|Standard therapy||N|yes|responded|PR|0||WITHDRAWAL BY SUBJECT|",
            ]);

    /// <summary>
    /// By hand. 101-0003 took the first dose on 2018-03-01 and was cut off for a look on 2018-06-30: what began in February is
    /// not emergent and what began in July is not there; March and the whole year may be, and count. No day is made up.
    /// </summary>
    [Theory]
    [InlineData("2018-02", "||N")]
    [InlineData("2018-03", "||Y")]
    [InlineData("2018-06", "||Y")]
    [InlineData("2018-07", null)]
    public void An_event_of_which_the_month_is_known_is_placed_where_it_may_be(string month, string? told)
    {
        using var story = Story.Looked();
        var data = SdtmTabulation.Tabulate(story.State, Story.Protocol).ToDictionary(table => table.Name);
        var events = data["AE"];
        var name = Rows.Of(events, "AETERM")[0];
        data["AE"] = new Table(
            "AE",
            events.Label,
            [
                .. events.Columns.Select(column =>
                    column is TextColumn { Name: "AESTDTC" } start ? start with { Values = [month, .. start.Values[1..]] } : column
                ),
            ]
        );
        var outcome = TrialAnalysis.Analyze(Story.Protocol, data).ShouldBeOfType<AnalysisOutcome.Completed>();
        Rows.Of(outcome.Output.Datasets.Named("ADAE"), "AESEQ", "AETERM", "ASTDT", "TRTEMFL")
            .Where(row => row.StartsWith($"1|{name}|", StringComparison.Ordinal))
            .Select(row => row[$"1|{name}".Length..])
            .ShouldBe(told is null ? [] : [told]);
    }

    [Fact]
    public void Who_took_only_treatments_without_stated_doses_is_in_the_safety_set()
    {
        using var story = Story.Begun();
        story.Screen("102-0002", "102", 48, "2018-02-01");
        story.Randomize("102-0002", "2018-02-05", "yes", "fulvestrant");
        var day = Story.On("2018-02-06");
        story.Do(day, new Equipoise.Conduct.Treatment.GiveDose("102-0002", "endocrine", 1, null, day, day));

        Rows.Of(Derived("ADSL", story), "TRT01A", "SAFFL").ShouldBe(["Standard therapy|Y"]);
    }

    static Table Derived(string name)
    {
        using var story = Story.Told();
        return Derived(name, story);
    }

    static Table Derived(string name, Story story)
    {
        var data = SdtmTabulation.Tabulate(story.State, Story.Protocol).ToDictionary(table => table.Name);
        var outcome = TrialAnalysis.Analyze(Story.Protocol, data);
        return outcome
            .ShouldBeOfType<AnalysisOutcome.Completed>($"{(outcome as AnalysisOutcome.Rejected)?.Problems[0]}")
            .Output.Datasets.Named(name);
    }
}
