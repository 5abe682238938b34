using Equipoise.Conduct.Disease;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>
/// Lesions as TU, TR and RS, written by hand from SDTMIG 3.4: a liver lesion and a node as targets, bone as non-target; at 12 weeks a partial
/// response, at 24 weeks a new lesion, with the liver not evaluated.
/// </summary>
public sealed class TumorTables : IDisposable
{
    static readonly DateOnly first = Story.On("2018-04-30");
    static readonly DateOnly second = Story.On("2018-07-23");
    readonly Story story = Story.Begun();

    public TumorTables()
    {
        var baseline = Story.On("2018-02-01");
        story.Screen("102-0002", "102", 48, "2018-02-01");
        story.Randomize("102-0002", "2018-02-05", "yes", "fulvestrant");
        story.Do(
            Story.On("2018-08-01"),
            new IdentifyLesion("102-0002", "T01", LesionKind.Target, "Liver", false, "CT scan", baseline, 40),
            new IdentifyLesion("102-0002", "T02", LesionKind.Target, "Lymph node", true, "CT scan", baseline, 20),
            new IdentifyLesion("102-0002", "NT01", LesionKind.NonTarget, "Bone", false, "MRI", baseline),
            new MeasureLesion("102-0002", "T01", first, 25.5),
            new MeasureLesion("102-0002", "T02", first, 9),
            new MeasureLesion("102-0002", "NT01", first, State: LesionState.Present),
            new RecordTumorAssessment("102-0002", OverallResponse.PR, first),
            new IdentifyLesion("102-0002", "NEW01", LesionKind.New, "Lung", false, "CT scan", second),
            new MeasureLesion("102-0002", "T01", second, NotEvaluated: "Motion artifact"),
            new MeasureLesion("102-0002", "T02", second, 9),
            new MeasureLesion("102-0002", "NT01", second, State: LesionState.Present),
            new RecordTumorAssessment("102-0002", OverallResponse.PD, second)
        );
    }

    public void Dispose() => story.Dispose();

    [Fact]
    public void Lesions_are_identified_once()
    {
        var tu = Table("TU");
        Rows.Names(tu).ShouldBe(
            "STUDYID|DOMAIN|USUBJID|TUSEQ|TULNKID|TUTESTCD|TUTEST|TUORRES|TUSTRESC|TULOC|TUMETHOD|TULOBXFL|TUEVAL|VISITNUM|VISIT|EPOCH|TUDTC"
                + "|TUDY"
        );
        string[] until = [.. tu.Columns.Select(column => column.Name).TakeWhile(name => name != "EPOCH")];
        Rows.Of(tu, until)
            .ShouldBe([
                "PATINA|TU|PATINA-102-0002|1|T01|TUMIDENT|Tumor Identification|TARGET|TARGET|LIVER|CT SCAN||INVESTIGATOR|1|SCREENING",
                "PATINA|TU|PATINA-102-0002|2|T02|TUMIDENT|Tumor Identification|TARGET|TARGET|LYMPH NODE|CT SCAN||INVESTIGATOR|1|SCREENING",
                "PATINA|TU|PATINA-102-0002|3|NT01|TUMIDENT|Tumor Identification|NON-TARGET|NON-TARGET|BONE|MRI||INVESTIGATOR|1|SCREENING",
                "PATINA|TU|PATINA-102-0002|4|NEW01|TUMIDENT|Tumor Identification|NEW|NEW|LUNG|CT SCAN||INVESTIGATOR|90002|TUMOR ASSESSMENT 2",
            ]);
    }

