using Equipoise.Conformance.Studies;
using Equipoise.Datasets.DefineXml;

namespace Equipoise.Conformance.Checks;

/// <summary>The rows that a rule about data and their Define-XML document looks at.</summary>
/// <remarks>
/// Source: resources/schema/rule/Rule_Type.md of cdisc-rules-engine. What is not described has no define_... values, and what is
/// described and not in the data no others.
/// </remarks>
static class DefineLayout
{
    const string OfDataset = "Dataset Metadata Check against Define XML";
    const string OfContents = "Dataset Contents Check against Define XML";
    const string OfVariables = "Variable Metadata Check against Define XML";
    const string OfValues = "Value Check against Define XML Variable";

    /// <summary>The type of rules that ask once whether what is described is there.</summary>
    public const string OfPresence = "Domain Presence Check against Define XML";

    static readonly (string Name, Func<DescribedDataset, Cell> Of)[] aboutDataset =
    [
        ("define_dataset_name", described => Cell.Of(described.Group.Name)),
        ("define_dataset_label", described => Cell.Of(Text(described.Group.Description))),
        ("define_dataset_location", described => Cell.Of(described.Group.Leaf?.Href ?? "")),
        ("define_dataset_domain", described => Cell.Of(described.Group.Domain)),
        ("define_dataset_class", described => Cell.Of(described.Group.Class?.Name ?? "")),
        ("define_dataset_structure", described => Cell.Of(described.Group.Structure)),
        ("define_dataset_is_non_standard", described => Cell.Of(described.Group.IsNonStandard)),
        ("define_dataset_has_no_data", described => Cell.Of(described.Group.HasNoData)),
        ("define_dataset_key_sequence", described => Cell.Of(described.Keys)),
        ("define_dataset_variables", described => Cell.Of([.. described.Variables.Select(variable => variable.Item.Name)])),
    ];

    static readonly (string Name, Func<DescribedVariable, Cell> Of)[] aboutVariable =
    [
        ("define_variable_name", variable => Cell.Of(variable.Item.Name)),
        ("define_variable_label", variable => Cell.Of(Text(variable.Item.Description))),
        ("define_variable_data_type", variable => Cell.Of(variable.Item.DataType)),
        ("define_variable_length", variable => variable.Item.Length is { } length ? Cell.Of((double)length) : Cell.Missing),
        ("define_variable_size", variable => variable.Item.Length is { } length ? Cell.Of((double)length) : Cell.Missing),
        ("define_variable_format", variable => Cell.Of(variable.Item.DisplayFormat)),
        ("define_variable_role", variable => Cell.Of(variable.Reference.Role)),
        ("define_variable_mandatory", variable => Cell.Of(variable.Reference.IsMandatory)),
        ("define_variable_has_no_data", variable => Cell.Of(variable.Reference.HasNoData)),
        ("define_variable_has_method", variable => Cell.Of(variable.Reference.MethodOid.Length > 0)),
        ("define_variable_has_comment", variable => Cell.Of(variable.Item.CommentOid.Length > 0)),
        ("define_variable_origin_type", variable => Cell.Of(variable.Item.Origins is [var origin, ..] ? origin.Type : "")),
        ("define_variable_is_collected", variable => Cell.Of(variable.Item.Origins.Any(origin => origin.Type == "Collected"))),
        ("define_variable_has_codelist", variable => Cell.Of(variable.CodeList is not null)),
        ("define_variable_ccode", variable => Cell.Of(CodeOf(variable.CodeList?.Aliases ?? []))),
        ("define_variable_codelist_coded_values", variable => Terms(variable, term => term.CodedValue)),
        ("define_variable_allowed_terms", variable => Terms(variable, term => term.CodedValue)),
        ("define_variable_codelist_coded_codes", variable => Terms(variable, term => CodeOf(term.Aliases))),
    ];

    /// <summary>Whether a rule of that type needs the document.</summary>
    public static bool Is(string type) => type is OfPresence or OfDataset or OfContents or OfVariables or OfValues;

