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
                "STUDYID|DOMAIN|USUBJID|SUBJID|RFSTDTC|RFENDTC|RFXSTDTC|RFXENDTC|RFICDTC|RFPENDTC|DTHDTC|DTHFL|SITEID|AGE|AGEU|SEX|RACE|ETHNIC"
                    + "|ARMCD|ARM|ACTARMCD|ACTARM|ARMNRS|ACTARMUD|COUNTRY|DMDTC|DMDY"
            );
        Rows.Of(dm)
            .ShouldBe([
                "PATINA|DM|PATINA-101-0001|101-0001|||||2018-01-08|2018-01-11|||101|71|YEARS|F|||||||SCREEN FAILURE||AUT|2018-01-08|",
                "PATINA|DM|PATINA-101-0003|101-0003|2018-03-01|2018-04-18|2018-03-01|2018-04-18|2018-02-20|2018-12-24|2018-12-24|Y|101|54"
                    + "|YEARS|F|||PALBOCICLIB|Palbociclib plus standard therapy|PALBOCICLIB|Palbociclib plus standard therapy|||AUT"
                    + "|2018-02-20|-9",
                "PATINA|DM|PATINA-102-0002|102-0002|2018-02-05|2018-02-07|||2018-02-01|2018-02-07|||102|48|YEARS|F|||STANDARD"
                    + "|Standard therapy|||ASSIGNED, NOT TREATED||AUT|2018-02-01|-4",
            ]);
    }

    [Fact]
    public void A_program_of_another_culture_gets_the_same_tables() =>
        ForeignCulture.Under(Tabulated).Select(table => Rows.Of(table)).ShouldBe(Tables.Select(table => Rows.Of(table)));

    [Fact]
    public void Disposition_tells_each_way_through_the_trial_in_order()
    {
        var ds = Tables.Named("DS");

        Rows.Names(ds).ShouldBe("STUDYID|DOMAIN|USUBJID|DSSEQ|DSTERM|DSDECOD|DSCAT|DSSCAT|EPOCH|DSSTDTC|DSSTDY");
        Rows.Of(ds)
            .ShouldBe([
                "PATINA|DS|PATINA-101-0001|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||SCREENING|2018-01-08|",
                "PATINA|DS|PATINA-101-0001|2|DID NOT MEET ELIGIBILITY CRITERIA|SCREEN FAILURE|DISPOSITION EVENT|STUDY PARTICIPATION|SCREENING"
                    + "|2018-01-08|",
                "PATINA|DS|PATINA-101-0003|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||SCREENING|2018-02-20|-9",
                "PATINA|DS|PATINA-101-0003|2|ELIGIBILITY CRITERIA MET|ELIGIBILITY CRITERIA MET|PROTOCOL MILESTONE||SCREENING|2018-02-20|-9",
                "PATINA|DS|PATINA-101-0003|3|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE||SCREENING|2018-03-01|1",
                "PATINA|DS|PATINA-101-0003|4|PALBOCICLIB: progressive disease|PROGRESSIVE DISEASE|DISPOSITION EVENT|STUDY TREATMENT|TREATMENT"
                    + "|2018-08-20|173",
                "PATINA|DS|PATINA-101-0003|5|DEATH: Breast cancer|DEATH|DISPOSITION EVENT|STUDY PARTICIPATION|TREATMENT|2018-12-24|299",
                "PATINA|DS|PATINA-102-0002|1|INFORMED CONSENT OBTAINED|INFORMED CONSENT OBTAINED|PROTOCOL MILESTONE||SCREENING|2018-02-01|-4",
                "PATINA|DS|PATINA-102-0002|2|ELIGIBILITY CRITERIA MET|ELIGIBILITY CRITERIA MET|PROTOCOL MILESTONE||SCREENING|2018-02-01|-4",
                "PATINA|DS|PATINA-102-0002|3|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE||SCREENING|2018-02-05|1",
                "PATINA|DS|PATINA-102-0002|4|WITHDRAWAL BY SUBJECT|WITHDRAWAL BY SUBJECT|DISPOSITION EVENT|STUDY PARTICIPATION|FOLLOW-UP"
                    + "|2018-02-07|3",
            ]);
    }

    [Fact]
    public void Criteria_not_met_has_the_failed_ones_and_no_unanswered_one() =>
        Rows.Of(Tables.Named("IE"))
            .ShouldBe([
                "PATINA|IE|PATINA-101-0001|1|PERFORMA|ECOG performance status|INCLUSION|N|N|1|SCREENING|SCREENING|2018-01-08|",
                "PATINA|IE|PATINA-101-0001|2|BRAINMET|Brain metastases that are untreated or cause symptoms?|EXCLUSION|Y|Y|1|SCREENING|SCREENING|2018-01-11|",
            ]);

    /// <summary>What was withheld is no exposure: an amount of 0 would be placebo (SDTMIG 3.4, 6.1.3).</summary>
    [Fact]
    public void Exposure_has_one_row_per_cycle_that_was_taken_with_the_reason_of_a_changed_dose()
    {
        var ex = Tables.Named("EX");
        Rows.Names(ex)
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|EXSEQ|EXGRPID|EXLNKID|EXTRT|EXDOSE|EXDOSTXT|EXDOSU|EXDOSFRM|EXDOSFRQ|EXROUTE|EXADJ|EPOCH|EXSTDTC|EXENDTC"
                    + "|EXSTDY|EXENDY"
            );
        Rows.Of(ex)
            .ShouldBe([
                "PATINA|EX|PATINA-101-0003|1|CYCLE 1|ANTI-HER2 CYCLE 1 INTERVAL 1|ANTI-HER2||as its label says|mg||EVERY 3 WEEKS|||TREATMENT"
                    + "|2018-03-01|2018-03-01|1|1",
                "PATINA|EX|PATINA-101-0003|2|CYCLE 1|PALBOCICLIB CYCLE 1 INTERVAL 1|PALBOCICLIB|125||mg|CAPSULE|QD|ORAL||TREATMENT"
                    + "|2018-03-01|2018-03-21|1|21",
                "PATINA|EX|PATINA-101-0003|3|CYCLE 2|PALBOCICLIB CYCLE 2 INTERVAL 1|PALBOCICLIB|100||mg|CAPSULE|QD|ORAL|Grade 4 neutropenia"
                    + "|TREATMENT|2018-03-29|2018-04-18|29|49",
            ]);
    }

    [Fact]
    public void Exposure_as_collected_tells_a_withheld_dose_as_one_that_did_not_occur_and_why()
    {
        var ec = Tables.Named("EC");
        Rows.Names(ec)
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|ECSEQ|ECGRPID|ECLNKID|ECTRT|ECMOOD|ECPRESP|ECOCCUR|ECREASOC|ECDOSE|ECDOSTXT|ECDOSU|ECDOSFRM|ECDOSFRQ"
                    + "|ECROUTE|ECADJ|EPOCH|ECSTDTC|ECENDTC|ECSTDY|ECENDY"
            );
        Rows.Of(ec, "ECLNKID", "ECTRT", "ECMOOD", "ECPRESP", "ECOCCUR", "ECREASOC", "ECDOSE", "ECDOSTXT", "ECDOSU", "ECSTDTC", "ECENDTC", "ECENDY")
            .ShouldBe([
                "ANTI-HER2 CYCLE 1 INTERVAL 1|ANTI-HER2|PERFORMED|Y|Y|||as its label says|mg|2018-03-01|2018-03-01|1",
                "PALBOCICLIB CYCLE 1 INTERVAL 1|PALBOCICLIB|PERFORMED|Y|Y||125||mg|2018-03-01|2018-03-21|21",
                "PALBOCICLIB CYCLE 2 INTERVAL 1|PALBOCICLIB|PERFORMED|Y|Y||100||mg|2018-03-29|2018-04-18|49",
                "|PALBOCICLIB|PERFORMED|Y|N|Infection||||2018-04-26|2018-05-16|77",
            ]);
    }

    [Fact]
    public void Adverse_events_and_laboratory_have_their_variables_in_the_order_of_the_guide()
    {
        Rows.Names(Tables.Named("AE"))
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|AESEQ|AESPID|AETERM|AELLT|AELLTCD|AEDECOD|AEPTCD|AEHLT|AEHLTCD|AEHLGT|AEHLGTCD|AEBODSYS|AEBDSYCD"
                    + "|AESOC|AESOCCD|AESER|AEACN|AEREL|AEOUT|AESCONG|AESDISAB|AESDTH|AESHOSP|AESLIFE|AESMIE|AETOXGR|EPOCH|AESTDTC|AEENDTC"
                    + "|AESTDY|AEENDY"
            );
        Rows.Names(Tables.Named("LB"))
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|LBSEQ|LBSPID|LBTESTCD|LBTEST|LBCAT|LBORRES|LBORRESU|LBORNRLO|LBORNRHI|LBSTRESC|LBSTRESN|LBSTRESU"
                    + "|LBSTNRLO|LBSTNRHI|LBNRIND|LBLOBXFL|LBTOX|LBTOXGR|VISITNUM|VISIT|EPOCH|LBDTC|LBDY"
            );
    }

    /// <summary>Levels of the dictionary that nobody coded are blank, and none is made up.</summary>
    [Fact]
    public void Adverse_events_have_controlled_terms_and_their_latest_state() =>
        Rows.Of(Tables.Named("AE"))
            .ShouldBe([
                "PATINA|AE|PATINA-101-0003|1|2|Fatigue|||Fatigue||||||||||N|DOSE NOT CHANGED|NOT RELATED|NOT RECOVERED/NOT RESOLVED|||||||1"
                    + "|TREATMENT|2018-03-05||5|",
                "PATINA|AE|PATINA-101-0003|2|1|Low white cells|||Neutropenia||||||Blood disorders||Blood disorders||Y|DOSE REDUCED|RELATED"
                    + "|RECOVERED/RESOLVED|N|N|N|N|N|Y|4|TREATMENT|2018-03-15|2018-03-27|15|27",
            ]);

    /// <summary>
    /// The values of screening come first, named by their criterion, the last before the first dose marked. Names are those of
    /// CDISC's code list C67154.
    /// </summary>
    [Fact]
    public void Laboratory_values_come_with_the_limits_of_normal_and_their_grade_by_CTCAE() =>
        Rows.Of(Tables.Named("LB"))
            .Where(row => row.Contains("101-0003"))
            .ShouldBe([
                "PATINA|LB|PATINA-101-0003|1|NEUTROPH|NEUT|Neutrophils|HEMATOLOGY|2.5|10^9/L|2|7.5|2.5|2.5|10^9/L|2|7.5|NORMAL|Y"
                    + "|Neutrophil count decreased|0|1|SCREENING|SCREENING|2018-02-20|-9",
                "PATINA|LB|PATINA-101-0003|2|PLATELET|PLAT|Platelets|HEMATOLOGY|210|10^9/L|150|400|210|210|10^9/L|150|400|NORMAL|Y"
                    + "|Platelet count decreased|0|1|SCREENING|SCREENING|2018-02-20|-9",
                "PATINA|LB|PATINA-101-0003|3|HEMOGLOB|HGB|Hemoglobin|HEMATOLOGY|12.5|g/dL|12|15.5|12.5|12.5|g/dL|12|15.5|NORMAL|Y|Anemia|0|1"
                    + "|SCREENING|SCREENING|2018-02-20|-9",
                "PATINA|LB|PATINA-101-0003|4||HGB|Hemoglobin|HEMATOLOGY|11|g/dL|12|15.5|11|11|g/dL|12|15.5|LOW||Anemia|1|100015"
                    + "|LABORATORY CYCLE 1 DAY 15|TREATMENT|2018-03-15|15",
                "PATINA|LB|PATINA-101-0003|5||NEUT|Neutrophils|HEMATOLOGY|0.45|10^9/L|2|7.5|0.45|0.45|10^9/L|2|7.5|LOW||"
                    + "Neutrophil count decreased|4|100015|LABORATORY CYCLE 1 DAY 15|TREATMENT|2018-03-15|15",
            ]);

    [Fact]
    public void Whoever_was_never_treated_has_no_last_value_before_treatment() =>
        Rows.Of(Tables.Named("LB"), "USUBJID", "LBLOBXFL").Distinct()
            .ShouldBe(["PATINA-101-0001|", "PATINA-101-0003|Y", "PATINA-101-0003|", "PATINA-102-0002|"]);

    [Fact]
    public void Responses_therapies_and_visits_follow_the_calendar()
    {
        Rows.Of(Tables.Named("RS"))
            .Where(row => row.Contains("101-0003"))
            .ShouldBe([
                "PATINA|RS|PATINA-101-0003|1|PERFORMA|ECOG101|ECOG1-Performance Status|ECOG|0|0|0|Y||1|SCREENING|SCREENING|2018-02-20|-9",
                "PATINA|RS|PATINA-101-0003|2||OVRLRESP|Overall Response|RECIST 1.1|SD|SD|||INVESTIGATOR|90001|TUMOR ASSESSMENT 1|TREATMENT"
                    + "|2018-05-24|85",
                "PATINA|RS|PATINA-101-0003|3||OVRLRESP|Overall Response|RECIST 1.1|PD|PD|||INVESTIGATOR|90002|TUMOR ASSESSMENT 2|TREATMENT"
                    + "|2018-08-16|169",
            ]);
        Rows.Of(Tables.Named("CM"))
            .ShouldBe(["PATINA|CM|PATINA-101-0003|1|Capecitabine|SUBSEQUENT ANTICANCER THERAPY|TREATMENT|2018-09-01|185"]);
        Rows.Names(Tables.Named("SV"))
            .ShouldBe("STUDYID|DOMAIN|USUBJID|VISITNUM|VISIT|SVPRESP|SVOCCUR|SVSTDTC|SVENDTC|SVSTDY|SVENDY");
        Rows.Of(Tables.Named("SV"))
            .ShouldBe([
                "PATINA|SV|PATINA-101-0001|1|SCREENING|Y|Y|2018-01-08|2018-01-11||",
                "PATINA|SV|PATINA-101-0003|1|SCREENING|Y|Y|2018-02-20|2018-02-20|-9|-9",
                "PATINA|SV|PATINA-101-0003|1001|CYCLE 1|Y|Y|2018-03-01|2018-03-01|1|1",
                "PATINA|SV|PATINA-101-0003|100015|LABORATORY CYCLE 1 DAY 15|Y|Y|2018-03-15|2018-03-15|15|15",
                "PATINA|SV|PATINA-101-0003|1002|CYCLE 2|Y|Y|2018-03-29|2018-03-29|29|29",
                "PATINA|SV|PATINA-101-0003|90001|TUMOR ASSESSMENT 1|Y|Y|2018-05-24|2018-05-24|85|85",
                "PATINA|SV|PATINA-101-0003|90002|TUMOR ASSESSMENT 2|Y|Y|2018-08-16|2018-08-16|169|169",
                "PATINA|SV|PATINA-102-0002|1|SCREENING|Y|Y|2018-02-01|2018-02-01|-4|-4",
            ]);
    }

    /// <summary>Treatment goes on until all of it is stopped, here until death; whoever takes none is followed up at once.</summary>
    [Fact]
    public void Elements_tell_the_way_from_screening_through_treatment_to_follow_up() =>
        Rows.Of(Tables.Named("SE"))
            .ShouldBe([
                "PATINA|SE|PATINA-101-0001|1|SCREEN|Screening|1|SCREENING|2018-01-08|2018-01-08||",
                "PATINA|SE|PATINA-101-0003|1|SCREEN|Screening|1|SCREENING|2018-02-20|2018-03-01|-9|1",
                "PATINA|SE|PATINA-101-0003|2|TRT1|Palbociclib plus standard therapy|2|TREATMENT|2018-03-01|2018-12-24|1|299",
                "PATINA|SE|PATINA-102-0002|1|SCREEN|Screening|1|SCREENING|2018-02-01|2018-02-05|-4|1",
                "PATINA|SE|PATINA-102-0002|2|FOLLOWUP|Follow-up|3|FOLLOW-UP|2018-02-05|2018-02-07|1|3",
            ]);

    [Fact]
    public void The_supplement_has_the_stratum_at_randomization_and_every_answer_without_a_place_of_its_own()
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
                "DM|PATINA-101-0003|||PRIORCDK|Earlier treatment with a CDK4/6...|no|CRF",
                "DM|PATINA-101-0003|||PREGNANC|Pregnant or breastfeeding?|no|CRF",
                "DM|PATINA-101-0003|||BRAINMET|Brain metastases that are untreated...|no|CRF",
            ]);
        rows.Count(row => row.Contains("0001"))
            .ShouldBe(8, "a screening failure has no stratum; one question was never answered; four answers are in LB and RS");
    }

    static IReadOnlyList<Table> Tabulated()
    {
        using var story = Story.Told();
        return SdtmTabulation.Tabulate(story.State, Story.Protocol);
    }
}
