namespace Equipoise.Datasets.Xpt;

/// <summary>How far the rows of a member go, and how they end.</summary>
/// <param name="Length">Bytes from the first row to the next member, or to the end of the file.</param>
/// <param name="NotBlank">Bytes up to the last one that is not blank.</param>
/// <param name="Tail">The last bytes, as many as padding and a line end may be.</param>
sealed record XptExtent(long Length, long NotBlank, byte[] Tail)
{
    const int Chunk = XptHeader.Size << 13;
    const int TailLength = 2 * XptHeader.Size;

    /// <summary>Goes through the rows, to their end.</summary>
    public static XptExtent Of(XptStream stream)
    {
        var (start, notBlank) = (stream.Position, 0L);
        List<byte> tail = [];
        while (true)
        {
            var bytes = stream.Ahead(Chunk);
            var rows = bytes[..EndIn(bytes)];
            if (rows.LastIndexOfAnyExcept((byte)' ') is >= 0 and var place)
                notBlank = stream.Position + place + 1 - start;
            tail.AddRange(rows.Length > TailLength ? rows[^TailLength..] : rows);
            if (tail.Count > TailLength)
                tail.RemoveRange(0, tail.Count - TailLength);
            stream.Advance(rows.Length);
            if (rows.Length < bytes.Length || rows.IsEmpty)
                return new(stream.Position - start, notBlank, [.. tail]);
        }
    }

    // Headers stand on record boundaries; the same words inside a text do not count.
    static int EndIn(ReadOnlySpan<byte> bytes)
    {
        for (var from = 0; bytes[from..].IndexOf(XptHeader.Prefix) is >= 0 and var next;)
        {
            var at = from + next;
            if (
                at % XptHeader.Size == 0
                && bytes.Length - at >= XptHeader.Size
                && XptHeader.IsMember(bytes.Slice(at, XptHeader.Size))
            )
                return at;
            from = at + 1;
        }
        return bytes.Length;
    }

    /// <summary>How many rows are there, which version 5 does not say.</summary>
    /// <remarks>
    /// The last record is padded with blanks; some writers pad with NUL, or add blank records, or a line end. A row of numbers is
    /// never blank, so blank rows at the end of a data set with numbers are padding, however many. Of texts alone, rows shorter
    /// than a record leave blank rows in the padding; so trailing blank rows count only as far as they are needed to explain the
    /// last record.
    /// </remarks>
    /// <param name="file">The file, for messages.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="width">The bytes of a row.</param>
    /// <param name="notes">Receives what is odd.</param>
    /// <exception cref="DataException">The last row is not whole.</exception>
    public long Rows(string file, Namestr[] columns, long width, FindingList notes)
    {
        if (width == 0 || Length == 0)
            return 0;
        var lineEnd = LineEnd;
        var length = Length - lineEnd;
        if (lineEnd > 0)
            notes.Add("line end", "a line end or Ctrl-Z stands after the last record");
        else if (length % XptHeader.Size != 0)
            notes.Add("padding", "the last record is not padded to 80 bytes, so rows after it may have been cut off");
        var rows = length / width;
        var padding = Padding(lineEnd);
        if (length - (rows * width) > padding)
            throw new DataException($"{file}: is cut short: it ends within row {rows + 1}.");
        var hasNumbers = columns.Any(column => !column.IsText);
        if (Tail.AsSpan()[..^lineEnd].EndsWith("\0"u8))
        {
            // A text is never NUL, so neither is a row that has one.
            if (columns.Any(column => column is { IsText: true, Width: > 0 }))
                rows = Math.Min(rows, Needed(length - padding, width));
            notes.Add("padding", "the last record is padded with NUL instead of blanks");
        }
        var notBlank = Needed(Math.Min(NotBlank, length - (lineEnd > 0 ? padding : 0)), width);
        var fewest = hasNumbers ? 0 : Math.Max(0, (length - XptHeader.Size) / width + (length > XptHeader.Size ? 1 : 0));
        return Math.Min(rows, Math.Max(notBlank, fewest));
    }

    static long Needed(long bytes, long width) => (bytes + width - 1) / width;

    // A byte or two that some transfers and systems leave after the last record.
    int LineEnd =>
        (Length % XptHeader.Size, Tail) switch
        {
            (1, [.., (byte)'\n' or (byte)'\r' or 0x1A]) => 1,
            (2, [.., (byte)'\r', (byte)'\n']) => 2,
            _ => 0,
        };

    // How many of the last bytes are blank throughout, or NUL throughout.
    long Padding(int lineEnd)
    {
        var tail = Tail.AsSpan()[..^lineEnd];
        var blank = Length - lineEnd - NotBlank;
        return tail.EndsWith("\0"u8) ? tail.Length - 1 - tail.LastIndexOfAnyExcept((byte)0)
            : lineEnd > 0 ? tail.Length - 1 - tail.LastIndexOfAnyExcept((byte)' ')
            : blank;
    }
}
