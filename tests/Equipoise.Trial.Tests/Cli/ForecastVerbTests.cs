using System.Text.Json;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Trial.Tests.Design;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>forecast</c>, on rehearsals that were left open.</summary>
[Trait("Takes", "time")]
public sealed class ForecastVerbTests : IDisposable
{
    static readonly Lazy<IReadOnlyList<Table>> open = new(() => Until(new(2020, 12, 31)));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_limits_hold_the_day_on_which_the_whole_rehearsal_had_its_events()
    {
        // The rehearsal of 60 participants at 25 events: the day of the last of them, as the analysis of the whole trial counts them.
        var whole = SdtmTabulation.Tabulate(SmallRehearsal.First.State, SmallRehearsal.First.Protocol);
        var ended = Forecast(Write("whole", whole), "--events", "20,24").GetProperty("reached");
        var now = Forecast(Write("open", open.Value), "--events", "20,24");

        now.GetProperty("stillToCome").GetInt32().ShouldBe(60 - now.GetProperty("randomized").GetInt32());
        now.GetProperty("events").GetInt32().ShouldBeInRange(10, 19);
        var forecasts = now.GetProperty("forecasts").EnumerateArray().ToArray();
        forecasts.Length.ShouldBe(2);
        foreach (var (forecast, truth) in forecasts.Zip(ended.EnumerateArray()))
        {
            var day = Date(truth.GetProperty("on"));
            Date(forecast.GetProperty("lower")).ShouldBeLessThanOrEqualTo(day);
            Date(forecast.GetProperty("upper")).ShouldBeGreaterThanOrEqualTo(day);
        }
    }

    [Fact]
    public void Arms_that_were_exchanged_or_taken_away_change_no_byte()
    {
        string[] ask = ["--events", "20,24"];
        var asIs = Say(Write("open", open.Value), ask);
        asIs.Exit.ShouldBe(0, asIs.Error);

        Say(Write("reversed", WithArms(column => new TextColumn(column.Name, column.Label, [.. column.Values.Reverse()]))), ask)
            .ShouldBe(asIs);
        Say(Write("none", WithArms(_ => null)), ask).ShouldBe(asIs);
    }

    [Fact]
    public void The_same_seed_gives_the_same_days_and_another_others()
    {
        var data = Write("open", open.Value);
        Say(data, "--events", "20", "--seed", "2").ShouldBe(Say(data, "--events", "20", "--seed", "2"));
        Say(data, "--events", "20", "--seed", "2").Output.ShouldNotBe(Say(data, "--events", "20", "--seed", "1").Output);
    }

    [Fact]
    public void ADaM_files_are_read_without_a_column_of_treatment()
    {
        // Three of PFS: an event, one still followed, one who left; and one to whom therapy outside the protocol was given.
        var adsl = Table.Of(
            "ADSL",
            "",
            (string[])["ONGOING", "ONGOING", "DISCONTINUED", "ONGOING"],
            ColumnOf<string>.Text("USUBJID", "", _ => ""),
            ColumnOf<string>.Date("RANDDT", "", _ => new DateOnly(2020, 1, 1)),
            ColumnOf<string>.Date("DCUTDT", "", _ => new DateOnly(2020, 12, 31)),
            ColumnOf<string>.Text("EOSSTT", "", status => status)
        );
        string[] ids = ["1", "2", "3", "4"];
        adsl = new(adsl.Name, "", [new TextColumn("USUBJID", "", ids), .. adsl.Columns.Skip(1)]);
        var adtte = Table.Of(
            "ADTTE",
            "",
            ids,
            ColumnOf<string>.Text("USUBJID", "", id => id),
            ColumnOf<string>.Text("PARAMCD", "", _ => "PFS"),
            ColumnOf<string>.Date("STARTDT", "", _ => new DateOnly(2020, 1, 1)),
            ColumnOf<string>.Date("ADT", "", _ => new DateOnly(2020, 6, 30)),
            ColumnOf<string>.Number("CNSR", "", id => id == "1" ? 0 : 1),
            ColumnOf<string>.Text("EVNTDESC", "", id => id == "4" ? "New anticancer therapy" : "")
        );

        var now = Forecast(Write("adam", [adsl, adtte]), "--events", "2");

        (now.GetProperty("events").GetInt32(), now.GetProperty("lost").GetInt32()).ShouldBe((1, 2));
        now.GetProperty("stillFollowed").GetInt32().ShouldBe(1);
        Date(now.GetProperty("dataDate")).ShouldBe(new DateOnly(2020, 12, 31));
        // 2020-01-01 to 2020-06-30 are 182 days, both counted.
        now.GetProperty("personDays").GetDouble().ShouldBe(4 * 182);
    }

