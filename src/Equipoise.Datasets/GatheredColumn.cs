using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Equipoise.Datasets;

/// <summary>A column of a <see cref="Table"/> while the batches of a data set come in.</summary>
abstract class GatheredColumn(ColumnSpec spec)
{
    protected ColumnSpec Spec => spec;

    public static GatheredColumn For(ColumnSpec spec, long? rows)
    {
        var capacity = (int)Math.Clamp(rows ?? 0, 16, Array.MaxLength);
        return spec.IsNumber ? new Numbers(spec, capacity)
            : spec.Type == DataType.Decimal ? new Decimals(spec, capacity)
            : new Texts(spec, capacity);
    }

    public abstract void Add(Cells cells, int count);

    public abstract Column Done();

    static void Grow<T>(ref T[] values, int count)
    {
        if (values.Length < count)
            Array.Resize(ref values, Math.Max(count, (int)Math.Min(Array.MaxLength, 2L * values.Length)));
    }

    static T[] Whole<T>(T[] values, int count) => values.Length == count ? values : values[..count];

    sealed class Numbers(ColumnSpec spec, int capacity) : GatheredColumn(spec)
    {
        double[] values = new double[capacity];
        int count;

        public override void Add(Cells cells, int rows)
        {
            Grow(ref values, count + rows);
            ((NumberCells)cells).Values.AsSpan(..rows).CopyTo(values.AsSpan(count));
            count += rows;
        }

        public override Column Done() =>
            new NumberColumn(Spec.Name, Spec.Label, Whole(values, count), Spec.Format)
            {
                Width = Spec.Length,
                Informat = Spec.Informat,
                IsRightJustified = Spec.IsRightJustified,
            };
    }

    /// <summary>Decimals as the doubles nearest to them.</summary>
    sealed class Decimals(ColumnSpec spec, int capacity) : GatheredColumn(spec)
    {
        double[] values = new double[capacity];
        int count;

        public override void Add(Cells cells, int rows)
        {
            Grow(ref values, count + rows);
            for (var row = 0; row < rows; row++)
                values[count++] = double.TryParse(((TextCells)cells)[row], CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        }

        public override Column Done() => new NumberColumn(Spec.Name, Spec.Label, Whole(values, count), Spec.Format);
    }

    /// <summary>
    /// Texts, so that a million cells of a dozen levels are a dozen strings: a cache of fixed size, where a text takes the place of any
    /// other with its hash, so that a column of names costs no memory.
    /// </summary>
    sealed class Texts(ColumnSpec spec, int capacity) : GatheredColumn(spec)
    {
        const int Bits = 8;

        readonly string?[] known = new string?[1 << Bits];
        string[] values = new string[capacity];
        int count;

        public override void Add(Cells cells, int rows)
        {
            var texts = (TextCells)cells;
            Grow(ref values, count + rows);
            for (var row = 0; row < rows; row++)
                values[count++] = Text(texts[row]);
        }

        string Text(ReadOnlySpan<byte> cell)
        {
            if (cell.IsEmpty)
                return "";
            ref var slot = ref known[SlotOf(cell)];
            return slot is not null && Ascii.Equals(cell, slot) ? slot : slot = Encoding.UTF8.GetString(cell);
        }

        // The length, both ends and the middle tell levels apart; 0x9E37... is 2^64 divided by the golden ratio (Knuth, volume 3, 6.4).
        static int SlotOf(ReadOnlySpan<byte> cell)
        {
            ulong key;
            if (cell.Length >= sizeof(ulong))
                key = MemoryMarshal.Read<ulong>(cell) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(cell[^sizeof(ulong)..]), 23);
            else if (cell.Length >= sizeof(uint))
                key = MemoryMarshal.Read<uint>(cell) | (ulong)MemoryMarshal.Read<uint>(cell[^sizeof(uint)..]) << 32;
            else
                key = cell[0] | (ulong)cell[cell.Length >> 1] << 8 | (ulong)cell[^1] << 16;
            return (int)((key + (ulong)cell.Length) * 0x9E37_79B9_7F4A_7C15 >> (64 - Bits));
        }

        public override Column Done() =>
            new TextColumn(Spec.Name, Spec.Label, Whole(values, count))
            {
                Width = Spec.Length,
                Format = Spec.Format,
                Informat = Spec.Informat,
                IsRightJustified = Spec.IsRightJustified,
            };
    }
}
