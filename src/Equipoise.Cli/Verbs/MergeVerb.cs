using System.CommandLine;
using Equipoise.Cli.Terminal;
using Equipoise.Cli.Verbs.Simulate;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise merge FILE...</c>: the shards of a simulation as one run, or every reason why they are none.</summary>
public static class MergeVerb
{
    public static Command Build()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "The files that 'equipoise simulate --shard' wrote, all of them, in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = Formats.Option();
        var command = new Command(
            "merge",
            "Put the shards of a simulation together: the same numbers as one run of all trials.\n\n"
                + "Example: equipoise merge run/shards/1.json run/shards/2.json"
        )
        {
            files,
            format,
        };
        command.SetAction(parsed =>
            MergedShards.Print(parsed.GetRequiredValue(files), asJson: parsed.GetValue(format) == Formats.Json, Said.Of(parsed))
        );
        return command;
    }
}
