using Equipoise.Reporting.Quoting;
using static Equipoise.Reporting.Methods.ChecklistItem;

namespace Equipoise.Reporting.Methods;

/// <summary>
/// What CONSORT Harms 2022 asks for beside CONSORT, by subject: Junqueira DR and others, BMJ 2023;381:e073725.
/// </summary>
/// <remarks>
/// That extension changes items of CONSORT 2010, whose numbers are no longer those of CONSORT. Its subjects stand here under the
/// items of CONSORT 2025 to which they belong now.
/// </remarks>
static class ConsortHarmsChecklist
{
    public static Checklist Of(Manuscript m)
    {
        var (protocol, plan) = (m.Protocol, m.Protocol.FollowUp?.AdverseEvents);
        var counts = protocol.Analysis.Safety is not null;
        return new(
            "consort-harms",
            new("CONSORT Harms 2022, by the items of CONSORT 2025", NameKind.Name, "guideline"),
            [
                new(
                    "Title, abstract and introduction",
                    [
                        new("1b", "The summary tells harms beside benefits", "key-result"),
                        new("7", "Objectives name harms", HarmsSection.Id),
                    ]
                ),
                new(
                    "Methods",
                    [
                        new("15", "Harms defined, with their grades and dictionary", If(plan is not null, HarmsSection.Id)),
                        new("15", "How harms were looked for, and until when", If(plan is not null, HarmsSection.Id)),
                        new("15", "How harms were attributed to the treatment"),
                        new("16b", "Rules to stop for harm"),
                        new("20a", "Who judged harms, and whether masked"),
                        new("21a", "How harms are counted, and from which share on listed", If(counts, HarmsSection.Id)),
                        new("21b", "Who is counted for harms, and in which group", AnalysisSetsSection.Id),
                    ]
                ),
                new(
                    "Results",
                    [
                        Result("22b", "Treatment stopped for harm, in each group", "flow", "safety"),
                        Result("23a", "Period in which harms were looked for", If(plan is not null, HarmsSection.Id)),
                        Result("24a", "Exposure in each group", "exposure"),
                        Result("27", "Denominators of each group", "safety"),
                        Result("27", "Risk of each harm in each group, with grade and seriousness", "safety"),
                        Result("27", "Harms of which there were none told as none", "safety"),
                        Result("28", "Further analyses of harms"),
                    ]
                ),
                new("Discussion", [Result("29", "Benefits and harms weighed against each other")]),
            ]
        );
    }
}
