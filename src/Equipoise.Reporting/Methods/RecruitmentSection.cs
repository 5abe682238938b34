using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;
using Equipoise.Reporting.Verdicts;

namespace Equipoise.Reporting.Methods;

/// <summary>When and where the trial recruited, and what was planned beside what was observed.</summary>
static class RecruitmentSection
{
    public const string Id = "recruitment";

    public static Section Of(Manuscript m) =>
        new(
            Id,
            m.Say("Recruitment"),
            [.. Paragraph.Of(BoundText.Join(" ", [Randomized(m), Planned(m), Cut(m)])), .. Beside(m)]
        );

    static BoundText Randomized(Manuscript m)
    {
        var of = new RecruitmentResults();
        var sites = m.Say(m.Raw(of.Sites) == 1 ? "site" : "sites");
        var where = m.HasNumbers(of.Sites) ? m.Say($", at {of.Sites} {sites}") : BoundText.Empty;
        return m.HasNumbers(of.FirstRandomized, of.LastRandomized)
                ? m.Say(
                    $"The first participant was randomized on {of.FirstRandomized} and the last on {of.LastRandomized}{where}."
                )
            : m.HasNumbers(of.Sites) ? m.Say($"Participants were randomized at {of.Sites} {sites}.")
            : BoundText.Empty;
    }

    static BoundText Planned(Manuscript m) =>
        m.Protocol.Trial.Calendar is { } calendar
            ? m.Say(
                $"The protocol planned to open on {Stated.Day(calendar.Opens)} and to close to accrual on "
                    + $"{Stated.Day(calendar.ClosesToAccrual)}."
            )
            : BoundText.Empty;

    static BoundText Cut(Manuscript m)
    {
        var cut = m.Results.Provenance.Cutoff is null ? BoundText.Empty : m.Say($"The data were cut on {m.Names.Cutoff}.");
        var rule = m.Protocol.Design?.Cutoff switch
        {
            null => BoundText.Empty,
            DataCutoff.AtPlannedEvents { IsTimed: false } when m.Plan is not null => m.Say(
                $"The protocol has the final analysis when {new DesignResults().Events} events have been observed."
            ),
            var cutoff => m.Say($"The rule of the protocol for the final analysis is: {Stated.Cutoff(cutoff)}."),
        };
        return BoundText.Join(" ", [cut, rule]);
    }

    static IEnumerable<Block> Beside(Manuscript m)
    {
        if (m.Plan is null)
            return [];
        var (plan, assumed) = (new DesignResults(), new AssumptionResults());
        var primary = m.Protocol.Endpoint(OutcomesSection.Primary(m.Protocol));
        var median = new KaplanMeierResults(primary.Id).Median(m.Protocol.Control.Id).Estimate;
        IEnumerable<(BoundText Name, ResultRef Planned, ResultRef Observed)> all =
        [
            (m.Say("Participants"), plan.Participants, new DispositionResults().AllRandomized),
            (m.Say($"Events of {m.Names.Endpoint(primary.Id).Small}"), plan.Events, new VerdictResults(primary.Id).Events),
            (m.Say("Months of enrollment"), assumed.AccrualMonths, new RecruitmentResults().Months),
            .. primary.Unit == TimeUnit.Month
                ?
                [
                    (
                        m.Say($"Median with {m.Names.Arm(m.Protocol.Control).Small}, months"),
                        assumed.ControlMedian,
                        median
                    ),
                ]
                : Array.Empty<(BoundText, ResultRef, ResultRef)>(),
        ];
        Row[] rows =
        [
            .. all.Where(one => m.Has(one.Planned) && m.Has(one.Observed))
                .Select(one => Row.OfNumbers(one.Name, [m.Number(one.Planned), m.Number(one.Observed)])),
        ];
        return rows.Length == 0
            ? []
            :
            [
                new Table(
                    "planned",
                    m.Say("What was planned, and what was observed"),
                    [new([Cell.Head(m.Say("Quantity")), Cell.NumberHead(m.Say("Planned")), Cell.NumberHead(m.Say("Observed"))])],
                    rows,
                    Footnotes.Under(
                        m,
                        "Planned: what the design needs or assumes.",
                        plan,
                        assumed,
                        new RecruitmentResults()
                    )
                ),
            ];
    }
}