    /// <summary>A row for each data set that is described.</summary>
    public static Frame OfStudy(Study study)
    {
        var described = study.Described;
        StudyDataset?[] files =
        [
            .. described.Select(one => study.Datasets.FirstOrDefault(file => study.DescriptionOf(file) == one)),
        ];
        return new Frame(described.Count, row => new(described[row].Group.Name, null)).With([
            ("filename", new(() => Variable.Of(files.Select(file => Cell.Of(file?.File ?? ""))))),
            ("domain", new(() => Variable.Of(files.Select(file => Cell.Of(file?.Domain ?? ""))))),
            .. aboutDataset.Select(fact => (fact.Name, new Lazy<Variable>(() => Variable.Of(described.Select(fact.Of))))),
        ]);
    }

    /// <summary>What a rule of that type looks at, of one data set.</summary>
    public static IEnumerable<Frame> Of(string type, Study study, StudyDataset dataset)
    {
        var described = study.DescriptionOf(dataset);
        return type switch
        {
            OfDataset => [With(Layout.OfDataset(dataset), described)],
            OfContents => [With(Contents(dataset), described)],
            OfVariables => [With(Variables(dataset, described), described)],
            OfValues => Layout
                .OfValues(dataset)
                .Zip(dataset.Table.Columns, (frame, column) => With(With(frame, described), Find(described, column.Name))),
            _ => throw new ArgumentException($"{type} needs no Define-XML document.", nameof(type)),
        };
    }

    static Frame With(Frame frame, DescribedDataset? described) => With(frame, aboutDataset, described);

    static Frame With(Frame frame, DescribedVariable? described) => With(frame, aboutVariable, described);

    static Frame With<T>(Frame frame, (string Name, Func<T, Cell> Of)[] facts, T? described)
        where T : class =>
        frame.With(
            facts.Select(fact =>
                (fact.Name, new Lazy<Variable>(() => Variable.Constant(Known(described, fact.Of))))
            )
        );

    // A row for each variable that is in the data or described, those of the data first.
    static Frame Variables(StudyDataset dataset, DescribedDataset? described)
    {
        var there = Layout.OfVariables(dataset);
        DescribedVariable[] absent =
        [
            .. (described?.Variables ?? []).Where(variable => !dataset.Table.Has(variable.Item.Name)),
        ];
        var columns = dataset.Table.Columns;
        DescribedVariable?[] variables = [.. columns.Select(column => Find(described, column.Name)), .. absent];
        int[] rows = [.. Enumerable.Range(0, columns.Count), .. Enumerable.Repeat(-1, absent.Length)];
        return new Frame(rows.Length, row => new(dataset.Name, rows[row] < 0 ? null : row + 1))
            .With([
                .. Layout.Facts(dataset),
                .. there.Lazily().Select(one => (one.Name, new Lazy<Variable>(() => one.Variable.Value.Take(rows)))),
            ])
            .With(
                aboutVariable.Select(fact =>
                    (fact.Name, new Lazy<Variable>(() => Variable.Of(variables.Select(one => Known(one, fact.Of)))))
                )
            );
    }

    static Cell Known<T>(T? described, Func<T, Cell> of)
        where T : class => described is null ? Cell.Missing : of(described);

    static Frame Contents(StudyDataset dataset) =>
        new Frame(dataset.Table.RowCount, row => new(dataset.Name, row + 1)).With([
            .. Layout.Facts(dataset),
            .. dataset.Table.Columns.Select(column => (column.Name, dataset.LazilyOf(column))),
        ]);

    static DescribedVariable? Find(DescribedDataset? described, string name) =>
        described?.Variables.FirstOrDefault(variable => variable.Item.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static Cell Terms(DescribedVariable variable, Func<CodeListTerm, string> of) =>
        Cell.Of([.. (variable.CodeList?.Terms ?? []).Select(of)]);

    static string CodeOf(IReadOnlyList<DefineAlias> aliases) =>
        aliases.FirstOrDefault(alias => alias.Context == "nci:ExtCodeID").Name ?? "";

    static string Text(IReadOnlyList<Translation> texts) => texts.Count == 0 ? "" : texts[0].Text.Trim();
}
