using System.Text;
using Equipoise.Datasets.Csv;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Equipoise.Datasets.Tests;

/// <summary>The fast reader gives what a slow and plain one gives, bit for bit.</summary>
public sealed class CsvAgainstSlowCsv : IDisposable
{
    static readonly Config Fixed = Config
        .QuickThrowOnFailure.WithMaxTest(500)
        .WithReplay(FSharpOption<Replay>.Some(new(new Rnd(20_261_123, 4_711), FSharpOption<int>.None)));

    static readonly Gen<string> Digits = Gen.Choose('0', '9').Select(code => (char)code).ArrayOf().Select(string.Concat);

    // Also what is no number: no digits, leading zeros, too many digits.
    static readonly Gen<string> Decimal =
        from sign in Gen.Elements("", "", "-")
        from whole in Digits
        from point in Gen.Elements("", ".", ".0", ".000", "e", "e-2")
        from fraction in Digits
        select sign + whole + point + fraction;

    static readonly Gen<string> Cell = Gen.Frequency(
        (4, Decimal),
        (4, Gen.Choose(-99, 999).Select(number => $"{number}")),
        (2, Gen.Elements("", " 7 ", "\t3", ".", "NA", "NaN", ".A", "._", "0.30000000000000004", "9007199254740993")),
        (
            1,
            Gen.Elements(
                "x",
                "abcdefgh",
                "abcdefgi",
                "\"a\"\"b\"",
                "\"1\"",
                "\"li\nne\"",
                "\"cr\r\n,\"",
                "é",
                "あ",
                "1 2",
                "\"\""
            )
        )
    );

    static readonly Gen<string> Content =
        from width in Gen.Choose(2, 5)
        from mark in Gen.Elements("", "", "\uFEFF")
        from end in Gen.Elements("\n", "\r\n")
        from rows in Cell.ArrayOf(width).ListOf()
        from last in Gen.Elements(end, end + end, "")
        select mark
            + string.Join(',', Enumerable.Range(0, width).Select(i => $"c{i}"))
            + end
            + string.Join(end, rows.Select(row => string.Join(',', row)))
            + last;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Table Batched(string content) => Table.Of(CsvFile.Open(folder.File("batched.csv", content)));

    [Fact]
    public void Any_cells_are_read_as_the_slow_reader_reads_them() =>
        Check.One(
            Fixed,
            Prop.ForAll(
                Content.ToArbitrary(),
                content =>
                    Same(Read(content), SlowCsv.Read(content.TrimStart('\uFEFF')))
                    && Same(Batched(content), SlowCsv.Read(content.TrimStart('\uFEFF')))
            )
        );

    [Fact]
    public void Every_decimal_is_the_double_that_Parse_gives()
    {
        string[] cells = [.. Decimal.Sample(20_000, 25).Concat(Decimal.Sample(20_000, 8)).Where(SlowCsv.IsNumber)];
        cells.Length.ShouldBeGreaterThan(5_000);
        var content = $"x,y\n{string.Join(",0\n", cells)},0\n";
        Same(Read(content), SlowCsv.Read(content)).ShouldBeTrue();
    }

    [Fact]
    public void Two_readers_that_share_the_columns_of_a_large_file_give_what_one_gives()
    {
        var content = Large(row =>
            $"{row % 12 + 1},{(row == 60_000 ? "late text" : row)},level {row % 30},-{row}.{row % 1000:000}"
        );
        Same(Read(content), SlowCsv.Read(content)).ShouldBeTrue();
        Read(content).Find("b").ShouldBeOfType<TextColumn>();
    }

    [Fact]
    public void The_problems_of_a_large_file_are_listed_in_its_order()
    {
        var content = Large(row =>
            row is 10 or 30 ? "1,2,3"
            : row is 20 or 40 ? "1,2,3,four"
            : row is 25 ? "one,2,3,4"
            : "1,2,3,4"
        );
        var options = new CsvOptions
        {
            NumberColumns = new HashSet<string> { "a", "d" },
        };
        Should
            .Throw<DataException>(() => CsvFile.Read(folder.File("large.csv", content), options))
            .Problems.Select(problem => problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 2)..])
            .ShouldBe([
                "line 12: has 3 cells where the first line names 4 columns.",
                "line 22, column d: \"four\" is not a number.",
                "line 27, column a: \"one\" is not a number.",
                "line 32: has 3 cells where the first line names 4 columns.",
                "line 42, column d: \"four\" is not a number.",
            ]);
    }

    [Fact]
    public void Columns_that_are_not_asked_for_are_left_out_and_still_have_to_be_sound()
    {
        const string content = "time,arm,note\n1,A,x\n2,B,\"y,z\"\n";
        var table = Read(content, "TIME", "arm");
        table.Columns.Select(column => column.Name).ShouldBe(["time", "arm"]);
        table.Number("time").Values.ShouldBe([1, 2]);
        table.Text("arm").Values.ShouldBe(["A", "B"]);
        Read(content, "time", "sex").Columns.Count.ShouldBe(3, "so that the caller can say which there are");

        Should.Throw<DataException>(() => Read("time,arm,note\n1,A\n", "time")).Message.ShouldContain("line 2: has 2 cells");
        Should
            .Throw<DataException>(() => Read("time,note\n1,x\0\n", "time"))
            .Message.ShouldContain("line 2, column note: holds a NUL");
        byte[] latin = Encoding.Latin1.GetBytes("time,note\n1,é\n");
        Should
            .Throw<DataException>(() => CsvFile.Read(folder.File("latin.csv", latin), Only("time")))
            .Message.ShouldContain("line 2, column note: is not UTF-8");
    }

    // Above a million bytes, from which two readers work.
    static string Large(Func<int, string> row) => "a,b,c,d\n" + string.Join('\n', Enumerable.Range(0, 200_000).Select(row));

    Table Read(string content, params string[] columns) =>
        CsvFile.Read(folder.File("data.csv", Encoding.UTF8.GetBytes(content)), columns.Length == 0 ? null : Only(columns));

    static CsvOptions Only(params string[] columns) => new() { Columns = new HashSet<string>(columns) };

    static bool Same(Table table, IReadOnlyList<(string Name, Array Values)> columns) =>
        table.Columns.Count == columns.Count && table.Columns.Zip(columns).All(pair => Same(pair.First, pair.Second));

    static bool Same(Column column, (string Name, Array Values) expected) =>
        column.Name == expected.Name
        && (column, expected.Values) switch
        {
            (NumberColumn numbers, double[] values) => numbers
                .Values.Select(BitConverter.DoubleToInt64Bits)
                .SequenceEqual(values.Select(BitConverter.DoubleToInt64Bits)),
            (TextColumn text, string[] values) => text.Values.SequenceEqual(values, StringComparer.Ordinal),
            // Without any row there is nothing to tell a type from.
            _ => column.Count == 0 && expected.Values.Length == 0,
        };
}
