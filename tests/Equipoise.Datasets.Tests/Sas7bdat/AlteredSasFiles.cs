using System.Buffers.Binary;
using Equipoise.Datasets.Sas7bdat;

namespace Equipoise.Datasets.Tests.Sas7bdat;

/// <summary>Real files with a few bytes changed, each for one cause.</summary>
public sealed class AlteredSasFiles : IDisposable
{
    // Where the header of a little-endian 32-bit file without padding has them.
    const int KindAt = 15;
    const int EncodingAt = 70;
    const byte EucTw = 119;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Altered(string name, Action<byte[]> alter)
    {
        var bytes = File.ReadAllBytes(ReferenceData.PathOf("datasets", "sas7bdat", $"{name}.sas7bdat"));
        alter(bytes);
        return folder.File($"{name}.sas7bdat", bytes);
    }

    static string Refusal(string file) => Should.Throw<DataException>(() => Sas7bdatFile.Read(file)).Message;

    [ReferenceFact]
    public void An_encoding_that_is_not_known_is_refused_by_name_where_it_matters_until_the_user_names_one()
    {
        var column = Altered("chinese_column_works", bytes => bytes[EncodingAt] = EucTw);
        Refusal(column).ShouldContain("the name of column 1: is not ASCII, and the encoding of the file, euc-tw");
        Sas7bdatFile.Read(column, "gb18030").Columns.ShouldHaveSingleItem();
        var cell = Altered("test17", bytes => bytes[EncodingAt] = EucTw);
        Refusal(cell).ShouldContain("row 1, column Column2: is not ASCII");
        Sas7bdatFile.Read(cell, "utf-8").Text("Column2")[0].ShouldBe("高雄市");
        Sas7bdatFile.Read(Altered("test1", bytes => bytes[EncodingAt] = EucTw)).RowCount.ShouldBe(10);
        Sas7bdatFile.Read(Altered("test1", bytes => bytes[EncodingAt] = 250)).RowCount.ShouldBe(10);
    }

    [ReferenceFact]
    public void Bytes_that_are_no_letters_are_replaced_and_counted()
    {
        var file = Altered("test1", bytes => bytes[EncodingAt] = 20);
        // "pear" of the first row becomes FF e a r: no byte of UTF-8 is FF.
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().IndexOf("pear "u8)] = 0xFF;
        var dataset = Sas7bdatFile.Open(folder.File("invalid.sas7bdat", bytes));
        Table.Of(dataset).Columns.OfType<TextColumn>().SelectMany(column => column.Values).ShouldContain("\uFFFDear");
        var note = dataset.Findings.ShouldHaveSingleItem();
        (note.Rule, note.Weight, note.Row, note.Count).ShouldBe(("bytes replaced", FindingWeight.Lost, 1, 1));
    }

    [ReferenceFact]
    public void A_file_that_names_no_encoding_is_read_as_Windows_1252_with_a_note()
    {
        var file = Altered("test1", bytes => bytes[EncodingAt] = 0);
        Sas7bdatFile.Open(file).Findings.ShouldBeEmpty();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.AsSpan().IndexOf("pear "u8)] = 0x80;
        var dataset = Sas7bdatFile.Open(folder.File("euro.sas7bdat", bytes));
        Table.Of(dataset).Columns.OfType<TextColumn>().SelectMany(column => column.Values).ShouldContain("€ear");
        dataset.Findings.ShouldHaveSingleItem().Message.ShouldContain("names no encoding");
    }

    [Fact]
    public void Every_encoding_that_is_said_to_be_known_is()
    {
        var all = Enumerable.Range(0, 256).Select(code => SasEncoding.Of((byte)code));
        var known = all.Where(encoding => encoding.CodePage is not null).ToList();
        foreach (var encoding in known)
            SasEncoding.Decoder(encoding.CodePage!.Value).GetString("Placebo 0.5"u8).ShouldBe("Placebo 0.5", encoding.Name);
        // Of the numbers that public readers list, those for which .NET has the code page.
        known.Count.ShouldBe(66);
    }

    [ReferenceFact]
    public void A_catalog_is_called_that() => Refusal(Altered("test1", bytes => bytes[KindAt] = 0x63)).ShouldContain("catalog");

    [ReferenceFact]
    public void A_file_of_another_kind_is_called_that() =>
        Refusal(folder.File("adsl.sas7bdat", "USUBJID,AGE\n1,2\n")).ShouldContain("is not a data set of SAS");

    [ReferenceFact]
    public void A_file_that_is_cut_says_at_which_page()
    {
        var bytes = File.ReadAllBytes(ReferenceData.PathOf("datasets", "sas7bdat", "cars.sas7bdat"));
        Refusal(folder.File("cars.sas7bdat", bytes[..^1]))
            .ShouldContain("3 pages of 4096 bytes are announced, and it ends within page 3");
    }

    [ReferenceFact]
    public void Rows_before_damage_are_given()
    {
        // The type of the last of three pages becomes one that is not known; beside it stands how many of the 392 rows it has.
        var last = 0;
        var file = Altered(
            "cars",
            bytes =>
            {
                var page = bytes.AsSpan(^4096..);
                last = BinaryPrimitives.ReadUInt16LittleEndian(page[18..]);
                BinaryPrimitives.WriteUInt16LittleEndian(page[16..], 0x0802);
            }
        );
        var rows = 0;
        Should
            .Throw<DataException>(() =>
            {
                foreach (var batch in Sas7bdatFile.Open(file).Batches())
                    rows += batch.Count;
            })
            .Message.ShouldContain("page 3 of 3: its type 0802 is not known");
        rows.ShouldBe(392 - last);
    }

    [ReferenceFact]
    public void Pages_in_another_order_are_noted()
    {
        var file = Altered(
            "cars",
            bytes =>
            {
                var second = bytes[^8192..^4096];
                bytes.AsSpan(^4096..).CopyTo(bytes.AsSpan(^8192));
                second.CopyTo(bytes.AsSpan(^4096));
            }
        );
        var dataset = Sas7bdatFile.Open(file);
        Table.Of(dataset).RowCount.ShouldBe(392);
        dataset.Findings.ShouldContain(finding => finding.Rule == "page number" && finding.Count == 2);
    }
}
