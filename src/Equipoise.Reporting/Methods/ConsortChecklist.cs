using Equipoise.Analysis.Disposition;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;
using static Equipoise.Reporting.Methods.ChecklistItem;

namespace Equipoise.Reporting.Methods;

/// <summary>
/// CONSORT 2025, its 30 items in short: Hopewell S and others, CONSORT 2025 statement, BMJ 2025;389:e081123.
/// </summary>
static class ConsortChecklist
{
    /// <summary>The beginning of the page, where title, design and registry stand.</summary>
    public const string Head = "content";

    public static Checklist Of(Manuscript m)
    {
        var protocol = m.Protocol;
        var trial = protocol.Trial;
        string[] endpoints = [.. protocol.Analysis.TimeToEvent.Select(plan => plan.EndpointId)];
        string[] subgroups =
        [
            .. protocol.Analysis.TimeToEvent.Where(plan => plan.Subgroups.Count > 0)
                .SelectMany(plan => protocol.Experimental.Select(arm => $"{plan.EndpointId}-subgroups-{arm.Id}")),
        ];
        var hasRule = protocol.Design is not null;
        var saysCensoring = endpoints.Any(id => protocol.Endpoint(id).Censoring.Count > 0);
        return new(
            "consort",
            new("CONSORT 2025", NameKind.Name, "guideline"),
            [
                new(
                    "Title and abstract",
                    [
                        new("1a", "Identification as a randomized trial", Head),
                        new("1b", "Structured summary", "key-result", "plain-language"),
                    ]
                ),
                new(
                    "Open science",
                    [
                        new("2", "Registry, number and date of registration", If(trial.Registry is not null, Head)),
                        new("3", "Where protocol and statistical analysis plan can be had"),
                        new("4", "Where and how data and code can be had"),
                        new("5a", "Funding, and the role of funders", If(trial.Funding is not null, "funding")),
                        new("5b", "Conflicts of interest", If(trial.Disclosures.Count > 0, "funding")),
                    ]
                ),
                new(
                    "Introduction",
                    [
                        new("6", "Background and rationale", If(protocol.PlainWords?.Why is not null, "plain-language")),
                        new("7", "Objectives, of benefits and harms", EstimandTable.Id, HarmsSection.Id),
                    ]
                ),
                new(
                    "Methods",
                    [
                        new("8", "Involvement of patients and the public"),
                        new("9", "Design: type of trial, allocation ratio, framework", TrialDesignSection.Id),
                        new("10", "Changes after the trial began, with reasons", ChangesSection.Id),
                        new("11", "Settings and locations", If(m.Has(new RecruitmentResults().Sites), RecruitmentSection.Id)),
                        new("12a", "Eligibility of participants", EligibilitySection.Id),
                        new("12b", "Eligibility of sites and of those who give the interventions"),
                        new("13", "Intervention and comparator", InterventionsSection.Id),
                        new("14", "Outcomes, fully defined", OutcomesSection.Id, EstimandTable.Id),
                        new("15", "How harms were defined and assessed", HarmsSection.Id),
                        new("16a", "How the sample size was determined", SampleSizeSection.Id),
                        new("16b", "Interim analyses and stopping", LooksSection.Id),
                        new("17a", "Who made the random sequence, and how", RandomizationSection.Id),
                        new("17b", "Type of randomization, and restrictions such as strata and blocks", RandomizationSection.Id),
                        new("18", "Concealment of the allocation", RandomizationSection.Id),
                        new("19", "Whether those who enrolled and assigned could see the sequence", RandomizationSection.Id),
                        new("20a", "Who was blinded", MaskingSection.Id),
                        new("20b", "How blinding was achieved")
                        {
                            Otherwise = trial.Masking is Masking.OpenLabel ? "Does not apply: open label" : "Not in protocol",
                        },
                        new("21a", "Statistical methods, of benefits and harms", StatisticsSection.Id, HarmsSection.Id),
                        new("21b", "Who is in each analysis, and in which group", AnalysisSetsSection.Id),
                        new("21c", "How missing data were handled", If(saysCensoring, EstimandTable.Id)),
                        new("21d", "Additional analyses, prespecified or not", If(subgroups.Length > 0, StatisticsSection.Id)),
                    ]
                ),
                new(
                    "Results",
                    [
                        Result("22a", "Numbers randomized, treated and analyzed", "flow"),
                        Result("22b", "Losses and exclusions, with reasons", "flow"),
                        Result("23a", "Dates of recruitment and follow-up", RecruitmentSection.Id),
                        Result("23b", "Why the trial ended or was stopped", If(hasRule, RecruitmentSection.Id)),
                        Result("24a", "Interventions as they were given", "exposure"),
                        Result("24b", "Concomitant care"),
                        Result("25", "Baseline data", "baseline"),
                        Result("26", "Outcomes, with effect and precision", endpoints),
                        Result("27", "Harms in each group", "safety"),
                        Result("28", "Ancillary analyses, prespecified or not", subgroups),
                    ]
                ),
                new(
                    "Discussion",
                    [Result("29", "Interpretation, of benefits and harms"), Result("30", "Limitations")]
                ),
            ]
        );
    }
}
