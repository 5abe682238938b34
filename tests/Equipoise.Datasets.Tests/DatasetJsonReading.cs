using System.IO.Compression;
using System.Text;
using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Files;
using static Equipoise.Datasets.Tests.JsonDocumentText;

namespace Equipoise.Datasets.Tests;

public sealed class DatasetJsonReading : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Dataset Open(string document, string name = "t.json") =>
        DatasetJsonFile.Open(folder.File(name, document)).ShouldHaveSingleItem();

    (Table Table, IReadOnlyList<Finding> Findings) Read(string document, string name = "t.json")
    {
        var dataset = Open(document, name);
        return (Table.Of(dataset), dataset.Findings);
    }

    IReadOnlyList<string> Refusal(string document, string name = "t.json") =>
        Should.Throw<DataException>(() => DatasetJsonFile.Read(folder.File(name, document))).Problems;

    [Fact]
    public void All_that_is_wrong_with_the_rows_is_told_at_once()
    {
        var problems = Refusal(
            Document(
                $"{Column("A", "integer")},{Column("B", "string")}",
                "[1,\"a\"],[1],[2,\"b\",3],[\"x\",\"c\"],[[1],\"d\"],[{\"a\":1},\"e\"]",
                6
            )
        );
        problems.Select(problem => problem.Split("t.json: ")[1]).ShouldBe([
            "row 2: has 1 values where 2 columns are declared.",
            "row 3: has 3 values where 2 columns are declared.",
            "row 4, column A: \"x\" is not a number, as dataType integer says.",
            "row 5, value 1: is no single value.",
            "row 6, value 1: is no single value.",
        ]);
    }

    [Fact]
    public void All_that_is_wrong_with_the_columns_is_told_at_once()
    {
        var problems = Refusal(
            Document(
                $$"""{{Column("A", "text")}},{{Column("b", "string")}},{{Column("B", "string")}},{"name":"C"},{"dataType":"string"},7,{"name":1}""",
                "",
                0
            )
        );
        problems.Select(problem => problem.Split("t.json: ")[1]).ShouldBe([
            "column A: \"text\" is no dataType; there are string, integer, decimal, float, double, boolean, date, datetime, time, URI.",
            "column 4, C: has no dataType.",
            "column 5: has no name.",
            "column 6: has no name.",
            "column 7: name is Number, not a text.",
            "column 7: has no name.",
            "2 columns are named b.",
        ]);
    }

    [Fact]
    public void Attributes_may_stand_after_the_rows()
    {
        var columns = $"\"columns\":[{Column("A", "integer")},{Column("B", "string")}]";
        var (table, findings) = Read($$"""{"rows":[[1,"x"],[2,"y"]],{{Head}},"records":2,{{columns}} }""");
        table.Number("A").Values.ShouldBe([1, 2]);
        table.Text("B").Values.ShouldBe(["x", "y"]);
        findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_attribute_after_the_rows_that_nothing_waited_for_is_noted()
    {
        var document = Document(Column("A", "integer"), "[1]", 1);
        Read($$"""{{document[..^1]}},"more":{"a":[1] } }""").Findings.ShouldHaveSingleItem().Rule.ShouldBe("late more");
        Refusal($$"""{{document[..^1]}},"name":"U"}""").ShouldHaveSingleItem().ShouldEndWith("has the attribute name twice.");
        Refusal($$"""{{document[..^1]}},"rows":[]}""").ShouldHaveSingleItem().ShouldEndWith("has the attribute rows twice.");
    }

    [Fact]
    public void An_attribute_that_is_there_twice_is_refused() =>
        Refusal(Document(Column("A", "integer", ",\"label\":\"again\""), "", 0))
            .ShouldHaveSingleItem()
            .ShouldEndWith("column 1: has the attribute label twice.");

    // Each has to tell one variable of Define-XML.
    [Fact]
    public void An_itemOID_of_two_columns_is_noted() =>
        Read(Document($"{Column("A", "integer")},{Column("B", "integer").Replace("IT.T.B", "IT.T.A")}", "", 0))
            .Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldEndWith("column B: has the itemOID IT.T.A of another column.");

    [Fact]
    public void Every_required_attribute_that_is_missing_is_noted()
    {
        var (table, findings) = Read("""{"columns":[{"name":"A","dataType":"integer"}],"rows":[[1],[2]]}""", "dm.json");
        (table.Name, table.RowCount).ShouldBe(("DM", 2));
        findings
            .Select(finding => finding.Rule)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "no datasetJSONCreationDateTime",
                "no datasetJSONVersion",
                "no itemGroupOID",
                "no itemOID",
                "no label",
                "no label",
                "no name",
                "no records",
            ]);
        findings.ShouldAllBe(finding => finding.Weight == FindingWeight.Broken);
    }

    [Fact]
    public void A_number_of_records_that_differs_from_the_rows_is_noted() =>
        Read(Document(Column("A", "integer"), "[1],[2]", 3))
            .Findings.ShouldHaveSingleItem()
            .Message.ShouldBe("declares 3 records and has 2 rows");

    [Fact]
    public void Findings_are_those_of_one_reading_however_often_it_is_read()
    {
        var dataset = Open(Document(Column("A", "integer"), "[1.5],[2.5]", 2));
        Table.Of(dataset);
        Table.Of(dataset).Number("A").Values.ShouldBe([1.5, 2.5]);
        dataset.Findings.ShouldHaveSingleItem().Count.ShouldBe(2);
    }

    [Fact]
    public void Lines_are_read_whatever_ends_them_plain_or_packed()
    {
        var head = $$"""{{{Head}},"records":2,"columns":[{{Column("A", "integer")}}]}""";
        foreach (var text in new[] { $"{head}\n[1]\n[2]\n", $"{head}\r\n[1]\r\n[2]", $"\uFEFF{head}\n\n[1]\n[2]\n \n" })
        {
            Read(text, "t.ndjson").Table.Number("A").Values.ShouldBe([1, 2]);
            using var packed = new MemoryStream();
            using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                zlib.Write(Encoding.UTF8.GetBytes(text));
            DatasetFile.Read(folder.File("t.dsjc", packed.ToArray())).Number("A").Values.ShouldBe([1, 2]);
        }
        Refusal($"{head}\n[1]\n{{\"A\":2}}\n", "t.ndjson").ShouldHaveSingleItem().ShouldEndWith("row 2 is not an array of values.");
        Refusal($"{head}\n[1]\n[2", "t.ndjson").ShouldHaveSingleItem().ShouldEndWith("is cut short: it ends within row 2.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("USUBJID,AGE\n1,2\n")]
    [InlineData("""{"id":"ARS","name":"x","analyses":[]}""")]
    [InlineData("""{"datasetJSONVersion":"2.0.0","columns":[]}""")]
    [InlineData("""{"datasetJSONVersion":"1.1.0","columns":[],"rows":{}}""")]
    [InlineData("""{"datasetJSONVersion":"1.1.0","columns":[],"rows":[1]}""")]
    [InlineData("""{"datasetJSONVersion":"1.1.0","columns":[],"rows":[]}}""")]
    [InlineData("""{"datasetJSONVersion":"1.1.0","columns":[],"rows":[]} x""")]
    [InlineData("""{"datasetJSONVersion":"1.1.0","columns":[],"rows":[]}[1]""")]
    public void What_is_no_Dataset_JSON_is_refused(string content) => Refusal(content).Count.ShouldBe(1);

    [Fact]
    public void Letters_that_are_not_UTF_8_are_refused()
    {
        var document = Document(Column("A", "string"), "[\"é\"]", 1);
        Should
            .Throw<DataException>(() => DatasetJsonFile.Read(folder.File("t.json", Encoding.Latin1.GetBytes(document))))
            .Message.ShouldEndWith("row 1, column A: is not UTF-8; save the file as UTF-8.");
        Should
            .Throw<DataException>(() => DatasetJsonFile.Read(folder.File("t.json", Encoding.Unicode.GetBytes("\uFEFF" + document))))
            .Message.ShouldEndWith("Save it as UTF-8.");
        Refusal(document.Replace("é", "\\ud83d")).ShouldHaveSingleItem().ShouldContain("row 1: a text holds half a character");
        Refusal(document.Replace("Test", "\\ud83d")).ShouldHaveSingleItem().ShouldContain("the attributes: a text holds half a character");
    }

    [Fact]
    public void A_document_that_is_cut_anywhere_is_refused()
    {
        var document = Encoding.UTF8.GetBytes(
            Document($"{Column("A", "integer")},{Column("B", "string")}", "[1,\"x\"],[-2.5e1,\"y\\n\"],[null,null]", 3)
        );
        DatasetJsonFile.Read(folder.File("t.json", document)).RowCount.ShouldBe(3);
        for (var length = 0; length < document.Length; length++)
            Should.Throw<DataException>(() => DatasetJsonFile.Read(folder.File("t.json", document[..length])), $"{length}");
    }

    [Fact]
    public void Texts_longer_than_the_view_and_more_rows_than_a_batch_are_read()
    {
        var text = new string('é', 300_000);
        var rows = string.Join(",\n", Enumerable.Range(1, 10_000).Select(row => $"[{row},\"{(row == 5_000 ? text : "x")}\"]"));
        var (table, findings) = Read(Document($"{Column("A", "integer")},{Column("B", "string")}", rows, 10_000));
        table.Number("A").Values.ShouldBe(Enumerable.Range(1, 10_000).Select(row => (double)row));
        table.Text("B")[4_999].ShouldBe(text);
        findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_column_without_columns_and_rows_without_values_are_read()
    {
        Read(Document("", "", 0)).Table.Columns.ShouldBeEmpty();
        var dataset = Open(Document("", "[],[]", 2));
        dataset.Batches().Sum(batch => batch.Count).ShouldBe(2);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(200_000)]
    public void Attributes_within_attributes_are_refused_where_they_are_too_deep(int depth) =>
        Refusal($$"""{"x":{{new string('[', depth)}}{{new string(']', depth)}},{{Head}},"records":0,"columns":[]}""")
            .ShouldHaveSingleItem()
            .ShouldContain("is not JSON");

    [Fact]
    public void A_pack_of_one_endless_text_is_refused_before_it_fills_the_memory()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write("{\"x\":\""u8);
            for (var megabyte = 0; megabyte < 60; megabyte++)
                zlib.Write(Encoding.UTF8.GetBytes(new string('x', 1 << 20)));
        }
        Should
            .Throw<DataException>(() => DatasetJsonFile.Read(folder.File("t.dsjc", packed.ToArray())))
            .Message.ShouldContain("an attribute of more than 33 MB");
    }

    [Fact]
    public void More_columns_than_SAS_has_are_refused() =>
        Refusal(Document(string.Join(',', Enumerable.Repeat("{}", 40_000)), "", 0))
            .ShouldHaveSingleItem()
            .ShouldContain("40,000 columns");

    // The shape of CDISC, Dataset-JSON 1.0, chapter 3: https://www.cdisc.org/dataset-json.
    [Theory]
    [InlineData("clinicalData")]
    [InlineData("referenceData")]
    public void A_document_of_version_1_0_is_read_without_its_record_numbers(string kind)
    {
        var document = $$"""
            {"creationDateTime":"2023-03-22T11:53:27","datasetJSONVersion":"1.0.0","fileOID":"F","asOfDateTime":"2023-02-15T10:23:15",
             "originator":"Sponsor XYZ","sourceSystem":"Software ABC","sourceSystemVersion":"1.2.3",
             "{{kind}}":{"studyOID":"xxx","metaDataVersionOID":"xxx.y","itemGroupData":{
               "IG.DM":{"records":2,"name":"DM","label":"Demographics","items":[
                 {"OID":"ITEMGROUPDATASEQ","name":"ITEMGROUPDATASEQ","label":"Record identifier","type":"integer"},
                 {"OID":"IT.USUBJID","name":"USUBJID","label":"Unique Subject Identifier","type":"string","length":3,"keySequence":1},
                 {"OID":"IT.DM.AGE","name":"AGE","label":"Subject Age","type":"integer","length":2}],
                "itemData":[[1,"001",56],[2,"002",null]]},
               "IG.CO":{"itemData":[],"records":0,"name":"CO","label":"Comments","items":[]} } } }
            """;
        var datasets = DatasetJsonFile.Open(folder.File("dm.json", document));
        datasets.Select(dataset => dataset.Spec.Name).ShouldBe(["DM", "CO"]);
        Table.Of(datasets[1]).RowCount.ShouldBe(0);
        var (table, spec) = (Table.Of(datasets[0]), datasets[0].Spec);
        table.Text("USUBJID").Values.ShouldBe(["001", "002"]);
        table.Number("AGE").Values.ShouldBe([56, double.NaN]);
        (spec.Label, spec.Created, spec.Modified).ShouldBe(
            ("Demographics", new DateTime(2023, 3, 22, 11, 53, 27), new DateTime(2023, 2, 15, 10, 23, 15))
        );
        (spec.Columns[0].Oid, spec.Columns[0].Key, spec.Columns[0].Length).ShouldBe(("IT.USUBJID", 1, 3));
        spec.Extensions.Select(one => $"{one.Key} {one.Value}").ShouldBe([
            "fileOID \"F\"",
            "originator \"Sponsor XYZ\"",
            """sourceSystem {"name":"Software ABC","version":"1.2.3"}""",
            "studyOID \"xxx\"",
            "metaDataVersionOID \"xxx.y\"",
            "itemGroupOID \"IG.DM\"",
        ]);
        datasets[0].Findings.ShouldHaveSingleItem().Rule.ShouldBe("record numbers");
    }

    [Fact]
    public void A_folder_gives_its_Dataset_JSON_and_passes_other_JSON_by()
    {
        folder.File("dm.json", Document(Column("A", "integer"), "[1]", 1).Replace("\"T\"", "\"DM\""));
        folder.File("ae.ndjson", $$"""{{{Head}},"records":0,"columns":[{{Column("A", "integer")}}]}""");
        folder.File("results.json", """{"name":"results"}""");
        DatasetFile.ReadFolder(folder.Path).Keys.Order().ShouldBe(["AE", "DM"]);
        Should
            .Throw<DataException>(() => DatasetFile.Read(folder.File("results.json")))
            .Message.ShouldContain("JSON but not Dataset-JSON");
        File.Copy(folder.File("dm.json"), folder.File("dm.data"));
        DatasetFile.Read(folder.File("dm.data")).Name.ShouldBe("DM");
    }
}
