using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// The look at the texts beside a log: each that is there is the one to which its row refers, and each that is gone was
/// redacted.
/// </summary>
sealed class TextReplay(List<LogProblem> problems)
{
    readonly HashSet<(long Row, string Name)> missing = [];
    int marks;
    readonly SortedDictionary<(long Row, string Name), RedactionFound> redacted = [];

    internal IReadOnlyList<RedactionFound> Redactions => [.. redacted.Values];

    /// <summary>Whether any text so far is no longer there.</summary>
    internal bool AnyGone => missing.Count > 0;

    /// <summary>
    /// A mark for a text that is gone, of its own: two that are gone did not say the same. It is short, so that it fits where
    /// the text did.
    /// </summary>
    internal string NextMark() => $"[{++marks}]";

    /// <summary>The payload as this program writes that event, with the hashes that the row has.</summary>
    internal static string Rewritten(LogRow row, ReadTexts read, string json)
    {
        var hashes = read.References.ToDictionary(reference => reference.Name, reference => reference.Hash);
        return hashes.Count == 0
            ? json
            : RowTexts.TakeOut(row.Kind, json, AsInRow).Payload;

        TextSeal? AsInRow(string name) => hashes.TryGetValue(name, out var hash) ? new TextSeal.Gone(hash) : null;
    }

    internal void Take(LogRow row, ReadTexts read)
    {
        foreach (var problem in read.Problems())
            problems.Add(new(row.Sequence, problem));
        foreach (var gone in read.References.Where(reference => reference.Kept is null))
            missing.Add((row.Sequence, gone.Name));
    }

    /// <summary>A redaction names a text that an earlier row has, and that is no longer there.</summary>
    internal void Take(Entry entry, TextRedacted one, TrialState state)
    {
        var text = (one.Row, one.Member);
        if (one.Row >= entry.Sequence || !state.TextsOf(one.Row).Contains(one.Member))
            problems.Add(new(entry.Sequence, $"it redacts a text '{one.Member}' of row {one.Row}, which has none"));
        else if (!missing.Contains(text))
            problems.Add(new(one.Row, $"its text '{one.Member}' was redacted by row {entry.Sequence}, and is still there"));
        redacted.TryAdd(text, new(one.Row, one.Member, entry.Stamp.RecordedAt, entry.Stamp.By, one.Reason));
    }

    /// <summary>At the end of the log it is known what was redacted.</summary>
    internal void Finish()
    {
        foreach (var (row, name) in missing.Where(text => !redacted.ContainsKey(text)).Order())
            problems.Add(new(row, $"its text '{name}' is missing, and the log does not say that it was redacted"));
    }
}
