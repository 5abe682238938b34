using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>When the trial was to be looked at, and at which bounds it was to stop.</summary>
static class LooksSection
{
    public const string Id = "methods-looks";

    public static IEnumerable<Block> Of(Manuscript m) =>
        SampleSizeSection.Text(m) is { } text
            ? MethodsSection.Part(Id, m.Say("Interim analyses and stopping"), Paragraph.Of(text.Looks()))
            : [];
}
