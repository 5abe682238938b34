using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>What a cell of a table quotes. A result that the analysis did not give leaves the cell empty.</summary>
static class Cells
{
    public static Html Number(this Manuscript m, string address) => m.Has(address) ? m.Say($"{{{{{address}?}}}}") : Html.Empty;

    /// <summary>A count with its percentage; a zero stands alone.</summary>
    public static Html CountAndPercent(this Manuscript m, string count, string percent) =>
        m.Has(count) && m.Has(percent) && m.Raw(count) != 0
            ? Html.Of($"{m.Number(count)} <span class=\"share\">{m.Say($"({{{{{percent}?}}}})")}</span>")
            : m.Number(count);

    /// <summary>An estimate with its interval; one word suffices when neither could be estimated.</summary>
    public static Html Interval(this Manuscript m, string estimate, string lower, string upper) =>
        m.Has(lower) && m.Has(upper) && (m.HasNumbers(estimate) || m.HasNumbers(lower) || m.HasNumbers(upper))
            ? Html.Of($"{m.Number(estimate)} <span class=\"interval\">({m.Range(lower, upper)})</span>")
            : m.Number(estimate);

    /// <summary>From one number to another. The estimate before it carries the percent sign for all three.</summary>
    public static Html Range(this Manuscript m, string lower, string upper) =>
        m.Say($"{{{{{lower}?|bare}}}}\u2013{{{{{upper}?|bare}}}}");

    /// <summary>The rows of an operation split by a second grouping, in its display order, in the arms that have it.</summary>
    public static IEnumerable<Html> Parts(
        this Manuscript m,
        string analysis,
        string operation,
        string grouping,
        IReadOnlyList<string> arms
    ) =>
        from @group in m.GroupsOf(grouping, analysis)
        where arms.Any(arm => m.Has($"{analysis}/{operation}[arm={arm};{grouping}={@group.Id}]"))
        select ReportTable.Row(
            m.Say($"{{{{label:{grouping}={@group.Id}}}}}"),
            arms.Select(arm => m.Number($"{analysis}/{operation}[arm={arm};{grouping}={@group.Id}]")),
            part: true
        );
}
