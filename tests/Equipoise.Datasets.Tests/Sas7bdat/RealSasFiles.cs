using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Sas7bdat;

namespace Equipoise.Datasets.Tests.Sas7bdat;

/// <summary>
/// Public files that SAS and Stat/Transfer wrote on four kinds of machines. Expected values are those of an independent reader
/// in Python; where haven 2.5.1 reads a file at all it gives the same, but for rows that were deleted.
/// </summary>
public sealed class RealSasFiles
{
    static readonly string[] Refused = ["corrupt", "invalid_lengths", "mixed_data_one_oom", "sas_infinite_loop"];

    static string PathOf(string name) => ReferenceData.PathOf("datasets", "sas7bdat", $"{name}.sas7bdat");

    static string Expected(string name) => ReferenceData.PathOf("datasets", "sas7bdat", "expected", name);

    static IEnumerable<string> Names() =>
        Directory
            .GetFiles(ReferenceData.PathOf("datasets", "sas7bdat"), "*.sas7bdat")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Except(Refused)
            .Order(StringComparer.Ordinal);

    static Dataset Open(string name) => Sas7bdatFile.Open(PathOf(name));

    static Table Read(string name) => Sas7bdatFile.Read(PathOf(name));

    [ReferenceFact]
    public void Every_cell_is_the_expected_one()
    {
        var (files, cells) = (0, 0);
        foreach (var name in Names())
        {
            var dataset = Open(name);
            // The first line has the names; a data set without columns has an empty line for each row.
            var lines = File.ReadAllText(Expected($"{name}.csv")).Split('\n')[..^1];
            string[] names = lines[0].Length == 0 ? [] : lines[0].Split(',');
            dataset.Spec.Columns.Select(column => column.Name).ShouldBe(names, name);
            dataset.RowCount.ShouldBe(lines.Length - 1, name);
            var row = 0;
            foreach (var batch in dataset.Batches())
                for (var index = 0; index < batch.Count; index++)
                {
                    var expected = lines[++row].Split(',');
                    for (var column = 0; column < names.Length; column++, cells++)
                        Shown(batch.Columns[column], index)
                            .ShouldBe(Normal(batch.Columns[column], expected[column]), $"{name}, row {row}, {names[column]}");
                }
            row.ShouldBe(lines.Length - 1, name);
            files++;
        }
        (files, cells).ShouldBe((63, Cells));
    }

    // The cells of the 63 expected files, counted by Python's csv.
    const int Cells = 81_423;

    static string Shown(Cells cells, int row) =>
        cells is TextCells texts ? texts.Text(row) : Shown(((NumberCells)cells).Values[row]);

