using System.Text;
using Equipoise.Datasets.ValueFormats;

namespace Equipoise.Datasets.Inspection;

/// <summary>What one column holds.</summary>
public sealed class InspectedColumn
{
    /// <summary>How many different values are told apart; what has more is counted no further.</summary>
    public const int MostValues = 1000;

    // A longer text is no level of anything.
    const int LongestLevel = 256;

    readonly Dictionary<string, long> texts = [];
    readonly Dictionary<double, long> numbers = [];
    double least = double.NaN;
    double greatest = double.NaN;

    internal InspectedColumn(ColumnSpec spec, ValueFormat? words) => (Spec, Words) = (spec, words);

    /// <summary>What it is.</summary>
    public ColumnSpec Spec { get; }

    /// <summary>The format of the study that has words for its values; null for none.</summary>
    public ValueFormat? Words { get; }

    /// <summary>How many of its values are missing.</summary>
    public long Missing { get; private set; }

    /// <summary>The bytes of its longest text in UTF-8; 0 for numbers.</summary>
    public int Longest { get; private set; }

    /// <summary>
    /// Whether it has more than <see cref="MostValues"/> different values, or such long ones that they are no levels.
    /// </summary>
    public bool HasManyValues { get; private set; }

    /// <summary>The least number, as it is shown; null where there is none.</summary>
    public string? Least => double.IsNaN(least) ? null : CellText.Of(least, Spec.Type);

    /// <summary>The greatest number, as it is shown; null where there is none.</summary>
    public string? Greatest => double.IsNaN(greatest) ? null : CellText.Of(greatest, Spec.Type);

    /// <summary>
    /// Its different values with the words that they have and how often each stands there, the most frequent first; empty where
    /// it has many.
    /// </summary>
    public IReadOnlyList<(string Value, string? Label, long Count)> Values =>
        HasManyValues
            ? []
            :
            [
                .. texts
                    .Select(text => (Value: text.Key, Label: Words?.LabelOf(text.Key), Count: text.Value))
                    .Concat(
                        numbers.Select(number =>
                            (Value: CellText.Of(number.Key, Spec.Type), Label: Words?.LabelOf(number.Key), Count: number.Value)
                        )
                    )
                    .OrderByDescending(value => value.Count)
                    .ThenBy(value => value.Value, StringComparer.Ordinal),
            ];

    internal void Add(Cells cells, int count)
    {
        if (cells is TextCells text)
            Add(text, count);
        else
            Add(((NumberCells)cells).Values.AsSpan(..count));
    }

    void Add(TextCells cells, int count)
    {
        Span<char> letters = stackalloc char[LongestLevel];
        var known = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var row = 0; row < count; row++)
        {
            var text = cells[row];
            if (text.IsEmpty)
                Missing++;
            Longest = Math.Max(Longest, text.Length);
            if (text.IsEmpty || HasManyValues)
                continue;
            if (text.Length > LongestLevel)
            {
                Forget();
                continue;
            }
            ReadOnlySpan<char> level = letters[..Encoding.UTF8.GetChars(text, letters)];
            known[level] = known.TryGetValue(level, out var before) ? before + 1 : 1;
            if (texts.Count > MostValues)
                Forget();
        }
    }

    void Add(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                Missing++;
                continue;
            }
            least = double.MinNumber(least, value);
            greatest = double.MaxNumber(greatest, value);
            if (HasManyValues)
                continue;
            numbers[value] = numbers.GetValueOrDefault(value) + 1;
            if (numbers.Count > MostValues)
                Forget();
        }
    }

    void Forget()
    {
        HasManyValues = true;
        texts.Clear();
        numbers.Clear();
    }
}
