using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The columns of a table of harms that compare each experimental arm with control, as far as the plan asks.</summary>
/// <param name="m">The document.</param>
/// <param name="counted">The analysis whose rows are compared.</param>
/// <param name="withDifference">Whether the difference is shown, or the P value alone.</param>
sealed class HarmComparison(Manuscript m, AnalysisResults counted, bool withDifference = true)
{
    readonly RiskDifferenceResults of = new(counted.Id);

    /// <summary>The analysis that the columns show; none where there is nothing to compare.</summary>
    public IEnumerable<AnalysisResults> Shown => Arms.Any() ? [of] : [];

    /// <summary>The heads of the columns.</summary>
    public IEnumerable<Cell> Heads => Arms.SelectMany(Head);

    /// <summary>The cells of a row.</summary>
    public IEnumerable<BoundText> Cells(params IReadOnlyList<ResultGroup> row) =>
        Arms.SelectMany(arm =>
            Wanted(
                m.Has(of.Difference(arm.Id, row).Estimate) ? Points(of.Difference(arm.Id, row)) : BoundText.Empty,
                m.Number(of.PValue(arm.Id, row))
            )
        );

    SafetyPlan? Plan => m.Protocol.Analysis.Safety;

    IEnumerable<Arm> Arms =>
        Plan is { FisherPValues: true } || (withDifference && Plan is { HasDifferences: true })
            ? m.Protocol.Experimental.Where(arm => m.Speaks(of, arm.Id))
            : [];

    IEnumerable<Cell> Head(Arm arm)
    {
        var control = m.Names.Arm(m.Protocol.Control);
        var against = m.Protocol.Experimental.Count() > 1 ? m.Say($", {m.Names.Arm(arm)} less {control}") : BoundText.Empty;
        return Wanted(
                m.Say($"Difference{against}, percentage points ({Stated.Confidence(Plan!)} interval)"),
                m.Protocol.Experimental.Count() > 1 ? m.Say($"P, {m.Names.Arm(arm)} against {control}") : m.Say("P")
            )
            .Select(Cell.NumberHead);
    }

    IEnumerable<BoundText> Wanted(BoundText difference, BoundText p)
    {
        if (withDifference && Plan is { HasDifferences: true })
            yield return difference;
        if (Plan is { FisherPValues: true })
            yield return p;
    }

    BoundText Points(IntervalRef points) =>
        m.Say($"{points.Estimate.OrNE} {m.Say($"({points.Lower.OrNE} to {points.Upper.OrNE})").As(AsideKind.Interval)}");
}
