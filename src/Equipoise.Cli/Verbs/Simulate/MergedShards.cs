using Equipoise.Cli.Terminal;
using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>The shards of a simulation as one run, or every reason why they are none.</summary>
static class MergedShards
{
    /// <summary>Prints what these files come to together; the status says whether they do.</summary>
    public static int Print(IReadOnlyList<string> files, bool asJson, Said said)
    {
        switch (ShardMerge.OfFiles(files))
        {
            case ShardMerge.Complete whole:
                new StudyOutcome(whole.Study, whole.About, whole.Tally, whole.Seconds).Print(asJson, said.Output);
                return ExitStatus.Done;
            case ShardMerge.Rejected rejected:
                var sentences = rejected.Problems.Select(problem => problem.ToString());
                return rejected.Problems.Any(problem => problem is ShardProblem.Unreadable)
                    ? said.Unusable(sentences)
                    : said.Problems(sentences);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
