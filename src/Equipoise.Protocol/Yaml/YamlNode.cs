namespace Equipoise.Protocol.Yaml;

/// <summary>A place in the file, both counted from 1.</summary>
readonly record struct Mark(int Line, int Column);

/// <summary>A value of a YAML file and where it starts. Every plain value is kept as its text: what it means, its reader decides.</summary>
abstract record YamlNode(Mark Start)
{
    /// <summary>What the writer of the file would call it.</summary>
    public abstract string Kind { get; }

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
