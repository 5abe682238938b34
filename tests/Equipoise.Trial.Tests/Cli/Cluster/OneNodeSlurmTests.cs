using Equipoise.Trial.Tests.Datasets;

namespace Equipoise.Trial.Tests.Cli.Cluster;

/// <summary>The tests' own Slurm, before anything else is tried on it.</summary>
public sealed class OneNodeSlurmTests : IDisposable
{
    readonly OneNodeSlurm slurm = new();
    readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        slurm.Dispose();
        folder.Dispose();
    }

    [SlurmFact]
    public void It_runs_an_array()
    {
        var job = folder.File("job.sh", "#!/bin/bash\n#SBATCH --output=/dev/null\ntouch \"$SLURM_ARRAY_TASK_ID\"\n");
        var submitted = ChildProcess.Run(
            "sbatch",
            ["--parsable", "--array=2,5", "--mem=1G", $"--chdir={folder.Path}", "--wait", job],
            slurm.Environment
        );
        submitted.Exit.ShouldBe(0, submitted.Error);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["2", "5", "job.sh"]);
    }
}
