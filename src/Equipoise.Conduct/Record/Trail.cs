namespace Equipoise.Conduct.Record;

/// <summary>
/// An entry and all before it, the latest first. Adding one costs the same however many there are, and changes nothing that
/// anybody else keeps.
/// </summary>
/// <param name="Entry">The entry.</param>
/// <param name="Before">Those before it; null for the first.</param>
sealed record Trail(Entry Entry, Trail? Before)
{
    /// <summary>The entries, the latest first.</summary>
    internal static IEnumerable<Entry> LatestFirst(Trail? trail)
    {
        for (; trail is not null; trail = trail.Before)
            yield return trail.Entry;
    }
}
