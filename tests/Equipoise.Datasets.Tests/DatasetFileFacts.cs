using Equipoise.Datasets.Csv;
using Equipoise.Datasets.Files;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

public sealed class DatasetFileFacts : IDisposable
{
    static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Table Dm(string label = "") =>
        new("DM", label, [new TextColumn("USUBJID", label, ["P-1", "P-2"]), new NumberColumn("AGE", label, [60, double.NaN])]);

    [Fact]
    public void A_folder_is_read_by_name_and_a_transport_file_goes_before_CSV()
    {
        XptFile.Write(Dm("from XPT"), folder.File("dm.xpt"), Created);
        CsvFile.Write(Dm(), folder.File("DM.csv"));
        CsvFile.Write(Dm(), folder.File("adsl.csv.gz"));
        folder.File("readme.txt", "not data");
        folder.File("._dm.xpt", "left by macOS");
        var tables = DatasetFile.ReadFolder(folder.Path);
        tables.Keys.Order().ShouldBe(["ADSL", "DM"]);
        tables["dm"].Label.ShouldBe("from XPT");
        var files = DatasetFile.Open(folder.Path).Files;
        (files["DM"], files["ADSL"], files.Count).ShouldBe(("dm.xpt", "adsl.csv.gz", 2));
    }

    [Fact]
    public void The_problems_of_all_files_of_a_folder_are_told_together()
    {
        folder.File("ae.csv", "a,a\n1,2\n");
        folder.File("dm.xpt", "nothing");
        folder.File("ex.csv", "a,b\n1\n");
        Should.Throw<DataException>(() => DatasetFile.ReadFolder(folder.Path)).Problems.Count.ShouldBe(3);
        Should.Throw<DataException>(() => DatasetFile.ReadFolder(folder.File("absent"))).Message.ShouldContain("absent");
        Directory.CreateDirectory(folder.File("empty"));
        Should.Throw<DataException>(() => DatasetFile.ReadFolder(folder.File("empty"))).Message.ShouldContain("holds no .xpt");
    }

    [Fact]
    public void A_file_is_known_by_its_content_whatever_its_name()
    {
        XptFile.Write(Dm(), folder.File("dm.xpt"), Created);
        File.Copy(folder.File("dm.xpt"), folder.File("dm.data"));
        DatasetFile.Read(folder.File("dm.data")).Name.ShouldBe("DM");
        DatasetFile.Read(folder.File("x.tsv", "a\tb\n1\t2\n"), new CsvOptions { Separator = '\t' }).Number("b")[0].ShouldBe(2);
        Should.Throw<DataException>(() => DatasetFile.Read(folder.File("none.csv"))).Message.ShouldContain("none.csv");
        Should.Throw<DataException>(() => DatasetFile.Read(folder.Path)).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public void The_hash_is_of_the_content_not_of_the_file()
    {
        XptFile.Write(Dm("with labels"), folder.File("dm.xpt"), Created);
        CsvFile.Write(Dm(), folder.File("dm.csv"));
        var hash = ContentHash.Of(Dm());
        ContentHash.Of(DatasetFile.Read(folder.File("dm.xpt"))).ShouldBe(hash);
        ContentHash.Of(DatasetFile.Read(folder.File("dm.csv"))).ShouldBe(hash);
    }

    // Worked by hand from the layout in ContentHash, hashed with Python's hashlib: counts 1 and 1, "X" with its length, N, 1.5 as 3FF8...
    [Fact]
    public void The_hash_follows_its_written_layout() =>
        ContentHash
            .Of(new("T", "", [new NumberColumn("x", "", [1.5])]))
            .ShouldBe("b1341fce76f2c5e6222c03c8bee98838fc79de48ad99c524ead0324871684041");

    [Fact]
    public void The_hash_tells_apart_what_differs()
    {
        Table[] different =
        [
            Dm(),
            new(
                "DM",
                "",
                [new TextColumn("USUBJID", "", ["P-1", "P-2"]), new NumberColumn("AGE", "", [60, MissingValue.Of('A')])]
            ),
            new("DM", "", [new TextColumn("USUBJID", "", ["P-1P-2", ""]), new NumberColumn("AGE", "", [60, double.NaN])]),
            new("DM", "", [new TextColumn("USUBJID", "", ["P-1", "P-2"]), new TextColumn("AGE", "", ["60", ""])]),
            new("DM", "", [new NumberColumn("AGE", "", [60, double.NaN]), new TextColumn("USUBJID", "", ["P-1", "P-2"])]),
            new("DM", "", [new TextColumn("USUBJID", "", ["P-1"]), new NumberColumn("AGE", "", [60])]),
        ];
        different.Select(ContentHash.Of).Distinct().Count().ShouldBe(different.Length);
    }
}
