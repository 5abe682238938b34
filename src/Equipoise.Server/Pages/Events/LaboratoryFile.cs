using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Events;

/// <summary>
/// A file of laboratory values: a header with the names of the columns, then a value a line, separated by commas, semicolons or
/// tabs. Columns: participant, test, value, unit, day, sample, lower, upper; the last three may be missing.
/// </summary>
/// <param name="Sha256">
/// SHA-256 of its lines, whatever ends them, so that a file and the same text pasted are the same file.
/// </param>
/// <param name="Lines">The lines after the header that are not empty.</param>
/// <param name="Problem">Why it cannot be read at all; null when it can.</param>
public sealed record LaboratoryFile(string Sha256, IReadOnlyList<LaboratoryLine> Lines, string? Problem)
{
    /// <summary>The most lines that are taken at once.</summary>
    internal const int Most = 5000;

    static readonly string[] needed = ["participant", "test", "value", "unit", "day"];

    internal static LaboratoryFile Read(string text)
    {
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        var separator = new[] { '\t', ';', ',' }.MaxBy(one => lines[0].Count(letter => letter == one));
        var columns = Cells(lines[0], separator).Select(name => name.Trim().ToLowerInvariant()).ToList();
        if (needed.Except(columns).ToList() is { Count: > 0 } missing)
            return new(sha256, [], $"The first line has the names of the columns, and no {string.Join(", ", missing)}.");
        if (columns.GroupBy(name => name).FirstOrDefault(name => name.Count() > 1) is { } twice)
            return new(sha256, [], $"The first line names the column '{twice.Key}' twice.");
        if (lines.Length > Most + 1)
            return new(sha256, [], $"A file has at most {Most} values, not {lines.Length - 1}: send it in parts.");
        return new(
            sha256,
            [
                .. lines
                    .Select((line, at) => (line, Number: at + 1))
                    .Skip(1)
                    .Where(one => one.line.Trim().Length > 0)
                    .Select(one => LaboratoryLine.Read(one.Number, Cells(one.line, separator), columns)),
            ],
            null
        );
    }

    /// <summary>The cells of a line; one in quotation marks may hold the separator.</summary>
    static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '"' && isQuoted && at + 1 < line.Length && line[at + 1] == '"')
                cell.Append(line[++at]);
            else if (line[at] == '"')
                isQuoted = !isQuoted;
            else if (line[at] == separator && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[at]);
        cells.Add(cell.ToString());
        return cells;
    }
}

/// <summary>A line of such a file.</summary>
/// <param name="Number">Its number in the file, from 1, which is the header.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The test.</param>
/// <param name="Value">The value as it is written.</param>
/// <param name="Unit">The unit as it is written.</param>
/// <param name="Day">The day as it is written.</param>
/// <param name="Sample">The sample, "" for the first.</param>
/// <param name="Lower">The lower limit, "" for none.</param>
/// <param name="Upper">The upper limit, "" for none.</param>
public sealed record LaboratoryLine(
    int Number,
    string Participant,
    string Test,
    string Value,
    string Unit,
    string Day,
    string Sample,
    string Lower,
    string Upper
)
{
    internal static LaboratoryLine Read(int number, List<string> cells, List<string> columns)
    {
        return new(
            number,
            Of("participant"),
            Of("test"),
            Of("value"),
            Of("unit"),
            Of("day"),
            Of("sample"),
            Of("lower"),
            Of("upper")
        );

        string Of(string name) => columns.IndexOf(name) is >= 0 and var at && at < cells.Count ? cells[at].Trim() : "";
    }

    /// <summary>The command that it is, or what is wrong with it.</summary>
    internal (RecordLabValue? Command, string? Wrong) Of(Visitor visitor)
    {
        if (visitor.Views.Find(Participant) is not { } who || !visitor.May(Act.Record, who.Site))
            return (null, $"No participant {Participant} was screened.");
        var tests = visitor.Views.Laboratory(Participant)!.Tests;
        if (tests.FirstOrDefault(test => test.Id == Test || test.Code == Test) is not { } known)
            return (null, $"The protocol has no laboratory test '{Test}'.");
        if (ReportedUnit.Factor(known, Unit) is not { } factor)
            return (null, $"{known.Id} in '{Unit}' cannot be told in {known.Unit}, the unit of the protocol.");
        if (ReportedUnit.Read(Value) is not { } value)
            return (null, $"'{Value}' is no value: a number such as 0.45, or a bound such as <0.1.");
        if (!DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return (null, $"'{Day}' is no day: write year-month-day, such as 2026-11-28.");
        var sample = 1;
        if (Sample.Length > 0 && !int.TryParse(Sample, NumberStyles.None, CultureInfo.InvariantCulture, out sample))
            return (null, $"'{Sample}' is no number of a sample.");
        if (Limit(Lower) is not (true, var lower) || Limit(Upper) is not (true, var upper))
            return (null, "A limit of normal is a number, or empty.");
        return (
            new(Participant, known.Id, In(value.Number)!.Value, on, In(lower), In(upper), sample, value.Comparator),
            null
        );

        double? In(double? number) => number is { } one ? ReportedUnit.In(one, factor) : null;
    }

    static (bool IsRead, double? Number) Limit(string text) =>
        text.Length == 0 ? (true, null)
        : ReportedUnit.Read(text) is { IsBound: false } number ? (true, number.Number)
        : (false, null);
}
