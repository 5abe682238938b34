using System.Globalization;
using System.IO.Compression;
using System.Text;
using Equipoise.Datasets.DatasetJson;

namespace Equipoise.Datasets.Tests;

/// <summary>Damaged documents are read or refused: no other exception, no endless reading, no memory without bounds.</summary>
[Trait("Takes", "time")]
public sealed class DatasetJsonMutations
{
    const string Columns =
        """
        "columns":[{"itemOID":"IT.A","name":"A","label":"Number","dataType":"float","length":8},
        {"itemOID":"IT.B","name":"B","label":"Text é","dataType":"string","length":200,"keySequence":1},
        {"itemOID":"IT.C","name":"C","label":"Date","dataType":"date","targetDataType":"integer","displayFormat":"DATE9."},
        {"itemOID":"IT.D","name":"D","label":"Time","dataType":"datetime","targetDataType":"integer","displayFormat":"E8601DT."},
        {"itemOID":"IT.E","name":"E","label":"Decimal","dataType":"decimal","targetDataType":"decimal"},
        {"itemOID":"IT.F","name":"F","label":"Flag","dataType":"boolean"},
        {"itemOID":"IT.G","name":"G","label":"Whole","dataType":"integer"}]
        """;

    const string Head =
        """
        "datasetJSONCreationDateTime":"2026-01-02T03:04:05","datasetJSONVersion":"1.1.0","sourceSystem":{"name":"x","version":"1"},
        "itemGroupOID":"IG.T","records":3,"name":"T","label":"Test"
        """;

    static readonly string[] rows =
    [
        "[1.5,\"one \\u00e9\",\"2014-01-02\",\"2014-01-02T03:04:05.5\",\"1.50\",true,12345678901234567]",
        "[null,\"\",null,null,null,null,null]",
        "[-2e10,\"{\\\"x\\\":[1]}\",\"1959-12-31\",\"2014-01-02T03:04Z\",\"\",false,-3]",
    ];

    // What a mutation puts in: signs of JSON, values of each kind, what is too large.
    static readonly string[] pieces =
    [
        .. "[ ] { } , : \" \\ \\u \\ud800 null true - 1e999 99999999999999999999 0 . \"\" \"rows\": \"columns\":[] \"name\":\"A\"".Split(' '),
        .. "clinicalData itemData string integer 1.0 \u00e9 \ud83d\ude42 [[[[[[[[ {\"a\":".Split(' '),
        "\n",
        " ",
    ];

    static readonly string ColumnsOf10 = Columns.Replace("columns", "items").Replace("itemOID", "OID").Replace("dataType", "type");

    static int Mutations =>
        int.Parse(Environment.GetEnvironmentVariable("EQUIPOISE_MUTATIONS") ?? "4000", CultureInfo.InvariantCulture);

    public static TheoryData<string> Documents => ["json", "late", "ndjson", "dsjc", "1.0"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_damaged_document_is_read_or_refused(string kind)
    {
        using var folder = new TemporaryFolder();
        var whole = Encoding.UTF8.GetBytes(Document(kind));
        var path = folder.File("t.json", Packed(kind, whole));
        DatasetJsonFile.Read(path).RowCount.ShouldBe(3);
        var random = new Draws(20_261_130);
        var (read, refused) = (0, 0);
        for (var count = Mutations / Documents.Count; count > 0; count--)
        {
            // Of a packed document, in turn what is packed and the pack.
            var isPack = kind == "dsjc" && count % 2 == 0;
            var damaged = Damaged(isPack ? Packed(kind, whole) : whole, random);
            File.WriteAllBytes(path, isPack ? damaged : Packed(kind, damaged));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (var dataset in DatasetJsonFile.Open(path))
                {
                    dataset.Batches().Sum(batch => (long)batch.Count).ShouldBeLessThan(1000);
                    dataset.Findings.Count.ShouldBeLessThan(100);
                }
                read++;
            }
            catch (DataException e)
            {
                e.Problems.ShouldAllBe(problem => problem.StartsWith(path, StringComparison.Ordinal));
                refused++;
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"Mutation {count} of {kind}: {Encoding.UTF8.GetString(damaged)}", e);
            }
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
        }
        read.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(read / 10);
    }

    static string Document(string kind) =>
        kind switch
        {
            "late" => $"{{\"rows\":[{string.Join(',', rows)}],{Head},{Columns}}}",
            "ndjson" or "dsjc" => $"{{{Head},{Columns}}}".ReplaceLineEndings("") + $"\n{string.Join('\n', rows)}\n",
            "1.0" => """{"creationDateTime":"2023-03-22T11:53:27","datasetJSONVersion":"1.0.0",""" // as CDISC's examples begin
                + """ "clinicalData":{"itemGroupData":{"IG.T":{"records":3,"name":"T","label":"Test",""" + $"\n{ColumnsOf10},\n"
                + $"\"itemData\":[{string.Join(',', rows)}]}}}}}}}}",
            _ => $"{{{Head},\n {Columns},\n \"rows\":[\n{string.Join(",\n", rows)}]}}",
        };

    static byte[] Packed(string kind, byte[] bytes)
    {
        if (kind != "dsjc")
            return bytes;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Damaged(byte[] whole, Draws random)
    {
        List<byte> bytes = [.. whole];
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(1 + random.Next(60), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
            if (bytes.Count == 0)
                break;
        }
        return [.. bytes];
    }

    // Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
    sealed class Draws(ulong seed)
    {
        ulong state = seed;

        public int Next(int below)
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }
}
