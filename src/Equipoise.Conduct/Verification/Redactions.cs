using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// What the log says was redacted, held against what is gone: each redacted text is no longer there, and each that is no longer
/// there was redacted.
/// </summary>
sealed class Redactions(List<LogProblem> problems)
{
    readonly SortedDictionary<(long Row, string Name), RedactionFound> found = [];
    readonly List<(long Row, string Name, long By)> said = [];

    /// <summary>What was redacted, in the order of the rows.</summary>
    internal IReadOnlyList<RedactionFound> Found => [.. found.Values];

    /// <summary>A redaction names a text that an earlier row has.</summary>
    internal void Take(Entry entry, TextRedacted one, TrialState state)
    {
        if (one.Row >= entry.Sequence || !state.TextsOf(one.Row).Contains(one.Member))
            problems.Add(new(entry.Sequence, $"it redacts a text '{one.Member}' of row {one.Row}, which has none"));
        else
            said.Add((one.Row, one.Member, entry.Sequence));
        found.TryAdd(
            (one.Row, one.Member),
            new(one.Row, one.Member, entry.Stamp.RecordedAt, entry.Stamp.By, one.Reason)
        );
    }

    /// <summary>At the end of the log it is known what was redacted, and what is gone.</summary>
    internal void Finish(IReadOnlySet<(long Row, string Name)> missing)
    {
        foreach (var (row, name, by) in said.Where(text => !missing.Contains((text.Row, text.Name))))
            problems.Add(new(row, $"its text '{name}' was redacted by row {by}, and is still there"));
        foreach (var (row, name) in missing.Where(text => !found.ContainsKey(text)))
            problems.Add(new(row, $"its text '{name}' is missing, and the log does not say that it was redacted"));
    }
}
