using System.Globalization;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>A list of characteristics by name, or of numbers with the points at which they are cut: <c>age: [65]</c>.</summary>
static class ReadCutPoints
{
    /// <summary>Their ids, in the order of the list; those that are cut are added to the cuts.</summary>
    public static IReadOnlyList<string> Characteristics(this YamlCursor at, Dictionary<string, CutPoints> cuts)
    {
        if (at.Node is not YamlNode.List list || !list.Items.Any(item => item is YamlNode.Map))
            return at.Texts();
        var ids = new List<string>();
        foreach (var item in at.Items())
        {
            var cut = Of(item);
            if ((cut?.Id ?? (item.Node is YamlNode.Map ? null : item.Text())) is not { } id)
                continue;
            if (cut is not null)
                cuts[id] = cut;
            if (ids.Contains(id))
                item.Report($"{ProblemList.Quote(id)} occurs twice", "keep one of the two");
            else
                ids.Add(id);
        }
        return ids;
    }

    static CutPoints? Of(YamlCursor item)
    {
        if (item.Node is not YamlNode.Map)
            return null;
        if (item.Keys is not [var variable])
        {
            item.Report("cuts several numbers in one item", "write an item for each, as in [age: [65], weight: [60, 80]]");
            return null;
        }
        var points = new List<double>();
        foreach (var at in item.At(variable).Items())
        {
            if (at.Number("a number at which to cut, such as 65", double.IsFinite) is not { } point)
                continue;
            if (points.Count > 0 && point <= points[^1])
                at.Report(
                    string.Create(CultureInfo.InvariantCulture, $"{point} does not come after {points[^1]}"),
                    "write the lowest first, none twice"
                );
            points.Add(point);
        }
        return points.Count == 0 ? null : new(variable, points);
    }
}
