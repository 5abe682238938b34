using System.Text;

namespace Equipoise.Datasets;

/// <summary>What the values of one column turn out to be, found by going through a data set once.</summary>
public sealed class ColumnFacts
{
    ColumnFacts(ColumnSpec spec) => Spec = spec;

    /// <summary>The column.</summary>
    public ColumnSpec Spec { get; }

    /// <summary>The bytes of the longest text, in UTF-8; 0 for numbers.</summary>
    public int Longest { get; private set; }

    /// <summary>The first row, from 1, whose text is not ASCII; null when all are.</summary>
    public long? FirstBeyondAscii { get; private set; }

    /// <summary>How many texts are not ASCII.</summary>
    public long BeyondAscii { get; private set; }

    /// <summary>Whether every number that is not missing is whole, and below 2^53 so that a double holds it.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The least number; null when all are missing, and for text.</summary>
    public double? Least { get; private set; }

    /// <summary>The greatest number; null when all are missing, and for text.</summary>
    public double? Greatest { get; private set; }

    /// <summary>How many values are missing.</summary>
    public long Missing { get; private set; }

    /// <summary>How many numbers are missing with a code, .A to .Z or ._.</summary>
    public long MissingWithCode { get; private set; }

    /// <summary>The first row, from 1, with such a number.</summary>
    public long? FirstMissingWithCode { get; private set; }

    /// <summary>Goes through a data set.</summary>
    /// <returns>The facts of each column, and the number of rows.</returns>
    public static (IReadOnlyList<ColumnFacts> Columns, long Rows) Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ColumnFacts[] columns = [.. dataset.Spec.Columns.Select(column => new ColumnFacts(column))];
        var rows = 0L;
        foreach (var batch in dataset.Batches())
        {
            for (var index = 0; index < columns.Length; index++)
                if (batch.Columns[index] is TextCells texts)
                    columns[index].Add(texts, batch.Count, rows);
                else
                    columns[index].Add(batch.Numbers(index).Values.AsSpan(..batch.Count), rows);
            rows += batch.Count;
        }
        return (columns, rows);
    }

    void Add(TextCells texts, int count, long before)
    {
        for (var row = 0; row < count; row++)
        {
            var text = texts[row];
            Longest = Math.Max(Longest, text.Length);
            if (text.IsEmpty)
                Missing++;
            else if (!Ascii.IsValid(text))
            {
                FirstBeyondAscii ??= before + row + 1;
                BeyondAscii++;
            }
        }
    }

    void Add(ReadOnlySpan<double> numbers, long before)
    {
        const double limit = 1L << 53;
        var (least, greatest) = (Least ?? double.PositiveInfinity, Greatest ?? double.NegativeInfinity);
        for (var row = 0; row < numbers.Length; row++)
            if (double.IsNaN(numbers[row]))
            {
                Missing++;
                if (MissingValue.CodeOf(numbers[row]) == '.')
                    continue;
                FirstMissingWithCode ??= before + row + 1;
                MissingWithCode++;
            }
            else
            {
                (least, greatest) = (Math.Min(least, numbers[row]), Math.Max(greatest, numbers[row]));
                if (Math.Truncate(numbers[row]) != numbers[row] || Math.Abs(numbers[row]) > limit)
                    IsWhole = false;
            }
        if (least <= greatest)
            (Least, Greatest) = (least, greatest);
    }
}
