using Equipoise.Protocol;
using Equipoise.Protocol.Forms;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>When participants were seen after randomization, and what was written down then.</summary>
static class VisitsSection
{
    public const string Id = "methods-visits";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Visits and records"),
            [.. Visits(m, m.Protocol.FollowUp?.Visits ?? []), .. Forms(m, m.Protocol.Forms)]
        );

    static IEnumerable<Block> Visits(Manuscript m, IReadOnlyList<VisitPlan> visits) =>
        visits.Count == 0
            ? []
            :
            [
                .. Paragraph.Of([m.Say("Participants were seen as follows, counted from randomization, which is day one:")]),
                new Items([.. visits.Select(visit => m.Say($"{m.Names.Visit(visit.Id)}: {Stated.When(visit)}"))]),
            ];

    static IEnumerable<Block> Forms(Manuscript m, IReadOnlyList<FormDefinition> forms) =>
        forms.Count == 0
            ? []
            :
            [
                .. Paragraph.Of([m.Say("Beside disease, doses, blood tests, adverse events and death, these were recorded:")]),
                new Items([.. forms.Select(form => Form(m, form))]),
            ];

    static BoundText Form(Manuscript m, FormDefinition form)
    {
        var times = form.At.Select(at =>
            m.Protocol.Repeats(at.Visit) is false || at is { First: 1, Last: null, Step: 1 }
                ? m.Say($"{m.Names.Visit(at.Visit).Small}")
                : m.Say($"{m.Names.Visit(at.Visit).Small} ({Stated.Occurrences(at)})")
        );
        return m.Say($"{Stated.Form(form)}: {BoundText.Join("; ", times)}");
    }
}
