using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Equipoise.Datasets.Xpt;

/// <summary>Reads what the members of one transport file are, version 5, 8 or 9; their rows are read later.</summary>
sealed class XptReader(string file) : IDisposable
{
    readonly XptStream stream = new(file);

    /// <summary>How a file of PROC CPORT begins, which only SAS can read.</summary>
    public static ReadOnlySpan<byte> Cport => "**COMPRESSED**"u8;

    /// <exception cref="DataException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyList<XptDataset> Members(string file)
    {
        using var reader = new XptReader(file);
        return reader.Members();
    }

    public void Dispose() => stream.Dispose();

    List<XptDataset> Members()
    {
        var start = stream.Ahead(2 * XptHeader.Size);
        if (start.StartsWith(Cport))
            throw stream.Bad("is a SAS CPORT file. Export it again with the XPORT engine (libname … xport) or PROC COPY.");
        var kind = start.Length < XptHeader.Size ? null : XptHeader.KindOf(start[..XptHeader.Size]);
        if (kind is not (XptHeader.Library or XptHeader.Library8))
            throw stream.Bad("is not a SAS transport file: it does not begin with a library header.");
        if (start.Length > XptHeader.Size && start[XptHeader.Size] is (byte)'\r' or (byte)'\n')
            throw stream.Bad(
                "has line ends between its records, as a transfer in text mode leaves them; that changes numbers too. "
                    + "Transfer it again in binary mode."
            );
        stream.Take(3 * XptHeader.Size, "the library header");
        List<XptDataset> members = [];
        while (stream.Ahead(1).Length > 0)
            members.Add(ReadMember());
        return members;
    }

    XptDataset ReadMember()
    {
        var member = Expect(XptHeader.Member, XptHeader.Member8);
        var version8 = XptHeader.KindOf(member) == XptHeader.Member8;
        var size = Count(XptHeader.FieldsOf(member)[26..], "size of a column's description");
        if (size is not (Namestr.Size or Namestr.SizeOnVax))
            throw stream.Bad($"describes each column in {size} bytes; {Namestr.Size} are expected.");
        Expect(XptHeader.Descriptor, XptHeader.Descriptor8);
        var first = stream.Take(XptHeader.Size, "the name of the data set");
        var nameLength = version8 ? Namestr.NameLength8 : Namestr.NameLength;
        var (name, created) = (XptText.Read(first.Slice(8, nameLength)), Time(first[64..]));
        var second = stream.Take(XptHeader.Size, "the label of the data set");
        var (label, modified) = (XptText.Read(second.Slice(32, Namestr.LabelLength)), Time(second[..16]));
        var kind = XptText.Read(second[72..]);
        var columns = ReadNamestrs((int)size, version8);
        var observations = Expect(XptHeader.Observations, XptHeader.Observations8, XptHeader.Labels8, XptHeader.Labels9);
        while (XptHeader.KindOf(observations) is XptHeader.Labels8 or XptHeader.Labels9)
        {
            ReadLongLabels(columns, observations);
            observations = Expect(XptHeader.Observations, XptHeader.Observations8, XptHeader.Labels8, XptHeader.Labels9);
        }
        // Old writers left the count blank or 0 where they did not know it.
        var counted = version8 ? Count(XptHeader.FieldsOf(observations)[..15], "number of rows") : 0;
        var spec = new DatasetSpec(name, label, [.. columns.Select(column => column.Spec())])
        {
            Created = created,
            Modified = modified,
            Kind = kind,
        };
        return new(file, spec, columns, stream.Position, XptExtent.Of(stream), counted);
    }

