namespace Equipoise.Datasets.DefineXml;

/// <summary>What version 2.0 said in other words than 2.1.</summary>
/// <remarks>Source: CDISC Define-XML 2.1, "Changes from Define-XML 2.0".</remarks>
static class Define20
{
    const string StandardOid = "STD.1";

    /// <summary>The one standard, in attributes of the metadata.</summary>
    public static IReadOnlyList<DefineStandard> Standards(DefineElement e) =>
        e.Is20
            ?
            [
                new()
                {
                    Oid = StandardOid,
                    // SDTM-IG became SDTMIG.
                    Name = e.Def("StandardName").Replace("-IG", "IG", StringComparison.Ordinal),
                    Type = "IG",
                    Version = e.Def("StandardVersion"),
                },
            ]
            : [];

    /// <summary>The class of a data set, an attribute.</summary>
    public static ItemGroupClass? Class(DefineElement e) =>
        e.Is20 && e.Def("Class") is { Length: > 0 } name ? new() { Name = name } : null;

    /// <summary>The document in the words of 2.1.</summary>
    public static Define To21(Define define, DefineNotes notes)
    {
        notes.Note("version", 0, $"the document is of version {define.Version} and was read as 2.1");
        return define with
        {
            Version = "2.1.0",
            Context = "Other",
            ItemGroups = [.. define.ItemGroups.Select(group => group with { StandardOid = StandardOid })],
            Items =
            [
                .. define.Items.Select(item =>
                    item with
                    {
                        Origins = [.. item.Origins.Select(origin => Origin(origin, item, notes))],
                    }
                ),
            ],
        };
    }

    static Origin Origin(Origin origin, ItemDef item, DefineNotes notes)
    {
        var changed = origin.Type switch
        {
            "CRF" => origin with { Type = "Collected", Source = "Investigator" },
            "eDT" => origin with { Type = "Collected", Source = "Vendor" },
            _ => origin,
        };
        if (changed != origin)
            notes.Note("origin", origin.Line, $"{item.Oid}: the origin {origin.Type} became Collected from the {changed.Source}");
        return changed;
    }
}
