using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>A log rewritten by somebody who can compute its hashes, so that only the content can betray it.</summary>
static class Forgery
{
    internal static IReadOnlyList<LogRow> Of(IReadOnlyList<LogRow> rows, long at, string from, string to) =>
        Of(rows, row => row.Sequence == at ? row with { Payload = Replace(row.Payload, from, to) } : row);

    internal static IReadOnlyList<LogRow> Of(IEnumerable<LogRow> rows, Func<LogRow, LogRow?> change)
    {
        List<LogRow> forged = [];
        foreach (var row in rows.Select(change).OfType<LogRow>())
        {
            var next = row with { Sequence = forged.Count + 1, PreviousHash = forged.Count == 0 ? HashChain.Origin : forged[^1].Hash };
            forged.Add(next with { Hash = HashChain.HashOf(next) });
        }
        return forged;
    }

    static string Replace(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"{text} does not hold {from}");
        return text[..at] + to + text[(at + from.Length)..];
    }
}
