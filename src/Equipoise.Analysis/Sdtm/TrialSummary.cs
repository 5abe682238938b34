using Equipoise.Analysis.Reading;
using Equipoise.Datasets;

namespace Equipoise.Analysis.Sdtm;

/// <summary>What TS says of the whole trial.</summary>
/// <param name="CutoffText">The data cutoff as written; null when TS has none.</param>
/// <param name="Mark">The mark of virtual participants, as written; "" for none.</param>
sealed record TrialSummary(string? CutoffText, string Mark)
{
    /// <summary>Whether the participants are virtual.</summary>
    public bool Synthetic => Mark == "Y";

    /// <summary>The data cutoff; null when TS does not say, or not to the day.</summary>
    public DateOnly? Cutoff { get; } = CutoffText is null ? null : IsoDate.TryParse(CutoffText);

    /// <summary>The first value of each parameter counts.</summary>
    public static TrialSummary Of(IReadOnlyDictionary<string, Table> data)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.GetValueOrDefault("TS") is { } table)
        {
            var reader = new TableReader(table, []);
            var (code, value) = (reader.TextOrBlank("TSPARMCD"), reader.TextOrBlank("TSVAL"));
            for (var row = 0; row < reader.Count; row++)
                values.TryAdd(code(row), value(row));
        }
        return new(values.GetValueOrDefault("DCUTDTC"), values.GetValueOrDefault("SYNTHET", ""));
    }
}
