namespace Equipoise.Datasets.Csv;

/// <summary>What who reads a column of a CSV file and is not told its type will take it for.</summary>
sealed class GuessedColumn(ColumnSpec spec)
{
    static readonly CsvCells cells = new(new());

    bool hasNumbers;
    bool hasTexts;

    /// <summary>What it is.</summary>
    public ColumnSpec Spec => spec;

    /// <summary>Whether that is the wrong thing.</summary>
    public bool IsMistaken => spec.IsNumber ? !hasNumbers : hasNumbers && !hasTexts;

    /// <summary>Looks at a text. After the first that is no number there is nothing to learn.</summary>
    public void Look(ReadOnlySpan<byte> text)
    {
        if (hasTexts || text.IsEmpty)
            return;
        var kind = cells.Read(text, out _);
        hasNumbers |= kind == CsvCells.Kind.Number;
        hasTexts = kind == CsvCells.Kind.Other;
    }

    /// <summary>Looks at a number: a missing one with a code is a number too.</summary>
    public void Look(double number) => hasNumbers |= !double.IsNaN(number) || MissingValue.CodeOf(number) != '.';
}
