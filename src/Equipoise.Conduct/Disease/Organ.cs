using System.Collections.Frozen;

namespace Equipoise.Conduct.Disease;

/// <summary>
/// The organ that a person's words for a place name, and its side: "Lung, right upper lobe" is LUNG, on the right.
/// </summary>
/// <remarks>
/// Paired organs are one in RECIST, and the lymph nodes of all regions are one. The words themselves stay as they were typed;
/// what the list <c>Disease/organs.txt</c> does not have is an organ of its own, by its words without their side.
/// </remarks>
/// <param name="Name">The organ, in CDISC's word where the list has it.</param>
/// <param name="Side">LEFT, RIGHT or BILATERAL; null where the words name none.</param>
public sealed record Organ(string Name, string? Side)
{
    const string Nodes = "LYMPH NODE";

    static readonly FrozenDictionary<string, string> sides = new Dictionary<string, string>
    {
        ["LEFT"] = "LEFT",
        ["L"] = "LEFT",
        ["LT"] = "LEFT",
        ["RIGHT"] = "RIGHT",
        ["R"] = "RIGHT",
        ["RT"] = "RIGHT",
        ["BILATERAL"] = "BILATERAL",
        ["BOTH"] = "BILATERAL",
    }.ToFrozenDictionary();

    static readonly FrozenSet<string> lobesOfTheLung = ((string[])["UPPER", "MIDDLE", "LOWER"]).ToFrozenSet();

    /// <summary>Each organ by its words, the longest first, so that the chest wall is found before a part of it.</summary>
    static readonly IReadOnlyList<(string[] Words, string Organ)> known = [.. Read().OrderByDescending(one => one.Words.Length)];

    /// <summary>What these words name.</summary>
    /// <param name="words">The place as a person typed it, such as LEFT LUNG.</param>
    /// <param name="isNode">Whether the lesion is a lymph node, which then is its organ wherever it lies.</param>
    public static Organ Of(string words, bool isNode)
    {
        ArgumentNullException.ThrowIfNull(words);
        var all = Split(words);
        var side = all.Select(word => sides.GetValueOrDefault(word)).FirstOrDefault(found => found is not null);
        var place = all.Where(word => !sides.ContainsKey(word)).ToArray();
        var name =
            isNode ? Nodes
            : known.Where(one => Contains(place, one.Words)).Select(one => one.Organ).FirstOrDefault() is { } organ ? organ
            : place.Contains("LOBE") && place.Any(lobesOfTheLung.Contains) ? "LUNG"
            : string.Join(' ', place);
        return new(name, side);
    }

    static bool Contains(string[] place, string[] words) =>
        Enumerable
            .Range(0, Math.Max(place.Length - words.Length + 1, 0))
            .Any(at => place.AsSpan(at, words.Length).SequenceEqual(words));

    static string[] Split(string words) =>
        words.ToUpperInvariant().Split([' ', ',', ';', '/', '-', '(', ')', '.', ':'], StringSplitOptions.RemoveEmptyEntries);

    static IEnumerable<(string[] Words, string Organ)> Read()
    {
        using var stream =
            typeof(Organ).Assembly.GetManifestResourceStream("organs.txt")
            ?? throw new InvalidOperationException("The list of organs is not part of this program.");
        using var reader = new StreamReader(stream);
        const StringSplitOptions Plain = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var line in reader.ReadToEnd().Split('\n', Plain))
        {
            if (line[0] == '#')
                continue;
            var (organ, others) = line.Split(':') is [var name, var rest] ? (name, rest) : throw new FormatException(line);
            yield return (Split(organ), organ);
            foreach (var other in others.Split(',', Plain))
                yield return (Split(other), organ);
        }
    }
}
