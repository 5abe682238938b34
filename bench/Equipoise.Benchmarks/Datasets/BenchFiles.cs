using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Equipoise.Datasets;
using Equipoise.Datasets.Files;

namespace Equipoise.Benchmarks.Datasets;

/// <summary>Large data sets, made once, the same on any machine.</summary>
static class BenchFiles
{
    static readonly WriteOptions options = new() { Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    /// <summary>Laboratory results as a transport file of that many rows of 340 bytes.</summary>
    public static string Laboratory(string folder, int rows) =>
        Made(Path.Combine(folder, $"lb{rows}.xpt"), path => DatasetFile.Write(path, [new LaboratoryRows(rows)], options));

    /// <summary>The same in another format.</summary>
    public static string As(string file, string ending) =>
        Made(Path.ChangeExtension(file, ending), path => DatasetFile.Write(path, DatasetFile.Members(file), options));

    /// <summary>A table of numbers and levels as CSV.</summary>
    public static string Csv(string folder, int rows) =>
        Made(
            Path.Combine(folder, $"tte{rows}.csv"),
            path =>
            {
                using var text = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 16);
                text.Write("time,event,arm,age,sex,marker\n");
                var random = new Lehmer();
                for (var row = 0; row < rows; row++)
                    text.Write(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{random.Next() * 40:0.00},{(random.Next() < 0.5 ? 1 : 0)},{(random.Next() < 0.5 ? "active" : "control")},{30 + (int)(random.Next() * 50)},{(random.Next() < 0.4 ? 'F' : 'M')},{random.Next() - 0.5:0.0000}\n"
                        )
                    );
            }
        );

    /// <summary>
    /// A compressed SAS data set, made longer: its pages of nothing but rows are written again and again, with their numbers, and the header
    /// and the count of rows say so. Null where there is no such page.
    /// </summary>
    /// <remarks>No program but SAS writes these; so it is one of the reference data, of 32 bits and little-endian.</remarks>
    public static string? Longer(string folder, string sas, int times)
    {
        var given = File.ReadAllBytes(sas);
        int U32(int at) => (int)BinaryPrimitives.ReadUInt32LittleEndian(given.AsSpan(at));
        int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(given.AsSpan(at));
        var shift = given[35] == 0x33 ? 4 : 0;
        if (given[32] == 0x33 || given[37] != 1)
            return null;
        var (header, length, pages, mask) = (U32(196 + shift), U32(200 + shift), U32(204 + shift), U32(320 + shift));
        var counts = Enumerable.Range(0, pages).Select(page => RowsOf(header + (page * length))).ToArray();
        var last = Array.FindLastIndex(counts, count => count > 0 && counts.Max() - count < counts.Max() / 4);
        var size = -1;
        for (var at = header + 24; at < header + length && size < 0; at += 4)
            if (U32(at) == unchecked((int)0xF7F7F7F7))
                size = at;
        if (last < 0 || size < 0)
            return null;
        return Made(
            Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(sas)}{times}.sas7bdat"),
            path =>
            {
                var start = given.ToArray();
                BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(204 + shift), (uint)(pages + times));
                BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(size + 24), (uint)(U32(size + 24) + (counts[last] * times)));
                using var file = File.Create(path);
                // All pages but the last ones without rows, then the page of rows, then those.
                var until = header + ((last + 1) * length);
                file.Write(start.AsSpan(..until));
                var page = given.AsSpan(until - length, length).ToArray();
                for (var number = last + 2; number < last + 2 + times; number++)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(page, (uint)(mask ^ number));
                    file.Write(page);
                }
                file.Write(given.AsSpan(until));
            }
        );

        // How many compressed rows a page has, when it has nothing else.
        int RowsOf(int page)
        {
            var pointers = U16(page + 20);
            var rows = 0;
            for (var pointer = 0; pointer < pointers; pointer++)
            {
                var at = page + 24 + (pointer * 12);
                // Empty, or cut off (1): neither holds anything.
                if (U32(at + 4) == 0 || given[at + 8] == 1)
                    continue;
                if (given[at + 8] != 4)
                    return 0;
                rows++;
            }
            return rows;
        }
    }

    static string Made(string path, Action<string> make)
    {
        if (File.Exists(path))
            return path;
        var partial = Path.Combine(Path.GetDirectoryName(path)!, "partial-" + Path.GetFileName(path));
        make(partial);
        File.Move(partial, path);
        return path;
    }

    /// <summary>Park and Miller's generator (1988), so that the files are the same everywhere.</summary>
    sealed class Lehmer
    {
        long seed = 20_261_123;

        public double Next() => (seed = seed * 16807 % 2147483647) / 2147483647.0;
    }

    sealed class LaboratoryRows(int rows) : Dataset
    {
        static readonly string[] tests = ["NEUT", "PLAT", "HGB", "ALT", "AST", "BILI", "CREAT", "WBC"];

        public override DatasetSpec Spec { get; } =
            new(
                "LB",
                "Laboratory Test Results",
                [
                    Text("STUDYID", 12),
                    Text("DOMAIN", 2),
                    Text("USUBJID", 20),
                    Number("LBSEQ"),
                    Text("LBTESTCD", 8),
                    Text("LBTEST", 40),
                    Text("LBCAT", 20),
                    Text("LBORRES", 12),
                    Text("LBORRESU", 12),
                    Number("LBORNRLO"),
                    Number("LBORNRHI"),
                    Text("LBSTRESC", 12),
                    Number("LBSTRESN"),
                    Text("LBSTRESU", 12),
                    Number("LBSTNRLO"),
                    Number("LBSTNRHI"),
                    Text("LBNRIND", 8),
                    Text("LBBLFL", 1),
                    Number("VISITNUM"),
                    Text("VISIT", 40),
                    Text("EPOCH", 20),
                    Text("LBDTC", 20),
                    Number("LBDY"),
                    Text("LBSPID", 20),
                ]
            );

        public override long? RowCount => rows;

        public override IEnumerable<Batch> Batches()
        {
            var batch = new Batch(Spec);
            var random = new Lehmer();
            for (var row = 0; row < rows; row += batch.Count)
            {
                batch.Clear();
                batch.Count = Math.Min(batch.Capacity, rows - row);
                for (var one = row; one < row + batch.Count; one++)
                    Add(batch, one, one - row, random);
                yield return batch;
            }
        }

        void Add(Batch batch, int row, int place, Lehmer random)
        {
            var (subject, test, visit) = (row / 400, row % tests.Length, row / tests.Length % 50);
            var value = Math.Round(random.Next() * 100, 1);
            var text = value.ToString(CultureInfo.InvariantCulture);
            string[] texts =
            [
                "PATINA", "LB", $"PATINA-{subject % 90:000}-{subject:00000}", "", tests[test], $"Test of {tests[test]}", "HEMATOLOGY", text,
                "10^9/L", "", "", text, "", "10^9/L", "", "", value < 10 ? "LOW" : "NORMAL", visit == 0 ? "Y" : "", "", $"CYCLE {visit} DAY 1",
                "TREATMENT", $"20{20 + (visit % 6)}-0{1 + (visit % 9)}-15T08:30", "", $"{row}",
            ];
            double[] numbers = [1 + (row % 400), 1.5, 7.5, value, 1.5, 7.5, visit, 1 + (visit * 28)];
            var number = 0;
            for (var column = 0; column < Spec.Columns.Count; column++)
                if (Spec.Columns[column].IsNumber)
                    batch.Numbers(column).Values[place] = numbers[number++];
                else
                    batch.Texts(column).Add(texts[column]);
        }

        static ColumnSpec Text(string name, int length) => ColumnSpec.OfText(name, name) with { Length = length };

        static ColumnSpec Number(string name) => ColumnSpec.OfNumber(name, name) with { Length = 8 };
    }
}
