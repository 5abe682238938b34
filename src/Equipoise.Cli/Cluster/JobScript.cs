using System.Globalization;
using Equipoise.Cli.Verbs.Simulate;

namespace Equipoise.Cli.Cluster;

/// <summary>The script of an array job: each task simulates the shard whose number it has.</summary>
/// <remarks>
/// Read by people before they let it run on their cluster, so it says what it does. Paths are relative to its folder but for the
/// program.
/// </remarks>
static class JobScript
{
    public static string Of(Simulated simulated, int shards, int threads, string jobName, IReadOnlyList<string> program) =>
        $"""
            #!/bin/bash
            # {simulated.About.ReplaceLineEndings(" ")}
            # Each task of this array job simulates one of {shards} equal parts of {simulated.Options.Trials} trials,
            # and leaves a file in shards/.
            # A part that is already there whole is kept, so any task may run again at any time.
            # Written by 'equipoise simulate --engine slurm', which submits it, watches it, and puts the parts together.
            # By hand, in this folder: sbatch --array=1-{shards} job.sh; then: equipoise merge shards/*.json
            #SBATCH --job-name={jobName}
            #SBATCH --output=log/%a.txt
            #SBATCH --nodes=1
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task={threads}
            #SBATCH --mem=1G
            set -euo pipefail
            part=$SLURM_ARRAY_TASK_ID
            exec {string.Join(' ', program.Select(ThisProgram.Quoted))} simulate protocol.yaml {Arguments(simulated.Options)} \
              --threads {threads} --shard "$part/{shards}" --out "shards/$part.json"

            """.ReplaceLineEndings("\n");

    // What decides the numbers, and nothing else.
    static string Arguments(SimulateOptions options) =>
        string.Join(
            ' ',
            new[]
            {
                $"--trials {options.Trials}",
                $"--seed {options.Seed}",
                options.Null ? "--null" : "",
                options.NullOf is { } endpoints ? $"--null-of {ThisProgram.Quoted(endpoints)}" : "",
                options.HazardRatio is { } ratio ? $"--hazard-ratio {ratio.ToString("R", CultureInfo.InvariantCulture)}" : "",
                options.LogRankOnly ? "--log-rank-only" : "",
                options.Scenario is not null ? "--scenario scenario.yaml" : "",
                options.Test is { } test ? $"--test {ThisProgram.Quoted(test)}" : "",
                options.Randomize is { } method ? $"--randomize {ThisProgram.Quoted(method)}" : "",
                options.AdverseEvents ? "--adverse-events" : "",
            }.Where(word => word.Length > 0)
        );
}
