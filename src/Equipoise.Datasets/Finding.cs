namespace Equipoise.Datasets;

/// <summary>Something to know about a data set: what is odd in a file, what a conversion lost, what breaks a rule.</summary>
/// <param name="Dataset">The data set, or the file.</param>
/// <param name="Rule">What it is a case of, in a word or two: "encoding", "format lost", "CORE-000019".</param>
/// <param name="Message">It in words that stand alone, without the places.</param>
public sealed record Finding(string Dataset, string Rule, string Message)
{
    /// <summary>How much it matters.</summary>
    public FindingWeight Weight { get; init; } = FindingWeight.Note;

    /// <summary>The first row, from 1; null when it is no matter of a row.</summary>
    public long? Row { get; init; }

    /// <summary>The column; "" when it is no matter of one.</summary>
    public string Column { get; init; } = "";

    /// <summary>The value in the first row; "" when there is none to show.</summary>
    public string Value { get; init; } = "";

    /// <summary>What a rule shows of the first row: variables with their values there.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>How many places there are.</summary>
    public long Count { get; init; } = 1;

    /// <summary>One line: where, what, and how often.</summary>
    public override string ToString()
    {
        var column = Column.Length > 0 ? $"column {Column}: " : "";
        var places =
            Row is null ? ""
            : Count == 1 ? $" (row {Row}{Shown})"
            : $" ({Count} rows, the first is {Row}{Shown})";
        return $"{Dataset}: {column}{Message.TrimEnd('.')}{places}.";
    }

    string Shown => Value.Length > 0 ? $": \"{Value}\"" : "";
}

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum FindingWeight
{
    /// <summary>To know.</summary>
    Note,

    /// <summary>Something that was in the source is not in what was written.</summary>
    Lost,

    /// <summary>A rule is broken.</summary>
    Broken,
}
