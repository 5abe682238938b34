using System.CommandLine;
using Equipoise.Cli.Verbs.Simulate;
using Equipoise.Cli.Work;
using Equipoise.Design.Simulation.Sharding;

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
            Run(parsed.GetRequiredValue(files), asJson: parsed.GetValue(format) == Formats.Json, Said.Of(parsed))
        );
        return command;
    }

    internal static int Run(IReadOnlyList<string> files, bool asJson, Said said)
    {
        switch (ShardMerge.OfFiles(files))
        {
            case ShardMerge.Complete whole:
                new Outcome(whole.Study, whole.About, whole.Tally, whole.Seconds).Print(asJson, said.Output);
                return ExitStatus.Done;
            case ShardMerge.Refused refused:
                var sentences = refused.Problems.Select(problem => problem.ToString());
                return refused.Problems.Any(problem => problem is ShardProblem.Unreadable)
                    ? said.Unusable(sentences)
                    : said.Problems(sentences);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
