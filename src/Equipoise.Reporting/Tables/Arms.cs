using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The arms at the head of a table.</summary>
static class Arms
{
    /// <summary>A head with one column per arm, the size of the arm under its name where the results say it.</summary>
    public static Row Head(Manuscript m, string first, IEnumerable<string> arms, Func<string, ResultRef> size) =>
        new([Cell.Head(m.Say(first)), .. arms.Select(arm => Cell.NumberHead(Named(m, arm, size(arm))))]);

    /// <summary>An arm with its size.</summary>
    public static BoundText Named(Manuscript m, string arm, ResultRef size) =>
        BoundText.Join("", [Name(m, arm), m.Has(size) ? m.Say($"(N\u00A0=\u00A0{size})").As(AsideKind.Size) : BoundText.Empty]);

    static BoundText Name(Manuscript m, string arm) =>
        arm == By.Everyone && !m.HasLabel(By.Arm, arm) ? m.Say("All") : m.Say($"{m.Names.Arm(arm)}");
}
