using System.Buffers.Binary;
using System.Globalization;

namespace Equipoise.Datasets.Xpt;

/// <summary>Reads the members of one transport file, version 5 or 8.</summary>
sealed class XptReader(string file, byte[] bytes)
{
    int position;

    public List<Table> ReadMembers()
    {
        if (bytes.AsSpan().StartsWith("**COMPRESSED**"u8))
            throw Bad("is a SAS CPORT file. Export it again with the XPORT engine (libname … xport) or PROC COPY.");
        var kind = bytes.Length < XptHeader.Size ? null : XptHeader.KindOf(bytes.AsSpan(0, XptHeader.Size));
        if (kind is not (XptHeader.Library or XptHeader.Library8))
            throw Bad("is not a SAS transport file: it does not begin with a library header.");
        if (bytes.Length % XptHeader.Size != 0)
            throw Bad($"is cut short: it has {bytes.Length} bytes, which is not a multiple of {XptHeader.Size}.");
        position = 3 * XptHeader.Size;
        List<Table> members = [];
        while (position < bytes.Length)
            members.Add(ReadMember());
        return members;
    }

    Table ReadMember()
    {
        var member = Expect(XptHeader.Member, XptHeader.Member8);
        var version8 = XptHeader.KindOf(member) == XptHeader.Member8;
        var size = Count(XptHeader.FieldsOf(member)[26..], "size of a column's description");
        if (size is not (Namestr.Size or Namestr.SizeOnVax))
            throw Bad($"describes each column in {size} bytes; {Namestr.Size} are expected.");
        Expect(XptHeader.Descriptor, XptHeader.Descriptor8);
        var name = XptText.Read(Take(XptHeader.Size, "the name of the data set").Slice(8, version8 ? 32 : 8));
        var label = XptText.Read(Take(XptHeader.Size, "the label of the data set").Slice(32, 40));
        var columns = ReadNamestrs(size, version8);
        var observations = Expect(XptHeader.Observations, XptHeader.Observations8, XptHeader.Labels8, XptHeader.Labels9);
        while (XptHeader.KindOf(observations) is XptHeader.Labels8 or XptHeader.Labels9)
        {
            ReadLongLabels(columns, observations);
            observations = Expect(XptHeader.Observations, XptHeader.Observations8, XptHeader.Labels8, XptHeader.Labels9);
        }
        // Old writers left the count blank or 0 where they did not know it.
        var counted = version8 ? Count(XptHeader.FieldsOf(observations)[..15], "number of rows") : 0;
        var data = XptObservations.Slice(bytes, position);
        position += data.Length;
        return XptObservations.Read(file, name, label, columns, data.Span, counted);
    }

    Namestr[] ReadNamestrs(int size, bool version8)
    {
        var count = Count(XptHeader.FieldsOf(Expect(XptHeader.Names, XptHeader.Names8))[5..10], "number of columns");
        var start = position;
        var columns = new Namestr[count];
        for (var i = 0; i < count; i++)
            columns[i] = Namestr.Read(Take(size, $"the description of column {i + 1} of {count}"), version8);
        PadFrom(start);
        foreach (var column in columns)
        {
            if (column.Name.Length == 0)
                throw Bad("has a column without name.");
            if (column.Width < (column.IsText ? 1 : 2) || (!column.IsText && column.Width > 8))
                throw Bad($"column {column.Name} declares values of {column.Width} bytes.");
        }
        foreach (var same in columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase))
            if (same.Count() > 1)
                throw Bad($"has {same.Count()} columns named {same.Key}.");
        return columns;
    }

    /// <summary>Version 8 keeps labels over 40 bytes, and in LABELV9 formats over 8, after the columns' descriptions.</summary>
    void ReadLongLabels(Namestr[] columns, ReadOnlySpan<byte> header)
    {
        var withFormats = XptHeader.KindOf(header) == XptHeader.Labels9;
        var count = Count(XptHeader.FieldsOf(header), "number of long labels");
        var start = position;
        for (var i = 0; i < count; i++)
        {
            var lengths = Take(withFormats ? 10 : 6, "a long label");
            var number = BinaryPrimitives.ReadUInt16BigEndian(lengths);
            if (number < 1 || number > columns.Length)
                throw Bad($"has a long label for column {number} of {columns.Length}.");
            Take(BinaryPrimitives.ReadUInt16BigEndian(lengths[2..]), "a long name");
            var label = XptText.Read(Take(BinaryPrimitives.ReadUInt16BigEndian(lengths[4..]), "a long label"));
            columns[number - 1] = columns[number - 1] with { Label = label };
            if (!withFormats)
                continue;
            Take(BinaryPrimitives.ReadUInt16BigEndian(lengths[6..]), "a long format");
            Take(BinaryPrimitives.ReadUInt16BigEndian(lengths[8..]), "a long informat");
        }
        PadFrom(start);
    }

    ReadOnlySpan<byte> Expect(params ReadOnlySpan<string> kinds)
    {
        var record = Take(XptHeader.Size, $"the header {kinds[0].Trim()}");
        var kind = XptHeader.KindOf(record);
        return kind is not null && kinds.Contains(kind)
            ? record
            : throw Bad($"is damaged: the header {kinds[0].Trim()} is missing at byte {position - XptHeader.Size}.");
    }

    ReadOnlySpan<byte> Take(int length, string what)
    {
        if (length > bytes.Length - position)
            throw Bad($"is cut short: it ends within {what}.");
        position += length;
        return bytes.AsSpan(position - length, length);
    }

    void PadFrom(int start) => Take((XptHeader.Size - ((position - start) % XptHeader.Size)) % XptHeader.Size, "padding");

    // Counts stand right- or left-aligned, padded with blanks or zeros, depending on who wrote them.
    int Count(ReadOnlySpan<byte> field, string what)
    {
        var text = field.Trim(" \0"u8);
        return text.IsEmpty ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
            : throw Bad($"is damaged: the {what} is not a number.");
    }

    DataException Bad(string problem) => new($"{file}: {problem}");
}
