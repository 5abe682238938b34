namespace Equipoise.Conduct.Record;

/// <summary>The names by which participants, sites and people are known, and what is said of one that is none.</summary>
static class Identifiers
{
    const int Longest = 20;
    const int LongestOfPerson = 50;

    /// <summary>What is wrong with the identifier of a site; null when nothing is.</summary>
    internal static Refusal? AgainstSite(string site) =>
        IsOne(site)
            ? null
            : new("bad-site", $"'{site}' is no site identifier: use letters, digits and hyphens, at most {Longest}.");

    /// <summary>What is wrong with the identifier of a participant; null when nothing is.</summary>
    internal static Refusal? AgainstParticipant(string participant) =>
        IsOne(participant)
            ? null
            : new(
                "bad-identifier",
                $"'{participant}' is no participant identifier: use letters, digits and hyphens, at most {Longest}."
            );

    /// <summary>What is wrong with the identifier of a person; null when nothing is.</summary>
    internal static Refusal? AgainstPerson(string person) =>
        person.Length is > 0 and <= LongestOfPerson
        && person.All(letter => char.IsAsciiLetterOrDigit(letter) || ".-_@".Contains(letter))
            ? null
            : new(
                "bad-person",
                $"'{person}' is no identifier of a person: use letters, digits and . - _ @, at most {LongestOfPerson}."
            );

    /// <summary>
    /// What is wrong with a new identifier that differs from a known one by case only: people read the two as one. Null when
    /// nothing is.
    /// </summary>
    internal static Refusal? Alike(string identifier, IEnumerable<string> known) =>
        known.FirstOrDefault(other => other != identifier && other.Equals(identifier, StringComparison.OrdinalIgnoreCase))
            is { } alike
            ? new(
                "differs-by-case-only",
                $"There is {alike} already: identifiers differ by more than case, and {identifier} does not."
            )
            : null;

    /// <summary>
    /// Whether a participant's identifier, which is that of the site, a hyphen and a number, may look like one of both sites:
    /// A-1-01 is the first of A-1, or somebody of A.
    /// </summary>
    internal static bool OneBeginsTheOther(string site, string other) =>
        site.StartsWith($"{other}-", StringComparison.OrdinalIgnoreCase)
        || other.StartsWith($"{site}-", StringComparison.OrdinalIgnoreCase);

    static bool IsOne(string text) =>
        text.Length is > 0 and <= Longest && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
