
namespace Equipoise.Trial.Tests.Cli;

/// <summary>A wrong call of any verb ends with status 2 and sentences, and changes nothing.</summary>
public sealed class WrongUsageTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>In these calls, {file} is a text file, {dir} an empty folder, {none} and {out} are nothing, {protocol} is a good one.</summary>
    public static TheoryData<string> WrongCalls =>
        [
            "randomise",
            // An option that the verb does not know, and an option without its value.
            "demo --loud",
            "new {out} --loud",
            "check {protocol} --loud",
            "design {protocol} --loud",
            "rehearse {protocol} --out {out} --loud",
            "verify --trial {file} --loud",
            "export --trial {file} --out {out} --loud",
            "analyze --protocol {protocol} --data {dir} --out {out} --loud",
            "tte {file} --time t --event e --loud",
            "convert {file} {out}.csv --loud",
            "conform {dir} --loud",
            "demo --out",
            "rehearse {protocol} --out",
            // A missing argument or option.
            "new",
            "check",
            "design",
            "rehearse",
            "rehearse {protocol}",
            "verify",
            "export --trial {file}",
            "analyze --protocol {protocol} --data {dir}",
            "tte {file} --time t",
            "convert {file}",
            "conform",
            // One argument too many.
            "demo {out} {out}",
            "check {protocol} {protocol}",
            // A value that is none.
            "demo --out {out} --seed lucky",
            "demo --out {out} --seed -1",
            "rehearse {protocol} --out {out} --seed 1.5",
            "check {protocol} --format xml",
            "export --trial {file} --out {out} --as sas",
            "tte {file} --time t --event e --ties late",
            // A file that is not there.
            "check {none}",
            "design {none}",
            "rehearse {none} --out {out}",
            "rehearse {protocol} --out {out} --scenario {none}",
            "verify --trial {none}",
            "export --trial {none} --out {out}",
            "analyze --protocol {none} --data {dir} --out {out}",
            "analyze --protocol {protocol} --data {none} --out {out}",
            "tte {none} --time t --event e",
            "convert {none} {out}.csv",
            "conform {none}",
            "conform {dir} --rules {none}",
            // A folder where a file belongs.
            "new {file}",
            "check {dir}",
            "design {dir}",
            "rehearse {dir} --out {out}",
            "rehearse {protocol} --out {out} --scenario {dir}",
            "verify --trial {dir}",
            "export --trial {dir} --out {out}",
            "analyze --protocol {dir} --data {dir} --out {out}",
            "tte {dir} --time t --event e",
            "convert {dir} {out}.csv",
            // A file where a folder belongs.
            "demo --out {file}",
            "rehearse {protocol} --out {file}",
            "analyze --protocol {protocol} --data {file} --out {out}",
            // A file of another kind, and a folder without data.
            "verify --trial {file}",
            "export --trial {file} --out {out}",
            "analyze --protocol {protocol} --data {dir} --out {out}",
            "rehearse {protocol} --out {out} --scenario {file}",
            // What cannot be simulated, and shards that are none.
            "simulate",
            "simulate {none}",
            "simulate {dir}",
            "simulate {file}",
            "simulate {without-design}",
            "simulate {protocol} --loud",
            "simulate {protocol} --trials 0",
            "simulate {protocol} --trials -1",
            "simulate {protocol} --trials many",
            "simulate {protocol} --trials 99999999999999999999",
            "simulate {protocol} --seed -1",
            "simulate {protocol} --threads 0",
            "simulate {protocol} --threads 100000",
            "simulate {protocol} --hazard-ratio 0",
            "simulate {protocol} --hazard-ratio -0.5",
            "simulate {protocol} --hazard-ratio NaN",
            "simulate {protocol} --hazard-ratio 0.7 --null",
            "simulate {protocol} --precision 0",
            "simulate {protocol} --precision 0.5",
            "simulate {protocol} --precision NaN",
            "simulate {protocol} --replay -1 --out {out}",
            "simulate {protocol} --replay 99999999999999999 --out {out}",
            "simulate {protocol} --replay 1",
            "simulate {protocol} --replay 1 --out {file}",
            "simulate {protocol} --shard 0/3 --out {out}",
            "simulate {protocol} --shard 3/2 --out {out}",
            "simulate {protocol} --shard 1/0 --out {out}",
            "simulate {protocol} --shard 1 --out {out}",
            "simulate {protocol} --shard -1/2 --out {out}",
            "simulate {protocol} --shard a/b --out {out}",
            "simulate {protocol} --shard 1/2",
            "simulate {protocol} --shard 1/2 --out {dir}",
            "simulate {protocol} --shard 1/2 --out {file}",
            "simulate {protocol} --shard 1/2 --trials 1 --out {out}",
            "simulate {protocol} --shard 1/2 --precision 0.01 --out {out}",
            "simulate {protocol} --shard 1/2 --replay 1 --out {out}",
            "simulate {protocol} --out {out}",
            "simulate {protocol} --shards 2",
            "simulate {protocol} --partition p",
            "simulate {protocol} --engine cloud --shards 2 --out {out}",
            "simulate {protocol} --engine slurm --shards 2",
            "simulate {protocol} --engine slurm --out {out}",
            "simulate {protocol} --engine slurm --shards 0 --out {out}",
            "simulate {protocol} --engine slurm --shards 20 --trials 10 --out {out}",
            "simulate {protocol} --engine slurm --shards 2 --shard 1/2 --out {out}",
            "merge",
            "merge {none}",
            "merge {dir}",
            "merge {file}",
            "merge {file} --loud",
        ];

    [Theory]
    [MemberData(nameof(WrongCalls))]
    public void A_wrong_call_ends_with_status_2_and_a_sentence(string call)
    {
        var file = folder.File("a.txt", "neither YAML nor data: [\n");
        Directory.CreateDirectory(folder.File("dir"));
        var arguments = call.Replace("{file}", file)
            .Replace("{dir}", folder.File("dir"))
            .Replace("{none}", folder.File("none"))
            .Replace("{out}", folder.File("out"))
            .Replace("{without-design}", Examples.ProtocolPath("cdisc-pilot"))
            .Replace("{protocol}", Examples.ProtocolPath("patina"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var (exit, output, error) = CommandLine.Run(arguments);

        exit.ShouldBe(2, output + error);
        error.ShouldNotBeNullOrWhiteSpace();
        (output + error).ShouldNotContain("   at ");
        (output + error).ShouldNotContain("Exception");
        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["a.txt", "dir"]);
        Directory.EnumerateFileSystemEntries(folder.File("dir")).ShouldBeEmpty();
        File.ReadAllText(file).ShouldBe("neither YAML nor data: [\n");
    }
}
