using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>CDISC's own examples of Dataset-JSON, each beside the transport file that it was made from.</summary>
public sealed class DatasetJsonTwins
{
    [ReferenceTheory]
    [InlineData("*.json", 148_062)]
    [InlineData("*.ndjson", 144_414)]
    public void Every_cell_equals_its_twin_in_XPT(string files, int expected)
    {
        var cells = 0;
        foreach (var file in Files(files))
        {
            if (!File.Exists(Path.ChangeExtension(file, ".xpt")))
                continue;
            var (json, xpt) = (DatasetJsonFile.Read(file), XptFile.Read(Path.ChangeExtension(file, ".xpt")));
            json.RowCount.ShouldBe(xpt.RowCount, file);
            json.Columns.Select(column => column.Name).ShouldBe(xpt.Columns.Select(column => column.Name), file);
            foreach (var (one, other) in json.Columns.Zip(xpt.Columns))
                for (var row = 0; row < json.RowCount; row++, cells++)
                    Value(one, row).ShouldBe(Value(other, row), $"{file} row {row + 1} {one.Name}");
        }
        cells.ShouldBe(expected);
    }

    [ReferenceFact]
    public void Packed_examples_are_the_same_as_the_plain_ones()
    {
        var files = Files("*.dsjc").Where(file => File.Exists(Path.ChangeExtension(file, ".json"))).ToArray();
        files.Length.ShouldBe(4);
        foreach (var file in files)
        {
            var (packed, plain) = (DatasetJsonFile.Read(file), DatasetJsonFile.Read(Path.ChangeExtension(file, ".json")));
            ContentHash.Of(packed).ShouldBe(ContentHash.Of(plain), file);
            packed.Columns.Select(column => column.Label).ShouldBe(plain.Columns.Select(column => column.Label), file);
        }
    }

    // https://github.com/lexjansen/dataset-json-sas/issues/54
    [ReferenceFact]
    public void Only_decimals_among_integers_break_the_standard_in_the_examples()
    {
        List<string> broken = [];
        foreach (var file in Files("*json").Concat(Files("*.dsjc")))
        {
            var dataset = DatasetJsonFile.Open(file).ShouldHaveSingleItem();
            dataset.Batches().Sum(batch => batch.Count).ShouldBeGreaterThan(0, file);
            var name = Path.GetFileName(file);
            broken.AddRange(dataset.Findings.Select(found => $"{name} {found.Column} {found.Rule} {found.Count} {found.Row}"));
        }
        broken.ShouldBe([
            "adadas.dsjc PCHG not whole 2069 2",
            "adadas.dsjc AVAL not whole 36 375",
            "adadas.dsjc BASE not whole 17 375",
            "adadas.dsjc CHG not whole 36 376",
            "adnpix.dsjc PCHG not whole 1295 209",
            "adnpix.dsjc AVAL not whole 108 1529",
            "adnpix.dsjc CHG not whole 2 13238",
        ]);
    }

    [ReferenceFact]
    public void The_extended_example_keeps_what_the_standard_does_not_know()
    {
        var file = ReferenceData.PathOf("datasets", "datasetjson-extra", "extended_dataset.json");
        var dataset = DatasetJsonFile.Open(file).ShouldHaveSingleItem();
        var table = Table.Of(dataset);
        table.RowCount.ShouldBe(2);
        dataset.Spec.Extensions.Select(one => one.Key).ShouldBe([
            "fileOID",
            "originator",
            "sourceSystem",
            "studyOID",
            "metaDataVersionOID",
            "metaDataRef",
            "itemGroupOID",
            "isReferenceData",
        ]);
        dataset.Spec.Extensions[2].Value.ShouldContain("\"MAXLENGTH\"");
        // It says itself that missing values are "na", and that it has been cut to two rows.
        dataset.Findings.Select(found => $"{found.Rule}: {found.Column} {found.Value} {found.Count}").ShouldBe([
            "missing as text: AEENDY na 2",
            "records:   1",
        ]);
    }

    static IEnumerable<string> Files(string pattern) =>
        Directory
            .GetFiles(ReferenceData.PathOf("datasetjson"), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("schema"))
            .Order(StringComparer.Ordinal);

    // XPT pads text with blanks.
    static object Value(Column column, int row) =>
        column is TextColumn text ? text[row].TrimEnd(' ') : ((NumberColumn)column)[row];
}
