namespace Equipoise.Datasets.DefineXml;

/// <summary>The data sets of a document as readers and writers of files take them.</summary>
public static class DefineSpecs
{
    /// <summary>The specification of each data set, in the order of the document.</summary>
    /// <remarks>
    /// Types of Define-XML that are texts of a form, such as partial dates and durations, are text; an integer with a format
    /// of dates is a date as SAS counts it. Lengths are of texts, in characters. References to nothing are left out.
    /// </remarks>
    public static IReadOnlyList<DatasetSpec> Of(Define define)
    {
        ArgumentNullException.ThrowIfNull(define);
        var lookup = new DefineLookup(define);
        return [.. define.ItemGroups.Select(group => Of(group, lookup))];
    }

    static DatasetSpec Of(ItemGroupDef group, DefineLookup lookup) =>
        new(
            group.Name,
            DefineLookup.Text(group.Description),
            [
                .. DefineLookup
                    .Ordered(group.Items)
                    .Select(reference => (Reference: reference, Item: lookup.Item(reference.ItemOid)))
                    .Where(pair => pair.Item is not null)
                    .Select(pair => Of(pair.Reference, pair.Item!))
                    .DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase),
            ]
        );

    static ColumnSpec Of(ItemRef reference, ItemDef item)
    {
        var (label, type) = (DefineLookup.Text(item.Description), TypeOf(item.DataType));
        var isNumber = type is DataType.Integer or DataType.Float or DataType.Double;
        var format = SasFormat.Normal(item.DisplayFormat);
        return new(item.Name, label, isNumber ? SasFormat.MeaningOf(format) ?? type : type, isNumber)
        {
            // That of a number counts its digits, and is none of the bytes that SAS gives it.
            Length = isNumber ? 0 : item.Length ?? 0,
            Format = format,
            Key = reference.KeySequence ?? 0,
            Oid = item.Oid,
        };
    }

    static DataType TypeOf(string word) =>
        word switch
        {
            "integer" => DataType.Integer,
            "float" => DataType.Float,
            "double" => DataType.Double,
            "date" => DataType.Date,
            "datetime" => DataType.DateTime,
            "time" => DataType.Time,
            "URI" => DataType.Uri,
            _ => DataType.Text,
        };
}
