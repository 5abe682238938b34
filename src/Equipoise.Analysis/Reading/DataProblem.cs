namespace Equipoise.Analysis.Reading;

/// <summary>Why data cannot be analyzed as the protocol demands.</summary>
/// <param name="Dataset">The data set, such as "ADTTE"; "protocol" when the plan itself asks for what data cannot give.</param>
/// <param name="Column">The variable; null when the whole data set is meant.</param>
/// <param name="Row">The row, counted from 1 without the header; null when the whole column is meant.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record DataProblem(string Dataset, string? Column, int? Row, string Message)
{
    /// <summary>As listed to the user: "ADTTE.CNSR row 12: …".</summary>
    public override string ToString() =>
        $"{Dataset}{(Column is null ? "" : $".{Column}")}{(Row is null ? "" : $" row {Row}")}: {Message}";
}
