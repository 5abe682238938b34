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
        Rows.Names(tu).ShouldBe("STUDYID|DOMAIN|USUBJID|TUSEQ|TULNKID|TUTESTCD|TUTEST|TUORRES|TUSTRESC|TULOC|TUMETHOD|TUEVAL|TUDTC");
        Rows.Of(tu)
            .ShouldBe([
                "PATINA|TU|PATINA-102-0002|1|T01|TUMIDENT|Tumor Identification|TARGET|TARGET|LIVER|CT SCAN|INVESTIGATOR|2018-02-01",
                "PATINA|TU|PATINA-102-0002|2|T02|TUMIDENT|Tumor Identification|TARGET|TARGET|LYMPH NODE|CT SCAN|INVESTIGATOR|2018-02-01",
                "PATINA|TU|PATINA-102-0002|3|NT01|TUMIDENT|Tumor Identification|NON-TARGET|NON-TARGET|BONE|MRI|INVESTIGATOR|2018-02-01",
                "PATINA|TU|PATINA-102-0002|4|NEW01|TUMIDENT|Tumor Identification|NEW|NEW|LUNG|CT SCAN|INVESTIGATOR|2018-07-23",
            ]);
    }

    [Fact]
    public void Results_have_diameters_states_sums_and_the_reason_of_what_is_missing()
    {
        var tr = Table("TR");
        Rows.Names(tr)
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|TRSEQ|TRGRPID|TRLNKID|TRTESTCD|TRTEST|TRORRES|TRORRESU|TRSTRESC|TRSTRESN|TRSTRESU|TRSTAT|TRREASND|TREVAL|TRDTC"
            );
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

    [Fact]
    public void Responses_of_target_and_non_target_lesions_stand_before_the_overall_response() =>
        Rows.Of(Table("RS"), "RSSEQ", "RSTESTCD", "RSTEST", "RSCAT", "RSORRES", "RSSTRESC", "RSEVAL", "RSDTC")
            .ShouldBe([
                "1|TRGRESP|Target Response|RECIST 1.1|PR|PR|INVESTIGATOR|2018-04-30",
                "2|NTRGRESP|Non-target Response|RECIST 1.1|NON-CR/NON-PD|NON-CR/NON-PD|INVESTIGATOR|2018-04-30",
                "3|OVRLRESP|Overall Response|RECIST 1.1|PR|PR|INVESTIGATOR|2018-04-30",
                "4|TRGRESP|Target Response|RECIST 1.1|NE|NE|INVESTIGATOR|2018-07-23",
                "5|NTRGRESP|Non-target Response|RECIST 1.1|NON-CR/NON-PD|NON-CR/NON-PD|INVESTIGATOR|2018-07-23",
                "6|OVRLRESP|Overall Response|RECIST 1.1|PD|PD|INVESTIGATOR|2018-07-23",
            ]);

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