    static string Shown(double value) =>
        !double.IsNaN(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : MissingValue.CodeOf(value) is '.' ? "."
        : $".{MissingValue.CodeOf(value)}";

    static string Normal(Cells cells, string expected) =>
        cells is NumberCells && !expected.StartsWith('.')
            ? Shown(double.Parse(expected, CultureInfo.InvariantCulture))
            : expected;

    [ReferenceFact]
    public void Labels_lengths_formats_informats_and_the_time_of_making_are_the_expected_ones()
    {
        var columns = 0;
        foreach (var name in Names())
        {
            var spec = Open(name).Spec;
            using var document = JsonDocument.Parse(File.ReadAllText(Expected($"{name}.json")));
            var expected = document.RootElement;
            spec.Name.ToUpperInvariant().ShouldBe(expected.GetProperty("dataset").GetString(), name);
            spec.Label.ShouldBe(expected.GetProperty("label").GetString(), name);
            (spec.Created!.Value - new DateTime(1960, 1, 1)).TotalSeconds
                .ShouldBe(expected.GetProperty("created").GetDouble(), 1e-6, name);
            foreach (var (column, wanted) in spec.Columns.Zip(expected.GetProperty("columns").EnumerateArray()))
            {
                (column.Name, column.Label, column.IsNumber, column.Length, column.Format, column.Informat).ShouldBe(
                    (
                        wanted.GetProperty("name").GetString()!,
                        wanted.GetProperty("label").GetString()!,
                        wanted.GetProperty("type").GetString() == "num",
                        wanted.GetProperty("length").GetInt32(),
                        Format(wanted, "format"),
                        Format(wanted, "informat")
                    ),
                    name
                );
                columns++;
            }
        }
        columns.ShouldBe(ColumnCount);
    }

    // The columns of the 63 expected files, counted by Python's json.
    const int ColumnCount = 2276;

    // As SAS writes a format: its name, its width, a point, its decimals.
    static string Format(JsonElement column, string which)
    {
        var (name, width, decimals) = (
            column.GetProperty(which).GetString(),
            column.GetProperty($"{which}_width").GetInt32(),
            column.GetProperty($"{which}_decimals").GetInt32()
        );
        return name == "" && width == 0 ? "" : $"{name}{(width > 0 ? width : "")}.{(decimals > 0 ? decimals : "")}";
    }

    [ReferenceTheory]
    [InlineData("corrupt", "ends within its header")]
    [InlineData("invalid_lengths", "ends within page 1")]
    [InlineData("sas_infinite_loop", "a header of 285213696 bytes")]
    [InlineData("mixed_data_one_oom", "pages of 536870912")]
    public void A_damaged_file_is_refused_in_words_that_say_where(string name, string reason) =>
        Should.Throw<DataException>(() => Open(name)).Message.ShouldContain(reason);

    // parso's own expected rows; haven 2.5.1 gives 37 rows of the first two and cannot read the third.
    [ReferenceTheory]
    [InlineData("all_rand_normal_with_deleted", 36, 1)]
    [InlineData("all_rand_normal_with_deleted2", 32, 5)]
    [InlineData("comp_deleted", 3, 1)]
    public void Rows_that_were_deleted_are_left_out_and_counted(string name, int rows, int deleted)
    {
        var dataset = Open(name);
        Table.Of(dataset).RowCount.ShouldBe(rows);
        var note = dataset.Findings.ShouldHaveSingleItem();
        (note.Rule, note.Count).ShouldBe(("deleted rows", deleted));
    }

    [ReferenceFact]
    public void Every_date_and_time_format_is_known_for_what_it_is()
    {
        // Each column of this file is called by its format; SAS 9.4's reference lists these as formats of times.
        string[] dateTimes =
        [
            .. from way in "eb" from what in new[] { "dn", "dt", "dx", "dz", "lx" } select $"{way}8601{what}",
            "dateampm",
            "datetime",
            "dtdate",
            "dtmonyy",
            "dtwkdatx",
            "dtyear",
            "mdyampm",
        ];
        var all = Open("date_formats").Spec.Columns;
        all.Count(column => column.Type == DataType.Date).ShouldBe(67 - dateTimes.Length - 1);
        all.Where(column => column.Type == DataType.DateTime)
            .Select(column => column.Name)
            .ShouldBe(dateTimes, ignoreOrder: true);
        all.Where(column => column.Type == DataType.Time).ShouldHaveSingleItem().Name.ShouldBe("tod");
        Open("date_format_date").Spec.Columns.Skip(1).ShouldAllBe(column => column.Type == DataType.Date);
        Open("date_format_datetime").Spec.Columns.Skip(1).ShouldAllBe(column => column.Type == DataType.DateTime);
        Open("time_formats").Spec.Columns.ShouldAllBe(column => column.Type == DataType.Time);
    }

    [ReferenceFact]
    public void Special_missing_values_keep_their_letters_whichever_way_they_are_stored()
    {
        var codes = Read("tagged-na").Number("x").Values.Where(double.IsNaN).Select(MissingValue.CodeOf);
        codes.ShouldBe(['A', 'H', 'Z']);
    }

    // The file says latin1 and holds UTF-8, as its makers describe: github.com/kshedden/datareader, test_files.
    [ReferenceFact]
    public void An_encoding_that_the_file_names_wrongly_is_noted_and_can_be_named_right()
    {
        var (declared, named) = (Open("test17"), Sas7bdatFile.Open(PathOf("test17"), "utf-8"));
        Table.Of(declared).Text("Column2")[0].ShouldBe("é«\u0098é\u009B\u0084å¸\u0082");
        declared.Findings.ShouldContain(finding => finding.Rule == "encoding" && finding.Message.Contains("look like utf-8"));
        Table.Of(named).Text("Column2")[0].ShouldBe("高雄市");
        named.Findings.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => Sas7bdatFile.Open(PathOf("test17"), "utf-99"));
    }

    [ReferenceFact]
    public void A_packed_file_and_one_of_another_name_are_read_as_what_they_are()
    {
        using var folder = new TemporaryFolder();
        var packed = folder.File("x.data");
        using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(PathOf("xpttest")));
        ContentHash.Of(DatasetFile.Read(packed)).ShouldBe(ContentHash.Of(Read("xpttest")));
        File.Copy(PathOf("test1"), folder.File("test1.csv"));
        DatasetFile.Read(folder.File("test1.csv")).Columns.Count.ShouldBe(100);
    }

    [ReferenceFact]
    public void Rows_can_be_read_again_and_notes_are_not_doubled()
    {
        var dataset = Open("all_rand_normal_with_deleted2");
        var first = ContentHash.Of(Table.Of(dataset));
        ContentHash.Of(Table.Of(dataset)).ShouldBe(first);
        dataset.Findings.ShouldHaveSingleItem().Count.ShouldBe(5);
    }
}
