using System.Globalization;
using System.Text;
using Equipoise.Datasets.Csv;
using Xunit.Abstractions;

namespace Equipoise.Datasets.Tests;

/// <summary>Damaged delimited text is read alike by the reader of batches and by that of whole tables, or refused in words, in
/// little memory and time; what was read is the same once it has been written.</summary>
[Trait("Takes", "time")]
public sealed class CsvFuzz(ITestOutputHelper output)
{
    const long MostBytes = 64 << 20;

    // Of processors, not of the clock: other programs may have them.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    static readonly byte[][] Files =
    [
        .. new[]
        {
            "USUBJID,AGE,SEX,RFSTDTC\r\n101-01,61,F,2026-03-01\r\n101-02,.U,M,2026-03\r\n\"102,01\",48,\"F\"\"\",\r\n",
            "\uFEFFA;B;C\n1,5;\"two\nlines\";é\n-2,25;あ;🙂\n;;\n",
            "sep=|\nX|Y\n1|NA\n1e5|007\n",
            "ONE\n1\n\n3\n",
            "STUDYID\tSITEID\tAVAL\tPARAMCD\nS\t001\t1.50\tPFS\nS\t002\t\tOS\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("A,B\r\n1,é\r\n2,x\r\n")],
    ];

    static readonly byte[][] Words =
    [
        .. new[] { ",", "\"", "\"\"", "\r", "\n", "\r\n", "\t", ";", "\0", "\uFEFF", "é", "1e999", "-0", ".A", "sep=,\n" }.Select(
            Encoding.UTF8.GetBytes
        ),
        [0xFF],
        [0xC3],
        [0x1F, 0x8B],
        [0x78, 0x9C],
    ];

    static int Mutations =>
        int.TryParse(Environment.GetEnvironmentVariable("EQUIPOISE_MUTATIONS"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 3000;

    [Fact]
    public void A_mutated_file_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        var (path, copy) = (folder.File("mutated.csv"), folder.File("mutated.tsv"));
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < Mutations; seed++)
        {
            var draws = new SeededDraws(seed);
            File.WriteAllBytes(path, Mutated(Files[draws.Below(Files.Length)], draws));
            var options = Options(draws);
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
            try
            {
                var table = Read(path, options, seed);
                if (table is null)
                    refused++;
                else
                {
                    read++;
                    ComesBack(table, copy, seed);
                }
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"seed {seed}");
            (Environment.CpuUsage.TotalTime - clock).ShouldBeLessThan(Longest, $"seed {seed}");
        }
        read.ShouldBeGreaterThan(Mutations / 10);
        refused.ShouldBeGreaterThan(Mutations / 10);
        output.WriteLine($"{Mutations} mutated files: {read} read, {refused} refused.");
    }

    // Null where it is refused; the reader of batches, asked for types or not, refuses what that of whole tables does.
    static Table? Read(string path, CsvOptions options, int seed)
    {
        var batches = Attempt(() => Table.Of(CsvFile.Open(path, options)), path, seed);
        if (options.Spec is not null)
            return batches;
        var whole = Attempt(() => CsvFile.Read(path, options), path, seed);
        (batches is null).ShouldBe(whole is null, $"seed {seed}");
        if (batches is not null)
            ContentHash.Of(batches).ShouldBe(ContentHash.Of(whole!), $"seed {seed}");
        return batches;
    }

    static Table? Attempt(Func<Table> read, string path, int seed)
    {
        try
        {
            return read();
        }
        catch (DataException e)
        {
            e.Message.ShouldStartWith(path, Case.Sensitive, $"seed {seed}");
            return null;
        }
    }

    static void ComesBack(Table table, string copy, int seed)
    {
        CsvFile.Write(table, copy);
        var told = new CsvOptions { Separator = '\t', Spec = table.AsDataset().Spec };
        var again = Attempt(() => Table.Of(CsvFile.Open(copy, told)), copy, seed);
        again.ShouldNotBeNull($"seed {seed}");
        ContentHash.Of(again).ShouldBe(ContentHash.Of(table), $"seed {seed}");
    }

    static CsvOptions Options(SeededDraws draws) =>
        draws.Below(5) switch
        {
            0 => new() { Cdisc = true },
            1 => new() { DecimalComma = true },
            2 => new() { TextColumns = new HashSet<string> { "A", "AGE" }, MissingText = new HashSet<string> { "NA" } },
            3 => new() { Spec = new("T", "", [ColumnSpec.OfNumber("AGE"), ColumnSpec.OfNumber("B", "", "DATE9.")]) },
            _ => new(),
        };

    static byte[] Mutated(byte[] file, SeededDraws draws)
    {
        List<byte> bytes = [.. file];
        for (var change = draws.Below(4); change >= 0; change--)
        {
            var at = draws.Below(bytes.Count + 1);
            var length = Math.Min(draws.Below(20), bytes.Count - at);
            switch (draws.Below(6))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, Words[draws.Below(Words.Length)]);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(draws.Below(bytes.Count - length + 1), length));
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] = (byte)draws.Below(256);
                    break;
                case 4 when at < bytes.Count:
                    bytes[at] = (byte)(' ' + draws.Below(95));
                    break;
                default:
                    if (draws.Below(8) == 0)
                        return [.. bytes[..at]];
                    break;
            }
        }
        return [.. bytes];
    }
}
