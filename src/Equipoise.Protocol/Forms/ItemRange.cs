using System.Globalization;
using Equipoise.Protocol.Values;

namespace Equipoise.Protocol.Forms;

/// <summary>Bounds of an answer, both included; one of them may be missing.</summary>
public abstract record ItemRange
{
    ItemRange() { }

    /// <summary>Whether a value, as it is recorded, lies within.</summary>
    public abstract bool Holds(string value);

    /// <summary>The lower bound as it would be recorded; null for none.</summary>
    public abstract string? Least { get; }

    /// <summary>The upper bound as it would be recorded; null for none.</summary>
    public abstract string? Most { get; }

    /// <summary>For people: "30 to 300", "at least 18".</summary>
    public sealed override string ToString() =>
        Least is null ? $"at most {Most}"
        : Most is null ? $"at least {Least}"
        : $"{Least} to {Most}";

    /// <summary>Bounds of a number.</summary>
    /// <param name="Low">The lower bound; null for none.</param>
    /// <param name="High">The upper bound; null for none.</param>
    public sealed record Numbers(decimal? Low, decimal? High) : ItemRange
    {
        /// <inheritdoc/>
        public override bool Holds(string value) => ItemType.Number(value) is { } number && !(number < Low) && !(number > High);

        /// <inheritdoc/>
        public override string? Least => Low?.ToString(CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override string? Most => High?.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Bounds of a day. A date of which only a part is known lies within where it may.</summary>
    /// <param name="Low">The first day; null for none.</param>
    /// <param name="High">The last day; null for none.</param>
    public sealed record Dates(DateOnly? Low, DateOnly? High) : ItemRange
    {
        /// <inheritdoc/>
        public override bool Holds(string value) =>
            PartialDate.Read(value) is { } date && date.IsWithin(Low, High) is not false;

        /// <inheritdoc/>
        public override string? Least => Low?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        /// <inheritdoc/>
        public override string? Most => High?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
