namespace Equipoise.Datasets.Sas7bdat;

/// <summary>How the rows of a file are packed.</summary>
enum SasPacking
{
    None,
    RunLengths,
    Ross,
}

/// <summary>What the pages say of the data set and its columns.</summary>
sealed class SasMetadata
{
    readonly string file;
    readonly SasHeader header;
    readonly SasText text;
    readonly List<byte[]> blocks = [];
    readonly List<byte[]> names = [];
    readonly List<byte[]> attributes = [];
    readonly List<byte[]> formats = [];
    byte[]? sizes;
    ulong? columns;

    SasMetadata(string file, SasHeader header, SasText text) => (this.file, this.header, this.text) = (file, header, text);

    /// <summary>The bytes of a row.</summary>
    public int Width { get; private set; }

    /// <summary>The rows in the file, with the deleted ones.</summary>
    public long Rows { get; private set; }

    /// <summary>How many of them are deleted.</summary>
    public long Deleted { get; private set; }

    /// <summary>Whether the file itself is packed, so that its length is not known.</summary>
    public bool IsPacked { get; private set; }

    public SasPacking Packing { get; private set; }

    public IReadOnlyList<SasColumn> Columns { get; private set; } = [];

    /// <summary>The data set apart from its rows.</summary>
    public DatasetSpec Spec { get; private set; } = new("", "", []);

    SasLayout Layout => header.Layout;

    /// <exception cref="DataException">They are damaged, or say something that is not known.</exception>
    public static SasMetadata Read(string file, SasHeader header, SasText text, FindingList notes)
    {
        var metadata = new SasMetadata(file, header, text);
        // What is odd about pages is noted when they are read for their rows.
        using var pages = new SasPages(file, header, new(file));
        metadata.IsPacked = pages.Length is null;
        while (!metadata.IsWhole && pages.Next(withRows: false))
            metadata.Add(pages);
        metadata.Finish(notes);
        return metadata;
    }

    // A text block may stand behind the rows; how many there are is in the first pages, so most files are known from those.
    bool IsWhole => IsDescribed && blocks.Count >= Blocks;

    bool IsDescribed =>
        sizes is not null
        && (ulong)names.Count == columns
        && (ulong)attributes.Count == columns
        && (ulong)formats.Count == columns;

    int Blocks => Layout.U16(sizes.AsSpan(Layout.Is64 ? 748 : 420));

    void Add(SasPages pages)
    {
        // Subheaders do not overlap, so that what is kept of a page is never more than the page.
        var taken = 0;
        // Behind the descriptions may stand rows, one of which may begin like a description.
        for (var index = 0; index < pages.Pointers && !IsWhole; index++)
        {
            var pointer = pages.Pointer(index);
            if (pointer.Length == 0 || !pointer.IsPlain)
                continue;
            var bytes = pages.Bytes.Slice(pointer.Offset, pointer.Length);
            var kind = SasSignature.Of(Layout, bytes);
            if (kind is SasSubheader.None or SasSubheader.Other)
                continue;
            taken += pointer.Length;
            if (taken > pages.Bytes.Length)
                throw pages.Bad("its subheaders overlap");
            if (!Add(kind, bytes))
                throw pages.Bad($"its subheader {index + 1} ({kind}) is there twice or cut short");
            if ((ulong)Math.Max(Math.Max(names.Count, attributes.Count), formats.Count) > columns)
                throw pages.Bad($"it describes more columns than the {columns} that the file announces");
        }
    }

    bool Add(SasSubheader kind, ReadOnlySpan<byte> bytes)
    {
        var (word, is64) = (Layout.Word, Layout.Is64);
        switch (kind)
        {
            case SasSubheader.RowSize:
                if (sizes is not null || bytes.Length < (is64 ? 750 : 422))
                    return false;
                sizes = bytes.ToArray();
                return true;
            case SasSubheader.ColumnCount:
                if (bytes.Length < 2 * word)
                    return false;
                columns ??= Layout.U(bytes[word..]);
                return true;
            case SasSubheader.Text:
                blocks.Add(bytes[word..].ToArray());
                return true;
            case SasSubheader.Names:
                return Split(bytes, 8, names);
            case SasSubheader.Attributes:
                return Split(bytes, is64 ? 16 : 12, attributes);
            default:
                if (bytes.Length < (is64 ? 58 : 46))
                    return false;
                formats.Add(bytes.ToArray());
                return true;
        }
    }

    // Behind the signature stand eight bytes of a header, and twelve unused ones at the end.
    bool Split(ReadOnlySpan<byte> bytes, int size, List<byte[]> into)
    {
        var start = Layout.Word + 8;
        if (bytes.Length < start + 12 - Layout.Word + 4)
            return false;
        var count = (bytes.Length - (Layout.Is64 ? 28 : 20)) / size;
        for (var index = 0; index < count; index++)
            into.Add(bytes.Slice(start + (index * size), size).ToArray());
        return true;
    }

