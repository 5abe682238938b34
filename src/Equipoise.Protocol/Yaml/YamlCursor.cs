namespace Equipoise.Protocol.Yaml;

/// <summary>
/// A place in a YAML file that a reader looks at. Reading the wrong thing there is reported, never thrown, and yields a value
/// that lets reading go on; reading an absent place yields the same in silence, so that one slip is reported once.
/// </summary>
/// <param name="Node">What stands there.</param>
/// <param name="Key">Where its name stands; the same as the start of the value when it has none.</param>
/// <param name="Path">The names that lead there.</param>
/// <param name="Problems">Where problems are reported.</param>
sealed record YamlCursor(YamlNode Node, Mark Key, string Path, ProblemList Problems)
{
    /// <summary>The top of a document.</summary>
    public static YamlCursor Top(YamlNode node, ProblemList problems) => new(node, new Mark(1, 1), "", problems);

    /// <summary>Whether anything stands there.</summary>
    public bool IsPresent => Node is not YamlNode.Absent;

    /// <summary>The names under this place; none when it is not a set of named values.</summary>
    public IReadOnlyList<string> Keys => Node is YamlNode.Map map ? [.. map.Entries.Select(entry => entry.Key)] : [];

    /// <summary>Reports that the value is wrong.</summary>
    public void Report(string message, string remedy) => Problems.Add(Node.Start, Path, message, remedy);

    /// <summary>Reports at the name: what is wrong is the name, or something the value lacks.</summary>
    public void ReportKey(string message, string remedy) => Problems.Add(Key, Path, message, remedy);

    /// <summary>The place below by these names; absent, and placed at the last that exists, when there is none.</summary>
    public YamlCursor At(params ReadOnlySpan<string> keys)
    {
        var here = this;
        foreach (var key in keys)
        {
            var path = YamlTree.Path(here.Path, key);
            here = (here.Node as YamlNode.Map)?.Find(key) is { } entry
                ? new YamlCursor(entry.Value, entry.Start, path, Problems)
                : new YamlCursor(new YamlNode.Absent(here.Key), here.Key, path, Problems);
        }
        return here;
    }

    /// <summary>Reads named values whose names the format knows; any other name is reported. Null when there are none.</summary>
    public T? Fields<T>(Func<YamlFields, T?> read)
        where T : class
    {
        if (Node is not YamlNode.Map)
        {
            ReportKind("named values under it, one a line, each as 'name: value'");
            return null;
        }
        var fields = new YamlFields(this);
        var value = read(fields);
        fields.RefuseOthers();
        return value;
    }

    /// <summary>
    /// Reads named values whose names the writer chose, in the order of the file; leaves out what reads as null.
    /// </summary>
    public IReadOnlyList<T> Each<T>(Func<string, YamlCursor, T?> read)
        where T : class
    {
        var values = new List<T>();
        foreach (var key in NamesOfEach())
        {
            if (read(key, At(key)) is { } value)
                values.Add(value);
        }
        return values;
    }

    IReadOnlyList<string> NamesOfEach()
    {
        if (Node is not YamlNode.Map)
            ReportKind("named values under it, one a line, each as 'name: value'");
        else if (Keys.Count == 0)
            Report("is empty", "name at least one");
        return Keys;
    }

    /// <summary>The items of a list; none, and reported, when it is no list or is empty.</summary>
    public IReadOnlyList<YamlCursor> Items()
    {
        if (Node is not YamlNode.List list)
        {
            ReportKind("a list, as in [first, second]");
            return [];
        }
        if (list.Items.Count == 0)
            Report("is empty", "write at least one, or leave the line out");
        var (path, problems) = (Path, Problems);
        return [.. list.Items.Select((item, index) => new YamlCursor(item, item.Start, $"{path}[{index + 1}]", problems))];
    }

    /// <summary>Reports that something of another kind stands here, unless nothing does.</summary>
    public void ReportKind(string wanted)
    {
        if (IsPresent)
            Report($"is {Node.Kind}", $"write {wanted}");
    }
}
