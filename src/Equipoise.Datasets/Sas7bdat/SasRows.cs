namespace Equipoise.Datasets.Sas7bdat;

/// <summary>The rows of a file in order, unpacked, without those that were deleted.</summary>
sealed class SasRows(string file, SasHeader header, SasMetadata metadata, FindingList notes) : IDisposable
{
    readonly SasPages pages = new(file, header, notes);
    readonly int width = metadata.Width;
    byte[] taken = [];
    int pointer;
    int row;
    int rowsAt;
    long seen;
    long deleted;
    DataException? damage;

    /// <summary>The rows that were taken last, one behind the other.</summary>
    public ReadOnlySpan<byte> Taken => taken;

    /// <summary>Takes the next rows, at most that many.</summary>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="DataException">The file is damaged; the rows before were given.</exception>
    public int Take(int most)
    {
        var count = 0;
        try
        {
            while (damage is null && count < most && seen < metadata.Rows)
                if (pointer < pages.Pointers)
                    count += TakePointer(count, most);
                else if (row < pages.Rows)
                    count += TakeRows(count, most);
                else if (pages.Next())
                    Begin();
                else
                    break;
        }
        catch (DataException e)
        {
            damage = e;
        }
        if (count > 0)
            return count;
        if (damage is not null)
            throw damage;
        CheckEnd();
        return 0;
    }

    public void Dispose() => pages.Dispose();

    void Begin()
    {
        (pointer, row, rowsAt) = (0, 0, pages.RowsAt);
        if (pages.Rows == 0)
            return;
        if (rowsAt % 8 != 0)
            rowsAt += Padding();
        if (rowsAt + ((long)pages.Rows * width) > header.PageLength)
            throw pages.Bad($"{pages.Rows} rows of {width} bytes do not fit into it");
        if (pages.HasDeleted && DeletedAt + ((pages.Rows + 7) / 8) > header.PageLength)
            throw pages.Bad("the map of its deleted rows is outside of it");
    }

    long DeletedAt => rowsAt + ((long)pages.Rows * width) + pages.Unused;

    // Stat/Transfer leaves the padding out in some files, and says nowhere in which.
    int Padding()
    {
        const int padding = 4;
        if (!header.IsOfStatTransfer)
            return padding;
        if (rowsAt + padding > header.PageLength)
            return 0;
        var next = pages.Bytes.Slice(rowsAt, padding);
        if (next.ContainsAnyExcept((byte)0) && next.ContainsAnyExcept((byte)' '))
            return 0;
        var end = rowsAt + ((long)pages.Rows * width);
        if (
            !next.ContainsAnyExcept((byte)0)
            && end + padding <= header.PageLength
            && !pages.Bytes.Slice((int)end, padding).ContainsAnyExcept((byte)0)
        )
            notes.Add("padding", "Stat/Transfer does not say whether zeros before rows are padding; they were taken for it");
        return padding;
    }

    int TakePointer(int count, int most)
    {
        var at = pages.Pointer(pointer++);
        if (at.IsDeletedRow)
            return Delete();
        if (at.Length == 0)
            return 0;
        var bytes = pages.Bytes.Slice(at.Offset, at.Length);
        if (at.IsCompressedRow && metadata.Packing != SasPacking.None)
        {
            // Nothing is set aside for rows that so few bytes cannot be.
            if (width > (long)bytes.Length * SasRunLengths.MostTimes)
                throw pages.Bad("a packed row is shorter than a row");
            var into = Room(count, most);
            var problem = metadata.Packing == SasPacking.Ross ? SasRoss.Unpack(bytes, into) : SasRunLengths.Unpack(bytes, into);
            if (problem is not null)
                throw pages.Bad(problem);
        }
        else if (!at.IsPlain)
            throw pages.Bad($"its subheader {pointer} is packed in the way {at.Compression}, which is not known");
        // Descriptions come before rows, so that a text that begins like one is a row.
        else if (seen == 0 && SasSignature.Of(header.Layout, bytes) != SasSubheader.None)
            return 0;
        else if (metadata.Packing != SasPacking.None && at.Kind == 1 && at.Length == width)
            bytes.CopyTo(Room(count, most));
        else if (SasSignature.Of(header.Layout, bytes) != SasSubheader.None)
            return 0;
        else
            throw pages.Bad($"its subheader {pointer} is neither a description that is known nor a row");
        seen++;
        return 1;
    }

    int TakeRows(int count, int most)
    {
        if (pages.HasDeleted && IsDeleted(row))
        {
            row++;
            return Delete();
        }
        var next = row + 1;
        var last = row + (int)Math.Min(Math.Min(most - count, pages.Rows - row), metadata.Rows - seen);
        while (next < last && !(pages.HasDeleted && IsDeleted(next)))
            next++;
        var rows = next - row;
        _ = Room(count, most);
        pages.Bytes.Slice(rowsAt + (row * width), rows * width).CopyTo(taken.AsSpan(count * width));
        row = next;
        seen += rows;
        return rows;
    }

    bool IsDeleted(int index) => (pages.Bytes[(int)DeletedAt + (index / 8)] & (0x80 >> (index % 8))) != 0;

    int Delete()
    {
        seen++;
        deleted++;
        notes.Add("deleted rows", "rows that were deleted in SAS are left out; other readers may show them as if they were not");
        return 0;
    }

    Span<byte> Room(int count, int most)
    {
        if (taken.Length == 0)
            taken = new byte[most * width];
        return taken.AsSpan(count * width, width);
    }

    // Some deleted rows may be gone from the pages, so only those that are left must all be there.
    void CheckEnd()
    {
        var (found, announced) = (seen - deleted, metadata.Rows - metadata.Deleted);
        if (seen < metadata.Rows && found < announced)
            throw new DataException($"{file}: is damaged: {announced} rows are announced, and {found} are there.");
        if (found != announced)
            notes.Add(
                "count of deleted rows",
                $"{metadata.Deleted} deleted rows are announced, and {deleted} are marked; those marked are left out"
            );
    }
}
