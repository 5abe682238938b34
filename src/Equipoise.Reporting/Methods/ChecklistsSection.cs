using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Methods;

/// <summary>The checklists of the guidelines for reports of trials, each item with its place in this report.</summary>
static class ChecklistsSection
{
    public const string Id = "checklists";

    /// <param name="m">The document.</param>
    /// <param name="report">The sections to which the items refer.</param>
    public static Section Of(Manuscript m, IReadOnlyList<Section> report)
    {
        var places = Places(m, report);
        return new(
            Id,
            m.Say("Reporting checklists"),
            [
                ConsortChecklist
                    .Of(m)
                    .Table(m, places, m.Say("Items are put in short; the statement has them in full.")),
                ConsortHarmsChecklist
                    .Of(m)
                    .Table(
                        m,
                        places,
                        m.Say(
                            "What the extension asks for, by subject: the statement has it in full, by the items of an earlier "
                                + "CONSORT. An item that asks for several things has a row for each."
                        )
                    ),
            ]
        );
    }

    /// <summary>Every place with a name: the sections, their headings, tables and figures.</summary>
    static Dictionary<string, BoundText> Places(Manuscript m, IReadOnlyList<Section> report)
    {
        var places = new Dictionary<string, BoundText> { [ConsortChecklist.Head] = m.Say("Head of the report") };
        foreach (var section in report.Where(section => !section.IsEmpty))
        {
            places.TryAdd(section.Id, section.Title);
            foreach (var block in section.Blocks)
                _ = block switch
                {
                    Heading { Id: { } id } heading => places.TryAdd(id, heading.Text),
                    Table table => places.TryAdd(table.Id, table.Caption),
                    Figure figure => places.TryAdd(figure.Id, figure.Caption),
                    _ => false,
                };
        }
        return places;
    }
}
