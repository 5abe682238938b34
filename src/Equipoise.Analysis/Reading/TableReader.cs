using System.Globalization;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Reading;

/// <summary>Reads the columns of one data set, however its file typed them, and notes every problem.</summary>
/// <remarks>A CSV file cannot say that a subject number is text or that a grade is not: either is taken where the other is
/// meant.</remarks>
sealed class TableReader(Table table, List<DataProblem> problems)
{
    public int Count => table.RowCount;

    public bool Has(string column) => table.Has(column);

    public bool IsNumber(string column) => table.Find(column) is NumberColumn;

    /// <summary>The description of a column; where it has none that of the standard, else its name.</summary>
    public string LabelOf(string column) =>
        table.Find(column) is { Label.Length: > 0 } found ? found.Label : StandardVariable.Find(column)?.Label ?? column;

    /// <summary>The text of each row; a problem when the column is missing.</summary>
    public Func<int, string> Text(string column) => Demand(column) ? TextOrBlank(column) : _ => "";

    /// <summary>The text of each row; blank when there is no such column.</summary>
    public Func<int, string> TextOrBlank(string column) =>
        table.Find(column) switch
        {
            TextColumn text => row => text[row].Trim(),
            NumberColumn number => row => double.IsNaN(number[row]) ? "" : number[row].ToString(CultureInfo.InvariantCulture),
            _ => _ => "",
        };

    /// <summary>The number of each row; a problem when the column is missing.</summary>
    public Func<int, double> Number(string column) => Demand(column) ? NumberOrMissing(column) : _ => double.NaN;

    /// <summary>The number of each row, NaN when missing; a problem for a text that is no number.</summary>
    public Func<int, double> NumberOrMissing(string column)
    {
        switch (table.Find(column))
        {
            case NumberColumn number:
                return row => number[row];
            case TextColumn text:
                return row => ParseNumber(column, row, text[row].Trim());
            default:
                return _ => double.NaN;
        }
    }

    /// <summary>The date of each row; a problem when the column is missing.</summary>
    public Func<int, DateOnly?> Date(string column) => Demand(column) ? DateOrMissing(column) : _ => null;

    /// <summary>The date of each row: a SAS day number or a complete ISO 8601 date; a problem for any other text.</summary>
    public Func<int, DateOnly?> DateOrMissing(string column)
    {
        switch (table.Find(column))
        {
            case NumberColumn number:
                return row => FromSas(column, row, number[row]);
            case TextColumn text:
                return row => ParseDate(column, row, text[row].Trim());
            default:
                return _ => null;
        }
    }

    /// <summary>The date of each row as far as it is known; null where nothing of it is. A problem where it is no date.</summary>
    public Func<int, PartialDate?> DateAsKnown(string column)
    {
        if (table.Find(column) is not TextColumn text)
        {
            var dates = DateOrMissing(column);
            return row => dates(row);
        }
        var known = new PartialDate?[text.Count];
        for (var row = 0; row < text.Count; row++)
            if (!IsoDate.TryRead(text[row].Trim(), out known[row]))
                Report(column, row, $"'{text[row].Trim()}' is no date; what is not known is left out, as in 2021 or 2021-07.");
        return row => known[row];
    }

    /// <summary>Whether each row is flagged: Y is yes, N is no, blank is null. A problem for every other value.</summary>
    /// <remarks>A "1", "y" or "TRUE" read as no would take people and events out of the analysis without a word.</remarks>
    public Func<int, bool?> Flag(string column)
    {
        var text = TextOrBlank(column);
        var flags = new bool?[Count];
        for (var row = 0; row < Count; row++)
            if (text(row) is "Y" or "N")
                flags[row] = text(row) == "Y";
            else if (text(row).Length > 0)
                Report(column, row, $"'{text(row)}' is no value of a flag, which is Y, N or blank.");
        return row => flags[row];
    }

    /// <summary>Notes a problem of one cell, or of the column when no row is given.</summary>
    public void Report(string? column, int? row, string message) => problems.Add(Problem(column, row, message));

    /// <summary>A problem of one cell, or of the column when no row is given, for whoever takes it.</summary>
    public DataProblem Problem(string? column, int? row, string message) => new(table.Name, column, row + 1, message);

    /// <summary>A problem when the column is missing.</summary>
    public bool Demand(string column)
    {
        if (table.Has(column))
            return true;
        Report(column, null, "the column is missing.");
        return false;
    }

    double ParseNumber(string column, int row, string text)
    {
        if (text.Length == 0 || text is "." or "NA")
            return double.NaN;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        Report(column, row, $"'{text}' is not a number.");
        return double.NaN;
    }

    DateOnly? FromSas(string column, int row, double days)
    {
        // 1600 to 2199: beyond it a number is no date that a trial can hold, such as a SAS datetime in seconds.
        if (double.IsNaN(days) || days is > -131_488 and < 87_658)
            return SasDate.FromNumber(days);
        Report(column, row, $"{days} is no SAS date, a count of days since 1960-01-01.");
        return null;
    }

    DateOnly? ParseDate(string column, int row, string text)
    {
        var date = IsoDate.TryParse(text);
        if (date is null && text.Length > 0)
            Report(column, row, $"'{text}' is not a complete date such as 2021-07-20.");
        return date;
    }
}
