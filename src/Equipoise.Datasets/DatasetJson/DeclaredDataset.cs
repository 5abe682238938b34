using System.Globalization;
using System.Text.Json;

namespace Equipoise.Datasets.DatasetJson;

/// <summary>A data set as a document declares it.</summary>
/// <param name="Spec">It in the terms of every format, without columns that are left out.</param>
/// <param name="Columns">What stands in its rows.</param>
/// <param name="Records">The number of rows that it declares; null where it declares none.</param>
sealed record DeclaredDataset(DatasetSpec Spec, IReadOnlyList<DeclaredColumn> Columns, long? Records)
{
    // What a table of SAS holds at most; far beyond what was ever seen.
    const int MostColumns = 32_767;

    /// <exception cref="DataException">It cannot be read; every problem is listed.</exception>
    public static DeclaredDataset Of(string file, JsonOutline outline, FindingList notes)
    {
        var problems = new FileProblems(file);
        var attributes = new JsonAttributes(outline.Attributes, "the data set", problems, notes);
        var version = attributes.Required("datasetJSONVersion");
        var columns = attributes.Value("columns");
        if (columns.ValueKind != JsonValueKind.Array)
            throw new DataException(
                version.Length > 0
                    ? $"{file}: is Dataset-JSON without columns."
                    : $"{file}: is JSON but not Dataset-JSON: it has no columns."
            );
        if (columns.GetArrayLength() > MostColumns)
            throw new DataException($"{file}: has {columns.GetArrayLength():#,0} columns; {MostColumns:#,0} are the most.");
        var isVersion10 = IsVersion(version, "1.0");
        if (version.Length > 0 && !isVersion10 && !IsVersion(version, "1.1"))
            problems.Add($"is version \"{version}\" of Dataset-JSON; 1.0 and 1.1 can be read.");
        List<DeclaredColumn> declared = [];
        foreach (var (index, json) in columns.EnumerateArray().Index())
            if (DeclaredColumn.Of(json, index + 1, isVersion10, problems, notes) is { } column)
                declared.Add(column);
        CheckNames(declared, problems, notes);
        foreach (var column in declared.Where(column => column.IsLeftOut))
            notes.Add("record numbers", "counts the records, as version 1.0 does, and was left out", column: column.Spec.Name);
        ColumnSpec[] read = [.. declared.Where(column => !column.IsLeftOut).Select(column => column.Spec)];
        var spec = SpecOf(file, attributes, read, notes);
        var records = CountOf(attributes, notes);
        problems.ThrowIfAny();
        return new(spec with { Extensions = attributes.Rest() }, declared, records);
    }

    static bool IsVersion(string version, string asked) =>
        version == asked || version.StartsWith(asked + ".", StringComparison.Ordinal);

    static DatasetSpec SpecOf(string file, JsonAttributes attributes, IReadOnlyList<ColumnSpec> columns, FindingList notes)
    {
        var name = attributes.Required("name");
        if (!attributes.Has("itemGroupOID"))
            attributes.Missing("itemGroupOID");
        return new(name.Length > 0 ? name : DatasetName.Of(file), attributes.Required("label"), columns)
        {
            Created = Time("datasetJSONCreationDateTime", attributes.Required("datasetJSONCreationDateTime"), notes),
            Modified = Time("dbLastModifiedDateTime", attributes.Text("dbLastModifiedDateTime") ?? "", notes),
        };
    }

    static DateTime? Time(string name, string text, FindingList notes)
    {
        if (text.Length == 0)
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time.DateTime;
        notes.Add($"bad {name}", $"{name} is \"{text}\", not a date with time; it was ignored", FindingWeight.Broken);
        return null;
    }

    static long? CountOf(JsonAttributes attributes, FindingList notes)
    {
        var records = attributes.Value("records");
        if (records.ValueKind == JsonValueKind.Number && records.TryGetInt64(out var count) && count >= 0)
            return count;
        if (records.ValueKind == JsonValueKind.Undefined)
            attributes.Missing("records");
        else
            notes.Add(
                "bad records",
                $"records is {records.GetRawText()}, not a whole number; it was ignored",
                FindingWeight.Broken
            );
        return null;
    }

    static void CheckNames(List<DeclaredColumn> columns, FileProblems problems, FindingList notes)
    {
        foreach (var same in columns.GroupBy(column => column.Spec.Name, StringComparer.OrdinalIgnoreCase))
            if (same.Count() > 1)
                problems.Add($"{same.Count()} columns are named {same.Key}.");
        foreach (var same in columns.GroupBy(column => column.Spec.Oid))
            if (same.Key.Length > 0 && same.Count() > 1)
                notes.Add(
                    "itemOID twice",
                    $"has the itemOID {same.Key} of another column",
                    FindingWeight.Broken,
                    same.Last().Spec.Name
                );
    }
}
