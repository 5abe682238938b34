using System.Text.Json;

namespace Equipoise.Conduct.Verification;

/// <summary>A member in which the record of an event differs from what would have been recorded.</summary>
/// <param name="Member">The names that lead to it: "signature meaning"; elements of lists are counted from 1.</param>
/// <param name="Was">What it is, as JSON, or "absent".</param>
/// <param name="WouldBe">What it would have been.</param>
readonly record struct Difference(string Member, string Was, string WouldBe)
{
    const int Longest = 80;

    /// <summary>Every difference; none when both are the same text.</summary>
    internal static IReadOnlyList<Difference> Between(string recorded, string expected)
    {
        using var one = JsonDocument.Parse(recorded);
        using var other = JsonDocument.Parse(expected);
        return [.. Between("", one.RootElement, other.RootElement)];
    }

    static IEnumerable<Difference> Between(string name, JsonElement? one, JsonElement? other)
    {
        if (one?.GetRawText() == other?.GetRawText())
            return [];
        var (mine, theirs) = (Members(one), Members(other));
        return mine is null || theirs is null
            ? [new(name, Told(one), Told(other))]
            : mine.Keys.Union(theirs.Keys)
                .SelectMany(member => Between($"{name} {member}".Trim(), Of(mine, member), Of(theirs, member)));
    }

    static JsonElement? Of(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var member) ? member : null;

    static Dictionary<string, JsonElement>? Members(JsonElement? value) =>
        value switch
        {
            { ValueKind: JsonValueKind.Object } some => some.EnumerateObject().ToDictionary(one => one.Name, one => one.Value),
            { ValueKind: JsonValueKind.Array } list => list
                .EnumerateArray()
                .Index()
                .ToDictionary(one => $"{one.Index + 1}", one => one.Item),
            _ => null,
        };

    static string Told(JsonElement? value) =>
        value?.GetRawText() is not { } text ? "absent"
        : text.Length > Longest ? $"{text[..Longest]}..."
        : text;
}
