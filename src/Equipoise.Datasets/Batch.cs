using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Equipoise.Datasets;

/// <summary>Some thousand rows by column, reused from one batch to the next.</summary>
public sealed class Batch
{
    const int MostRows = 4096;

    // A batch of a very wide data set has fewer rows, so that its size stays the same.
    const int MostCells = 1 << 20;

    /// <summary>An empty batch for rows of that shape.</summary>
    /// <param name="spec">Their columns.</param>
    /// <param name="most">The most rows that will be put into it, where that is known to be few.</param>
    public Batch(DatasetSpec spec, int most = MostRows)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Capacity = Math.Clamp(Math.Min(most, MostCells / Math.Max(spec.Columns.Count, 1)), 1, MostRows);
        Columns =
        [
            .. spec.Columns.Select(column => column.IsNumber ? (Cells)new NumberCells(Capacity) : new TextCells(Capacity)),
        ];
    }

    /// <summary>The most rows that it takes.</summary>
    public int Capacity { get; }

    /// <summary>The rows that are in it.</summary>
    public int Count { get; set; }

    /// <summary>Whether it takes no more rows.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The cells of each column, in the order of the specification.</summary>
    public IReadOnlyList<Cells> Columns { get; }

    /// <summary>The numbers of that column.</summary>
    public NumberCells Numbers(int column) => (NumberCells)Columns[column];

    /// <summary>The texts of that column.</summary>
    public TextCells Texts(int column) => (TextCells)Columns[column];

    /// <summary>Takes all rows out.</summary>
    public void Clear()
    {
        Count = 0;
        foreach (var column in Columns)
            column.Clear();
    }
}

/// <summary>The cells of one column in a <see cref="Batch"/>.</summary>
public abstract class Cells
{
    private protected Cells() { }

    internal abstract void Clear();
}

/// <summary>Numbers; a missing one is a NaN, see <see cref="MissingValue"/>.</summary>
public sealed class NumberCells : Cells
{
    internal NumberCells(int capacity) => Values = new double[capacity];

    /// <summary>One value a row; of a batch that is not full the rest is left over from before.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "The buffer itself, which readers fill and writers empty.")]
    public double[] Values { get; }

    internal override void Clear() { }
}

/// <summary>Texts in UTF-8, one after the other; a missing one is empty.</summary>
public sealed class TextCells : Cells
{
    const int FirstBytes = 1 << 12;

    static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly int[] ends;
    byte[] bytes = new byte[FirstBytes];
    int count;

    internal TextCells(int capacity) => ends = new int[capacity];

    /// <summary>The text in that row, as UTF-8.</summary>
    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan(StartOf(row)..ends[row]);

    /// <summary>The text in that row.</summary>
    public string Text(int row) => Encoding.UTF8.GetString(this[row]);

    /// <summary>Adds the text of the next row, which must be UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Took(utf8.Length);
    }

    /// <summary>Adds the text of the next row.</summary>
    /// <exception cref="EncoderFallbackException">It holds half a character.</exception>
    public void Add(ReadOnlySpan<char> text) => Took(strict.GetBytes(text, Room(strict.GetMaxByteCount(text.Length))));

    /// <summary>Room for so many bytes of the next row; what was used of it is told to <see cref="Took"/>.</summary>
    public Span<byte> Room(int length)
    {
        var start = StartOf(count);
        if (bytes.Length - start < length)
            Array.Resize(ref bytes, Math.Max(start + length, 2 * bytes.Length));
        return bytes.AsSpan(start, length);
    }

    /// <summary>The next row's text is that many bytes of the <see cref="Room"/> given before.</summary>
    public void Took(int length)
    {
        ends[count] = StartOf(count) + length;
        count++;
    }

    internal override void Clear() => count = 0;

    /// <summary>Takes out all texts but those of the first rows.</summary>
    internal void Keep(int rows) => count = rows;

    int StartOf(int row) => row == 0 ? 0 : ends[row - 1];
}
