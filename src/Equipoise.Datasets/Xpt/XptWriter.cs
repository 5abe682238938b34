using System.Globalization;

namespace Equipoise.Datasets.Xpt;

/// <summary>Writes one table as a transport file of version 5.</summary>
static class XptWriter
{
    // The release whose layout this is; readers ignore it, and the operating system beside it stays blank.
    const string SasVersion = "6.06    ";
    const string Blank8 = "        ";

    public static void Write(Table table, Namestr[] columns, Stream stream, DateTimeOffset created)
    {
        var time = created.ToString("ddMMMyy:HH:mm:ss", CultureInfo.InvariantCulture).ToUpperInvariant();
        stream.Write(XptHeader.Record(XptHeader.Library));
        stream.Write(Record($"SAS     SAS     SASLIB  {SasVersion}{Blank8}", time));
        stream.Write(Record(time, ""));
        stream.Write(XptHeader.Record(XptHeader.Member, $"00000000000000000160000000{Namestr.Size:D4}"));
        stream.Write(XptHeader.Record(XptHeader.Descriptor));
        stream.Write(Record($"SAS     {table.Name,-8}SASDATA {SasVersion}{Blank8}", time));
        stream.Write(Record($"{time}{Blank8}{Blank8}{table.Label,-40}", ""));
        stream.Write(XptHeader.Record(XptHeader.Names, $"00000{columns.Length:D5}00000000000000000000"));
        WriteNamestrs(columns, stream);
        stream.Write(XptHeader.Record(XptHeader.Observations));
        WriteRows(table, columns, stream);
    }

    static void WriteNamestrs(Namestr[] columns, Stream stream)
    {
        Span<byte> bytes = stackalloc byte[Namestr.Size];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Write(bytes, i + 1, version8: false);
            stream.Write(bytes);
        }
        Pad(stream, (long)columns.Length * Namestr.Size);
    }

    static void WriteRows(Table table, Namestr[] columns, Stream stream)
    {
        var row = new byte[columns.Sum(column => column.Width)];
        for (var i = 0; i < table.RowCount; i++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var field = row.AsSpan(columns[c].Position, columns[c].Width);
                if (table.Columns[c] is TextColumn text)
                    XptText.Write(text[i], field);
                else
                    IbmDouble.Write(((NumberColumn)table.Columns[c])[i], field);
            }
            stream.Write(row);
        }
        Pad(stream, (long)row.Length * table.RowCount);
    }

    static byte[] Record(string start, string end)
    {
        var record = new byte[XptHeader.Size];
        XptText.Write(start, record);
        if (end.Length > 0)
            XptText.Write(end, record.AsSpan(^end.Length));
        return record;
    }

    static void Pad(Stream stream, long written)
    {
        Span<byte> blanks = stackalloc byte[XptHeader.Size];
        blanks.Fill((byte)' ');
        var over = (int)(written % XptHeader.Size);
        if (over > 0)
            stream.Write(blanks[over..]);
    }
}
