using System.Text.RegularExpressions;

namespace Equipoise.Analysis.Reading;

/// <summary>What one cause did to the data, in one line however many rows it met.</summary>
/// <param name="Dataset">The data set, such as "ADTTE"; "protocol" when the plan itself asks for what data cannot give.</param>
/// <param name="Column">The variable; null when the whole data set is meant.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="FirstRows">The first rows, three at most, counted from 1 without the header; empty when no row is meant.</param>
/// <param name="Message">What is wrong, and what would be right, in the words of the first row.</param>
public sealed partial record DataFinding(string Dataset, string? Column, int Count, IReadOnlyList<int> FirstRows, string Message)
{
    const int RowsListed = 3;
    const int CausesListed = 20;

    /// <summary>As listed to the user: "ADTTE.AVALU rows 1, 2, 3 and 398 more: …".</summary>
    public override string ToString() => $"{Dataset}{(Column is null ? "" : $".{Column}")}{Where}: {Message}";

    string Where =>
        (FirstRows.Count, Count - FirstRows.Count) switch
        {
            (0, 1) => "",
            (0, _) => $", {Count} times, first",
            (1, 0) => $" row {FirstRows[0]}",
            (_, 0) => $" rows {string.Join(", ", FirstRows.SkipLast(1))} and {FirstRows[^1]}",
            (_, var more) => $" rows {string.Join(", ", FirstRows)} and {more} more",
        };

    /// <summary>One for each data set, column and cause, in the order in which they were first met.</summary>
    /// <remarks>
    /// The cause is the message without what belongs to its row: quoted identifiers and values, and numbers.
    /// </remarks>
    public static IReadOnlyList<DataFinding> Of(IEnumerable<DataProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return
        [
            .. problems
                .GroupBy(problem =>
                    (problem.Dataset, problem.Column, HasRow: problem.Row is not null, Cause: Cause(problem.Message))
                )
                .Select(group => Of(group.Key.Dataset, group.Key.Column, [.. group.OrderBy(problem => problem.Row)])),
        ];
    }

    static DataFinding Of(string dataset, string? column, IReadOnlyList<DataProblem> inOrder) =>
        new(
            dataset,
            column,
            inOrder.Count,
            [.. inOrder.Where(problem => problem.Row is not null).Take(RowsListed).Select(problem => problem.Row!.Value)],
            inOrder[0].Message
        );

    /// <summary>The lines that a user reads: a line a cause, twenty causes at most.</summary>
    public static IEnumerable<string> Lines(IEnumerable<DataProblem> problems) => Lines(Of(problems));

    /// <summary>The lines of findings: twenty at most, and how many there are more.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<DataFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var lines = findings.Take(CausesListed).Select(finding => finding.ToString());
        return findings.Count > CausesListed ? lines.Append($"and {findings.Count - CausesListed} more.") : lines;
    }

    static string Cause(string message) => OfRow().Replace(message, "#");

    [GeneratedRegex(
        @"'[^']*'|\d+([.\-:]\d+)*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OfRow();
}
