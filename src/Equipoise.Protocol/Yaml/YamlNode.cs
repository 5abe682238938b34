namespace Equipoise.Protocol.Yaml;

/// <summary>A place in the file, both counted from 1.</summary>
readonly record struct Mark(int Line, int Column);

/// <summary>
/// A value of a YAML file and where it starts. Every plain value is kept as its text: what it means, its reader decides.
/// </summary>
abstract record YamlNode(Mark Start)
{
    // Ways to say one thing: setting one of them takes the place of the others.
    static readonly string[][] alternatives =
    [
        ["control median", "control hazard", "control by stratum"],
        ["over", "rates"],
        ["median", "hazard"],
    ];

    /// <summary>What the writer of the file would call it.</summary>
    public abstract string Kind { get; }

    /// <summary>The value as it would be written on one line.</summary>
    public string OnOneLine() =>
        this switch
        {
            Scalar scalar => scalar.Text,
            List list => $"[{string.Join(", ", list.Items.Select(item => item.OnOneLine()))}]",
            Map map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{entry.Key}: {entry.Value.OnOneLine()}"))} }}",
            _ => "",
        };

    /// <summary>
    /// This tree with another value at the place to which these names lead; what is missing on the way is made.
    /// </summary>
    public YamlNode With(IReadOnlyList<string> path, YamlNode value)
    {
        if (path.Count == 0)
            return value;
        var entries = (this as Map)?.Entries ?? [];
        var old = entries.FirstOrDefault(entry => entry.Key == path[0]);
        var set = new YamlEntry(path[0], value.Start, (old?.Value ?? new Absent(value.Start)).With([.. path.Skip(1)], value));
        var others = alternatives.FirstOrDefault(ways => ways.Contains(path[0]))?.Where(way => way != path[0]) ?? [];
        var kept = entries.Where(entry => !others.Contains(entry.Key));
        return new Map(
            Start,
            old is null ? [.. kept, set] : [.. kept.Select(entry => entry.Key == path[0] ? set : entry)]
        );
    }

    /// <summary>A single value. YAML's null (nothing, ~ or null) is the empty text.</summary>
    public sealed record Scalar(Mark Start, string Text) : YamlNode(Start)
    {
        public override string Kind => Text.Length == 0 ? "empty" : "a single value";
    }

    /// <summary>A list of values.</summary>
    public sealed record List(Mark Start, IReadOnlyList<YamlNode> Items) : YamlNode(Start)
    {
        public override string Kind => "a list";
    }

    /// <summary>Named values, in the order of the file; no name occurs twice.</summary>
    public sealed record Map(Mark Start, IReadOnlyList<YamlEntry> Entries) : YamlNode(Start)
    {
        public override string Kind => "a set of named values";

        public YamlEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
    }

    /// <summary>Nothing, where something might have been; or something whose problem was reported already.</summary>
    public sealed record Absent(Mark Start) : YamlNode(Start)
    {
        public override string Kind => "missing";
    }
}

/// <summary>A name, where it stands, and its value.</summary>
sealed record YamlEntry(string Key, Mark Start, YamlNode Value);