    [Fact]
    public void By_default_the_events_of_the_final_analysis_are_forecast()
    {
        // The protocol of the small rehearsal ends at 25 events and has no interim look.
        var (exit, output, error) = Say(Write("open", open.Value));

        (exit, error).ShouldBe((0, ""));
        output.Split('\n').Count(line => line.TrimStart().StartsWith("25 ", StringComparison.Ordinal)).ShouldBe(1);
        output.Split('\n').Count(line => line.Contains(" to 20")).ShouldBe(1);
    }

    [Fact]
    public void An_event_that_was_reached_is_named_with_its_day_and_nothing_is_forecast()
    {
        var (exit, output, error) = Say(Write("open", open.Value), "--events", "1");

        (exit, error).ShouldBe((0, ""));
        output.ShouldContain("event 1 was reached on 20");
        output.ShouldNotContain("Expected on");
    }

    [Fact]
    public void Before_the_first_event_there_is_nothing_to_forecast_from()
    {
        var (exit, output, error) = Say(Write("early", Until(new(2017, 10, 31))), "--events", "5");

        (exit, output).ShouldBe((2, ""));
        error.ShouldContain("nothing to forecast from");
        error.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Theory]
    [InlineData("--events", "none")]
    [InlineData("--events", "0")]
    [InlineData("--events", "")]
    [InlineData("--trials", "99")]
    public void Numbers_that_mean_nothing_are_refused_in_a_line(string option, string value)
    {
        var (exit, output, error) = Say(folder.File("nowhere"), option, value);

        (exit, output).ShouldBe((2, ""));
        error.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public void The_commands_of_its_page_print_what_it_shows()
    {
        var lines = File.ReadAllLines(Repository.At("docs", "event-forecast.md"));
        string[] calls = [.. lines.Where(line => line.StartsWith("$ equipoise ", StringComparison.Ordinal))];
        calls.Length.ShouldBe(2);
        CommandLine.Run(Words(calls[0])).Exit.ShouldBe(0);
        var (exit, output, error) = CommandLine.Run(Words(calls[1]));

        (exit, error).ShouldBe((0, ""));
        var shown = lines.SkipWhile(line => line != calls[1]).Skip(1).TakeWhile(line => line != "```");
        output.TrimEnd().Split('\n').Select(line => line.TrimEnd()).ShouldBe(shown);

        string[] Words(string call) =>
            [
                .. call.Split(' ')
                    .Skip(2)
                    .Select(word =>
                        word.StartsWith("open", StringComparison.Ordinal) ? folder.File(word)
                        : word.EndsWith(".yaml", StringComparison.Ordinal) ? Repository.At(word.Split('/'))
                        : word
                    ),
            ];
    }

    [Theory]
    [InlineData]
    [InlineData("--data", "a", "--trial", "b")]
    public void Without_data_or_with_two_there_is_no_forecast(params string[] said)
    {
        var (exit, output, error) = CommandLine.Run(["forecast", Examples.ProtocolPath("patina"), .. said]);

        (exit, output).ShouldBe((2, ""));
        error.TrimEnd().ShouldBe("Name what to forecast from: either --data DIR, or --trial FILE, or --postgres CONNECTION.");
    }

    [Fact]
    public void The_log_of_the_trial_says_what_its_export_says_and_its_figure_shows_it()
    {
        var protocol = OnProtocol.Saved(SmallRehearsal.ProtocolText);
        var scenario = folder.File("scenario.yaml");
        File.WriteAllText(scenario, SmallRehearsal.ScenarioText);
        var (trial, figure) = (folder.File("trial"), folder.File("forecast.svg"));
        CommandLine
            .Run("rehearse", protocol, "--scenario", scenario, "--out", trial, "--until", "2020-12-31", "--seed", "1")
            .Exit.ShouldBe(0);

        var ofLog = CommandLine.Run("forecast", protocol, "--trial", Path.Combine(trial, "trial.db"), "--plot", figure);
        ofLog.Exit.ShouldBe(0, ofLog.Error);
        ofLog.ShouldBe(CommandLine.Run("forecast", protocol, "--data", Path.Combine(trial, "sdtm")));
        ofLog.Error.ShouldBeEmpty();

        var drawing = System.Xml.Linq.XElement.Parse(File.ReadAllText(figure));
        drawing.Elements().Take(2).Select(element => element.Name.LocalName).ShouldBe(["title", "desc"]);
        drawing.Value.ShouldContain("Event 25 is expected on 20");
        drawing.Value.ShouldContain("25 events");
        drawing.ToString().ShouldContain("class=\"band\"");
        File.ReadAllText(figure).ShouldNotContain("NaN");
        // The title of the upright axis stands above it.
        File.ReadAllText(figure).ShouldNotContain("rotate");

        // A log of another protocol, and a figure that cannot be.
        var other = OnProtocol.Saved(SmallRehearsal.ProtocolText.Replace("at 25 events", "at 26 events", StringComparison.Ordinal));
        var refused = CommandLine.Run("forecast", other, "--trial", Path.Combine(trial, "trial.db"));
        (refused.Exit, refused.Output).ShouldBe((1, ""));
        refused.Error.ShouldContain("opened under another protocol");
        CommandLine.Run("forecast", protocol, "--trial", Path.Combine(trial, "trial.db"), "--plot", "x.png").Exit.ShouldBe(2);
    }

    // The small rehearsal, whose protocol plans as many as come, left open after a day.
    static IReadOnlyList<Table> Until(DateOnly day)
    {
        var rehearsal = SmallRehearsal.Run(1, until: day);
        return [.. SdtmTabulation.Tabulate(rehearsal.State, rehearsal.Protocol)];
    }

    static IReadOnlyList<Table> WithArms(Func<TextColumn, TextColumn?> change) =>
        [
            .. open.Value.Select(table =>
                table.Name != "DM"
                    ? table
                    : new Table(
                        table.Name,
                        table.Label,
                        [
                            .. table
                                .Columns.Select(column =>
                                    column.Name is "ARM" or "ARMCD" or "ACTARM" or "ACTARMCD" ? change((TextColumn)column) : column
                                )
                                .OfType<Column>(),
                        ]
                    )
            ),
        ];

    string Write(string name, IEnumerable<Table> tables)
    {
        new TableFolder(folder.File(name), "csv", TimeProvider.System).Write([.. tables]);
        return folder.File(name);
    }

    (int Exit, string Output, string Error) Say(string data, params string[] options)
    {
        var protocol = folder.File("protocol.yaml");
        File.WriteAllText(
            protocol,
            SmallRehearsal.ProtocolText.Replace("participants: 496 ", "participants: 60 ", StringComparison.Ordinal)
        );
        return CommandLine.Run(["forecast", protocol, "--data", data, .. options]);
    }

    JsonElement Forecast(string data, params string[] options)
    {
        var (exit, output, error) = Say(data, [.. options, "--format", "json"]);
        (exit, error).ShouldBe((0, ""));
        return JsonDocument.Parse(output).RootElement;
    }

    static DateOnly Date(JsonElement day) =>
        DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
