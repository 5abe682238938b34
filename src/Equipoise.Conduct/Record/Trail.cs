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
    internal static IEnumerable<Entry> LatestFirst(Trail? trail) => LatestFirst(trail, chapter: null, _ => true);

    /// <summary>The entries, the latest first, but for the chapters that hold none that is wanted.</summary>
    /// <param name="trail">The last entry.</param>
    /// <param name="chapter">The last chapter that is complete.</param>
    /// <param name="mayHold">Whether a chapter may hold any that is wanted.</param>
    internal static IEnumerable<Entry> LatestFirst(Trail? trail, Chapter? chapter, Func<Chapter, bool> mayHold)
    {
        while (trail is not null)
        {
            if (chapter is not null && ReferenceEquals(trail, chapter.Last))
            {
                var reached = chapter;
                chapter = reached.Before;
                if (!mayHold(reached))
                {
                    trail = reached.Earlier;
                    continue;
                }
            }
            yield return trail.Entry;
            trail = trail.Before;
        }
    }
}

/// <summary>
/// A run of entries of the whole trail, with what can be said of all: whoever looks for something rare passes over most.
/// </summary>
sealed class Chapter
{
    /// <summary>How many entries a chapter has.</summary>
    internal const int Length = 1024;

    readonly HashSet<string> people = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<Type> kinds = [];

    /// <summary>The chapter that ends with that entry.</summary>
    internal Chapter(Trail last, Chapter? before)
    {
        (Last, Before) = (last, before);
        Trail? at = last;
        for (var count = 0; count < Length && at is not null; count++, at = at.Before)
        {
            people.Add(at.Entry.Stamp.By);
            kinds.Add(at.Entry.Event.GetType());
            var day = DateOnly.FromDateTime(at.Entry.Stamp.RecordedAt.UtcDateTime);
            (FirstDay, LastDay) = (day < FirstDay ? day : FirstDay, day > LastDay ? day : LastDay);
        }
        Earlier = at;
    }

    /// <summary>Its last entry.</summary>
    internal Trail Last { get; }

    /// <summary>The last entry before it; null for the first chapter.</summary>
    internal Trail? Earlier { get; }

    /// <summary>The chapter before it.</summary>
    internal Chapter? Before { get; }

    /// <summary>The first day, UTC, on which any of it was written: clocks of several servers need not agree.</summary>
    internal DateOnly FirstDay { get; } = DateOnly.MaxValue;

    /// <summary>The last such day.</summary>
    internal DateOnly LastDay { get; } = DateOnly.MinValue;

    /// <summary>Whether that person, in any case of letters, wrote any of it.</summary>
    internal bool IsBy(string person) => people.Contains(person);

    /// <summary>Whether any of it is of that kind.</summary>
    internal bool Has(string kind) => kinds.Any(one => one.Name == kind);
}
