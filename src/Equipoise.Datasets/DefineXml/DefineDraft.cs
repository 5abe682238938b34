using System.Globalization;
using Equipoise.Datasets.Standards;

namespace Equipoise.Datasets.DefineXml;

/// <summary>Makes a document of data sets and what the standards say of them.</summary>
sealed class DefineDraft(DefineStudy study)
{
    readonly List<ItemGroupDef> groups = [];
    readonly List<ItemDef> items = [];
    readonly List<CodeListDef> codeLists = [];
    readonly Dictionary<string, MethodDef> methods = [];
    readonly string guide = study.Standards.FirstOrDefault(standard => standard.Type == "IG")?.Oid ?? "";
    readonly string terminology = study.Standards.FirstOrDefault(standard => standard.Type == "CT")?.Oid ?? "";

    /// <exception cref="DataException">Data sets are not known to the standards.</exception>
    public static Define Of(DefineStudy study, IReadOnlyList<Dataset> datasets)
    {
        var unknown = datasets.Select(dataset => dataset.Spec.Name).Where(name => StandardDataset.Find(name) is null).ToList();
        if (unknown.Count > 0)
            throw new DataException([
                .. unknown.Select(name => $"{name}: is no data set of SDTM or ADaM known here, so what a row is cannot be said."),
            ]);
        var draft = new DefineDraft(study);
        foreach (var dataset in datasets)
            draft.Add(dataset, StandardDataset.Find(dataset.Spec.Name)!);
        return new()
        {
            FileOid = $"{study.Name}.Define",
            Created = study.Created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            SourceSystem = study.SourceSystem,
            SourceSystemVersion = study.SourceSystemVersion,
            Context = "Submission",
            StudyOid = study.Name,
            StudyName = study.Name,
            StudyDescription = study.Description,
            ProtocolName = study.Protocol,
            Oid = $"MDV.{study.Name}",
            Name = $"{study.Name}, data definitions",
            Standards = study.Standards,
            ItemGroups = draft.groups,
            Items = draft.items,
            CodeLists = draft.codeLists,
            Methods = [.. draft.methods.Values],
        };
    }

