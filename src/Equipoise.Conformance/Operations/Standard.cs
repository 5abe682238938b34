using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>What the standard says of the domain.</summary>
static class Standard
{
    public static Variable? ModelColumns(Working working) => ModelOf(working, working.Whole.First);

    // Of supplemental qualifiers the model of the data set that they qualify.
    public static Variable? ParentModelColumns(Working working) =>
        working.Whole.First.RelatedDomain is { } parent && working.Study.Find(parent) is { } whole
            ? ModelOf(working, whole.First)
            : Nothing(working, "the data set that it qualifies is not there");

    static Variable? ModelOf(Working working, StudyDataset dataset) =>
        Model.VariablesOf(dataset) is { } names
            ? Variable.Constant(Cell.Of(names))
            : Nothing(working, $"the table of the model has no {dataset.WholeName}");

    public static Variable? ModelFiltered(Working working) =>
        TimingOf(working) is { } names ? Variable.Constant(Cell.Of(names)) : null;

    public static Variable? DatasetFiltered(Working working) =>
        TimingOf(working) is { } names
            ? Variable.Constant(Cell.Of(names.Where(working.Study.FrameOf(working.Whole).Has).ToArray()))
            : null;

    static IReadOnlyList<string>? TimingOf(Working working)
    {
        if (working.Operation.Key is ("role", "Timing"))
            return Model.TimingOf(working.Whole.First);
        var (name, value) = working.Operation.Key ?? ("", "");
        Nothing(working, $"the table of the model does not have the {name} {value}");
        return null;
    }

    static Variable? Nothing(Working working, string why)
    {
        working.Why = why;
        return null;
    }

    public static Variable? DomainLabel(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.Prefix ?? working.Whole.Name)?.Label ?? ""));

    public static Variable? DomainIsCustom(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.Prefix ?? working.Whole.Name) is null));

    public static Variable? RelatedDomainIsCustom(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.RelatedDomain ?? "") is null));

    public static Variable? Domains() =>
        Variable.Constant(Cell.Of(Catalog.Domains.Select(domain => domain.Name).ToArray()));

    public static Variable? ClassDomains(Working working) =>
        Variable.Constant(
            Cell.Of(
                Catalog
                    .Domains.Where(domain => working.Operation.DomainClass is not { } wanted || domain.Class == wanted)
                    .Select(domain => domain.Name)
                    .ToArray()
            )
        );
}
