using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>Who could enter, criterion by criterion.</summary>
static class EligibilitySection
{
    public const string Id = "methods-eligibility";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Eligibility"),
            [
                .. Listed(m, CriterionKind.Include, "Participants had to meet all of these criteria:"),
                .. Listed(m, CriterionKind.Exclude, "They were not to meet any of these:"),
            ]
        );

    static IEnumerable<Block> Listed(Manuscript m, CriterionKind kind, string first)
    {
        BoundText[] criteria = [.. m.Protocol.Eligibility.Where(one => one.Kind == kind).Select(one => Criterion(m, one))];
        return criteria.Length == 0 ? [] : [new Paragraph(m.Say(first)), new Items(criteria)];
    }

    static BoundText Criterion(Manuscript m, EligibilityCriterion criterion) =>
        criterion.Within is { } within
            ? m.Say($"{Stated.Criterion(criterion)}, within {Stated.Time(within)} before randomization")
            : m.Say($"{Stated.Criterion(criterion)}");
}
