using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Equipoise.Datasets.Xpt;

/// <summary>Writes data sets as a transport file of version 5 or 8.</summary>
static class XptWriter
{
    // The release whose layout this is; readers ignore it, and the operating system beside it stays blank.
    const string SasVersion = "6.06";
    const string SasVersion8 = "9.4";

    public static void Write(
        IEnumerable<(Dataset Dataset, XptPlan Plan)> members,
        Stream stream,
        WriteOptions options,
        bool withRows = true
    )
    {
        var version8 = options.TransportVersion == 8;
        var release = version8 ? SasVersion8 : SasVersion;
        var written = Time(options.Created.DateTime);
        stream.Write(XptHeader.Record(version8 ? XptHeader.Library8 : XptHeader.Library));
        stream.Write(Record((0, "SAS     SAS     SASLIB"), (24, release), (64, written)));
        stream.Write(Record((0, written)));
        foreach (var (dataset, plan) in members)
        {
            var (created, modified) = (Time(dataset.Spec.Created) ?? written, Time(dataset.Spec.Modified) ?? written);
            var size = $"00000000000000000160000000{Namestr.Size:D4}";
            stream.Write(XptHeader.Record(version8 ? XptHeader.Member8 : XptHeader.Member, size));
            stream.Write(XptHeader.Record(version8 ? XptHeader.Descriptor8 : XptHeader.Descriptor));
            var kindAt = 8 + (version8 ? Namestr.NameLength8 : Namestr.NameLength);
            stream.Write(Record((0, "SAS"), (8, plan.Spec.Name), (kindAt, "SASDATA"), (kindAt + 8, release), (64, created)));
            stream.Write(Record((0, modified), (32, plan.Spec.Label), (72, plan.Spec.Kind)));
            WriteColumns(plan.Columns, stream, version8);
            stream.Write(
                version8
                    ? XptHeader.Record(XptHeader.Observations8, $"{plan.Rows,15}".PadRight(30))
                    : XptHeader.Record(XptHeader.Observations)
            );
            if (withRows)
                WriteRows(dataset, plan, stream);
        }
    }

    static void WriteColumns(Namestr[] columns, Stream stream, bool version8)
    {
        stream.Write(
            XptHeader.Record(version8 ? XptHeader.Names8 : XptHeader.Names, $"00000{columns.Length:D5}00000000000000000000")
        );
        Span<byte> bytes = stackalloc byte[Namestr.Size];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index].Write(bytes, index + 1, version8);
            stream.Write(bytes);
        }
        Pad(stream, (long)columns.Length * Namestr.Size);
        (Namestr Column, int Number)[] extra =
        [
            .. columns.Select((column, index) => (column, index + 1)).Where(one => one.column.IsLong),
        ];
        if (!version8 || extra.Length == 0)
            return;
        // SAS wants the number left-aligned (https://github.com/tidyverse/haven/issues/784).
        var withFormats = extra.Any(one => one.Column.HasLongFormat);
        stream.Write(XptHeader.Record(withFormats ? XptHeader.Labels9 : XptHeader.Labels8, $"{extra.Length,-30}"));
        var written = 0L;
        foreach (var (column, number) in extra)
        {
            string[] texts =
                withFormats ? [column.Name, column.Label, column.Format.Name, column.Informat.Name] : [column.Name, column.Label];
            WriteNumber(number);
            foreach (var text in texts)
                WriteNumber(XptText.Width(text));
            foreach (var text in texts)
            {
                var field = new byte[XptText.Width(text)];
                XptText.Write(text, field);
                stream.Write(field);
                written += field.Length;
            }
        }
        Pad(stream, written);

        void WriteNumber(int number)
        {
            Span<byte> two = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)number);
            stream.Write(two);
            written += 2;
        }
    }

    static void WriteRows(Dataset dataset, XptPlan plan, Stream stream)
    {
        var width = plan.Width;
        byte[] rows = [];
        foreach (var batch in dataset.Batches())
        {
            if (rows.Length < batch.Count * width)
                rows = new byte[batch.Count * width];
            var these = rows.AsSpan(..(batch.Count * width));
            these.Fill((byte)' ');
            for (var index = 0; index < plan.Fields.Length; index++)
                plan.Fields[index].Write(batch.Columns[index], batch.Count, these, plan.Columns[index].Position, width);
            stream.Write(these);
        }
        Pad(stream, width * plan.Rows);
    }

    static string? Time(DateTime? time) =>
        time is { Year: >= 1960 and <= 2059 }
            ? time.Value.ToString("ddMMMyy:HH:mm:ss", CultureInfo.InvariantCulture).ToUpperInvariant()
            : null;

    static string Time(DateTime time) => time.ToString("ddMMMyy:HH:mm:ss", CultureInfo.InvariantCulture).ToUpperInvariant();

    static byte[] Record(params ReadOnlySpan<(int At, string Text)> fields)
    {
        var record = new byte[XptHeader.Size];
        record.AsSpan().Fill((byte)' ');
        foreach (var (at, text) in fields)
            Encoding.UTF8.GetBytes(text, record.AsSpan(at));
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
