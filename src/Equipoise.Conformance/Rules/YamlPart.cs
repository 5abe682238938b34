using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Conformance.Rules;

/// <summary>A part of a rule's YAML, with what was asked of it: what nobody asked for is not understood.</summary>
sealed class YamlPart(YamlMappingNode node)
{
    readonly HashSet<string> asked = [];

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public IEnumerable<string> NotAsked => Keys.Where(key => !asked.Contains(key));

    public YamlNode? Find(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) && !IsNull(found) ? found : null;
    }

    public string? Text(string key) => (Find(key) as YamlScalarNode)?.Value;

    public bool Flag(string key) => Text(key) is { } text && bool.TryParse(text, out var flag) && flag;

    public bool? FlagOrNull(string key) => Text(key) is { } text && bool.TryParse(text, out var flag) ? flag : null;

    public int? Whole(string key) => int.TryParse(Text(key), CultureInfo.InvariantCulture, out var number) ? number : null;

    public YamlPart? Part(string key) => Find(key) is YamlMappingNode map ? new(map) : null;

    public IReadOnlyList<YamlPart> Parts(string key) =>
        Find(key) is YamlSequenceNode list ? [.. list.OfType<YamlMappingNode>().Select(map => new YamlPart(map))] : [];

    /// <summary>The words of a list; a single word is a list of one.</summary>
    public IReadOnlyList<string> Words(string key) =>
        Find(key) switch
        {
            YamlSequenceNode list => WordsOf(list),
            YamlScalarNode { Value: { } word } => [word],
            _ => [],
        };

    public static IReadOnlyList<string> WordsOf(YamlSequenceNode list) =>
        [.. list.OfType<YamlScalarNode>().Select(word => word.Value ?? "")];

    static bool IsNull(YamlNode found) =>
        found is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