    void Finish(FindingList notes)
    {
        if (sizes is null || columns is null)
            throw Bad($"is damaged: no page says {(sizes is null ? "how long a row is" : "how many columns there are")}.");
        if (!IsDescribed)
            throw Bad(
                $"is damaged: it announces {columns} columns and has {names.Count} names, {attributes.Count} places "
                    + $"and {formats.Count} labels."
            );
        if (blocks.Count < Blocks)
            notes.Add("text blocks", $"{Blocks} blocks of texts are announced and {blocks.Count} are there");
        var (width, rows, deleted) = (Word(5), Word(6), Word(7));
        if (width > int.MaxValue || rows > long.MaxValue || deleted > rows)
            throw Bad($"is damaged: it announces {rows} rows of {width} bytes, {deleted} of them deleted.");
        (Width, Rows, Deleted) = ((int)width, (long)rows, (long)deleted);
        Packing = Reference(sizes.AsSpan(Layout.Is64 ? 690 : 362), "the method of compression") switch
        {
            "" => SasPacking.None,
            "SASYZCRL" => SasPacking.RunLengths,
            "SASYZCR2" => SasPacking.Ross,
            var other => throw Bad($"is compressed by \"{other}\", which is not known."),
        };
        var found = new (SasColumn Column, ColumnSpec Spec)[names.Count];
        for (var index = 0; index < found.Length; index++)
            found[index] = Column(index);
        foreach (var same in found.GroupBy(column => column.Column.Name, StringComparer.OrdinalIgnoreCase))
            if (same.Count() > 1)
                throw Bad($"has {same.Count()} columns named {same.Key}.");
        Columns = [.. found.Select(column => column.Column)];
        Spec = new(
            text.Of(header.Name, "the name of the data set"),
            Reference(sizes.AsSpan(Layout.Is64 ? 678 : 350), "the label of the data set"),
            [.. found.Select(column => column.Spec)]
        )
        {
            Created = header.Created,
            Modified = header.Modified,
        };
    }

    (SasColumn Column, ColumnSpec Spec) Column(int index)
    {
        var place = attributes[index].AsSpan();
        var format = formats[index].AsSpan();
        var (at, width, kind) = (Layout.U(place), Layout.U32(place[Layout.Word..]), place[Layout.Word + 6]);
        var name = Reference(names[index], $"the name of column {index + 1}");
        if (name.Length == 0)
            throw Bad($"column {index + 1} of {names.Count} has no name.");
        if (kind is not (1 or 2))
            throw Bad($"column {name} is of the type {kind}; 1 is numbers and 2 is text.");
        var isText = kind == 2;
        if (isText ? width is < 1 or > 32_767 : width is < 3 or > 8)
            throw Bad($"column {name} declares {(isText ? "texts" : "numbers")} of {width} bytes.");
        if (at > (ulong)Width || width > (ulong)Width - at)
            throw Bad($"is damaged: column {name} is outside of the row, which has {Width} bytes.");
        var widths = format[(Layout.Is64 ? 24 : 12)..];
        var texts = format[(Layout.Is64 ? 40 : 28)..];
        var shown = Format(texts[6..], widths, $"the format of {name}");
        var label = Reference(texts[12..], $"the label of {name}");
        var spec = isText ? ColumnSpec.OfText(name, label) : ColumnSpec.OfNumber(name, label, shown);
        return (
            new(name, isText, (int)at, (int)width),
            spec with
            {
                Length = (int)width,
                Format = shown,
                Informat = Format(texts, widths[4..], $"the informat of {name}"),
            }
        );
    }

    string Format(ReadOnlySpan<byte> name, ReadOnlySpan<byte> widths, string what) =>
        new SasFormat(Reference(name, what), Layout.U16(widths), Layout.U16(widths[2..])).ToString();

    ulong Word(int index) => Layout.U(sizes.AsSpan(index * Layout.Word));

    /// <summary>The text that three numbers point to: its block, its place after the block's signature, its length.</summary>
    string Reference(ReadOnlySpan<byte> bytes, string what)
    {
        // SAS lets a label have 256 bytes, and no text is longer.
        const int longest = 1024;
        var (block, at, length) = (Layout.U16(bytes), Layout.U16(bytes[2..]), Layout.U16(bytes[4..]));
        if (length == 0)
            return "";
        return length <= longest && block < blocks.Count && at + length <= blocks[block].Length
            ? text.Of(blocks[block].AsSpan(at, length), what)
            : throw Bad($"is damaged: {what} is not where the file says.");
    }

    DataException Bad(string problem) => new($"{file}: {problem}");
}
