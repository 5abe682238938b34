using System.CommandLine;
using System.Globalization;
using Equipoise.Analysis.Blinded;
using Equipoise.Cli.Terminal;
using Equipoise.Datasets.Files;
using Equipoise.Design.Forecast;
using Equipoise.Design.Sizing;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise forecast PROTOCOL --data DIR</c>: on which day the n-th event is expected, from blinded data.
/// </summary>
public static class ForecastVerb
{
    const int MostPredictions = 1_000_000;

    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var data = new Option<string>("--data")
        {
            Description = "The folder of SDTM or ADaM files, XPT or CSV, as analyze reads it. The arm is never read.",
            HelpName = "DIR",
            Required = true,
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
            return Run(
                parsed.GetRequiredValue(path),
                parsed.GetRequiredValue(data),
                counts,
                (parsed.GetValue(seed), predictions),
                parsed.GetValue(format) == Formats.Json,
                said
            );
        });
        return command;
    }

    static int Run(string path, string data, int[]? counts, (ulong Seed, int Predictions) luck, bool asJson, Said said)
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
        BlindedCourse course;
        bool isCutoff;
        switch (PooledFollowUp.Read(protocol, design.Primary, DatasetFile.ReadFolder(data)))
        {
            case PooledOutcome.Found(var pooled):
                (course, isCutoff) = (Of(pooled), pooled.IsCutoff);
                break;
            case PooledOutcome.Rejected(var problems):
                return said.Problems(problems.Select(problem => problem.ToString()));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        if (course.Events == 0 || !(course.PersonDays > 0))
            return said.Unusable(
                $"{data}: has no event of {design.Primary} by {course.DataDate:yyyy-MM-dd}: nothing to forecast from. "
                    + "Ask again after the first."
            );
        var forecast = TrialForecast.Of(design, course, counts, luck);
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

    static int[]? Counts(string text)
    {
        List<int> counts = [];
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
            if (
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is >= 1 and <= 1_000_000
            )
                counts.Add(count);
            else
                return null;
        return [.. counts.Distinct().Order()];
    }
}
