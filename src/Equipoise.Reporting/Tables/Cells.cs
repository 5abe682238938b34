using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>What a cell of a table quotes. A result that the analysis did not give leaves the cell empty.</summary>
static class Cells
{
    public static BoundText Number(this Manuscript m, ResultRef result) =>
        m.Has(result) ? m.Say($"{result.OrNE}") : BoundText.Empty;

    /// <summary>A count with its percentage; a zero stands alone.</summary>
    public static BoundText CountAndPercent(this Manuscript m, ResultRef count, ResultRef percent) =>
        m.Has(count) && m.Has(percent) && m.Raw(count) != 0 ? m.WithShare(count, percent) : m.Number(count);

    /// <summary>A number with another in parentheses.</summary>
    public static BoundText WithShare(this Manuscript m, ResultRef number, ResultRef share) =>
        m.Say($"{m.Number(number)} {m.Say($"({share.OrNE})").As(AsideKind.Share)}");

    /// <summary>An estimate with its interval; one word suffices when neither could be estimated.</summary>
    public static BoundText Interval(this Manuscript m, IntervalRef interval) =>
        m.Has(interval.Lower)
        && m.Has(interval.Upper)
        && (m.HasNumbers(interval.Estimate) || m.HasNumbers(interval.Lower) || m.HasNumbers(interval.Upper))
            ? m.Say($"{m.Number(interval.Estimate)} {m.Limits(interval).As(AsideKind.Interval)}")
            : m.Number(interval.Estimate);

    static BoundText Limits(this Manuscript m, IntervalRef interval) =>
        m.Say($"({m.Range(interval.Lower, interval.Upper)})");

    /// <summary>
    /// From one number to another, by a dash where no sign stands beside it. The estimate before it carries the percent sign for
    /// all three.
    /// </summary>
    public static BoundText Range(this Manuscript m, ResultRef lower, ResultRef upper) =>
        m.Raw(lower) < 0 || m.Raw(upper) < 0 ? m.Say($"{lower.Bare} to {upper.Bare}") : m.Say($"{lower.Bare}\u2013{upper.Bare}");

    /// <summary>The rows of an operation split by a second grouping, in its display order, in the arms that have it.</summary>
    public static IEnumerable<Row> Parts(
        this Manuscript m,
        AnalysisResults analysis,
        string grouping,
        IReadOnlyList<string> arms,
        Func<string, string, ResultRef> of
    ) =>
        from @group in m.GroupsOf(grouping, analysis)
        where arms.Any(arm => m.Has(of(arm, @group.Id)))
        select Row.OfNumbers(
            m.Say($"{m.Names.Group(grouping, @group.Id)}"),
            arms.Select(arm => m.Number(of(arm, @group.Id))),
            isPart: true
        );
}