    Namestr[] ReadNamestrs(int size, bool version8)
    {
        var count = (int)Count(XptHeader.FieldsOf(Expect(XptHeader.Names, XptHeader.Names8))[5..10], "number of columns");
        var start = stream.Position;
        var columns = new Namestr[count];
        for (var i = 0; i < count; i++)
            columns[i] = Namestr.Read(stream.Take(size, $"the description of column {i + 1} of {count}"), version8);
        PadFrom(start);
        foreach (var column in columns)
        {
            if (column.Name.Length == 0)
                throw stream.Bad("has a column without name.");
            // Text of no bytes is what old versions of haven wrote for an empty column.
            if (!column.IsText && column.Width is < 2 or > 8)
                throw stream.Bad($"column {column.Name} declares numbers of {column.Width} bytes.");
        }
        foreach (var same in columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase))
            if (same.Count() > 1)
                throw stream.Bad($"has {same.Count()} columns named {same.Key}.");
        return columns;
    }

    /// <summary>Version 8 keeps labels over 40 bytes after the columns' descriptions, version 9 also formats over 8.</summary>
    void ReadLongLabels(Namestr[] columns, ReadOnlySpan<byte> header)
    {
        var withFormats = XptHeader.KindOf(header) == XptHeader.Labels9;
        var count = Count(XptHeader.FieldsOf(header), "number of long labels");
        var start = stream.Position;
        for (var i = 0; i < count; i++)
        {
            var lengths = stream.Take(withFormats ? 10 : 6, "a long label");
            var number = BinaryPrimitives.ReadUInt16BigEndian(lengths);
            if (number < 1 || number > columns.Length)
                throw stream.Bad($"has a long label for column {number} of {columns.Length}.");
            Span<int> sizes = [0, 0, 0, 0];
            for (var part = 0; part < (withFormats ? 4 : 2); part++)
                sizes[part] = BinaryPrimitives.ReadUInt16BigEndian(lengths[(2 + (2 * part))..]);
            stream.Take(sizes[0], "a long name");
            var column = columns[number - 1] with { Label = XptText.Read(stream.Take(sizes[1], "a long label")) };
            columns[number - 1] = column with
            {
                Format = Long(column.Format, stream.Take(sizes[2], "a long format")),
                Informat = Long(column.Informat, stream.Take(sizes[3], "a long informat")),
            };
        }
        PadFrom(start);
    }

    // The description has the first eight letters, and width and decimals; here are all letters, of some writers with those.
    static SasFormat Long(SasFormat format, ReadOnlySpan<byte> name) =>
        name.IsEmpty ? format
        : XptText.Read(name) is var text && text.Contains('.', StringComparison.Ordinal) && SasFormat.Parse(text) is { } whole
            ? whole
        : format with { Name = text };

    ReadOnlySpan<byte> Expect(params ReadOnlySpan<string> kinds)
    {
        var at = stream.Position;
        var record = stream.Take(XptHeader.Size, $"the header {kinds[0].Trim()}");
        var kind = XptHeader.KindOf(record);
        return kind is not null && kinds.Contains(kind)
            ? record
            : throw stream.Bad($"is damaged: the header {kinds[0].Trim()} is missing at byte {at}.");
    }

    void PadFrom(long start) =>
        stream.Take((int)((XptHeader.Size - ((stream.Position - start) % XptHeader.Size)) % XptHeader.Size), "padding");

    // Counts stand right- or left-aligned, padded with blanks or zeros, depending on who wrote them; haven put a lone 0 behind
    // (https://github.com/tidyverse/haven/issues/784).
    long Count(ReadOnlySpan<byte> field, string what)
    {
        var text = field.Trim(" \0"u8);
        if (text.IndexOf((byte)' ') is >= 0 and var blank)
            text = text[..blank];
        return text.IsEmpty ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1L << 40 ? count
            : throw stream.Bad($"is damaged: the {what} is not a number.");
    }

    // Two digits of a year mean 1960 to 2059.
    static DateTime? Time(ReadOnlySpan<byte> field)
    {
        var text = Encoding.Latin1.GetString(field[..16]);
        return
            DateTime.TryParseExact(
                $"{text[..5]}{(string.CompareOrdinal(text[5..7], "60") >= 0 ? "19" : "20")}{text[5..]}",
                "ddMMMyyyy:HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
            ? time
            : null;
    }
}
