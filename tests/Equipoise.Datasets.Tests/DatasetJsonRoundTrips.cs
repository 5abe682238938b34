using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Xpt;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Datasets.Tests;

/// <summary>What goes to Dataset-JSON comes back from it but for what was listed as lost.</summary>
public sealed class DatasetJsonRoundTrips : IDisposable
{
    static readonly Config Fixed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_261_130, 4_711), FSharpOption<int>.None)));

    static readonly WriteOptions options = new() { Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) };

    static readonly Gen<double> Number = Gen.Frequency(
        (3, ArbMap.Default.GeneratorFor<int>().Select(integer => (double)integer)),
        (3, ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite)),
        (2, ArbMap.Default.GeneratorFor<int>().Select(thousandths => thousandths / 1000.0)),
        (1, Gen.Elements("._ABCXYZ".ToCharArray()).Select(MissingValue.Of)),
        (1, Gen.Elements(0, 0.1, 1 / 3.0, 86399.999999999985, 86400, 2936549, 253717919999.99997, double.Epsilon, double.MaxValue))
    );

    static readonly Gen<string> Text = Gen.Elements("aZ \"\\/\u0001\r\n\t\u007f\u2028éあ<".Select(letter => $"{letter}").Append("🙂"))
        .ArrayOf()
        .Select(string.Concat);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("t.json")]
    [InlineData("t.ndjson")]
    [InlineData("t.dsjc")]
    public void Any_table_comes_back(string name)
    {
        var path = folder.File(name);
        Check.One(
            Fixed,
            Prop.ForAll(
                Tables().ToArbitrary(),
                table =>
                {
                    var lost = DatasetJsonFile.Write(table.AsDataset(), path, options).Where(IsLoss).ToArray();
                    var read = DatasetJsonFile.Read(path);
                    return read.Name == table.Name
                        && read.Label == table.Label
                        && read.RowCount == table.RowCount
                        && read.Columns.Zip(table.Columns)
                            .All(pair => Same(pair.First, pair.Second, lost.Where(one => one.Column == pair.First.Name)));
                }
            )
        );
    }

    static bool IsLoss(Finding finding) => finding.Weight == FindingWeight.Lost;

    /// <summary>Whether the values that differ are as many as are listed as lost.</summary>
    static bool Same(Column read, Column written, IEnumerable<Finding> lost)
    {
        if (read.Name != written.Name || read.Label != written.Label)
            return false;
        if (read is TextColumn text)
            return written is TextColumn was
                && (text.Width, text.Format) == (was.Width, was.Format)
                && text.Values.SequenceEqual(was.Values);
        if (read is not NumberColumn numbers || written is not NumberColumn were || numbers.Format != were.Format)
            return false;
        var other = Enumerable.Range(0, read.Count).Where(row => !Same(numbers[row], were[row])).ToArray();
        return other.Length == lost.Sum(one => one.Count)
            && other.All(row => double.IsNaN(were[row]) ? double.IsNaN(numbers[row]) : Math.Abs(numbers[row] - were[row]) < 1e-9);
    }

    static bool Same(double a, double b) =>
        double.IsNaN(a) ? double.IsNaN(b) && MissingValue.CodeOf(a) == MissingValue.CodeOf(b) : a == b;

    static Gen<Table> Tables() =>
        from rows in Gen.Choose(0, 12)
        from kinds in Gen.Elements(true, false).NonEmptyListOf()
        from columns in Gen.CollectToList(kinds.Take(6).Select((isText, i) => Column(isText, $"C{i}", rows)))
        select new Table("T", "Any \"table\"", [.. columns]);

    static Gen<Column> Column(bool isText, string name, int rows) =>
        isText
            ? from values in Text.ArrayOf(rows)
              from width in Gen.Choose(0, 40)
              select (Column)new TextColumn(name, $"Text {name}", values) { Width = width, Format = width == 0 ? "" : $"${width}." }
            : from values in Number.ArrayOf(rows)
              from format in Gen.Elements("", "8.2", "DATE9.", "DATETIME20.", "TIME8.")
              from scale in Gen.Elements(1, 1e-5, 1e3)
              select (Column)new NumberColumn(name, $"Number {name}", [.. values.Select(value => Scaled(value, scale))], format);

    // A product with a missing value would lose its code.
    static double Scaled(double value, double scale) => double.IsFinite(value * scale) ? value * scale : value;

    // The values that dates cover are few among all doubles.
    [Fact]
    public void Any_time_is_read_back_as_the_number_that_it_was()
    {
        Check.One(
            Fixed.WithMaxTest(5_000),
            Prop.ForAll(
                (
                    from type in Gen.Elements(DataType.Date, DataType.DateTime, DataType.Time)
                    from first in Gen.Choose(0, int.MaxValue)
                    from second in Gen.Choose(0, int.MaxValue)
                    select (type, (first + (second / Math.Pow(2, 31))) / Math.Pow(2, 31))
                ).ToArbitrary(),
                drawn =>
                {
                    var (type, part) = drawn;
                    var (least, greatest) = type switch
                    {
                        DataType.Date => (-715_509.0, 2_936_549.0),
                        DataType.DateTime => (-61_819_977_600.0, 253_717_919_999.99),
                        _ => (0.0, 86_399.99999),
                    };
                    var value = least + part * (greatest - least);
                    if (type == DataType.Date)
                        value = Math.Round(value);
                    IsoTime.CanWrite(type, value, value, value == Math.Round(value)).ShouldBeTrue();
                    Span<byte> text = stackalloc byte[IsoTime.Longest];
                    return IsoTime.TryRead(text[..IsoTime.Write(value, type, text)], type, out var read, out _) && read == value;
                }
            )
        );
    }

    [ReferenceFact]
    public void Transport_files_come_back_from_Dataset_JSON_but_for_what_is_listed()
    {
        HashSet<string> rules = [];
        var same = 0;
        var files = new[] { "cdisc-pilot", "datasetjson", "xpt-edge" }
            .SelectMany(name => Directory.GetFiles(ReferenceData.PathOf(name), "*.xpt", SearchOption.AllDirectories))
            .ToArray();
        foreach (var file in files)
            foreach (var original in XptFile.Open(file))
            {
                var path = folder.File("t.ndjson");
                var lost = DatasetJsonFile.Write(original, path, options);
                rules.UnionWith(lost.Select(one => one.Rule));
                lost.ShouldAllBe(one => one.Weight == FindingWeight.Lost);
                var (read, was) = (Table.Of(DatasetJsonFile.Open(path).Single()), Table.Of(original));
                read.RowCount.ShouldBe(was.RowCount, file);
                foreach (var (one, other) in read.Columns.Zip(was.Columns))
                    Same(one, other, lost.Where(finding => finding.Column == one.Name && finding.Weight == FindingWeight.Lost))
                        .ShouldBeTrue($"{file} {one.Name}");
                if (lost.Count > 0 || was.Name.Length == 0)
                    continue;
                same++;
                Bytes(read).SequenceEqual(Bytes(was)).ShouldBeTrue(file);
            }
        rules.Order(StringComparer.Ordinal).ShouldBe(["justification", "length of numbers", "special missing"]);
        // The 39 real files; those of the edges have special missing values or short numbers.
        same.ShouldBe(39);
    }

    byte[] Bytes(Table table)
    {
        XptFile.Write(table, folder.File("t.xpt"), options.Created, allowsUtf8: true);
        return File.ReadAllBytes(folder.File("t.xpt"));
    }
}
