using System.Text.Unicode;
using CsvHelper;

namespace Equipoise.Datasets.Csv;

/// <summary>One column while it is read: numbers until a cell says otherwise.</summary>
/// <remarks>
/// Numbers are not kept as text as well. When a name turns up below numbers, <see cref="Reread"/> is set and the file is read
/// a second time with this column as text; that is rare, and it makes every other file cheap.
/// </remarks>
sealed class CsvColumn(string name, CsvColumn.Kind asked, CsvOptions options)
{
    readonly List<double> numbers = [];
    readonly List<string> texts = [];
    Kind kind = asked;
    bool seen;

    public enum Kind
    {
        Inferred,
        Number,
        Text,
    }

    /// <summary>Whether the column is text after all and its cells must be read again as such.</summary>
    public bool Reread { get; private set; }

    public void Add(CsvReader row, int index, ProblemList problems)
    {
        if (kind == Kind.Text)
            AddText(row, index, problems);
        else if (!Reread)
            AddNumber(row, index, problems);
    }

    // A column without any value might be either; text is right more often, as in a "reason" that nobody had to give.
    public Column Done() =>
        kind == Kind.Number || seen || (kind == Kind.Inferred && IsNumberWhenEmpty) ? new NumberColumn(name, "", [.. numbers])
        : kind == Kind.Text ? new TextColumn(name, "", [.. texts])
        : new TextColumn(name, "", [.. numbers.Select(_ => "")]);

    bool IsNumberWhenEmpty => options.Cdisc && CdiscTypes.IsNumberWhenEmpty(name);

    void AddNumber(CsvReader row, int index, ProblemList problems)
    {
        var cell = CsvNumber.Trim(row.GetSpan(index));
        if (cell.IsEmpty)
            numbers.Add(double.NaN);
        else if (CsvNumber.TryParse(cell, out var value) || CsvNumber.TryMissing(cell, out value))
        {
            numbers.Add(value);
            seen = true;
        }
        else if (kind == Kind.Number)
        {
            if (!CsvNumber.TryAny(cell, out value))
                problems.Add($"line {row.LineNumber}, column {name}: \"{row.GetString(index)}\" is not a number.");
            numbers.Add(value);
        }
        else if (seen)
            Reread = true;
        else
        {
            texts.AddRange(numbers.Select(_ => ""));
            kind = Kind.Text;
            AddText(row, index, problems);
        }
    }

    void AddText(CsvReader row, int index, ProblemList problems)
    {
        var cell = row.GetSpan(index);
        if (cell.Contains((byte)0))
            problems.Add($"line {row.LineNumber}, column {name}: holds a NUL byte; this is not a text file.");
        if (!Utf8.IsValid(cell))
            problems.Add($"line {row.LineNumber}, column {name}: is not UTF-8. Save the file as UTF-8 and try again.");
        var text = row.GetString(index);
        texts.Add(options.MissingText.Contains(text) ? "" : text);
    }
}
