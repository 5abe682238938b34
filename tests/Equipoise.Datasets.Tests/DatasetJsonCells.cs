using Equipoise.Datasets.DatasetJson;
using static Equipoise.Datasets.Tests.JsonDocumentText;

namespace Equipoise.Datasets.Tests;

/// <summary>What each type of Dataset-JSON gives, and what is noted or refused.</summary>
public sealed class DatasetJsonCells : IDisposable
{
    const string NeedsWhole = " of ISO 8601, which a number needs, as dataType ";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    (Dataset Dataset, Table Table) Read(string document)
    {
        var dataset = DatasetJsonFile.Open(folder.File("t.json", document)).ShouldHaveSingleItem();
        return (dataset, Table.Of(dataset));
    }

    /// <summary>One cell of one column, and what is said of it.</summary>
    (object Value, IReadOnlyList<Finding> Findings) Cell(string column, string cell)
    {
        var (dataset, table) = Read(Document(column, $"[{cell}]", 1));
        return (table.Columns[0] is TextColumn text ? text[0] : ((NumberColumn)table.Columns[0])[0], dataset.Findings);
    }

    // SAS: '02JAN2014'd is 19725, '02JAN2014:09:04:27'dt is 1704272667; times are seconds. Texts as they are written.
    [Theory]
    [InlineData("string", "", "\"é \\u00e9\\ud83d\\ude42 \"", "é é🙂 ")]
    [InlineData("string", "", "null", "")]
    [InlineData("string", "", "\"\"", "")]
    [InlineData("URI", "", "\"https://a.b/c\"", "https://a.b/c")]
    [InlineData("integer", "", "-12", -12.0)]
    [InlineData("integer", "", "null", double.NaN)]
    [InlineData("float", "", "25.1", 25.1)]
    [InlineData("float", "", "6.02214076e23", 6.02214076e23)]
    [InlineData("double", "", "0.30000000000000004", 0.30000000000000004)]
    [InlineData("decimal", ",\"targetDataType\":\"decimal\"", "\"30.8983333232059\"", 30.8983333232059)]
    [InlineData("boolean", "", "true", 1.0)]
    [InlineData("boolean", "", "false", 0.0)]
    [InlineData("date", "", "\"2014-01\"", "2014-01")]
    [InlineData("datetime", "", "\"2014-01-02T09:04:27+09:00\"", "2014-01-02T09:04:27+09:00")]
    [InlineData("time", "", "\"T09\"", "T09")]
    [InlineData("date", AsNumber + ",\"displayFormat\":\"DATE9.\"", "\"2014-01-02\"", 19725.0)]
    [InlineData("date", AsNumber + ",\"displayFormat\":\"DATE9.\"", "\"1959-12-31\"", -1.0)]
    [InlineData("date", AsNumber + ",\"displayFormat\":\"DATE9.\"", "null", double.NaN)]
    [InlineData("datetime", AsNumber + ",\"displayFormat\":\"E8601DT.\"", "\"2014-01-02T09:04:27\"", 1704272667.0)]
    [InlineData("datetime", AsNumber + ",\"displayFormat\":\"E8601DT.\"", "\"2014-01-02T09:04\"", 1704272640.0)]
    [InlineData("datetime", AsNumber + ",\"displayFormat\":\"E8601DT.\"", "\"2014-01-02T09:04:27.125\"", 1704272667.125)]
    [InlineData("datetime", AsNumber + ",\"displayFormat\":\"E8601DT.\"", "\"1959-12-31T23:59:59.75\"", -0.25)]
    [InlineData("time", AsNumber + ",\"displayFormat\":\"TIME8.\"", "\"23:59:59\"", 86399.0)]
    public void Each_type_gives_its_value(string type, string rest, string cell, object expected)
    {
        var (value, findings) = Cell(Column("X", type, rest), cell);
        value.ShouldBe(expected);
        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("integer", "", "\"na\"", double.NaN, "missing as text")]
    [InlineData("float", "", "\"\"", double.NaN, "missing as text")]
    [InlineData("float", "", "\"1.5\"", 1.5, "number as text")]
    [InlineData("integer", "", "1.5", 1.5, "not whole")]
    [InlineData("integer", "", "9007199254740993", 9007199254740992.0, "digits")]
    [InlineData("string", "", "1.50", "1.50", "not a text")]
    [InlineData("string", "", "true", "true", "not a text")]
    [InlineData("decimal", "", "1.50", 1.5, "not a text")]
    [InlineData("date", AsNumber + ",\"displayFormat\":\"DATE9.\"", "\"\"", double.NaN, "missing as text")]
    [InlineData("date", AsNumber, "\"2014-01-02\"", 19725.0, "no display format")]
    [InlineData("datetime", AsNumber + ",\"displayFormat\":\"E8601DT.\"", "\"2014-01-02T09:04:27Z\"", 1704272667.0, "time zone")]
    [InlineData("string", AsNumber, "\"1\"", "1", "target type")]
    [InlineData("string", ",\"length\":0", "\"1\"", "1", "bad length")]
    [InlineData("string", ",\"keySequence\":\"1\"", "\"1\"", "1", "bad keySequence")]
    public void What_is_odd_and_can_be_read_is_noted(string type, string rest, string cell, object expected, string rule)
    {
        var (value, findings) = Cell(Column("X", type, rest), cell);
        value.ShouldBe(expected);
        var finding = findings.ShouldHaveSingleItem();
        (finding.Rule, finding.Column).ShouldBe((rule, "X"));
    }

