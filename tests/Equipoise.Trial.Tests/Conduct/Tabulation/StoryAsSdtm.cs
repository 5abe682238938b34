using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>The story, domain by domain. Every row below was written by hand from <see cref="Story"/> and SDTMIG 3.4.</summary>
public sealed class StoryAsSdtm
{
    static readonly IReadOnlyList<Table> Tables = Tabulated();

    [Fact]
    public void Demographics_has_everyone_screened_with_dates_and_arms()
    {
        var dm = Tables.Named("DM");

        Rows.Names(dm)
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|SUBJID|RFSTDTC|RFENDTC|RFICDTC|DTHDTC|DTHFL|SITEID|AGE|AGEU|SEX|ARMCD|ARM|ACTARMCD|ACTARM|ARMNRS|ACTARMUD|DMDTC"
            );
        Rows.Of(dm)
            .ShouldBe([
                "PATINA|DM|PATINA-101-0001|101-0001|||2018-01-08|||101|71|YEARS|F|||||SCREEN FAILURE||2018-01-08",
                "PATINA|DM|PATINA-101-0003|101-0003|2018-03-01|2018-04-18|2018-02-20|2018-12-24|Y|101|54|YEARS|F|PALBOCICLIB"
                    + "|Palbociclib plus standard therapy|PALBOCICLIB|Palbociclib plus standard therapy|||2018-02-20",
                "PATINA|DM|PATINA-102-0002|102-0002|||2018-02-01|||102|48|YEARS|F|STANDARD|Standard therapy|||ASSIGNED, NOT TREATED||2018-02-01",
            ]);
    }

    [Fact]
    public void A_program_of_another_culture_gets_the_same_tables() =>
        ForeignCulture.Under(Tabulated).Select(table => Rows.Of(table)).ShouldBe(Tables.Select(table => Rows.Of(table)));

    [Fact]
    public void Disposition_tells_each_way_through_the_trial_in_order()
    {
        var ds = Tables.Named("DS");

        Rows.Names(ds).ShouldBe("STUDYID|DOMAIN|USUBJID|DSSEQ|DSTERM|DSDECOD|DSCAT|DSSCAT|DSSTDTC");
        Rows.Of(ds)
            .ShouldBe([
                "PATINA|DS|PATINA-101-0001|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||2018-01-08",
                "PATINA|DS|PATINA-101-0001|2|DID NOT MEET ELIGIBILITY CRITERIA|SCREEN FAILURE|DISPOSITION EVENT|STUDY PARTICIPATION|2018-01-08",
                "PATINA|DS|PATINA-101-0003|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||2018-02-20",
                "PATINA|DS|PATINA-101-0003|2|ELIGIBILITY CRITERIA MET|ELIGIBILITY CRITERIA MET|PROTOCOL MILESTONE||2018-02-20",
                "PATINA|DS|PATINA-101-0003|3|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE||2018-03-01",
                "PATINA|DS|PATINA-101-0003|4|PALBOCICLIB: progressive disease|PROGRESSIVE DISEASE|DISPOSITION EVENT|TREATMENT|2018-08-20",
                "PATINA|DS|PATINA-101-0003|5|DEATH: Breast cancer|DEATH|DISPOSITION EVENT|STUDY PARTICIPATION|2018-12-24",
                "PATINA|DS|PATINA-102-0002|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||2018-02-01",
                "PATINA|DS|PATINA-102-0002|2|ELIGIBILITY CRITERIA MET|ELIGIBILITY CRITERIA MET|PROTOCOL MILESTONE||2018-02-01",
                "PATINA|DS|PATINA-102-0002|3|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE||2018-02-05",
                "PATINA|DS|PATINA-102-0002|4|WITHDRAWAL BY SUBJECT|WITHDRAWAL BY SUBJECT|DISPOSITION EVENT|STUDY PARTICIPATION|2018-02-07",
            ]);
    }

    [Fact]
    public void Criteria_not_met_has_the_failed_ones_and_no_unanswered_one() =>
        Rows.Of(Tables.Named("IE"))
            .ShouldBe([
                "PATINA|IE|PATINA-101-0001|1|PERFORMA|ECOG performance status|INCLUSION|N|N|2018-01-08",
                "PATINA|IE|PATINA-101-0001|2|BRAINMET|Brain metastases that are untreated or cause symptoms?|EXCLUSION|Y|Y|2018-01-11",
            ]);

    [Fact]
    public void Exposure_has_one_row_per_cycle_with_the_reason_of_a_changed_dose() =>
        Rows.Of(Tables.Named("EX"))
            .ShouldBe([
                "PATINA|EX|PATINA-101-0003|1|CYCLE 1|ANTI-HER2||||2018-03-01|2018-03-01",
                "PATINA|EX|PATINA-101-0003|2|CYCLE 1|PALBOCICLIB|125|mg||2018-03-01|2018-03-21",
                "PATINA|EX|PATINA-101-0003|3|CYCLE 2|PALBOCICLIB|100|mg|Grade 4 neutropenia|2018-03-29|2018-04-18",
                "PATINA|EX|PATINA-101-0003|4|CYCLE 3|PALBOCICLIB|0|mg|Infection|2018-04-26|2018-05-16",
            ]);

    [Fact]
    public void Exposure_as_collected_tells_a_withheld_dose_as_one_that_did_not_occur()
    {
        Rows.Names(Tables.Named("EC"))
            .ShouldBe("STUDYID|DOMAIN|USUBJID|ECSEQ|ECGRPID|ECTRT|ECMOOD|ECPRESP|ECOCCUR|ECDOSE|ECDOSU|ECADJ|ECSTDTC|ECENDTC");
        Rows.Of(Tables.Named("EC"))
            .ShouldBe([
                "PATINA|EC|PATINA-101-0003|1|CYCLE 1|ANTI-HER2|PERFORMED|Y|Y||||2018-03-01|2018-03-01",
                "PATINA|EC|PATINA-101-0003|2|CYCLE 1|PALBOCICLIB|PERFORMED|Y|Y|125|mg||2018-03-01|2018-03-21",
                "PATINA|EC|PATINA-101-0003|3|CYCLE 2|PALBOCICLIB|PERFORMED|Y|Y|100|mg||2018-03-29|2018-04-18",
                "PATINA|EC|PATINA-101-0003|4|CYCLE 3|PALBOCICLIB|PERFORMED|Y|N|||Infection|2018-04-26|2018-05-16",
            ]);
    }

    [Fact]
    public void Adverse_events_and_laboratory_have_their_variables_in_the_order_of_the_guide()
    {
        Rows.Names(Tables.Named("AE"))
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|AESEQ|AETERM|AEDECOD|AEBODSYS|AESER|AEACN|AEREL|AEOUT|AESCONG|AESDISAB|AESDTH|AESHOSP|AESLIFE|AESMIE"
                    + "|AETOXGR|AESTDTC|AEENDTC"
            );
        Rows.Names(Tables.Named("LB"))
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|LBSEQ|LBTESTCD|LBTEST|LBORRES|LBORRESU|LBSTRESC|LBSTRESN|LBSTRESU|LBSTNRLO|LBSTNRHI|LBNRIND|LBTOX"
                    + "|LBTOXGR|LBDTC"
            );
    }

    [Fact]
    public void Adverse_events_have_controlled_terms_and_their_latest_state() =>
        Rows.Of(Tables.Named("AE"))
            .ShouldBe([
                "PATINA|AE|PATINA-101-0003|1|Fatigue|Fatigue||N|DOSE NOT CHANGED|NOT RELATED|NOT RECOVERED/NOT RESOLVED|||||||1|2018-03-05|",
                "PATINA|AE|PATINA-101-0003|2|Low white cells|Neutropenia|Blood disorders|Y|DOSE REDUCED|RELATED|RECOVERED/RESOLVED|N|N|N|N|N|Y|4|2018-03-15|2018-03-27",
            ]);

    [Fact]
    public void Laboratory_values_come_with_the_limits_of_normal_and_their_grade_by_CTCAE() =>
        Rows.Of(Tables.Named("LB"))
            .ShouldBe([
                "PATINA|LB|PATINA-101-0003|1|HGB|Hemoglobin|11|g/dL|11|11|g/dL|12|15.5|LOW|Anemia|1|2018-03-15",
                "PATINA|LB|PATINA-101-0003|2|NEUT|Neutrophils|0.45|10^9/L|0.45|0.45|10^9/L|2|7.5|LOW|Neutrophil count decreased|4|2018-03-15",
            ]);

    [Fact]
    public void Responses_therapies_and_visits_follow_the_calendar()
    {
        Rows.Of(Tables.Named("RS"))
            .ShouldBe([
                "PATINA|RS|PATINA-101-0003|1||OVRLRESP|Overall Response|RECIST 1.1|SD|SD||INVESTIGATOR|||2018-05-24",
                "PATINA|RS|PATINA-101-0003|2||OVRLRESP|Overall Response|RECIST 1.1|PD|PD||INVESTIGATOR|||2018-08-16",
            ]);
        Rows.Of(Tables.Named("CM"))
            .ShouldBe(["PATINA|CM|PATINA-101-0003|1|Capecitabine|SUBSEQUENT ANTICANCER THERAPY|2018-09-01"]);
        Rows.Of(Tables.Named("SV"))
            .ShouldBe(["PATINA|SV|PATINA-101-0003|1001|CYCLE 1|2018-03-01", "PATINA|SV|PATINA-101-0003|1002|CYCLE 2|2018-03-29"]);
    }

    [Fact]
    public void The_supplement_has_the_stratum_at_randomization_and_every_answer()
    {
        var rows = Rows.Of(Tables.Named("SUPPDM"), "RDOMAIN", "USUBJID", "IDVAR", "IDVARVAL", "QNAM", "QLABEL", "QVAL", "QORIG");

        rows.Where(row => row.Contains("0003"))
            .ShouldBe([
                "DM|PATINA-101-0003|||STRAT1|Pertuzumab with induction|no|CRF",
                "DM|PATINA-101-0003|||STRAT2|HER2-targeted therapy before metastasis|no|CRF",
                "DM|PATINA-101-0003|||STRAT3|Response to induction|stable|DERIVED",
                "DM|PATINA-101-0003|||STRAT4|Endocrine partner|aromatase inhibitor|DERIVED",
                "DM|PATINA-101-0003|||ADULT|Age in completed years at consent|54|CRF",
                "DM|PATINA-101-0003|||HORMONER|Estrogen-receptor or...|yes|CRF",
                "DM|PATINA-101-0003|||HER2|HER2 positive by the local laboratory?|yes|CRF",
                "DM|PATINA-101-0003|||METASTAT|Metastatic breast cancer?|yes|CRF",
                "DM|PATINA-101-0003|||INDUCTIO|Cycles of induction chemotherapy with...|6|CRF",
                "DM|PATINA-101-0003|||NOPROGRE|Response at the end of induction...|SD|CRF",
                "DM|PATINA-101-0003|||PERFORMA|ECOG performance status|0|CRF",
                "DM|PATINA-101-0003|||NEUTROPH|Absolute neutrophil count|2.5|CRF",
                "DM|PATINA-101-0003|||PLATELET|Platelet count|210|CRF",
                "DM|PATINA-101-0003|||HEMOGLOB|Hemoglobin|12.5|CRF",
                "DM|PATINA-101-0003|||PRIORCDK|Earlier treatment with a CDK4/6...|no|CRF",
                "DM|PATINA-101-0003|||PREGNANC|Pregnant or breastfeeding?|no|CRF",
                "DM|PATINA-101-0003|||BRAINMET|Brain metastases that are untreated...|no|CRF",
            ]);
        rows.Count(row => row.Contains("0001"))
            .ShouldBe(12, "a screening failure has no stratum; one question was never answered");
    }

    [Fact]
    public void The_trial_summary_says_what_the_protocol_says_and_that_nobody_is_real() =>
        Rows.Of(Tables.Named("TS"))
            .ShouldBe([
                "PATINA|TS|1|TITLE|Trial Title|Palbociclib with maintenance HER2-targeted and endocrine therapy in hormone-receptor-positive, "
                    + "HER2-positive metastatic breast cancer",
                "PATINA|TS|1|REGID|Registry Identifier|NCT02947685",
                "PATINA|TS|1|TPHASE|Trial Phase Classification|PHASE III TRIAL",
                "PATINA|TS|1|TBLIND|Trial Blinding Schema|OPEN LABEL",
                "PATINA|TS|1|PLANSUB|Planned Number of Subjects|496",
                "PATINA|TS|1|DCUTDTC|Data Cutoff Date|2019-06-30",
                "PATINA|TS|1|DCUTDESC|Data Cutoff Description|FIRST DATA CUTOFF",
                "PATINA|TS|1|SYNTHET|Participants are Virtual|Y",
            ]);

    static IReadOnlyList<Table> Tabulated()
    {
        using var story = Story.Told();
        return SdtmTabulation.Tabulate(story.State, Story.Protocol);
    }
}
