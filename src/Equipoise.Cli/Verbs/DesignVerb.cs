using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise design PROTOCOL</c>: how many events, how many participants, how long.</summary>
public static class DesignVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var format = Formats.Option();
        var command = new Command(
            "design",
            "Size the trial: events, participants, power, looks and their bounds, expected timing.\n\nExample: "
                + "equipoise design examples/patina/protocol.yaml"
        )
        {
            path,
            format,
        };
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(path), asJson: parsed.GetValue(format) == Formats.Json, Said.Of(parsed))
        );
        return command;
    }

    static int Run(string path, bool asJson, Said said)
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (protocol.Design is null)
            return said.Unusable($"{path}: has no design part, so there is nothing to size.");
        if (protocol.Comparison is null)
            return said.Unusable($"{path}: has {protocol.Experimental.Count()} experimental arms; one can be sized.");
        switch (TrialPlanning.Plan(protocol))
        {
            case DesignOutcome.Refused refused:
                return said.Problems(refused.Reasons.Select(reason => $"{path}: {reason}"));
            case DesignOutcome.Planned(var design) when asJson:
                said.Output.WriteLine(DesignJson.Of(design));
                break;
            case DesignOutcome.Planned(var design):
                DesignText.Write(protocol, design, said.Output);
                break;
        }
        return ExitStatus.Done;
    }
}
