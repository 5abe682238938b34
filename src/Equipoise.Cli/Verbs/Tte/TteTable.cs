namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Which table, which of its rows, and which columns say how everyone was followed.</summary>
sealed record TteTable
{
    /// <summary>The data.</summary>
    public required string File { get; init; }

    /// <summary>The column of follow-up times; "" where there are intervals.</summary>
    public required string Time { get; init; }

    /// <summary>The column that says how follow-up ended; "" where there are intervals.</summary>
    public required string Event { get; init; }

    /// <summary>The columns between which the event happened; null where its time is known.</summary>
    public (string After, string By)? Interval { get; init; }

    /// <summary>The value of that column that means censored; null when 1 or true means event and 0 or false censored.</summary>
    public string? CensorValue { get; init; }

    /// <summary>The value of that column whose events are asked about, where others rule them out; null when all events are
    /// one.</summary>
    public string? Cause { get; init; }

    /// <summary>The column of times at which observation began; null when all were observed from the origin.</summary>
    public string? Entry { get; init; }

    /// <summary>The column of case weights; null when each row counts once.</summary>
    public string? Weight { get; init; }

    /// <summary>The column that says whose a row is; null when each row is a participant, or nobody says so.</summary>
    public string? Id { get; init; }

    /// <summary>The rows to analyze.</summary>
    public RowFilter Where { get; init; } = RowFilter.None;

    /// <summary>The column for each of whose levels there is an analysis of its own; null for one analysis.</summary>
    public string? By { get; init; }

    /// <summary>The level of it that this analysis is of; null for all.</summary>
    public string? Level { get; init; }

    /// <summary>Cells that mean missing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What stands between the cells of a CSV file.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether numbers have a comma where others have a point.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>The columns that must be numbers.</summary>
    public IEnumerable<string> NumberColumns =>
        (Interval is var (after, by) ? new[] { after, by, Weight } : [Time, Entry, Weight]).OfType<string>();

    /// <summary>Every column that is used.</summary>
    public IEnumerable<string> Columns =>
        NumberColumns
            .Concat(Interval is null ? new[] { Event, Id }.OfType<string>() : [])
            .Concat(new[] { By }.OfType<string>())
            .Concat(Where.Conditions.Select(condition => condition.Column));
}
