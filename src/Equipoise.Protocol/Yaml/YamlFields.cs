namespace Equipoise.Protocol.Yaml;

/// <summary>Named values while they are read: the names that the reader asks for are the names that the format knows.</summary>
sealed class YamlFields(YamlCursor map)
{
    readonly List<string> known = [];

    /// <summary>The place of all the values together.</summary>
    public YamlCursor Here => map;

    /// <summary>The value of a name that may be left out.</summary>
    public YamlCursor Optional(string key)
    {
        known.Add(key);
        return map.At(key);
    }

    /// <summary>The value of a name that must be there; its absence is reported with an example of what to write.</summary>
    public YamlCursor Required(string key, string example)
    {
        var value = Optional(key);
        if (!value.IsPresent && !map.Keys.Contains(key))
            value.ReportKey("is missing", $"write {key}: {example}");
        return value;
    }

    /// <summary>Reports every name that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var key in map.Keys.Except(known))
            map.At(key).ReportKey("is an unknown key", NearestWord.Suggest(key, known));
    }
}
