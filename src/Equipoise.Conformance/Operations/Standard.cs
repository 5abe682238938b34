using Equipoise.Conformance.Studies;

namespace Equipoise.Conformance.Operations;

/// <summary>What the standard says of the domain.</summary>
static class Standard
{
    public static Variable? DomainLabel(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.Prefix ?? working.Whole.Name)?.Label ?? ""));

    public static Variable? DomainIsCustom(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.Prefix ?? working.Whole.Name) is null));

    public static Variable? RelatedDomainIsCustom(Working working) =>
        Variable.Constant(Cell.Of(Catalog.Find(working.Whole.First.RelatedDomain ?? "") is null));

    public static Variable? Domains(Working working) =>
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
