using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Datasets.DatasetJson;
using static Equipoise.Datasets.Tests.JsonDocumentText;

namespace Equipoise.Datasets.Tests;

/// <summary>Rows are the same whether they are taken straight from their bytes or token by token.</summary>
public sealed class DatasetJsonPlainRows : IDisposable
{
    static readonly string Columns = string.Join(
        ",",
        Column("F", "float"),
        Column("I", "integer"),
        Column("S", "string"),
        Column("B", "boolean"),
        Column("X", "decimal", ",\"targetDataType\":\"decimal\"")
    );

    // Of each column what nearly all cells are like, then what is JSON as well.
    static readonly string[][] cells =
    [
        ["1.5", "-0.25", "0", "-0", "12345.678", "null", "1e5", "1E-3", "0.1234567890123456789", "123456789012345", "1234567890123456"],
        ["7", "-3", "0", "null", "12", "12.0", "3e2", "9007199254740992"],
        ["\"a\"", "\"\"", "null", "\"two words, and ] [\"", "\"\\u00e9\\n\"", "\"é 治疗 🙂\"", "\"\\\"\"", "\"null\"", "\"]\"", "\"\\\\\""],
        ["true", "false", "null"],
        ["\"1.50\"", "\"\"", "null", "\"-3\"", "\"1\\u002e5\""],
    ];

    static readonly string[] blanks = ["", "", "", "", " ", "\n", "\r\n\t", "   "];
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // What each cell is, System.Text.Json's document says, which the reader of rows does not use.
    [Theory]
    [InlineData("json", 1)]
    [InlineData("json", 4)]
    [InlineData("ndjson", 1)]
    [InlineData("ndjson", 4)]
    public void Every_cell_is_what_its_JSON_says(string kind, int plain)
    {
        var draws = new SeededDraws(plain);
        for (var round = 0; round < 60; round++)
        {
            var rows = Enumerable.Range(0, draws.Below(400)).Select(_ => Row(draws, plain)).ToArray();
            var table = Read(kind, Text(kind, rows, draws));

            table.RowCount.ShouldBe(rows.Length);
            for (var row = 0; row < rows.Length; row++)
            {
                using var expected = JsonDocument.Parse(rows[row]);
                for (var column = 0; column < cells.Length; column++)
                {
                    var cell = expected.RootElement[column];
                    if (table.Columns[column] is NumberColumn number)
                        BitConverter
                            .DoubleToInt64Bits(number.Values[row])
                            .ShouldBe(BitConverter.DoubleToInt64Bits(Number(cell)), $"round {round}, row {row + 1}: {rows[row]}");
                    else
                        ((TextColumn)table.Columns[column]).Values[row].ShouldBe(
                            cell.ValueKind == JsonValueKind.Null ? "" : cell.GetString(),
                            $"round {round}, row {row + 1}: {rows[row]}"
                        );
                }
            }
        }
    }

    [Theory]
    [InlineData("[1,2,\"a\",true,\"1\",]", "is not JSON")]
    [InlineData("[01,2,\"a\",true,\"1\"]", "is not JSON")]
    [InlineData("[1.,2,\"a\",true,\"1\"]", "is not JSON")]
    [InlineData("[.5,2,\"a\",true,\"1\"]", "is not JSON")]
    [InlineData("[-,2,\"a\",true,\"1\"]", "is not JSON")]
    [InlineData("[1,2,\"a\",truely,\"1\"]", "is not JSON")]
    [InlineData("[1,2,\"a\",nullable,\"1\"]", "is not JSON")]
    [InlineData("[1,2,\"a\tb\",true,\"1\"]", "is not JSON")]
    [InlineData("[1 2,\"a\",true,\"1\"]", "is not JSON")]
    public void What_is_no_JSON_is_refused_at_its_line_behind_a_thousand_good_rows(string bad, string says)
    {
        var rows = Enumerable.Repeat("[1,2,\"a\",true,\"1\"]", 1000).Append(bad);
        var problem = Should
            .Throw<DataException>(() => Read("ndjson", Text("ndjson", [.. rows], null)))
            .Problems.ShouldHaveSingleItem()
            .Split("t.ndjson: ")[1];

        problem.ShouldStartWith("line 1002, byte ");
        problem.ShouldContain(says);
    }

    [Fact]
    public void A_text_that_is_no_UTF8_is_refused_in_its_row_behind_a_thousand_good_ones()
    {
        var rows = Enumerable.Repeat("[1,2,\"a\",true,\"1\"]", 1000).Append("[1,2,\"\u00e9\",true,\"1\"]").ToArray();
        var bytes = Encoding.UTF8.GetBytes(Text("ndjson", rows, null));
        bytes[bytes.AsSpan().IndexOf((byte)0xA9)] = (byte)' ';

        Should
            .Throw<DataException>(() => DatasetJsonFile.Read(folder.File("t.ndjson", bytes)))
            .Problems.ShouldHaveSingleItem()
            .ShouldEndWith("row 1001, column S: is not UTF-8; save the file as UTF-8.");
    }

    [Fact]
    public void A_row_that_lacks_a_value_is_told_and_the_rows_behind_it_are_read_for_more()
    {
        var good = Enumerable.Repeat("[1,2,\"a\",true,\"1\"]", 500).ToArray();
        Should
            .Throw<DataException>(() => Read("json", Text("json", [.. good, "[1,2,\"a\",true]", .. good, "[1,2,\"a\",true,\"1\",3]"], null)))
            .Problems.Select(problem => problem.Split("t.json: ")[1])
            .ShouldBe(["row 501: has 4 values where 5 columns are declared.", "row 1002: has 6 values where 5 columns are declared."]);
    }

    Table Read(string kind, string text) => DatasetJsonFile.Read(folder.File($"t.{kind}", text));

    static double Number(JsonElement cell) =>
        cell.ValueKind switch
        {
            JsonValueKind.Null => double.NaN,
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.String => cell.GetString() is { Length: > 0 } digits ? double.Parse(digits, CultureInfo.InvariantCulture) : double.NaN,
            _ => cell.GetDouble(),
        };

    /// <summary>A row whose cells are, one in so many, out of the ordinary.</summary>
    static string Row(SeededDraws draws, int plain) =>
        $"[{string.Join(",", cells.Select(of => $"{Blank(draws)}{(draws.Below(plain * of.Length) < of.Length ? of[draws.Below(of.Length)] : of[0])}{Blank(draws)}"))}]";

    static string Blank(SeededDraws draws) => draws.Below(8) == 0 ? blanks[draws.Below(blanks.Length)] : "";

    static string Text(string kind, string[] rows, SeededDraws? draws)
    {
        string Between() => draws is null ? "\n" : blanks[draws.Below(blanks.Length)] + "\n";
        return kind == "json"
            ? Document(Columns, string.Join(",", rows.Select(row => $"{Between()}{row}")), rows.Length)
            : $$"""{{{Head}},"records":{{rows.Length}},"columns":[{{Columns}}]}""" + string.Concat(rows.Select(row => $"{Between()}{row}"));
    }
}