    void Add(Dataset dataset, StandardDataset standard)
    {
        var spec = dataset.Spec;
        DraftColumn[] columns =
        [
            .. spec.Columns.Select(column => new DraftColumn(column, isListed: ListOf(spec, column, standard) is not null)),
        ];
        var rows = 0L;
        foreach (var batch in dataset.Batches())
        {
            for (var index = 0; index < columns.Length; index++)
                columns[index].Add(batch.Columns[index], Meanings(spec, columns[index], batch), batch.Count);
            rows += batch.Count;
        }
        // What the data set says of its keys goes before what the standard says.
        string[] keys = spec.Columns.Any(column => column.Key > 0)
            ? [.. spec.Columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name)]
            : [.. standard.Keys.Where(key => spec.IndexOf(key) >= 0)];
        var file = $"{spec.Name.ToLowerInvariant()}.xpt";
        groups.Add(
            new()
            {
                Oid = $"IG.{spec.Name}",
                Name = spec.Name,
                Domain = DomainOf(spec.Name, standard),
                SasDatasetName = spec.Name,
                IsRepeating = standard.IsRepeating,
                IsReferenceData = standard.IsReferenceData,
                Purpose = standard.IsAnalysis ? "Analysis" : "Tabulation",
                Structure = standard.Structure,
                ArchiveLocationId = rows > 0 ? $"LF.{spec.Name}" : "",
                StandardOid = guide,
                HasNoData = rows == 0,
                Description = [new(spec.Label, "en")],
                Items = [.. columns.Select((column, index) => Reference(spec, column, index, keys, standard, rows))],
                Class = new()
                {
                    Name = standard.Class,
                    SubClasses = standard.SubClass.Length > 0 ? [new(standard.SubClass, "")] : [],
                },
                Leaf = rows > 0 ? new() { Id = $"LF.{spec.Name}", Href = file, Title = file } : null,
            }
        );
        foreach (var column in columns)
            Add(spec, column, standard);
    }

    // LBTEST says what LBTESTCD means, TSPARM what TSPARMCD.
    static TextCells? Meanings(DatasetSpec spec, DraftColumn column, Batch batch) =>
        column.Spec.Name is var name
        && (name.EndsWith("TESTCD", StringComparison.Ordinal) || name.EndsWith("PARMCD", StringComparison.Ordinal))
        && spec.IndexOf(name[..^2]) is >= 0 and var meaning
            ? batch.Columns[meaning] as TextCells
            : null;

    // Supplemental qualifiers belong to the domain that they qualify.
    static string DomainOf(string name, StandardDataset standard) =>
        standard.IsAnalysis ? ""
        : name.StartsWith("SUPP", StringComparison.OrdinalIgnoreCase) ? name[4..]
        : name;

    ItemRef Reference(
        DatasetSpec spec,
        DraftColumn column,
        int index,
        string[] keys,
        StandardDataset standard,
        long rows
    ) =>
        new()
        {
            ItemOid = OidOf(spec, column.Spec),
            // A key without values tells nothing apart, so where each row has one it must be there.
            IsMandatory = rows > 0 && column.IsComplete && keys.Contains(column.Spec.Name),
            OrderNumber = index + 1,
            KeySequence = Array.IndexOf(keys, column.Spec.Name) is >= 0 and var key ? key + 1 : null,
            HasNoData = rows > 0 && column.IsEmpty,
            MethodOid = column.IsEmpty ? "" : MethodOf(spec.Name, column.Spec.Name, standard),
        };

    // A variable of one name is derived in some data sets, and planned or collected in others.
    string MethodOf(string dataset, string variable, StandardDataset standard)
    {
        if (!standard.IsAnalysis && SdtmOrigin.Of(standard, dataset, variable).Type != "Derived")
            return "";
        if (NameIn(study.Derivations, dataset, variable) is not { } name)
            return "";
        if (!methods.TryGetValue(name, out var method))
            methods[name] = method = new()
            {
                Oid = $"MT.{name.TrimStart('-')}",
                Name = $"Derivation of {name}",
                Description = [new(study.Derivations[name], "en")],
            };
        return method.Oid;
    }

    /// <summary>The name under which something is said of a variable, of it alone before of all; null where nothing is.</summary>
    static string? NameIn<T>(IReadOnlyDictionary<string, T> said, string dataset, string variable) =>
        new[] { $"{dataset}.{variable}", variable, $"--{SdtmName.Suffix(dataset, variable)}" }.FirstOrDefault(said.ContainsKey);

    void Add(DatasetSpec spec, DraftColumn column, StandardDataset standard)
    {
        var (type, length, digits) = column.Type();
        var codeList =
            !column.IsEmpty && NameIn(study.Dictionaries, spec.Name, column.Spec.Name) is { } name ? Add(name, type)
            : column.Values.Count > 0 && ListOf(spec, column.Spec, standard) is { } list ? Add(spec, column, list, type)
            : "";
        items.Add(
            new()
            {
                Oid = OidOf(spec, column.Spec),
                Name = column.Spec.Name,
                DataType = type,
                Length = length,
                SignificantDigits = digits,
                SasFieldName = column.Spec.Name,
                DisplayFormat = column.Spec.IsNumber ? column.Spec.Format : "",
                Description = [new(column.Spec.Label, "en")],
                CodeListOid = codeList,
                // Of an analysis data set only who derived it knows.
                Origins = standard.IsAnalysis ? [] : [SdtmOrigin.Of(standard, spec.Name, column.Spec.Name)],
            }
        );
    }

    string Add(string name, string type)
    {
        var dictionary = study.Dictionaries[name];
        var oid = $"CL.{dictionary.Dictionary}.{type}".Replace(' ', '_');
        if (!codeLists.Exists(list => list.Oid == oid))
            codeLists.Add(
                new()
                {
                    Oid = oid,
                    Name = dictionary.Dictionary,
                    DataType = type,
                    External = dictionary,
                }
            );
        return oid;
    }

    string Add(DatasetSpec spec, DraftColumn column, StandardCodeList list, string type)
    {
        var oid = $"CL.{spec.Name}.{column.Spec.Name}";
        codeLists.Add(
            new()
            {
                Oid = oid,
                Name = $"{list.Name} ({spec.Name}.{column.Spec.Name})",
                DataType = type,
                StandardOid = terminology,
                Terms =
                [
                    .. column.Values.Select(
                        (value, index) =>
                            new CodeListTerm
                            {
                                CodedValue = value.Key,
                                OrderNumber = index + 1,
                                Decode = value.Value is { } meaning ? [new(meaning, "en")] : null,
                            }
                    ),
                ],
                Aliases = [new("nci:ExtCodeID", list.Code)],
            }
        );
        return oid;
    }

    static StandardCodeList? ListOf(DatasetSpec spec, ColumnSpec column, StandardDataset standard) =>
        column.IsNumber || standard.IsAnalysis ? null : StandardCodeList.Of(spec.Name, column.Name);

    static string OidOf(DatasetSpec spec, ColumnSpec column) =>
        column.Oid.Length > 0 ? column.Oid : $"IT.{spec.Name}.{column.Name}";
}
