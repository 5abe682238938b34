using Equipoise.Datasets.DefineXml;

namespace Equipoise.Conformance.Studies;

/// <summary>What a Define-XML document says of one data set.</summary>
/// <param name="Group">The data set.</param>
/// <param name="Variables">Its variables, in their order.</param>
public sealed record DescribedDataset(ItemGroupDef Group, IReadOnlyList<DescribedVariable> Variables)
{
    /// <summary>The variables by which records are ordered and told apart, in their order.</summary>
    public IReadOnlyList<string> Keys { get; } =
        [
            .. Variables
                .Where(variable => variable.Reference.KeySequence is not null)
                .OrderBy(variable => variable.Reference.KeySequence)
                .Select(variable => variable.Item.Name),
        ];

    /// <summary>The data sets of a document, in its order.</summary>
    public static IReadOnlyList<DescribedDataset> Of(Define define)
    {
        ArgumentNullException.ThrowIfNull(define);
        var items = define.Items.DistinctBy(item => item.Oid).ToDictionary(item => item.Oid);
        var lists = define.CodeLists.DistinctBy(list => list.Oid).ToDictionary(list => list.Oid);
        return [.. define.ItemGroups.Select(group => new DescribedDataset(group, [.. VariablesOf(group)]))];

        IEnumerable<DescribedVariable> VariablesOf(ItemGroupDef group) =>
            group
                .Items.Where(reference => items.ContainsKey(reference.ItemOid))
                .OrderBy(reference => reference.OrderNumber ?? int.MaxValue)
                .Select(reference => (Reference: reference, Item: items[reference.ItemOid]))
                .DistinctBy(one => one.Item.Name, StringComparer.OrdinalIgnoreCase)
                .Select(one => new DescribedVariable(one.Reference, one.Item, lists.GetValueOrDefault(one.Item.CodeListOid)));
    }
}

/// <summary>What a Define-XML document says of one variable of a data set.</summary>
/// <param name="Reference">It in the data set.</param>
/// <param name="Item">It.</param>
/// <param name="CodeList">The list of its values; null for none.</param>
public sealed record DescribedVariable(ItemRef Reference, ItemDef Item, CodeListDef? CodeList);
