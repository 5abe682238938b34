using System.Globalization;
using Equipoise.Datasets.Sas7bdat;

namespace Equipoise.Datasets.Tests.Sas7bdat;

/// <summary>Files that bad disks, bad transfers and bad people make: read, or refused in words, in little memory and
/// time.</summary>
[Trait("Takes", "time")]
public sealed class SasFuzz(Xunit.Abstractions.ITestOutputHelper output)
{
    // Small files of each kind: packed both ways or not, both word sizes, deleted rows, Stat/Transfer, text blocks behind the
    // rows.
    static readonly string[] Kinds =
    [
        "all_rand_normal",
        "all_rand_normal_with_deleted2",
        "comp_deleted",
        "mix_and_missing",
        "airline",
        "types",
        "date_leap_days",
        "datetime",
        "doubles",
        "cars",
        "mixed_data_two",
        "test3",
        "test14",
        "test15",
        "xpttest",
    ];

    // All of the real files stay far below it.
    const long MostBytes = 256 << 20;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    static int Mutations =>
        int.TryParse(Environment.GetEnvironmentVariable("EQUIPOISE_MUTATIONS"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 3000;

    [ReferenceFact]
    public void A_mutated_file_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mutated.sas7bdat");
        byte[][] files = [.. Kinds.Select(name => File.ReadAllBytes(PathOf(name)))];
        var (read, refused, noted) = (0, 0, 0);
        for (var seed = 0; seed < Mutations; seed++)
        {
            File.WriteAllBytes(path, Mutated(files[seed % files.Length], new(seed)));
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), System.Diagnostics.Stopwatch.StartNew());
            try
            {
                var dataset = Sas7bdatFile.Open(path);
                var rows = dataset.Batches().Sum(batch => (long)batch.Count);
                // The count of deleted rows may be what was changed, and is noted then.
                if (dataset.Findings.Count == 0)
                    rows.ShouldBe(dataset.RowCount!.Value, $"seed {seed}");
                read++;
                noted += dataset.Findings.Count > 0 ? 1 : 0;
            }
            catch (DataException e)
            {
                e.Message.ShouldStartWith(path, Case.Sensitive, $"seed {seed}");
                refused++;
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                Assert.Fail($"seed {seed}, {Kinds[seed % files.Length]}: {e}");
            }
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"seed {seed}");
            clock.Elapsed.ShouldBeLessThan(Longest, $"seed {seed}");
        }
        // That many bytes of a file are values; the others say how to read it.
        read.ShouldBeGreaterThan(Mutations / 10);
        refused.ShouldBeGreaterThan(Mutations / 10);
        output.WriteLine($"{Mutations} mutated files: {read} read, {noted} of them with a note, {refused} refused.");
    }

    static string PathOf(string name) => ReferenceData.PathOf("datasets", "sas7bdat", $"{name}.sas7bdat");

    static byte[] Mutated(byte[] file, SeededDraws draws)
    {
        var bytes = file.ToArray();
        // The header and the subheaders of the first page are where damage has consequences.
        var page = Math.Min(bytes.Length, 12_000);
        for (var change = draws.Below(4); change >= 0; change--)
        {
            var at = draws.Below(2) == 0 ? draws.Below(page) : draws.Below(bytes.Length);
            switch (draws.Below(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << draws.Below(8));
                    break;
                case 1:
                    bytes[at] = (byte)draws.Below(256);
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill(draws.Below(2) == 0 ? (byte)0 : (byte)255);
                    break;
                case 3:
                    var length = draws.Below(64);
                    var from = draws.Below(bytes.Length - length);
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - length)));
                    break;
                default:
                    if (draws.Below(8) == 0)
                        return bytes[..at];
                    bytes[at]++;
                    break;
            }
        }
        return bytes;
    }
}
