using System.Globalization;
using Equipoise.Datasets;
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

    /// <summary>The description of a column; its name when it has none.</summary>
    public string LabelOf(string column) => table.Find(column) is { Label.Length: > 0 } found ? found.Label : column;

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

    /// <summary>The date of each row where it is complete; null for a partial one, which may be lawful here.</summary>
    public Func<int, DateOnly?> CompleteDate(string column) =>
        table.Find(column) is TextColumn text ? row => IsoDate.TryParse(text[row].Trim()) : DateOrMissing(column);

    /// <summary>The date of each row as far as it is known; null where nothing of it is, or a part in the middle.</summary>
    public Func<int, PartialDate?> DateAsKnown(string column) =>
        table.Find(column) is TextColumn text
            ? row => IsoDate.TryParse(text[row].Trim()) is { } day ? day : PartialDate.Read(text[row].Trim())
            : Of(DateOrMissing(column));

    static Func<int, PartialDate?> Of(Func<int, DateOnly?> dates) => row => dates(row);

    /// <summary>Notes a problem of one cell, or of the column when no row is given.</summary>
    public void Report(string? column, int? row, string message) => problems.Add(new(table.Name, column, row + 1, message));

    bool Demand(string column)
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

/// <summary>ISO 8601 dates as SDTM writes them; a time of day is dropped.</summary>
static class IsoDate
{
    /// <summary>The date; null when it is missing, partial or no date.</summary>
    public static DateOnly? TryParse(string text) =>
        text.Length >= 10
        && (text.Length == 10 || text[10] == 'T')
        && DateOnly.TryParseExact(
            text.AsSpan(0, 10),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
}
