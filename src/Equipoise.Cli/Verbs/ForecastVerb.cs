using System.CommandLine;
using System.Text;
using Equipoise.Analysis.Blinded;
using Equipoise.Analysis.Reading;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Work;
using Equipoise.Datasets;
using Equipoise.Design.Forecast;
using Equipoise.Design.Sizing;
using Equipoise.Reporting.Planning;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise forecast PROTOCOL --data DIR</c> or <c>--trial LOG</c>: on which day the n-th event is expected, from blinded
/// data.
/// </summary>
public static class ForecastVerb
{
    const int MostPredictions = 1_000_000;

    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var data = new Option<string?>("--data")
        {
            Description = "The folder of SDTM or ADaM files, XPT or CSV, as analyze reads it. The arm is never read.",
            HelpName = "DIR",
        };
        var log = new Option<string?>("--trial")
        {
            Description = "Instead of --data: the trial log in a SQLite file, as it stands. The arm is never read.",
            HelpName = "FILE",
        };
        var postgres = NamedLog.Postgres();
        var plot = new Option<string?>("--plot")
        {
            Description = "Also draw the events seen and expected, with limits and the numbers waited for. A figure of that name "
                + "is replaced.",
            HelpName = "FILE.svg",
        };
        var events = new Option<string?>("--events")
        {
            Description = "Which events, such as 129,200; by default those of the looks and of the final analysis to come.",
            HelpName = "N,N",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Names the luck: the same seed gives the same days.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var trials = new Option<int>("--trials")
        {
            Description = "How many times the rest of the trial is predicted.",
            HelpName = "B",
            DefaultValueFactory = _ => 10_000,
        };
        var format = Formats.Option();
        var command = new Command(
            "forecast",
            "On which day the n-th event is expected, with its limits, from blinded data.\n\n"
                + "Example: equipoise forecast examples/patina/protocol.yaml --data rehearsal/sdtm --events 300"
        )
        {
            path,
            data,
            log,
            postgres,
            plot,
            events,
            seed,
            trials,
            format,
        };
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            var wanted = parsed.GetValue(events);
            int[]? counts = null;
            if (wanted is not null && (counts = Counts(wanted)) is null)
                return said.Unusable($"--events is {wanted}; write whole numbers from 1 on such as 129,200.");
            var predictions = parsed.GetValue(trials);
            if (predictions is < 100 or > MostPredictions)
                return said.Unusable(
                    $"--trials is {predictions}; write 100 to {MostPredictions}, for the limits are the 2.5% at either end."
                );
            var figure = parsed.GetValue(plot);
            if (figure is not null && NewFile.Unwritable("--plot", figure, ".svg") is { } unwritable)
                return said.Unusable(unwritable);
            var source = new ForecastSource(parsed.GetValue(data), parsed.GetValue(log), parsed.GetValue(postgres));
            if (source.Problem is { } problem)
                return said.Unusable(problem);
            return Run(
                parsed.GetRequiredValue(path),
                source,
                figure,
                counts,
                (parsed.GetValue(seed), predictions),
                parsed.GetValue(format) == Formats.Json,
                said
            );
        });
        return command;
    }

    static int Run(
        string path,
        ForecastSource source,
        string? figure,
        int[]? counts,
        (ulong Seed, int Predictions) luck,
        bool asJson,
        Said said
    )
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (protocol.Design is not { } design)
            return said.Unusable($"{path}: has no design part, so it says neither who is to come nor which events count.");
        if (counts is null && protocol.Comparison is null)
            return said.Unusable($"{path}: has not one experimental arm, so no look is planned; say which events with --events.");
        if (counts is null)
        {
            if (TrialPlanning.Plan(protocol) is not DesignOutcome.Planned(var plan))
                return said.Problems($"{path}: has no plan; 'equipoise design' says why, and --events says which events.");
            counts = [.. plan.Looks.Select(look => look.Events)];
        }
        var (tables, problems) = source.Tables(protocol);
        if (tables is null)
            return said.Problems(problems);
        BlindedCourse course;
        bool isCutoff;
        switch (PooledFollowUp.Read(protocol, design.Primary, tables))
        {
            case PooledOutcome.Found(var pooled):
                (course, isCutoff) = (Of(pooled), pooled.IsCutoff);
                break;
            case PooledOutcome.Rejected(var rejected):
                return said.Problems(DataFinding.Lines(rejected));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        if (course.Events == 0 || !(course.PersonDays > 0))
            return said.Unusable(
                $"{source.Name}: has no event of {design.Primary} by {course.DataDate:yyyy-MM-dd}: nothing to forecast from. "
                    + "Ask again after the first."
            );
        var forecast = TrialForecast.Of(design, course, counts, luck);
        if (figure is not null)
            WholeFile.Write(figure, stream => stream.Write(Encoding.UTF8.GetBytes(ForecastFigure.ToSvg(protocol, forecast))));
        if (asJson)
            said.Output.WriteLine(ForecastJson.Of(protocol, forecast, isCutoff));
        else
            ForecastText.Write(protocol, forecast, isCutoff, said.Output);
        return ExitStatus.Done;
    }

    static BlindedCourse Of(PooledFollowUp pooled) =>
        new(
            pooled.DataDate,
            [
                .. pooled.Participants.Select(who => new FollowedParticipant(
                    who.Randomized,
                    who.Days,
                    who.End,
                    who.Standing switch
                    {
                        Standing.Event => FollowUpStatus.Event,
                        Standing.Lost => FollowUpStatus.Lost,
                        Standing.Completed => FollowUpStatus.Completed,
                        _ => FollowUpStatus.Ongoing,
                    }
                )),
            ]
        );

    static int[]? Counts(string text) =>
        NumberList.Of(text, NumberList.IsCount) is { } counts
            ? [.. counts.Select(count => (int)count).Distinct().Order()]
            : null;
}
