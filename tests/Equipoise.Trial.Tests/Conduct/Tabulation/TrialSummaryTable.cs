using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>
/// TS: codes are those of CDISC SDTM controlled terminology of 2025-03-28. The FDA rejects a study whose TS has no SSTDTC (rules 1734
/// and 1736 of its technical rejection criteria).
/// </summary>
public sealed class TrialSummaryTable
{
    static readonly Table Ts = Tabulated(Story.Protocol);

    [Fact]
    public void Parameters_have_their_values_with_code_terminology_and_version()
    {
        Rows.Names(Ts).ShouldBe("STUDYID|DOMAIN|TSSEQ|TSPARMCD|TSPARM|TSVAL|TSVALNF|TSVALCD|TSVCDREF|TSVCDVER");
        Rows.Of(Ts)
            .ShouldBeSupersetOf([
                "PATINA|TS|1|TPHASE|Trial Phase Classification|PHASE III TRIAL||C15602|CDISC CT|2025-03-28",
                "PATINA|TS|1|TBLIND|Trial Blinding Schema|OPEN LABEL||C49659|CDISC CT|2025-03-28",
                "PATINA|TS|1|RANDOM|Trial is Randomized|Y||C49488|CDISC CT|2025-03-28",
                "PATINA|TS|1|INTMODEL|Intervention Model|PARALLEL||C82639|CDISC CT|2025-03-28",
                "PATINA|TS|1|REGID|Registry Identifier|NCT02947685||NCT02947685|ClinicalTrials.gov|",
                "PATINA|TS|1|FCNTRY|Planned Country of Investigational Sites|AUT|||ISO 3166|",
                "PATINA|TS|1|DCUTDTC|Data Cutoff Date|2019-06-30|||ISO 8601|",
            ]);
    }

    [Fact]
    public void The_protocol_and_the_records_tell_the_trial() =>
        Rows.Of(Ts, "TSPARMCD", "TSSEQ", "TSVAL")
            .ShouldBeSupersetOf([
                "TITLE|1|Palbociclib with maintenance HER2-targeted and endocrine therapy in hormone-receptor-positive, "
                    + "HER2-positive metastatic breast cancer",
                "PLANSUB|1|496",
                "ACTSUB|1|2",
                "NARMS|1|2",
                "RANDQT|1|0.5",
                "STRATFCT|1|Pertuzumab with induction",
                "STRATFCT|4|Endocrine partner",
                "TRT|1|PALBOCICLIB",
                "CURTRT|1|HER2-TARGETED THERAPY",
                "CURTRT|2|ENDOCRINE THERAPY",
                "ADDON|1|Y",
                "OUTMSPRI|1|Progression-free survival",
                "OUTMSSEC|1|Overall survival",
                "CRMDUR|1|P28D",
                "SDMDUR|1|P42D",
                "DCUTDESC|1|FIRST DATA CUTOFF",
                "SYNTHET|1|Y",
            ]);

    /// <summary>
    /// CDISC on SSTDTC (C69208): the earliest consent of anybody who was enrolled, screening failures left out. 101-0001 consented on
    /// 2018-01-08 and failed; 102-0002 did on 2018-02-01.
    /// </summary>
    [Fact]
    public void The_study_starts_with_the_first_consent_of_somebody_who_was_enrolled() =>
        Rows.Of(Ts, "TSPARMCD", "TSVAL", "TSVALNF").ShouldContain("SSTDTC|2018-02-01|");

    [Fact]
    public void What_the_protocol_states_of_its_summary_is_told_with_the_code_of_each_answer() =>
        Rows.Of(Ts, "TSPARMCD", "TSSEQ", "TSVAL", "TSVALCD", "TSVCDREF")
            .ShouldBeSupersetOf([
                "SPONSOR|1|Alliance Foundation Trials||",
                "TCNTRL|1|ACTIVE|C49649|CDISC CT",
                "TTYPE|1|EFFICACY|C49666|CDISC CT",
                "TTYPE|2|SAFETY|C49667|CDISC CT",
                "SEXPOP|1|BOTH|C49636|CDISC CT",
            ]);

    /// <summary>Null flavors of ISO 21090: NI is no information, NAV is not available yet.</summary>
    [Fact]
    public void What_nobody_says_has_a_null_flavor_and_no_value()
    {
        var flavors = Rows.Of(Ts, "TSPARMCD", "TSVAL", "TSVALNF");
        flavors.ShouldBeSupersetOf(["OBJPRIM||NI", "PCLAS||NI", "ADAPT||NI", "SENDTC||NAV"]);

        var silent = Story.Protocol with { Trial = Story.Protocol.Trial with { Summary = [] } };
        Rows.Of(Tabulated(silent), "TSPARMCD", "TSVAL", "TSVALNF").ShouldBeSupersetOf(["TCNTRL||NI", "SPONSOR||NI", "TTYPE||NI"]);
    }

    [Fact]
    public void Before_anybody_is_enrolled_the_start_is_not_available_yet()
    {
        using var story = Story.Begun();
        story.Screen("103-0009", "103", 60, "2018-02-01");
        var ts = SdtmTabulation.Tabulate(story.State, Story.Protocol).Named("TS");
        Rows.Of(ts, "TSPARMCD", "TSVAL", "TSVALNF").ShouldContain("SSTDTC||NAV");
        Rows.Of(ts, "TSPARMCD").ShouldNotContain("DCUTDTC");
    }

    [Fact]
    public void The_value_that_the_protocol_states_comes_before_the_one_that_follows_from_its_other_parts()
    {
        var other = new SummaryValue(TrialParameter.Find("CURTRT")!, "TRASTUZUMAB");
        var protocol = Story.Protocol with { Trial = Story.Protocol.Trial with { Summary = [other] } };
        Rows.Of(Tabulated(protocol), "TSPARMCD", "TSVAL")
            .Where(row => row.StartsWith("CURTRT", StringComparison.Ordinal))
            .ShouldBe(["CURTRT|TRASTUZUMAB"]);
    }

    static Table Tabulated(TrialProtocol protocol)
    {
        using var story = Story.Told();
        return SdtmTabulation.Tabulate(story.State, protocol).Named("TS");
    }
}
