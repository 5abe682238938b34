using System.Globalization;

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
                values[count++] = double.TryParse(((TextCells)cells)[row], CultureInfo.InvariantCulture, out var value)
                    ? value
                    : double.NaN;
        }

        public override Column Done() => new NumberColumn(Spec.Name, Spec.Label, Whole(values, count), Spec.Format);
    }

    sealed class Texts(ColumnSpec spec, int capacity) : GatheredColumn(spec)
    {
        readonly TextPool pool = new();
        string[] values = new string[capacity];
        int count;

        public override void Add(Cells cells, int rows)
        {
            Grow(ref values, count + rows);
            for (var row = 0; row < rows; row++)
                values[count++] = pool[((TextCells)cells)[row]];
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
