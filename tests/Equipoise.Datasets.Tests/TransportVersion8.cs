using System.Text;
using Equipoise.Datasets.Xpt;

namespace Equipoise.Datasets.Tests;

/// <summary>Version 8 of the transport format, and what both versions keep beside values.</summary>
public sealed class TransportVersion8 : IDisposable
{
    static readonly WriteOptions Options = new()
    {
        Created = new(2026, 11, 2, 9, 5, 7, TimeSpan.Zero),
        TransportVersion = 8,
        AllowsUtf8 = true,
    };

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static Table Long() =>
        new(
            "Questionnaire_of_the_Participant",
            "Réponses",
            [
                new TextColumn("PainAtRestOnAVisualAnalogueScale", new string('l', 200), ["é", new string('x', 5000), "", ""])
                {
                    Format = "$QUESTIONNAIRE20.",
                    Informat = "$CHAR20.",
                    IsRightJustified = true,
                },
                new NumberColumn("adt", "Day", [1, MissingValue.Of('B'), -1.5, double.NaN], "E8601DA10.") { Informat = "ANYDTDTE32." },
            ]
        );

    [Fact]
    public void Long_names_labels_texts_formats_and_informats_come_back()
    {
        XptFile.Write([Long().AsDataset()], folder.File("long.xpt"), Options).ShouldBeEmpty();
        var (written, read) = (Long(), XptFile.Read(folder.File("long.xpt")));
        (read.Name, read.Label, read.RowCount).ShouldBe((written.Name, written.Label, 4));
        var (text, number) = (read.Text(written.Columns[0].Name), read.Number("adt"));
        text.Values.ShouldBe(((TextColumn)written.Columns[0]).Values);
        (text.Label, text.Format, text.Informat, text.IsRightJustified).ShouldBe((new string('l', 200), "$QUESTIONNAIRE20.", "$CHAR20.", true));
        (number.Format, number.Informat, MissingValue.CodeOf(number[1])).ShouldBe(("E8601DA10.", "ANYDTDTE32.", 'B'));
        XptFile.Open(folder.File("long.xpt"))[0].Spec.Columns[1].Type.ShouldBe(DataType.Date);
    }

