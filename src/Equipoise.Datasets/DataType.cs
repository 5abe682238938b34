namespace Equipoise.Datasets;

/// <summary>
/// What the values of a column mean: the types of Dataset-JSON 1.1, to which those of every other format are told.
/// </summary>
/// <remarks>
/// How values are held follows from it and from <see cref="ColumnSpec.IsNumber"/>: dates and times are texts of ISO 8601, or
/// numbers as SAS counts them; a decimal is the text as it was written, because a double may not be it.
/// </remarks>
public enum DataType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number kept as it was written, digit by digit.</summary>
    Decimal,

    /// <summary>A double.</summary>
    Float,

    /// <summary>A double; Dataset-JSON has both words.</summary>
    Double,

    /// <summary>1 or 0.</summary>
    Boolean,

    /// <summary>A date; as a number the days since 1960-01-01.</summary>
    Date,

    /// <summary>A date with a time; as a number the seconds since 1960-01-01T00:00:00.</summary>
    DateTime,

    /// <summary>A time of day; as a number the seconds since midnight.</summary>
    Time,

    /// <summary>An address.</summary>
    Uri,
}
