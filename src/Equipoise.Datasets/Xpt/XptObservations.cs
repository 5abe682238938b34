namespace Equipoise.Datasets.Xpt;

/// <summary>The rows of a transport file: values back to back, padded with blanks at the very end.</summary>
static class XptObservations
{
    /// <summary>The bytes of rows from there on: to the next member, or to the end of the file.</summary>
    public static ReadOnlyMemory<byte> Slice(byte[] bytes, int start)
    {
        for (var end = start; end < bytes.Length; end += XptHeader.Size)
        {
            var next = bytes.AsSpan(end).IndexOf(XptHeader.Prefix);
            if (next < 0)
                break;
            end += next - (next % XptHeader.Size);
            // Headers stand on record boundaries; the same words inside a text do not count.
            if (
                next % XptHeader.Size == 0
                && XptHeader.KindOf(bytes.AsSpan(end, XptHeader.Size)) is XptHeader.Member or XptHeader.Member8
            )
                return bytes.AsMemory(start..end);
        }
        return bytes.AsMemory(start);
    }

    /// <summary>
    /// The table in those bytes; <paramref name="counted"/> is the number of rows where the file tells it, else 0.
    /// </summary>
    public static Table Read(string file, string name, string label, Namestr[] columns, ReadOnlySpan<byte> data, int counted)
    {
        var length = columns.Sum(column => (long)column.Width);
        foreach (var column in columns)
            if (column.Position < 0 || column.Position + column.Width > length)
                throw new DataException($"{file}: column {column.Name} lies outside its row of {length} bytes.");
        if (length * counted > data.Length)
            throw new DataException($"{file}: is cut short: {counted} rows are announced, {data.Length / length} are there.");
        var rows = counted > 0 ? counted : CountRows(file, data, (int)Math.Min(length, int.MaxValue));
        var read = new Column[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            read[i] = columns[i].IsText
                ? ReadText(columns[i], data, rows, (int)length)
                : ReadNumbers(columns[i], data, rows, (int)length);
        return new(name, label, read);
    }

    /// <summary>
    /// How many rows are there, which version 5 does not say. Rows shorter than a record leave blank rows in the padding; so
    /// trailing blank rows count only as far as they are needed to explain the last record.
    /// </summary>
    public static int CountRows(ReadOnlySpan<byte> data, int length)
    {
        if (length == 0 || data.IsEmpty)
            return 0;
        var rows = data.Length / length;
        var fewest = (int)(((long)data.Length - XptHeader.Size) / length) + 1;
        while (rows > fewest && !data.Slice((rows - 1) * length, length).ContainsAnyExcept((byte)' '))
            rows--;
        return rows;
    }

    static int CountRows(string file, ReadOnlySpan<byte> data, int length)
    {
        var rest = length == 0 ? data : data[(data.Length / length * length)..];
        if (length > 0 && (rest.Length >= XptHeader.Size || rest.ContainsAnyExcept((byte)' ')))
            throw new DataException($"{file}: is cut short: it ends within row {(data.Length / length) + 1}.");
        return CountRows(data, length);
    }

    static TextColumn ReadText(Namestr column, ReadOnlySpan<byte> data, int rows, int length)
    {
        var values = new string[rows];
        ReadOnlySpan<byte> before = default;
        for (var row = 0; row < rows; row++)
        {
            var field = data.Slice((row * length) + column.Position, column.Width);
            // Neighbors are often equal (a study, a participant), and then share one string.
            values[row] = row > 0 && field.SequenceEqual(before) ? values[row - 1] : XptText.Read(field);
            before = field;
        }
        return new(column.Name, column.Label, values) { Width = column.Width };
    }

    static NumberColumn ReadNumbers(Namestr column, ReadOnlySpan<byte> data, int rows, int length)
    {
        var values = new double[rows];
        for (var row = 0; row < rows; row++)
            values[row] = IbmDouble.Read(data.Slice((row * length) + column.Position, column.Width));
        return new(column.Name, column.Label, values, column.Format.ToString()) { Width = column.Width };
    }
}
