namespace Equipoise.Datasets.Sas7bdat;

/// <summary>The pages of a file in order, one at a time.</summary>
sealed class SasPages : IDisposable
{
    // The type of a page is a set of these.
    const int Index = 0x9000;
    const int Data = 0x0100;
    const int Mix = 0x0200;
    const int Deleted = 0x0080;
    const int Known = Data | Mix | Deleted | 0x0400 | 0x4000;

    readonly string file;
    readonly SasHeader header;
    readonly FindingList notes;
    readonly Stream stream;
    readonly byte[] page;
    int type;

    /// <exception cref="DataException">The file is shorter than its header says.</exception>
    public SasPages(string file, SasHeader header, FindingList notes)
    {
        (this.file, this.header, this.notes) = (file, header, notes);
        stream = PackedFile.Open(file);
        try
        {
            Length = stream.CanSeek ? stream.Length : null;
            CheckLength();
            page = new byte[header.PageLength];
            Skip(header.Length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The length of the file; null where it is packed.</summary>
    public long? Length { get; }

    /// <summary>The number of the page, from 1.</summary>
    public long Number { get; private set; }

    public ReadOnlySpan<byte> Bytes => page;

    /// <summary>How many subheaders the page points to.</summary>
    public int Pointers { get; private set; }

    /// <summary>How many rows stand in the page beside those that are subheaders.</summary>
    public int Rows { get; private set; }

    /// <summary>Where those rows begin, but for padding.</summary>
    public int RowsAt => RowsAfter(Pointers);

    /// <summary>Whether a map of deleted rows counts.</summary>
    public bool HasDeleted => (type & Deleted) != 0 && !header.IsOfStatTransfer;

    /// <summary>The bytes that lie unused behind the rows.</summary>
    public uint Unused => header.Layout.U32(page.AsSpan(3 * header.Layout.Word));

    /// <summary>Goes on to the next page; false when there is none.</summary>
    /// <param name="withRows">Whether pages of rows alone are wanted too.</param>
    /// <exception cref="DataException">The page is damaged or not there.</exception>
    public bool Next(bool withRows = true)
    {
        while (Number < header.Pages)
        {
            Number++;
            Fill(0, header.Layout.PageHeader);
            ReadHeader();
            if (withRows || (type & Data) == 0)
            {
                Fill(header.Layout.PageHeader, page.Length);
                return true;
            }
            Skip(page.Length - header.Layout.PageHeader);
        }
        return false;
    }

    /// <summary>What a pointer of the page points to.</summary>
    /// <exception cref="DataException">It points out of the page.</exception>
    public SasPointer Pointer(int index)
    {
        var layout = header.Layout;
        var bytes = page.AsSpan(layout.PageHeader + (index * layout.Pointer), layout.Pointer);
        var (offset, length) = (layout.U(bytes), layout.U(bytes[layout.Word..]));
        var (compression, kind) = (bytes[2 * layout.Word], bytes[(2 * layout.Word) + 1]);
        if (length == 0 || SasPointer.IsFree(compression))
            return new(0, 0, compression, kind);
        return offset >= (ulong)RowsAt && offset <= (ulong)page.Length && length <= (ulong)page.Length - offset
            ? new((int)offset, (int)length, compression, kind)
            : throw Bad($"its subheader {index + 1} is outside of it");
    }

    public DataException Bad(string problem) => new($"{file}: is damaged: page {Number} of {header.Pages}: {problem}.");

    public void Dispose() => stream.Dispose();

    void CheckLength()
    {
        var announced = header.Length + (header.Pages * header.PageLength);
        if (Length < announced)
        {
            var last = (Math.Max(Length.Value - header.Length, 0) / header.PageLength) + 1;
            throw new DataException(
                $"{file}: is cut short: {header.Pages} pages of {header.PageLength} bytes are announced, "
                    + $"and it ends within page {last}. Copy it again, whole."
            );
        }
        if (Length > announced)
            notes.Add("length", $"{Length - announced} bytes follow the last page");
    }

    void ReadHeader()
    {
        var layout = header.Layout;
        if (layout.U32(page) != (header.PageMask ^ (uint)Number))
            notes.Add("page number", $"page {Number} does not carry its number, so pages may be damaged or in another order");
        var counts = page.AsSpan(layout.PageHeader - 8);
        type = layout.U16(counts);
        var (blocks, pointers) = (layout.U16(counts[2..]), layout.U16(counts[4..]));
        if ((type & Index) == Index)
        {
            (type, Pointers, Rows) = (0, 0, 0);
            return;
        }
        if ((type & ~Known) != 0 || (type & (Data | Mix)) == (Data | Mix))
            throw Bad($"its type {type:X4} is not known");
        if ((type & Data) != 0 && pointers > 0)
            throw Bad("it is a page of rows and has subheaders");
        if (RowsAfter(pointers) > page.Length)
            throw Bad($"{pointers} subheaders do not fit into it");
        if ((type & Mix) != 0 && blocks < pointers)
            throw Bad($"it has {blocks} blocks, fewer than its {pointers} subheaders");
        (Pointers, Rows) = (pointers, (type & (Data | Mix)) != 0 ? blocks - pointers : 0);
    }

    int RowsAfter(int pointers) => header.Layout.PageHeader + (pointers * header.Layout.Pointer);

    void Fill(int from, int to)
    {
        try
        {
            if (stream.ReadAtLeast(page.AsSpan(from..to), to - from, throwOnEndOfStream: false) < to - from)
                throw CutShort();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new DataException($"{file}: cannot be read. {e.Message}", e);
        }
    }

    void Skip(int count)
    {
        if (stream.CanSeek)
            stream.Position += count;
        else
            for (var left = count; left > 0; left -= Math.Min(left, page.Length))
                Fill(0, Math.Min(left, page.Length));
    }

    DataException CutShort() =>
        new(
            Number == 0
                ? $"{file}: is cut short: it ends within its header."
                : $"{file}: is cut short: it ends within page {Number} of {header.Pages}. Copy it again, whole."
        );
}
