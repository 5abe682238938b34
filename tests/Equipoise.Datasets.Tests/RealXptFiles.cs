using System.Text.Json;
using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Files that SAS wrote for real submissions: the CDISC pilot (PHUSE) and the Dataset-JSON examples of CDISC.</summary>
public sealed class RealXptFiles
{
    static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [ReferenceFact]
    public void Rewritten_rows_are_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var files = Files("cdisc-pilot").Concat(Files("datasetjson")).ToArray();
        files.Length.ShouldBe(39);
        List<string> refused = [];
        foreach (var file in files)
        {
            var copy = folder.File(Path.GetFileName(file));
            try
            {
                XptFile.Write(XptFile.Read(file), copy, Created);
            }
            catch (DataException e)
            {
                refused.Add($"{Path.GetFileName(file)}: {e.Message}");
                continue;
            }
            var original = File.ReadAllBytes(file);
            var written = File.ReadAllBytes(copy);
            Rows(written).SequenceEqual(Rows(original)).ShouldBeTrue(file);
        }
        // Its apostrophes are the byte 92 of Windows-1252, which has no place in an ASCII file.
        refused.Count.ShouldBe(1, string.Join('\n', refused));
        refused[0].ShouldStartWith("ts.xpt");
        refused[0].ShouldContain("is not ASCII");
    }

    [ReferenceFact]
    public void Every_cell_equals_its_twin_in_Dataset_JSON()
    {
        var cells = 0;
        foreach (var file in Files("datasetjson"))
        {
            var table = XptFile.Read(file);
            using var twin = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, ".json")));
            var columns = twin.RootElement.GetProperty("columns").EnumerateArray().ToArray();
            var rows = twin.RootElement.GetProperty("rows").EnumerateArray().ToArray();
            table.RowCount.ShouldBe(rows.Length, file);
            table
                .Columns.Select(column => column.Name)
                .ShouldBe(columns.Select(column => column.GetProperty("name").GetString()!), file);
            for (var row = 0; row < rows.Length; row++)
                for (var i = 0; i < columns.Length; i++, cells++)
                    Same(table.Columns[i], row, rows[row][i], columns[i])
                        .ShouldBeTrue($"{file} row {row + 1} {table.Columns[i].Name}");
        }
        cells.ShouldBe(148_062);
    }

    [ReferenceFact]
    public void Labels_and_formats_of_the_pilots_subject_level_data_are_kept()
    {
        var table = XptFile.Read(ReferenceData.PathOf("cdisc-pilot", "adam", "adsl.xpt"));
        table.RowCount.ShouldBe(254);
        table.Name.ShouldBe("ADSL");
        table.Number("TRTSDT").Format.ShouldBe("DATE9.");
        table.Text("USUBJID").Label.ShouldBe("Unique Subject Identifier");
        // CSR table 14-2.01: mean age 75.2 in the placebo group of 86.
        var ages = Enumerable
            .Range(0, 254)
            .Where(i => table.Text("TRT01P")[i] == "Placebo")
            .Select(i => table.Number("AGE")[i])
            .ToArray();
        ages.Length.ShouldBe(86);
        ages.Average().ShouldBe(75.2, 0.05);
    }

    [ReferenceFact]
    public void A_study_written_as_CSV_is_read_back_with_the_types_that_its_transport_files_declare()
    {
        using var folder = new TemporaryFolder();
        List<string> different = [];
        foreach (var file in Files("cdisc-pilot").Concat(Files("datasetjson")))
        {
            var table = XptFile.Read(file);
            var csv = folder.File("t.csv");
            CsvFile.Write(table, csv);
            var read = CsvFile.Read(csv, new() { Cdisc = true });
            foreach (var column in table.Columns)
                if (read.Find(column.Name)?.GetType() != column.GetType())
                    different.Add($"{table.RowCount} rows, {column.Name}");
            if (read.Columns.Select(column => column.GetType()).SequenceEqual(table.Columns.Select(column => column.GetType())))
                ContentHash.Of(read).ShouldBe(ContentHash.Of(table), file);
        }
        // The AE of the Dataset-JSON examples declares the empty codes of MedDRA as Char; SDTM IG 3.4 and the pilot have them as Num.
        different.ShouldBe(
            new[] { "AELLTCD", "AEPTCD", "AEHLTCD", "AEHLGTCD", "AEBDSYCD", "AESOCCD" }.Select(name => $"74 rows, {name}")
        );
    }

    static string[] Files(string folder) =>
        [.. Directory.GetFiles(ReferenceData.PathOf(folder), "*.xpt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    static ReadOnlySpan<byte> Rows(byte[] file) => file.AsSpan(file.AsSpan().IndexOf("HEADER RECORD*******OBS     "u8) + 80);

    static bool Same(Column column, int row, JsonElement cell, JsonElement description) =>
        column switch
        {
            TextColumn text => text[row] == (cell.ValueKind == JsonValueKind.Null ? "" : cell.GetString()!.TrimEnd()),
            NumberColumn number when cell.ValueKind == JsonValueKind.Null => double.IsNaN(number[row]),
            NumberColumn number when cell.ValueKind == JsonValueKind.Number => number[row].Equals(cell.GetDouble()),
            NumberColumn number => number[row]
                .Equals(Seconds(cell.GetString()!, description.GetProperty("dataType").GetString()!)),
            _ => false,
        };

    // ISO 8601 in the twin, a number since 1960 in SAS (Dataset-JSON 1.1, targetDataType integer).
    static double Seconds(string iso, string type) =>
        type switch
        {
            "date" => DateOnly.Parse(iso).DayNumber - new DateOnly(1960, 1, 1).DayNumber,
            "datetime" => (DateTime.Parse(iso) - new DateTime(1960, 1, 1)).TotalSeconds,
            "time" => TimeOnly.Parse(iso).ToTimeSpan().TotalSeconds,
            _ => double.Parse(iso),
        };
}
