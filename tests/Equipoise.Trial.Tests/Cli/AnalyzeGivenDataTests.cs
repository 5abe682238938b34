using Equipoise.Analysis.Results;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>ADaM of somebody else is analyzed as it is, in whatever letters, and never written anew.</summary>
public sealed class AnalyzeGivenDataTests : IDisposable
{
    const string Protocol = """
        equipoise: 1
        trial: {id: XX, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
        arms:
          a: {label: Drug A, role: experimental, ratio: 1}
          b: {label: Drug B, role: control, ratio: 1}
        endpoints:
          PFS:
            label: Progression-free survival
            from: randomization
            event: progression or death
            censor: {no event: last adequate assessment}
            unit: months
        analysis:
          PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
          baseline: [age, BMI]
          safety: {count: worst grade per participant, show terms in: 0% of either arm}

        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Letters_and_names_that_no_transport_file_can_hold_stop_no_analysis_and_nothing_given_is_rewritten()
    {
        Given("Ménière’s disease ≥ 2 µg 治疗");
        var (exit, _, error) = Analyze();
        exit.ShouldBe(0, error);
        Directory.Exists(folder.File("out/adam")).ShouldBeFalse();
        var results = ResultsJson.Read(File.ReadAllText(folder.File("out/results.json")));
        results.Grouping("term").Groups.ShouldHaveSingleItem().Label.ShouldBe("Ménière’s disease ≥ 2 µg 治疗");
        // The file of each data set that was used, and of no other.
        results
            .Provenance.Data.Select(source => (source.Name, source.File, source.Rows))
            .ShouldBe([("ADAE", "adae.csv", 1), ("ADSL", "adsl.csv", 4), ("ADTTE", "adtte.csv", 4)]);
    }

    [Fact]
    public void What_deserves_a_look_is_told_on_standard_error_and_stops_nothing()
    {
        Given("Fatigue", deathFlag: "DTHFL", died: "Y");
        var (exit, output, error) = Analyze();
        exit.ShouldBe(0);
        error.ShouldContain("To look at: ADSL.BMI: the column has no label");
        output.ShouldNotContain("To look at");
    }

    [Fact]
    public void One_cause_is_one_line_and_nothing_is_written()
    {
        Given("Fatigue", deathFlag: "DTHFL", died: "yes");
        var (exit, _, error) = Analyze();
        exit.ShouldBe(1);
        error.TrimEnd().ShouldBe("ADSL.DTHFL rows 1, 2, 3 and 1 more: 'yes' is no value of a flag, which is Y, N or blank.");
        Directory.Exists(folder.File("out")).ShouldBeFalse();
    }

    void Given(string term, string deathFlag = "TRT01SDTM", string died = "")
    {
        folder.File("protocol.yaml", Protocol);
        Directory.CreateDirectory(folder.File("data"));
        folder.File(
            "data/adsl.csv",
            $"""
            USUBJID,AGE,TRT01P,TRT01A,FASFL,SAFFL,BMI,lgTMATRSK,{deathFlag}
            1,60,Drug A,Drug A,Y,Y,22.5,0.5,{died}
            2,61,Drug B,Drug B,Y,Y,22.5,0.5,{died}
            3,62,Drug A,Drug A,Y,Y,22.5,0.5,{died}
            4,63,Drug B,Drug B,Y,Y,22.5,0.5,{died}

            """
        );
        folder.File(
            "data/adtte.csv",
            """
            USUBJID,PARAMCD,PARAM,AVAL,AVALU,CNSR,EVNTDESC
            1,PFS,PFS,5,MONTHS,0,Progression
            2,PFS,PFS,4,MONTHS,0,Progression
            3,PFS,PFS,7,MONTHS,1,No event
            4,PFS,PFS,6,MONTHS,0,Death

            """
        );
        folder.File("data/adae.csv", $"USUBJID,AEDECOD,TRTEMFL,AETOXGR\n1,{term},Y,2\n");
        folder.File("data/adqs.csv", "USUBJID,AVAL\n1,2\n");
    }

    (int Exit, string Output, string Error) Analyze() =>
        CommandLine.Run(
            "analyze",
            "--protocol",
            folder.File("protocol.yaml"),
            "--data",
            folder.File("data"),
            "--out",
            folder.File("out")
        );
}
