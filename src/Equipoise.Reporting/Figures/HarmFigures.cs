using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The figures of adverse events, filled from the results.</summary>
static class HarmFigures
{
    const int MostTerms = 20;

    /// <summary>The commonest terms of an experimental arm beside those of the control; null where no term was counted.</summary>
    public static ButterflyFigure? Terms(Manuscript m, Arm arm)
    {
        var (any, severe) = (new AdverseEventTerms(Severe: false), new AdverseEventTerms(Severe: true));
        var control = m.Protocol.Control;
        Group[] terms =
        [
            .. m.GroupsOf(By.Term, any)
                .Where(term => m.HasNumbers(any.Percent(arm.Id, term.Id), any.Percent(control.Id, term.Id)))
                .OrderByDescending(term =>
                    Math.Max(m.Raw(any.Percent(arm.Id, term.Id))!.Value, m.Raw(any.Percent(control.Id, term.Id))!.Value)
                )
                .Take(MostTerms),
        ];
        if (terms.Length == 0)
            return null;
        var hasSevere = m.Has(severe);
        return new()
        {
            Id = $"harms-{arm.Id}",
            Title = m.Plain($"Adverse events with {m.Names.Arm(arm)} and with {m.Names.Arm(control)}"),
            Description = m.Plain(
                $"The most frequent was {m.Names.Group(By.Term, terms[0].Id).Small}: {any.Percent(arm.Id, terms[0].Id)} with "
                    + $"{m.Names.Arm(arm)}, {any.Percent(control.Id, terms[0].Id)} with {m.Names.Arm(control)}."
            ),
            LeftHead = m.Say($"{m.Names.Arm(arm)} (n\u00A0=\u00A0{m.SizeTreated(arm.Id)})"),
            RightHead = m.Say($"{m.Names.Arm(control)} (n\u00A0=\u00A0{m.SizeTreated(control.Id)})"),
            Arms = (PlaceOf(arm), PlaceOf(control)),
            AxisTitle = hasSevere
                ? "Participants with the event, % (darker and in parentheses: severe)"
                : "Participants with the event, %",
            Rows =
            [
                .. terms.Select(term =>
                    new ButterflyRow(m.Say($"{m.Names.Group(By.Term, term.Id)}"), Bar(arm, term), Bar(control, term))
                ),
            ],
        };

        int PlaceOf(Arm one) => m.Protocol.Arms.Index().First(other => other.Item == one).Index;

        ButterflyBar Bar(Arm one, Group term)
        {
            var (share, grave) = (any.Percent(one.Id, term.Id), severe.Percent(one.Id, term.Id));
            return hasSevere && m.HasNumbers(grave)
                ? new(m.Raw(share)!.Value, m.Raw(grave), m.Say($"{share.Bare} ({grave.Bare})"))
                : new(m.Raw(share)!.Value, null, m.Say($"{share.Bare}"));
        }
    }
}
