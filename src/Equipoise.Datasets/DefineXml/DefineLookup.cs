using System.Globalization;

namespace Equipoise.Datasets.DefineXml;

/// <summary>What the names for machines in a document stand for; of two that have one name, the first.</summary>
sealed class DefineLookup(Define define)
{
    readonly Dictionary<string, ItemDef> items = Of(define.Items);
    readonly Dictionary<string, ItemGroupDef> groups = Of(define.ItemGroups);
    readonly Dictionary<string, CodeListDef> codeLists = Of(define.CodeLists);
    readonly Dictionary<string, MethodDef> methods = Of(define.Methods);
    readonly Dictionary<string, CommentDef> comments = Of(define.Comments);
    readonly Dictionary<string, ValueListDef> valueLists = Of(define.ValueLists);
    readonly Dictionary<string, WhereClauseDef> whereClauses = Of(define.WhereClauses);
    readonly Dictionary<string, DefineStandard> standards = Of(define.Standards);
    readonly Dictionary<string, ItemGroupDef> groupOfItem = GroupsOfItems(define);
    readonly Dictionary<string, Leaf> leaves = define
        .ItemGroups.Select(group => group.Leaf)
        .OfType<Leaf>()
        .Concat(define.Leaves)
        .DistinctBy(leaf => leaf.Id)
        .ToDictionary(leaf => leaf.Id);

    public ItemDef? Item(string oid) => items.GetValueOrDefault(oid);

    public ItemGroupDef? Group(string oid) => groups.GetValueOrDefault(oid);

    /// <summary>The data set that has a variable; the first of several.</summary>
    public ItemGroupDef? GroupOfItem(string oid) => groupOfItem.GetValueOrDefault(oid);

    public CodeListDef? CodeList(string oid) => codeLists.GetValueOrDefault(oid);

    public MethodDef? Method(string oid) => methods.GetValueOrDefault(oid);

    public CommentDef? Comment(string oid) => comments.GetValueOrDefault(oid);

    public ValueListDef? ValueList(string oid) => valueLists.GetValueOrDefault(oid);

    public WhereClauseDef? WhereClause(string oid) => whereClauses.GetValueOrDefault(oid);

    public DefineStandard? Standard(string oid) => standards.GetValueOrDefault(oid);

    public Leaf? Leaf(string id) => leaves.GetValueOrDefault(id);

    /// <summary>References in their order; those without a number stand as they are written.</summary>
    public static IEnumerable<ItemRef> Ordered(IReadOnlyList<ItemRef> items) =>
        items.OrderBy(item => item.OrderNumber ?? int.MaxValue);

    /// <summary>A text in the first language that it has, on one line.</summary>
    public static string Text(IReadOnlyList<Translation> texts) => texts.Count == 0 ? "" : texts[0].Text.Trim();

    /// <summary>A condition in words: "PARAMCD EQ "PFS" and ANL01FL EQ "Y"".</summary>
    public string Where(string oid) =>
        WhereClause(oid) is { } clause ? string.Join(" and ", clause.Checks.Select(Where)) : oid;

    string Where(RangeCheck check)
    {
        var values = string.Join(", ", check.Values.Select(value => $"\"{value}\""));
        var name = Item(check.ItemOid)?.Name ?? check.ItemOid;
        return check.Comparator is "IN" or "NOTIN"
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {(check.Comparator == "IN" ? "in" : "not in")} ({values})")
            : $"{name} {Sign(check.Comparator)} {values}";
    }

    static string Sign(string comparator) =>
        comparator switch
        {
            "EQ" => "=",
            "NE" => "\u2260",
            "LT" => "<",
            "LE" => "\u2264",
            "GT" => ">",
            "GE" => "\u2265",
            _ => comparator,
        };

    static Dictionary<string, T> Of<T>(IEnumerable<T> parts)
        where T : DefineDef => parts.DistinctBy(part => part.Oid).ToDictionary(part => part.Oid);

    static Dictionary<string, ItemGroupDef> GroupsOfItems(Define define) =>
        define
            .ItemGroups.SelectMany(group => group.Items, (group, item) => (item.ItemOid, Group: group))
            .DistinctBy(pair => pair.ItemOid)
            .ToDictionary(pair => pair.ItemOid, pair => pair.Group);
}