    [Fact]
    public void Results_have_diameters_states_sums_and_the_reason_of_what_is_missing()
    {
        var tr = Table("TR");
        Rows.Names(tr)
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|TRSEQ|TRGRPID|TRLNKID|TRLNKGRP|TRTESTCD|TRTEST|TRORRES|TRORRESU|TRSTRESC|TRSTRESN|TRSTRESU|TRSTAT|TRREASND"
                    + "|TRLOBXFL|TRDRVFL|TREVAL|VISITNUM|VISIT|EPOCH|TRDTC|TRDY"
            );
        Rows.Of(tr, "TRSEQ", "TRGRPID", "TRLNKID", "TRLNKGRP", "TRDRVFL", "TREVAL", "VISITNUM", "TRDY")
            .ShouldBe([
                "1|TARGET|T01|A1||INVESTIGATOR|1|-4",
                "2|TARGET|T02|A1||INVESTIGATOR|1|-4",
                "3|TARGET||A1|Y||1|-4",
                "4|NON-TARGET|NT01|A1||INVESTIGATOR|1|-4",
                "5|TARGET|T01|A2||INVESTIGATOR|90001|85",
                "6|TARGET|T02|A2||INVESTIGATOR|90001|85",
                "7|TARGET||A2|Y||90001|85",
                "8|NON-TARGET|NT01|A2||INVESTIGATOR|90001|85",
                "9|TARGET|T01|A3||INVESTIGATOR|90002|169",
                "10|TARGET|T02|A3||INVESTIGATOR|90002|169",
                "11|NON-TARGET|NT01|A3||INVESTIGATOR|90002|169",
                "12|NEW|NEW01|A3||INVESTIGATOR|90002|169",
            ]);
        Rows.Of(tr, "TRSEQ", "TRGRPID", "TRLNKID", "TRTESTCD", "TRTEST", "TRORRES", "TRORRESU", "TRSTRESN", "TRSTAT", "TRREASND", "TRDTC")
            .ShouldBe([
                "1|TARGET|T01|LDIAM|Longest Diameter|40|mm|40|||2018-02-01",
                "2|TARGET|T02|SAXIS|Short Axis|20|mm|20|||2018-02-01",
                "3|TARGET||SUMDIAM|Sum of Diameter|60|mm|60|||2018-02-01",
                "4|NON-TARGET|NT01|TUMSTATE|Tumor State|PRESENT|||||2018-02-01",
                "5|TARGET|T01|LDIAM|Longest Diameter|25.5|mm|25.5|||2018-04-30",
                "6|TARGET|T02|SAXIS|Short Axis|9|mm|9|||2018-04-30",
                "7|TARGET||SUMDIAM|Sum of Diameter|34.5|mm|34.5|||2018-04-30",
                "8|NON-TARGET|NT01|TUMSTATE|Tumor State|PRESENT|||||2018-04-30",
                "9|TARGET|T01|LDIAM|Longest Diameter||||NOT DONE|Motion artifact|2018-07-23",
                "10|TARGET|T02|SAXIS|Short Axis|9|mm|9|||2018-07-23",
                "11|NON-TARGET|NT01|TUMSTATE|Tumor State|PRESENT|||||2018-07-23",
                "12|NEW|NEW01|TUMSTATE|Tumor State|PRESENT|||||2018-07-23",
            ]);
    }

    /// <summary>
    /// Responses that follow from the lesions are derived and have no evaluator (SDTM 2.0: RSEVAL is blank for derived data); the
    /// overall response is the investigator's. The links tie each to the lesions seen in the same images.
    /// </summary>
    [Fact]
    public void Responses_of_target_and_non_target_lesions_stand_before_the_overall_response() =>
        Rows.Of(Table("RS"), "RSSEQ", "RSLNKGRP", "RSTESTCD", "RSTEST", "RSCAT", "RSORRES", "RSDRVFL", "RSEVAL", "VISITNUM", "RSDTC")[1..]
            .ShouldBe([
                "2|A2|TRGRESP|Target Response|RECIST 1.1|PR|Y||90001|2018-04-30",
                "3|A2|NTRGRESP|Non-target Response|RECIST 1.1|NON-CR/NON-PD|Y||90001|2018-04-30",
                "4|A2|OVRLRESP|Overall Response|RECIST 1.1|PR||INVESTIGATOR|90001|2018-04-30",
                "5|A3|TRGRESP|Target Response|RECIST 1.1|NE|Y||90002|2018-07-23",
                "6|A3|NTRGRESP|Non-target Response|RECIST 1.1|NON-CR/NON-PD|Y||90002|2018-07-23",
                "7|A3|OVRLRESP|Overall Response|RECIST 1.1|PD||INVESTIGATOR|90002|2018-07-23",
            ]);

    /// <summary>SDTMIG 3.4, 8.3: a relation of whole data sets names the variables that link them, and no participant.</summary>
    [Fact]
    public void Related_records_link_lesions_with_their_results_and_results_with_responses() =>
        Rows.Of(Table("RELREC"))
            .ShouldBe([
                "PATINA|TU||TULNKID||ONE|TUTR",
                "PATINA|TR||TRLNKID||MANY|TUTR",
                "PATINA|TR||TRLNKGRP||MANY|TRRS",
                "PATINA|RS||RSLNKGRP||MANY|TRRS",
            ]);

    /// <summary>CDISC's list of evaluators (C78735) has no central review: it is an independent assessor.</summary>
    [Fact]
    public void A_central_review_is_an_independent_assessor()
    {
        var plan = Story.Protocol.FollowUp!;
        var reviewed = Story.Protocol with { FollowUp = plan with { TumorAssessment = plan.TumorAssessment! with { By = "central review" } } };
        Rows.Of(SdtmTabulation.Tabulate(story.State, reviewed).Named("RS"), "RSTESTCD", "RSEVAL")
            .ShouldContain("OVRLRESP|INDEPENDENT ASSESSOR");
    }

    /// <summary>Randomized on 5 February, progression on 23 July: 24 (February) + 31 + 30 + 31 + 30 + 23 days, both counted, are 169.</summary>
    [Fact]
    public void The_analysis_reads_the_overall_response_alone()
    {
        var data = SdtmTabulation.Tabulate(story.State, Story.Protocol).ToDictionary(table => table.Name);
        var outcome = Equipoise.Analysis.TrialAnalysis.Analyze(Story.Protocol, data);
        var adtte = outcome.ShouldBeOfType<Equipoise.Analysis.AnalysisOutcome.Completed>().Output.Datasets.Named("ADTTE");
        Rows.Of(adtte, "PARAMCD", "ADY", "CNSR").ShouldContain("PFS|169|0");
    }

    Table Table(string name) => SdtmTabulation.Tabulate(story.State, Story.Protocol).Named(name);
}
