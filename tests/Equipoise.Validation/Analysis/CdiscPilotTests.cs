using Equipoise.Analysis;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets.Files;
using Equipoise.Protocol;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// A real trial: xanomeline patches in Alzheimer's disease, H2Q-MC-LZZT, 254 participants, three arms. Expected values are those of
/// its clinical study report, or R's on the same file where the report has none.
/// </summary>
public sealed class CdiscPilotTests
{
    static readonly Source report = new Source.Published(
        "clinical study report of CDISCPILOT01 (June 2006), section 14 (phuse-scripts @11b416b)"
    );

    static readonly Lazy<AnalysisOutput> output = new(() =>
        Outputs.Analyzed(Examples.CdiscPilotProtocol, DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "adam")))
    );

    static AnalysisOutput Output => output.Value;

    [ReferenceFact]
    public void Events_and_medians_are_those_of_figure_14_1()
    {
        var agreement = new Agreement("Analysis: study report of the CDISC pilot, figure 14-1, events and medians, as printed", report);
        agreement.Printed("events", Each("TTDE.Events/events"), ["29", "62", "61"]);
        agreement.Printed("at risk", Each("TTDE.KaplanMeier/atRisk", ";time=0"), ["86", "84", "84"]);
        agreement.Printed("medians", Each("TTDE.KaplanMeier/median"), ["NR", "33", "36"]);
        // The report used the linear intervals that SAS had as default in 2006.
        agreement.Printed("lower", Each("TTDE.KaplanMeier/medianLower").Skip(1), ["27", "24"]);
        agreement.Printed("upper", Each("TTDE.KaplanMeier/medianUpper").Skip(1), ["48", "46"]);
        agreement.ShouldBeComplete(atLeast: 13);
        Output.Printed("TTDE.LogRank/pTwoSided").ShouldBe("<0.0001");
        Output.Results.At("TTDE.LogRank/z").ShouldBeNull();
    }

    [ReferenceFact]
    public void Both_doses_in_one_model_and_one_test_are_those_of_R()
    {
        var agreement = new Agreement(
            "Analysis: CDISC pilot, three arms in one model and one test, as printed",
            new Source.R("coxph(Surv(AVAL, 1 - CNSR) ~ TRTP), survdiff")
        );
        foreach (
            var (arm, ratio, lower, upper) in new[]
            {
                ("xanomeline-low", 4.148, 2.645, 6.504),
                ("xanomeline-high", 5.026, 3.182, 7.939),
            }
        )
        {
            var of = new CoxResults("TTDE").HazardRatio(arm);
            agreement.Rounded(3, $"{arm} ratio", Output.Raw(of.Estimate.Address), ratio);
            agreement.Rounded(3, $"{arm} lower", Output.Raw(of.Lower.Address), lower);
            agreement.Rounded(3, $"{arm} upper", Output.Raw(of.Upper.Address), upper);
        }
        agreement.Rounded(14, "log-rank P", Output.Raw("TTDE.LogRank/pTwoSided"), 8e-14);
        agreement.Exactly("degrees of freedom", Output.Raw("TTDE.LogRank/degreesOfFreedom"), 2);
        agreement.ShouldBeComplete(atLeast: 8);
    }

    [ReferenceFact]
    public void Whether_the_effect_changed_and_the_restricted_means_are_those_of_R()
    {
        var agreement = new Agreement(
            "Analysis: CDISC pilot, proportional hazards and restricted means to the earliest of the last times",
            new Source.R("cox.zph(coxph(Surv(AVAL, 1 - CNSR) ~ arm)); summary(survfit(Surv(AVAL, 1 - CNSR) ~ arm), rmean = 189)")
        );
        var change = new ProportionalHazardsResults("TTDE");
        agreement.Within(1e-9, "chi-square", Output.Raw(change.ChiSquare.Address), 1.04991763297);
        agreement.Exactly("degrees of freedom", Output.Raw(change.DegreesOfFreedom.Address), 2);
        agreement.Within(1e-9, "P", Output.Raw(change.PTwoSided.Address), 0.591579727197);
        // The last times are 198, 190 and 189 days.
        var means = new RestrictedMeanResults("TTDE");
        agreement.Exactly("horizon", Output.Raw(means.Horizon.Address), 189);
        agreement.Within(1e-9, "placebo", Output.Raw(means.Mean("placebo").Estimate.Address), 137.3795653109);
        agreement.Within(1e-9, "low dose", Output.Raw(means.Mean("xanomeline-low").Estimate.Address), 59.6296781260);
        agreement.Within(1e-9, "high dose", Output.Raw(means.Mean("xanomeline-high").Estimate.Address), 48.6235994386);
        var (difference, error) = (
            59.6296781260 - 137.3795653109,
            double.Sqrt((8.01723187487 * 8.01723187487) + (7.01048707077 * 7.01048707077))
        );
        var of = means.Difference("xanomeline-low");
        agreement.Within(1e-9, "difference", Output.Raw(of.Estimate.Address), difference);
        agreement.Within(1e-9, "upper", Output.Raw(of.Upper.Address), difference + (1.959963984540054 * error));
        agreement.ShouldBeComplete(atLeast: 9);
    }

    /// <summary>
    /// Table 14-5.01: 65 participants with 281 events on placebo; by the same rule 84 with 427 on the low dose, counted by a script of
    /// its own. SDTM records placebo with EXDOSE 0, and 28 of 86 discontinued (table 14-1.01).
    /// </summary>
    [ReferenceFact]
    public void The_SDTM_of_the_pilot_gives_the_published_counts_of_placebo()
    {
        var agreement = new Agreement(
            "Analysis: CDISC pilot from SDTM with partial dates, treatment and adverse events",
            new Source.Published("clinical study report of CDISCPILOT01, tables 14-1.01 and 14-5.01; the low dose: a count in Python")
        );
        var data = new[] { "dm", "ds", "ex", "ae", "suppdm", "lb", "sv" }.ToDictionary(
            name => name.ToUpperInvariant(),
            name => DatasetFile.Read(ReferenceData.PathOf("pharmaverse", "sdtm", $"{name}.csv.gz"), new() { Cdisc = true })
        );
        var made = Outputs.Analyzed(
            Survival with
            {
                Analysis = Survival.Analysis with { Baseline = ["age", "sex"] },
            },
            data
        );
        foreach (
            var (address, expected) in new[]
            {
                ("Disposition/treated[arm=placebo]", 86),
                ("Disposition/discontinuedTreatment[arm=placebo]", 28),
                ("Disposition/completedTreatment[arm=placebo]", 58),
                ("AE.Overview/participants[arm=placebo;category=any]", 65),
                ("AE.Overview/events[arm=placebo;category=any]", 281),
                ("AE.Overview/participants[arm=xanomeline-low;category=any]", 84),
                ("AE.Overview/events[arm=xanomeline-low;category=any]", 427),
            }
        )
            agreement.Exactly(address, made.Raw(address), expected);
        agreement.ShouldBeComplete(atLeast: 7);
    }

    /// <summary>The pilot of CDISC has no row RANDOMIZED in DS; its 254 have the day in DM.RFSTDTC.</summary>
    [ReferenceFact]
    public void The_day_of_randomization_may_stand_in_DM()
    {
        var agreement = new Agreement("Analysis: CDISC pilot from SDTM, randomized by DM.RFSTDTC", report);
        var made = Outputs.Analyzed(
            Survival with
            {
                Analysis = Survival.Analysis with { Safety = null },
                Data = new() { RandomizationDate = "RFSTDTC" },
            },
            DatasetFile.ReadFolder(ReferenceData.PathOf("cdisc-pilot", "sdtm"))
        );
        foreach (var (arm, n) in new[] { ("placebo", 86), ("xanomeline-low", 84), ("xanomeline-high", 84) })
            agreement.Exactly(arm, made.Raw($"OS.Events/participants[arm={arm}]"), n);
        agreement.ShouldBeComplete(atLeast: 3);
    }

    static IEnumerable<string> Each(string operation, string more = "") =>
        Examples.CdiscPilotProtocol.Arms.Select(arm => Output.Printed($"{operation}[arm={arm.Id}{more}]"));

    static TrialProtocol Survival =>
        Examples.CdiscPilotProtocol with
        {
            Endpoints =
            [
                new(
                    "OS",
                    "Overall survival",
                    TimeOrigin.Randomization,
                    [new EndpointEvent.Death()],
                    [new(CensoringReason.NoEvent, CensoringDate.LastKnownAlive)],
                    TimeUnit.Day
                ),
            ],
            Analysis = Examples.CdiscPilotProtocol.Analysis with
            {
                TimeToEvent = [SmallTrial.Plan("OS", stratified: false)],
                Baseline = [],
            },
        };
}
