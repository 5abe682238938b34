using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>Who is analyzed, and in which arm.</summary>
static class AnalysisSetsSection
{
    public const string Id = "methods-sets";

    public static IEnumerable<Block> Of(Manuscript m) =>
        MethodsSection.Part(
            Id,
            m.Say("Analysis sets"),
            Paragraph.Of(BoundText.Join(" ", m.Results.Sets.Select(set => m.Say($"{Names.SetInFull(set)}."))))
        );
}