    [Fact]
    public void The_count_of_rows_and_of_long_labels_stand_where_SAS_reads_them()
    {
        XptFile.Write([Long().AsDataset()], folder.File("long.xpt"), Options);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(folder.File("long.xpt")));
        string FieldsOf(string kind) => text.Substring(text.IndexOf($"*{kind}", StringComparison.Ordinal) + 29, 30);
        FieldsOf("LABELV9 ").ShouldBe("1".PadRight(30));
        FieldsOf("OBSV8   ").ShouldBe("4".PadLeft(15).PadRight(30));
        (text.Length % 80).ShouldBe(0);
    }

    [Fact]
    public void Formats_of_text_informats_and_times_are_kept_in_version_5_too()
    {
        var table = new Table("DM", "", [new TextColumn("SEX", "Sex", ["F"]) { Format = "$SEX1.", Informat = "$2." }]);
        var given = new DatasetSpec("DM", "", table.AsDataset().Spec.Columns)
        {
            Created = new(2019, 3, 4, 5, 6, 7),
            Modified = new(2020, 1, 2, 3, 4, 5),
            Kind = "AE",
        };
        XptFile.Write([new Named(table.AsDataset(), given)], folder.File("dm.xpt"), Options with { TransportVersion = 5 });
        var read = XptFile.Open(folder.File("dm.xpt")).ShouldHaveSingleItem().Spec;
        (read.Created, read.Modified, read.Kind).ShouldBe((given.Created, given.Modified, "AE"));
        (read.Columns[0].Format, read.Columns[0].Informat).ShouldBe(("$SEX1.", "$2."));
    }

    [Fact]
    public void Several_data_sets_go_into_one_file_and_come_out_again()
    {
        Table[] tables = [Long(), new("Empty", "", [new NumberColumn("x", "", [])]), new("T", "", [new NumberColumn("x", "", [1, 2])])];
        XptFile.Write([.. tables.Select(table => table.AsDataset())], folder.File("all.xpt"), Options);
        XptFile.Open(folder.File("all.xpt")).Select(one => (one.Spec.Name, one.RowCount)).ShouldBe([
            ("Questionnaire_of_the_Participant", 4),
            ("Empty", 0),
            ("T", 2),
        ]);
        XptFile.ReadAll(folder.File("all.xpt"))[2].Number("x").Values.ShouldBe([1, 2]);
    }

    [Fact]
    public void Decimals_become_numbers_and_it_is_said_where_digits_are_lost()
    {
        var decimals = new ColumnSpec("X", "", DataType.Decimal, IsNumber: false);
        var texts = new Table("T", "", [new TextColumn("X", "", ["0.1", "", "123456789012345678.9", "2.50"])]);
        var lost = XptFile.Write(
            [new Named(texts.AsDataset(), new("T", "", [decimals]))],
            folder.File("t.xpt"),
            Options with { TransportVersion = 5 }
        );
        XptFile.Read(folder.File("t.xpt")).Number("X").Values.ShouldBe([0.1, double.NaN, 123456789012345678.9, 2.5]);
        lost.Select(one => one.Rule).ShouldBe(["digits", "type"]);
        var finding = lost[0];
        (finding.Weight, finding.Row, finding.Value).ShouldBe((FindingWeight.Lost, 3, "123456789012345678.9"));
    }

    [Fact]
    public void Half_a_character_is_refused_with_its_place() =>
        Should
            .Throw<DataException>(() =>
                XptFile.Write(new Table("T", "", [new TextColumn("C", "", ["a", "\uD83D"])]), folder.File("t.xpt"), Options.Created)
            )
            .Message.ShouldBe("T: row 2, column C: holds half a character.");

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void A_data_set_too_large_for_one_file_is_split_with_equal_lengths(int version)
    {
        var rows = Enumerable.Range(0, 20_000).ToArray();
        var table = new Table(
            "LB",
            "",
            [
                new TextColumn("LBTEST", "", [.. rows.Select(row => row == 19_999 ? new string('x', 150) : $"test {row % 9}")]),
                new NumberColumn("LBSEQ", "", [.. rows.Select(row => (double)row)]),
            ]
        );
        const int most = 1_000_000;
        var (files, lost) = XptFile.WriteParts(
            table.AsDataset(),
            folder.File("lb.xpt"),
            most,
            Options with { TransportVersion = version }
        );
        lost.ShouldBeEmpty();
        files.Select(Path.GetFileName).ShouldBe(["lb1.xpt", "lb2.xpt", "lb3.xpt", "lb4.xpt"]);
        files.ShouldAllBe(file => new FileInfo(file).Length <= most);
        Table[] parts = [.. files.Select(XptFile.Read)];
        parts.ShouldAllBe(part => part.Columns[0].Width == 150 && part.Name == "LB");
        parts.SelectMany(part => part.Number("LBSEQ").Values).ShouldBe(rows.Select(row => (double)row));
        parts.SelectMany(part => part.Text("LBTEST").Values).ShouldBe(table.Text("LBTEST").Values);

        XptFile.WriteParts(table.AsDataset(), folder.File("one.xpt"), 1 << 30, Options).Files.ShouldBe([folder.File("one.xpt")]);
        Should
            .Throw<DataException>(() => XptFile.WriteParts(table.AsDataset(), folder.File("none.xpt"), 1000, Options))
            .Message.ShouldContain("no row of 158 bytes fits");
    }

    /// <summary>A data set under another specification.</summary>
    sealed class Named(Dataset inner, DatasetSpec spec) : Dataset
    {
        public override DatasetSpec Spec => spec;

        public override IEnumerable<Batch> Batches() => inner.Batches();
    }
}
