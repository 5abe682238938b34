using System.IO.Compression;
using System.Text.Json;
using Equipoise.Datasets.DatasetJson;

namespace Equipoise.Datasets.Tests;

public sealed class DatasetJsonWriting : IDisposable
{
    static readonly WriteOptions options = new() { Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)) };

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_document_has_the_order_of_the_standard_and_a_line_a_row()
    {
        var table = new Table(
            "ADSL",
            "Subjects",
            [
                new TextColumn("USUBJID", "Subject", ["A-1", "é\"\\\n🙂"]) { Width = 20, Format = "$20." },
                new NumberColumn("AGE", "Age", [60, double.NaN]),
                new NumberColumn("BMI", "BMI", [25.1, 1e21]),
                new NumberColumn("TRTSDT", "Start", [19725, double.NaN], "DATE9."),
                new NumberColumn("ADTM", "Time", [1704272667.5, -1], "DATETIME20."),
                new NumberColumn("ATM", "Clock", [0, 86399], "TIME8."),
            ]
        );
        DatasetJsonFile.Write(table.AsDataset(), folder.File("adsl.json"), options).ShouldBeEmpty();
        var written = File.ReadAllText(folder.File("adsl.json"));
        var version = Json(written).GetProperty("sourceSystem").GetProperty("version").GetString();
        written.ShouldBe(
            $$"""
            {"datasetJSONCreationDateTime":"2026-01-02T03:04:05+01:00","datasetJSONVersion":"1.1.0",
            "sourceSystem":{"name":"Equipoise","version":"{{version}}"},"itemGroupOID":"IG.ADSL","records":2,"name":"ADSL","label":"Subjects",
            "columns":[
            {"itemOID":"IT.ADSL.USUBJID","name":"USUBJID","label":"Subject","dataType":"string","length":20,"displayFormat":"$20."},
            {"itemOID":"IT.ADSL.AGE","name":"AGE","label":"Age","dataType":"float"},
            {"itemOID":"IT.ADSL.BMI","name":"BMI","label":"BMI","dataType":"float"},
            {"itemOID":"IT.ADSL.TRTSDT","name":"TRTSDT","label":"Start","dataType":"date","targetDataType":"integer","displayFormat":"DATE9."},
            {"itemOID":"IT.ADSL.ADTM","name":"ADTM","label":"Time","dataType":"datetime","targetDataType":"integer",
            "displayFormat":"DATETIME20."},
            {"itemOID":"IT.ADSL.ATM","name":"ATM","label":"Clock","dataType":"time","targetDataType":"integer","displayFormat":"TIME8."}],
            "rows":[["A-1",60,25.1,"2014-01-02","2014-01-02T09:04:27.5","00:00:00"],
            """.ReplaceLineEndings("")
                + "\n[\"é\\\"\\\\\\n\\uD83D\\uDE42\",null,1E+21,null,\"1959-12-31T23:59:59\",\"23:59:59\"]]}\n"
        );
    }

    [Fact]
    public void Lines_and_packed_lines_say_the_same_as_one_object()
    {
        var table = new Table("T", "", [new NumberColumn("A", "", [1, 2]), new TextColumn("B", "", ["x", ""])]);
        DatasetJsonFile.Write(table.AsDataset(), folder.File("t.json"), options);
        DatasetJsonFile.Write(table.AsDataset(), folder.File("t.NDJSON"), options);
        DatasetJsonFile.Write(table.AsDataset(), folder.File("t.dsjc"), options);
        var lines = File.ReadAllText(folder.File("t.NDJSON")).Split('\n');
        lines[1..].ShouldBe(["[1,\"x\"]", "[2,\"\"]", ""]);
        File.ReadAllText(folder.File("t.json")).ShouldBe($"{lines[0][..^1]},\"rows\":[{lines[1]},\n{lines[2]}]}}\n");
        using var unpacked = new StreamReader(new ZLibStream(File.OpenRead(folder.File("t.dsjc")), CompressionMode.Decompress));
        unpacked.ReadToEnd().ShouldBe(string.Join('\n', lines));
        File.ReadAllBytes(folder.File("t.dsjc"))[..2].ShouldBe([0x78, 0xDA]);
    }

    [Theory]
    [InlineData("t.json", "]}\n")]
    [InlineData("t.ndjson", "}\n")]
    public void A_data_set_without_rows_is_written(string name, string end)
    {
        DatasetJsonFile.Write(new Table("T", "", [new NumberColumn("A", "", [])]).AsDataset(), folder.File(name), options);
        File.ReadAllText(folder.File(name)).ShouldEndWith(end);
        DatasetJsonFile.Read(folder.File(name)).RowCount.ShouldBe(0);
    }

    /// <summary>What a column is declared as, and what is found.</summary>
    (string Declared, IReadOnlyList<Finding> Findings) Declared(ColumnSpec column, params double[] values)
    {
        var path = folder.File("t.json");
        var findings = DatasetJsonFile.Write(new Rows(new("T", "", [column]), values), path, options);
        var json = Json(File.ReadAllText(path)).GetProperty("columns")[0];
        var read = DatasetJsonFile.Read(path).Number(column.Name).Values;
        read.ShouldBe(values.Select(value => double.IsNaN(value) ? double.NaN : value));
        return (json.GetProperty("dataType").GetString() + (json.TryGetProperty("targetDataType", out _) ? "!" : ""), findings);
    }

    [Theory]
    [InlineData(DataType.Integer, "", "integer", null, 1.0, -3.0, double.NaN)]
    [InlineData(DataType.Integer, "", "float", FindingWeight.Lost, 1.0, 1.5)]
    [InlineData(DataType.Integer, "", "float", FindingWeight.Lost, 1e20)]
    [InlineData(DataType.Float, "", "float", null, 1.0)]
    [InlineData(DataType.Double, "", "double", null, 1.5)]
    [InlineData(DataType.Boolean, "", "boolean", null, 1.0, 0.0, double.NaN)]
    [InlineData(DataType.Boolean, "", "float", FindingWeight.Lost, 2.0)]
    [InlineData(DataType.Date, "DATE9.", "date!", null, -715509.0, 2936549.0)]
    [InlineData(DataType.Date, "DATE9.", "float", FindingWeight.Note, 2936550.0)]
    [InlineData(DataType.Date, "DATE9.", "float", FindingWeight.Note, 0.5)]
    [InlineData(DataType.Date, "", "float", FindingWeight.Lost, 0.5)]
    [InlineData(DataType.Time, "TIME8.", "float", FindingWeight.Note, 86400.0)]
    [InlineData(DataType.DateTime, "DATETIME20.", "datetime!", null, -61819977600.0, 253717919999.75)]
    [InlineData(DataType.DateTime, "DATETIME20.", "float", FindingWeight.Note, 253717920000.0)]
    public void A_type_is_declared_where_all_values_are_of_it(
        DataType type,
        string format,
        string declared,
        FindingWeight? weight,
        params double[] values
    )
    {
        var (written, findings) = Declared(new ColumnSpec("X", "", type, IsNumber: true) { Format = format }, values);
        written.ShouldBe(declared);
        findings.Select(found => (FindingWeight?)found.Weight).ShouldBe(weight is null ? [] : [weight]);
    }

    [Fact]
    public void What_JSON_cannot_hold_is_listed()
    {
        var table = new Table(
            "T",
            "",
            [
                new NumberColumn("A", "", [MissingValue.Of('A'), 1, MissingValue.Of('_'), double.NaN]) { Informat = "8.", Width = 4 },
                new TextColumn("B", "", ["", "", "", ""]) { IsRightJustified = true },
                new NumberColumn("C", "", [0, 0, 0, 1e-300], "DATETIME20."),
            ]
        );
        var findings = DatasetJsonFile.Write(table.AsDataset(), folder.File("t.json"), options);
        findings.ShouldAllBe(finding => finding.Weight == FindingWeight.Lost);
        findings.Select(finding => $"{finding.Rule} {finding.Column} {finding.Row} {finding.Value} {finding.Count}").ShouldBe([
            "length of numbers    1",
            "informat    1",
            "justification    1",
            "special missing A 1 .A 2",
            "part of a second C 4 1E-300 1",
        ]);
        findings[1].Message.ShouldBe("Dataset-JSON has no place for informats: A");
    }

    [Fact]
    public void An_infinite_number_is_refused_and_leaves_what_was_there()
    {
        var path = folder.File("t.json", "before");
        var table = new Table("T", "", [new NumberColumn("A", "", [1, double.PositiveInfinity])]);
        Should
            .Throw<DataException>(() => DatasetJsonFile.Write(table.AsDataset(), path, options))
            .Message.ShouldBe($"{path}: row 2, column A: is infinite, as no number of JSON is.");
        File.ReadAllText(path).ShouldBe("before");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [ReferenceTheory]
    [InlineData("t.json")]
    [InlineData("t.ndjson")]
    [InlineData("t.dsjc")]
    public void The_examples_written_again_are_the_same_and_valid(string name)
    {
        var isLines = name != "t.json";
        var named = isLines ? "dataset-ndjson-schema.json" : "dataset.schema.json";
        var schema = new JsonSchema(ReferenceData.PathOf("datasetjson", "schema", named));
        var files = Directory
            .GetFiles(ReferenceData.PathOf("datasetjson"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("schema"))
            .ToArray();
        files.Length.ShouldBe(19);
        foreach (var file in files)
        {
            var (original, path) = (DatasetJsonFile.Open(file).Single(), folder.File(name));
            DatasetJsonFile.Write(original, path, options).ShouldBeEmpty(file);
            var again = DatasetJsonFile.Open(path).Single();
            ContentHash.Of(Table.Of(again)).ShouldBe(ContentHash.Of(Table.Of(original)), file);
            Attributes(again).ShouldBe(Attributes(original), file);
            using var unpacked = PackedFile.Open(path);
            using var text = new StreamReader(unpacked);
            schema.Breaches(Json(isLines ? text.ReadLine()! : text.ReadToEnd())).ShouldBeEmpty(file);
        }
    }

    [ReferenceFact]
    public void The_schema_tells_what_breaks_it()
    {
        var schema = new JsonSchema(ReferenceData.PathOf("datasetjson", "schema", "dataset.schema.json"));
        schema
            .Breaches(Json("""{"datasetJSONVersion":"2.0","records":-1,"more":1,"columns":[{"dataType":"text"}],"rows":[{}]}"""))
            .Select(breach => breach.Split(" \"^")[0].Split(" [")[0])
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "/columns/0/dataType: enum",
                "/columns/0: lacks itemOID",
                "/columns/0: lacks label",
                "/columns/0: lacks name",
                "/datasetJSONVersion: pattern",
                "/records: minimum 0",
                "/rows/0: type \"array\"",
                ": lacks datasetJSONCreationDateTime",
                ": lacks itemGroupOID",
                ": lacks label",
                ": lacks name",
                ": more is unknown",
            ]);
    }

    [ReferenceFact]
    public void The_extended_example_written_again_keeps_its_attributes()
    {
        var path = folder.File("t.json");
        var source = ReferenceData.PathOf("datasets", "datasetjson-extra", "extended_dataset.json");
        DatasetJsonFile.Write(DatasetJsonFile.Open(source).Single(), path, options).ShouldBeEmpty();
        var (original, written) = (Json(File.ReadAllText(source)), Json(File.ReadAllText(path)));
        var schema = new JsonSchema(ReferenceData.PathOf("datasets", "datasetjson-extra", "dataset_extension.schema.json"));
        schema.Breaches(written).ShouldBeEmpty();
        original
            .EnumerateObject()
            .Where(attribute => !JsonElement.DeepEquals(attribute.Value, written.GetProperty(attribute.Name)))
            .Select(attribute => attribute.Name)
            .ShouldBe(["datasetJSONCreationDateTime", "records", "rows"]);
        written.GetProperty("records").GetInt32().ShouldBe(2);
    }

    static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>All that is said of a data set, apart from when and, where it did not say, by whom its file was made.</summary>
    static string Attributes(Dataset dataset) =>
        JsonSerializer.Serialize(
            dataset.Spec with
            {
                Created = null,
                Extensions =
                [
                    .. dataset
                        .Spec.Extensions.Where(one => !one.Value.Contains("\"Equipoise\""))
                        .OrderBy(one => one.Key, StringComparer.Ordinal),
                ],
            }
        );

    /// <summary>A data set of one column of numbers.</summary>
    sealed class Rows(DatasetSpec spec, double[] values) : Dataset
    {
        public override DatasetSpec Spec => spec;

        public override IEnumerable<Batch> Batches()
        {
            var batch = new Batch(spec) { Count = values.Length };
            values.CopyTo(batch.Numbers(0).Values, 0);
            yield return batch;
        }
    }
}
