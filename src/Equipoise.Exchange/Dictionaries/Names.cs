using System.Text.RegularExpressions;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>Gives what another system names freely the names that a protocol takes, each once.</summary>
sealed partial class Names
{
    const int Longest = 40;

    readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Letters, digits, hyphens and underscores, a letter first, at most 40; with a number when it is taken.</summary>
    internal string Take(params ReadOnlySpan<string> wishes)
    {
        var name = "";
        foreach (var wish in wishes)
            if (name.Length == 0)
                name = Others().Replace(wish.Trim(), "-").Trim('-', '_');
        name = name.Length == 0 || !char.IsAsciiLetter(name[0]) ? $"x{name}" : name;
        var free = Cut(name, Longest);
        for (var number = 2; !taken.Add(free); number++)
            free = $"{Cut(name, Longest - 5)}-{number}";
        return free;
    }

    /// <summary>A text of one line, without what no protocol takes and without marks of a page.</summary>
    internal static string OneLine(string text) =>
        Blanks().Replace(LegibleText.Mended(Tags().Replace(text, " ")), " ").Trim();

    static string Cut(string name, int longest) => name.Length <= longest ? name : name[..longest].TrimEnd('-', '_');

    [GeneratedRegex("[^A-Za-z0-9_]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Others();

    [GeneratedRegex("</?[A-Za-z][^<>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
