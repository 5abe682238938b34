namespace Equipoise.Protocol;

/// <summary>How a laboratory writes the files of its values, so that they are read as they come.</summary>
/// <param name="Id">The key in the file of the protocol.</param>
/// <param name="Label">The printed name.</param>
/// <param name="Separator">What stands between two cells of a line.</param>
/// <param name="Decimal">The decimal sign, a point or a comma; the other one is no part of a number.</param>
/// <param name="Days">How a day is written.</param>
/// <param name="Columns">The laboratory's name of each column that is read; a file may have others.</param>
/// <param name="Tests">The test of the protocol by the laboratory's word for it; other words are ids or codes of tests.</param>
/// <param name="Units">The unit by the laboratory's word for it; other words are units as the protocol writes them.</param>
public sealed record LaboratoryFileLayout(
    string Id,
    string Label,
    char Separator,
    char Decimal,
    DayForm Days,
    IReadOnlyDictionary<LaboratoryColumn, string> Columns,
    IReadOnlyDictionary<string, string> Tests,
    IReadOnlyDictionary<string, string> Units
);

/// <summary>What a column of a file of laboratory values holds.</summary>
public enum LaboratoryColumn
{
    /// <summary>The number of the participant in the trial.</summary>
    Participant,

    /// <summary>The test.</summary>
    Test,

    /// <summary>The value as it was reported.</summary>
    Value,

    /// <summary>The unit.</summary>
    Unit,

    /// <summary>The day on which the sample was drawn, perhaps with a time.</summary>
    Day,

    /// <summary>Which sample of the day, from 1.</summary>
    Sample,

    /// <summary>The lower limit of normal.</summary>
    Lower,

    /// <summary>The upper limit of normal.</summary>
    Upper,

    /// <summary>Both limits in one cell, such as 2.0-7.5.</summary>
    Range,
}

/// <summary>How a day is written.</summary>
public enum DayForm
{
    /// <summary>2026-11-28, as ISO 8601 has it.</summary>
    YearMonthDay,

    /// <summary>20261128.</summary>
    Compact,

    /// <summary>28.11.2026.</summary>
    DayMonthYearPoints,

    /// <summary>28/11/2026.</summary>
    DayMonthYearSlashes,

    /// <summary>11/28/2026.</summary>
    MonthDayYear,

    /// <summary>28-Nov-2026, in any case.</summary>
    DayMonthName,
}
