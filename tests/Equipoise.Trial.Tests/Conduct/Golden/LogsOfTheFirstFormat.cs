using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Record;

namespace Equipoise.Trial.Tests.Conduct.Golden;

/// <summary>
/// What was once written stays readable for ever. The files of this folder were written by the program of commit 6bd7bea, before the log had
/// a version: a rehearsal of PATINA with 40 participants and a cutoff at 10 events, seed 1; a story with every kind of event that commands give; four
/// events of each kind as JSON; and the SHA-256 of what is exported: the ODM document as that program wrote it, and the tables of SDTM as they are
/// since they were made what regulators check, so that no later change of them goes unseen.
/// </summary>
public sealed partial class LogsOfTheFirstFormat
{
    static string Golden(string name) => Repository.At("tests", "Equipoise.Trial.Tests", "Conduct", "Golden", name);

    [Fact]
    public void There_are_events_of_all_44_kinds_of_that_time() => Lines("events.txt").DistinctBy(line => line.Split('\t')[0]).Count().ShouldBe(44);

    [Fact]
    public void An_event_of_that_time_is_read_and_written_again_to_the_byte()
    {
        foreach (var line in Lines("events.txt"))
            EventJson.Write(EventJson.Read(line.Split('\t')[0], line.Split('\t')[1])).ShouldBe(line.Split('\t')[1]);
    }

    [Theory]
    [InlineData("patina", 5570, 32)]
    [InlineData("story", 85, 1)]
    public void A_log_of_that_time_verifies_and_every_allocation_replays(string name, int rows, int allocations)
    {
        using var folder = new TemporaryFolder();
        string[] key = name == "story" ? ["--seed", WithKey(folder)] : [];
        var (exit, output, error) = CommandLine.Run(["verify", "--trial", Unpacked(folder, name), .. key]);

        exit.ShouldBe(0, output + error);
        output.ShouldContain($"Rows         {rows},");
        output.ShouldContain($"Allocations  {allocations}, each replayed from the sealed key");
        output.ShouldContain($"Anchor       {Lines(name + ".db.head").Single().Trim()}");
    }

    [Theory]
    [InlineData("patina")]
    [InlineData("story")]
    public void What_is_exported_of_it_is_the_same_to_the_byte(string name)
    {
        using var folder = new TemporaryFolder();
        var log = Unpacked(folder, name);
        List<string> sums = [];
        foreach (var form in (string[])["csv", "odm"])
        {
            var target = folder.File(form);
            var (exit, output, error) = CommandLine.Run("export", "--trial", log, "--out", target, "--as", form);
            exit.ShouldBe(0, output + error);
            foreach (var file in Directory.GetFiles(target).Order(StringComparer.Ordinal))
                sums.Add($"{Sum(file)}  {name}/{form}/{Path.GetFileName(file)}");
        }
        sums.ShouldBe(Lines("exports.sha256").Where(line => line.Contains($"  {name}/", StringComparison.Ordinal)));
    }

    // When a document was made is the only thing in it that does not follow from the log.
    static string Sum(string file) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Path.GetExtension(file) == ".xml"
                    ? Encoding.UTF8.GetBytes(MadeAt().Replace(File.ReadAllText(file, new UTF8Encoding(false)), "", 1))
                    : File.ReadAllBytes(file)
            )
        );

    static string WithKey(TemporaryFolder folder)
    {
        var path = folder.File("key");
        SealedKeyFile.Write(path, PatinaTrial.Key);
        return path;
    }

    static string Unpacked(TemporaryFolder folder, string name)
    {
        var path = folder.File("trial.db");
        using (var packed = new GZipStream(File.OpenRead(Golden($"{name}.db.gz")), CompressionMode.Decompress))
        using (var file = File.Create(path))
            packed.CopyTo(file);
        File.Copy(Golden($"{name}.db.head"), path + ".head");
        return path;
    }

    static string[] Lines(string file) => File.ReadAllText(Golden(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(" CreationDateTime=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex MadeAt();
}
