namespace Equipoise.Protocol.Yaml;

/// <summary>Finds the word that was probably meant.</summary>
public static class NearestWord
{
    // Beyond this a word of a protocol is no slip of the pen, and the distance is not worth computing.
    const int LongestWord = 60;

    /// <summary>The known word nearest to the one written, ignoring case; null when none is near enough to be meant.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestWord)
            return null;
        var farthest = Math.Max(1, written.Length / 3);
        return known
            .Select(word => (Word: word, Edits: Edits(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= farthest)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    /// <summary>"did you mean 'ratio'?" when a word is near, or else the list of all that would be right.</summary>
    public static string Suggest(string written, IReadOnlyCollection<string> known) =>
        Find(written, known) is { } nearest ? $"did you mean '{nearest}'?"
        : known.Count == 0 ? "take it out"
        : $"write one of: {string.Join(", ", known)}";

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbors (optimal string alignment) from one word to the other.
    /// </summary>
    static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            edits[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            edits[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(substituted, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], 1 + edits[i - 2, j - 2]);
            }
        }
        return edits[from.Length, to.Length];
    }
}
