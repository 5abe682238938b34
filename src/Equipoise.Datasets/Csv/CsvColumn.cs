using System.Text.Unicode;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>One column while it is read: numbers until a cell says otherwise.</summary>
/// <remarks>
/// Numbers are not kept as text as well. When a name turns up below numbers, <see cref="Reread"/> is set and the file is read
/// a second time with this column as text; that is rare, and it makes every other file cheap.
/// </remarks>
/// <param name="name">Its name.</param>
/// <param name="asked">What it must be.</param>
/// <param name="options">How missing values are written.</param>
/// <param name="isText">Whether the whole file is known to be UTF-8 without NUL.</param>
/// <param name="rows">How many rows to expect.</param>
sealed class CsvColumn(string name, CsvColumn.Kind asked, CsvOptions options, bool isText, int rows)
{
    readonly TextPool levels = new(new HashSet<string>([.. options.MissingText, .. options.Missing]));
    readonly CsvCells cells = new(options);
    double[] numbers = [];
    string[] texts = [];
    int count;
    Kind kind = asked;
    bool seen;
    bool hasBlanks;
    bool isTextAfterAll;

    public enum Kind
    {
        Inferred,
        Number,
        Text,
    }

    /// <summary>Whether the column is text after all and its cells must be read again as such.</summary>
    public bool Reread => isTextAfterAll || (hasBlanks && !seen && kind == Kind.Inferred && !IsNumberWhenEmpty);

    public void Add(CsvReader row, int index, FileProblems problems)
    {
        if (kind == Kind.Text)
            AddText(row, index, problems);
        else if (!isTextAfterAll)
            AddNumber(row, index, problems);
    }

    // A column without any value might be either; text is right more often, as in a "reason" that nobody had to give.
    public Column Done() =>
        kind == Kind.Number || seen || (kind == Kind.Inferred && IsNumberWhenEmpty) ? new NumberColumn(name, "", Whole(numbers))
        : kind == Kind.Text ? new TextColumn(name, "", Whole(texts))
        : new TextColumn(name, "", Empty(count));

    bool IsNumberWhenEmpty => options.Cdisc && CdiscTypes.IsNumberWhenEmpty(name);

    void AddNumber(CsvReader row, int index, FileProblems problems)
    {
        switch (cells.Read(row.GetSpan(index), out var value))
        {
            case CsvCells.Kind.Number:
                seen = true;
                Append(value);
                break;
            case CsvCells.Kind.Empty:
                // Blanks are no number, and in a column of text they are a text.
                hasBlanks |= !cells.IsMissingText(row.GetSpan(index));
                Append(double.NaN);
                break;
            case var _ when kind == Kind.Number:
                if (!cells.TryAny(row.GetSpan(index), out value))
                    problems.Add(
                        $"line {row.LineNumber}, column {name}: \"{row.GetString(index)}\" is not a number.",
                        $"cells of column {name} are not numbers"
                    );
                Append(value);
                break;
            case var _ when seen || hasBlanks:
                isTextAfterAll = true;
                break;
            default:
                texts = Empty(Math.Max(rows, count));
                kind = Kind.Text;
                AddText(row, index, problems);
                break;
        }
    }

    void AddText(CsvReader row, int index, FileProblems problems)
    {
        if (!isText)
            Check(row, index, problems);
        Append(levels[row.GetSpan(index)]);
    }

    void Check(CsvReader row, int index, FileProblems problems)
    {
        var cell = row.GetSpan(index);
        if (cell.Contains((byte)0))
            problems.Add($"line {row.LineNumber}, column {name}: holds a NUL byte; this is not a text file.", "NUL bytes");
        if (!Utf8.IsValid(cell))
            problems.Add(
                $"line {row.LineNumber}, column {name}: is not UTF-8. Save the file as UTF-8 and try again.",
                "cells are not UTF-8"
            );
    }

    void Append(double number)
    {
        if (count == numbers.Length)
            Array.Resize(ref numbers, Larger);
        numbers[count++] = number;
    }

    void Append(string text)
    {
        if (count == texts.Length)
            Array.Resize(ref texts, Larger);
        texts[count++] = text;
    }

    int Larger => Math.Max(rows, Math.Max(16, 2 * count));

    T[] Whole<T>(T[] cells) => cells.Length == count ? cells : cells[..count];

    static string[] Empty(int count)
    {
        var empty = new string[count];
        Array.Fill(empty, "");
        return empty;
    }
}