    [Fact]
    public void A_decimal_is_kept_digit_by_digit_and_written_again_so()
    {
        var cells = "[\"1.50\"],\n[\"-12345678901234567890.12345678901234567890\"],\n[null]";
        var (dataset, _) = Read(Document(Column("X", "decimal", ",\"targetDataType\":\"decimal\",\"length\":42"), cells, 3));
        dataset.Batches().Sum(batch => batch.Texts(0).Text(1).Length).ShouldBe(42);
        DatasetJsonFile.Write(dataset, folder.File("again.json"), new() { Created = DateTimeOffset.UnixEpoch }).ShouldBeEmpty();
        File.ReadAllText(folder.File("again.json")).ShouldEndWith($"\"rows\":[{cells}]}}\n");
    }

    [Fact]
    public void A_special_missing_value_written_as_text_keeps_its_code() =>
        MissingValue.CodeOf((double)Cell(Column("X", "float"), "\".A\"").Value).ShouldBe('A');

    [Theory]
    [InlineData("float", "", "\"many\"", "\"many\" is not a number, as dataType float says")]
    [InlineData("float", "", "true", "true is not a number, as dataType float says")]
    [InlineData("float", "", "1e999", "1e999 is beyond the numbers that a double holds, as dataType float says")]
    [InlineData("decimal", "", "\"1,5\"", "\"1,5\" is not a decimal, as dataType decimal says")]
    [InlineData("decimal", "", "\"Infinity\"", "\"Infinity\" is not a decimal, as dataType decimal says")]
    [InlineData("boolean", "", "\"Y\"", "\"Y\" is neither true nor false, as dataType boolean says")]
    [InlineData("date", AsNumber, "\"2014-01\"", "\"2014-01\" is not a whole date" + NeedsWhole + "date says")]
    [InlineData("date", AsNumber, "\"2014-02-29\"", "\"2014-02-29\" is not a whole date" + NeedsWhole + "date says")]
    [InlineData("date", AsNumber, "19725", "19725 is not a text of ISO 8601, as dataType date says")]
    [InlineData("datetime", AsNumber, "\"2014-01-02\"", "\"2014-01-02\" is not a whole datetime" + NeedsWhole + "datetime says")]
    [InlineData("time", AsNumber, "\"24:00:00\"", "\"24:00:00\" is not a whole time" + NeedsWhole + "time says")]
    public void A_value_of_another_type_is_refused_with_its_place(string type, string rest, string cell, string problem) =>
        Should
            .Throw<DataException>(() =>
                Read(Document($"{Column("A", "string")},{Column("X", type, rest)}", $"[\"a\",null],[\"b\",{cell}]", 2))
            )
            .Problems.ShouldHaveSingleItem()
            .ShouldEndWith($"t.json: row 2, column X: {problem}.");

    // Define-XML often has lost the point of formats, and SAS does not mind their case.
    [Theory]
    [InlineData("date9", "DATE9.")]
    [InlineData("DATE9.", "DATE9.")]
    [InlineData("E8601DA", "E8601DA.")]
    public void Formats_are_as_SAS_writes_them(string written, string format)
    {
        var column = Column("X", "date", $"{AsNumber},\"displayFormat\":\"{written}\"");
        Read(Document(column, "[\"2014-01-02\"]", 1)).Table.Number("X").Format.ShouldBe(format);
    }

    [Fact]
    public void Numbers_that_a_format_shows_as_dates_are_dates()
    {
        var (dataset, _) = Read(Document(Column("X", "integer", ",\"displayFormat\":\"DATE9.\",\"length\":8"), "[19725]", 1));
        var column = dataset.Spec.Columns[0];
        (column.Type, column.IsNumber, column.Length).ShouldBe((DataType.Date, true, 0));
        column.Extensions.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("length", "8"));
    }
}
