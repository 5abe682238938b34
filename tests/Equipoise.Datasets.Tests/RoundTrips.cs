using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Datasets.Tests;

/// <summary>Any table that a format can hold comes back from it as it was.</summary>
public sealed class RoundTrips : IDisposable
{
    static readonly Config Fixed = Config
        .QuickThrowOnFailure.WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_260_102, 4_711), FSharpOption<int>.None)));

    static readonly Gen<double> AnyNumber = Gen.Frequency(
        (3, ArbMap.Default.GeneratorFor<int>().Select(integer => (double)integer)),
        (3, ArbMap.Default.GeneratorFor<ulong>().Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite)),
        (1, Gen.Elements("._ABCXYZ".ToCharArray()).Select(MissingValue.Of)),
        (1, Gen.Elements(0, 0.1, 1 / 3.0, -118.625, 5e-79 * 2, 7.2e75, 1L << 53))
    );

    static readonly Gen<double> IbmNumber = AnyNumber.Where(value =>
        double.IsNaN(value) || value == 0 || (Math.Abs(value) >= 5.397605346934028e-79 && Math.Abs(value) < 7.237005577332262e75)
    );

    // Signs that CSV must quote or might mistake for numbers, letters of two, three and four bytes, blanks in front.
    static readonly Gen<string> CsvText = Gen.Elements(
            "a",
            "B",
            " ",
            ",",
            ";",
            "\"",
            "\r",
            "\n",
            "\t",
            "0",
            "1",
            "-",
            ".",
            "NA",
            "é",
            "あ",
            "🙂"
        )
        .ArrayOf()
        .Select(string.Concat);

    // Printable ASCII that does not end in a blank, which XPT cannot tell from padding.
    static readonly Gen<string> XptText = Gen.Choose(' ', '~')
        .Select(code => (char)code)
        .ArrayOf()
        .Select(letters => new string(letters).TrimEnd(' '));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Any_table_comes_back_from_a_transport_file()
    {
        var path = folder.File("t.xpt");
        Check.One(
            Fixed,
            Prop.ForAll(
                Tables(XptText, IbmNumber).ToArbitrary(),
                table =>
                {
                    // A number column keeps every row from looking like padding.
                    var sequence = new NumberColumn("SEQ", "", [.. Enumerable.Range(1, table.RowCount).Select(i => (double)i)]);
                    var whole = new Table(table.Name, table.Label, [.. table.Columns, sequence]);
                    XptFile.Write(whole, path, new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
                    var read = XptFile.Read(path);
                    return Same(read, whole)
                        && read.Name == whole.Name
                        && read.Label == whole.Label
                        && ContentHash.Of(read) == ContentHash.Of(whole);
                }
            )
        );
    }

    [Fact]
    public void Any_table_comes_back_from_CSV_when_its_types_are_said()
    {
        var path = folder.File("t.csv.gz");
        Check.One(
            Fixed,
            Prop.ForAll(
                Tables(CsvText, AnyNumber).ToArbitrary(),
                table =>
                {
                    CsvFile.Write(table, path);
                    var options = new CsvOptions
                    {
                        TextColumns = table.Columns.OfType<TextColumn>().Select(column => column.Name).ToHashSet(),
                        NumberColumns = table.Columns.OfType<NumberColumn>().Select(column => column.Name).ToHashSet(),
                    };
                    return Same(CsvFile.Read(path, options), table);
                }
            )
        );
    }

    [Fact]
    public void Numbers_come_back_from_CSV_without_being_said_where_one_has_a_value()
    {
        var path = folder.File("t.csv");
        Check.One(
            Fixed,
            Prop.ForAll(
                AnyNumber.NonEmptyListOf().Where(values => values.Any(value => !double.IsNaN(value))).ToArbitrary(),
                values =>
                {
                    var table = new Table(
                        "T",
                        "",
                        [new NumberColumn("X", "", [.. values]), new TextColumn("Y", "", [.. values.Select(_ => "y")])]
                    );
                    CsvFile.Write(table, path);
                    return Same(CsvFile.Read(path), table);
                }
            )
        );
    }

    static Gen<Table> Tables(Gen<string> text, Gen<double> number) =>
        from rows in Gen.Choose(0, 12)
        from kinds in Gen.Elements(true, false).NonEmptyListOf()
        from columns in Gen.CollectToList(kinds.Take(6).Select((isText, i) => Column(isText, $"C{i}", rows, text, number)))
        select new Table("T", "Any table", [.. columns]);

    static Gen<Column> Column(bool isText, string name, int rows, Gen<string> text, Gen<double> number) =>
        isText
            ? text.ArrayOf(rows).Select(Column (values) => new TextColumn(name, $"Text {name}", values))
            : number.ArrayOf(rows).Select(Column (values) => new NumberColumn(name, $"Number {name}", values, "8.2"));

    static bool Same(Table a, Table b) =>
        a.Columns.Count == b.Columns.Count
        && a.RowCount == b.RowCount
        && a.Columns.Zip(b.Columns).All(pair => pair.First.Name == pair.Second.Name && Same(pair.First, pair.Second));

    static bool Same(Column a, Column b) =>
        (a, b) switch
        {
            (TextColumn x, TextColumn y) => x.Values.SequenceEqual(y.Values),
            (NumberColumn x, NumberColumn y) => x.Values.Zip(y.Values).All(pair => Same(pair.First, pair.Second)),
            _ => false,
        };

    static bool Same(double a, double b) =>
        double.IsNaN(a) ? double.IsNaN(b) && MissingValue.CodeOf(a) == MissingValue.CodeOf(b) : a == b;
}
