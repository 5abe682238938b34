using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>TA, TE and TI of PATINA, written by hand from SDTMIG 3.4, 7.2 to 7.4, and how the other domains agree with them.</summary>
public sealed class TrialDesignTables
{
    static readonly IReadOnlyList<Table> Tables = Tabulated();

    [Fact]
    public void Every_arm_is_screening_its_treatment_and_follow_up() =>
        Rows.Of(Tables.Named("TA"))
            .ShouldBe([
                "PATINA|TA|PALBOCICLIB|Palbociclib plus standard therapy|1|SCREEN|Screening|Allocated to Palbociclib plus standard therapy"
                    + "||SCREENING",
                "PATINA|TA|PALBOCICLIB|Palbociclib plus standard therapy|2|TRT1|Palbociclib plus standard therapy|||TREATMENT",
                "PATINA|TA|PALBOCICLIB|Palbociclib plus standard therapy|3|FOLLOWUP|Follow-up|||FOLLOW-UP",
                "PATINA|TA|STANDARD|Standard therapy|1|SCREEN|Screening|Allocated to Standard therapy||SCREENING",
                "PATINA|TA|STANDARD|Standard therapy|2|TRT2|Standard therapy|||TREATMENT",
                "PATINA|TA|STANDARD|Standard therapy|3|FOLLOWUP|Follow-up|||FOLLOW-UP",
            ]);

    [Fact]
    public void Each_element_has_the_rules_of_its_start_and_end_once()
    {
        Rows.Of(Tables.Named("TE"), "ETCD", "TESTRL")
            .ShouldBe([
                "SCREEN|Informed consent",
                "TRT1|First dose of any of: Palbociclib, HER2-targeted therapy, Endocrine therapy",
                "FOLLOWUP|Every study treatment that was taken is stopped; randomization where none is taken",
                "TRT2|First dose of any of: HER2-targeted therapy, Endocrine therapy",
            ]);
        Rows.Of(Tables.Named("TE"), "TEENRL").ShouldAllBe(rule => rule.Length > 0);
    }

    [Fact]
    public void Criteria_stand_with_their_rules_and_those_not_met_are_among_them()
    {
        Rows.Of(Tables.Named("TI"), "IETESTCD", "IETEST", "IECAT", "TIRL", "TIVERS")
            .ShouldBeSupersetOf([
                "ADULT|Age in completed years at consent|INCLUSION|at least 18 years|1.0",
                "INDUCTIO|Cycles of induction chemotherapy with HER2-targeted therapy completed|INCLUSION|between 4 and 8 cycles|1.0",
                "NOPROGRE|Response at the end of induction (complete, partial, stable disease)|INCLUSION|one of CR, PR, SD|1.0",
                "NEUTROPH|Absolute neutrophil count|INCLUSION|at least 1 10^9/L, within 14 days before randomization|1.0",
                "PREGNANC|Pregnant or breastfeeding?|EXCLUSION|yes|1.0",
            ]);
        Rows.Of(Tables.Named("IE"), "IETESTCD", "IETEST", "IECAT")
            .ShouldBeSubsetOf(Rows.Of(Tables.Named("TI"), "IETESTCD", "IETEST", "IECAT"));
    }

    /// <summary>CG0512 to CG0518: arms of DM are in TA; and EPOCH, ETCD and planned visits are those of TA, TE and TV.</summary>
    [Fact]
    public void What_happened_is_told_in_the_terms_of_the_design()
    {
        var arms = Rows.Of(Tables.Named("TA"), "ARMCD", "ARM");
        Rows.Of(Tables.Named("DM"), "ARMCD", "ARM").Where(arm => arm != "|").ShouldBeSubsetOf(arms);
        Rows.Of(Tables.Named("DM"), "ACTARMCD", "ACTARM").Where(arm => arm != "|").ShouldBeSubsetOf(arms);
        Rows.Of(Tables.Named("SE"), "ETCD", "ELEMENT").ShouldBeSubsetOf(Rows.Of(Tables.Named("TE"), "ETCD", "ELEMENT"));
        var epochs = Rows.Of(Tables.Named("TA"), "EPOCH");
        foreach (var table in Tables.Where(table => table.Has("EPOCH")))
            Rows.Of(table, "EPOCH").ShouldBeSubsetOf(epochs, table.Name);
        Rows.Of(Tables.Named("SV"), "VISITNUM", "VISIT").ShouldBeSubsetOf(Rows.Of(Tables.Named("TV"), "VISITNUM", "VISIT"));
    }

    /// <summary>FB3201 to FB3203: where a domain has --DTC, --STDTC or --ENDTC, it has the day of the study too.</summary>
    [Fact]
    public void Every_date_of_a_participant_has_its_day_of_the_study()
    {
        var dated = 0;
        foreach (var table in Tables.Where(table => table.Has("USUBJID") && table.Name != "DM"))
            foreach (var column in table.Columns.Where(column => column.Name.EndsWith("DTC", StringComparison.Ordinal)))
            {
                dated++;
                table.Has($"{column.Name[..^3]}DY").ShouldBeTrue($"{table.Name}.{column.Name}");
            }
        dated.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public void A_grade_never_stands_without_the_toxicity_that_it_grades()
    {
        var grades = Rows.Of(Tables.Named("LB"), "LBTOX", "LBTOXGR");
        grades.ShouldAllBe(row => row.StartsWith('|') == row.EndsWith('|'));
        grades.ShouldContain("Neutrophil count decreased|4");
    }

    /// <summary>CG0034: every visit to which a finding belongs is among the visits of that participant.</summary>
    [Fact]
    public void Every_finding_belongs_to_a_visit_of_its_participant()
    {
        var visits = Rows.Of(Tables.Named("SV"), "USUBJID", "VISITNUM");
        foreach (var table in Tables.Where(table => table.Has("VISITNUM") && table.Name is not ("SV" or "TV")))
            Rows.Of(table, "USUBJID", "VISITNUM").ShouldBeSubsetOf(visits, table.Name);
    }

    static IReadOnlyList<Table> Tabulated()
    {
        using var story = Story.Told();
        return SdtmTabulation.Tabulate(story.State, Story.Protocol);
    }
}
