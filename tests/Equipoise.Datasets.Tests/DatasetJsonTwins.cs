using Equipoise.Datasets.DatasetJson;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>CDISC's own examples of Dataset-JSON, each beside the transport file that it was made from.</summary>
public sealed class DatasetJsonTwins
{
    [ReferenceTheory]
    [InlineData("*.json", 148_062)]
    [InlineData("*.ndjson", 145_284)]
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
        foreach (var file in Files("*.dsjc").Where(file => File.Exists(Path.ChangeExtension(file, ".json"))))
        {
            var (packed, plain) = (DatasetJsonFile.Read(file), DatasetJsonFile.Read(Path.ChangeExtension(file, ".json")));
            packed.RowCount.ShouldBe(plain.RowCount, file);
            Console.WriteLine(file + " " + packed.Columns.Count + " " + plain.Columns.Count);
        }
    }

    [ReferenceFact]
    public void What_the_examples_break_of_the_standard_is_noted()
    {
        foreach (var file in Files("*json").Concat(Files("*.dsjc")))
        {
            var dataset = DatasetJsonFile.Open(file).ShouldHaveSingleItem();
            dataset.Batches().Sum(batch => batch.Count).ShouldBeGreaterThan(0);
            foreach (var f in dataset.Findings) Console.WriteLine(f);
        }
    }

    static IEnumerable<string> Files(string pattern) =>
        Directory
            .GetFiles(ReferenceData.PathOf("datasetjson"), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("schema"))
            .Order(StringComparer.Ordinal);

    // XPT pads text with blanks.
    static object Value(Column column, int row) => column is TextColumn text ? text[row].TrimEnd(' ') : ((NumberColumn)column)[row];
}
