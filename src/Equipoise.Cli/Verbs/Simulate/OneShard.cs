using Equipoise.Cli.Terminal;
using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>
/// One of N parts of the trials of a call, into a file. A file that holds it already is kept, so that calling again costs
/// nothing.
/// </summary>
sealed record OneShard(Simulated Simulated, string Shard, string File, TimeProvider Clock)
{
    public int Run(Said said, CancellationToken cancellation)
    {
        var number = ShardNumber.Parse(Shard)!;
        if (System.IO.File.Exists(File))
        {
            switch (ShardState.Of(File, Simulated.Study, number))
            {
                case ShardState.Whole:
                    said.Error.WriteLine($"{File} holds shard {number} already and is kept.");
                    return ExitStatus.Done;
                case ShardState.Foreign foreign:
                    return said.Unusable($"{foreign.Problem} It is left as it is; name another file.");
            }
        }
        if (Path.GetDirectoryName(Path.GetFullPath(File)) is { } folder)
            Directory.CreateDirectory(folder);
        var started = Clock.GetTimestamp();
        var tally = said.Slowly(
            $"Simulating shard {number}",
            report => Stretch.Simulate(Simulated, number.RangeOf(Simulated.Study.Trials), report, cancellation)
        );
        ShardFile.Write(
            File,
            new()
            {
                Study = Simulated.Study,
                Number = number,
                About = Simulated.About,
                Tally = tally,
                Seconds = Clock.GetElapsedTime(started).TotalSeconds,
            }
        );
        said.Error.WriteLine($"{File}: {number.RangeOf(Simulated.Study.Trials)} of {Simulated.Study.Trials} are written.");
        return ExitStatus.Done;
    }
}
