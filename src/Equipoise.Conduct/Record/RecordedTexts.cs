using System.Collections.Immutable;

namespace Equipoise.Conduct.Record;

/// <summary>Which rows have texts beside them, or had.</summary>
sealed class RecordedTexts : Part
{
    ImmutableDictionary<long, IReadOnlyList<string>> names = ImmutableDictionary<long, IReadOnlyList<string>>.Empty;

    /// <summary>The names of the texts of a row; none when it has none.</summary>
    internal IReadOnlyList<string> Of(long row) => names.GetValueOrDefault(row) ?? [];

    internal void Add(long row, IReadOnlyList<string> texts) => names = names.Add(row, texts);
}
