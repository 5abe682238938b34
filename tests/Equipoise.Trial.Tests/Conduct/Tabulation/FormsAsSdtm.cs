using Equipoise.Conduct.Forms;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol.Forms;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>Answers of PATINA's forms as SDTM. Rows were written by hand from SDTMIG 3.4, and the test codes from CDISC's
/// codelists of
/// the EQ-5D-5L (C101818) and of ECOG (C101815, C101816).</summary>
public sealed class FormsAsSdtm : IDisposable
{
    const string Who = "101-0007";
    static readonly DateOnly Today = Story.On("2018-08-01");

    readonly Story story = Story.Begun();

    public FormsAsSdtm()
    {
        story.Screen(Who, "101", 60, "2018-02-01");
        story.Do(
            Today,
            Form("baseline", 1, "demographics", "2018-02-02", ("menopause", "POST")),
            Form("baseline", 1, "vital-signs", "2018-02-02", ("systolic", "120"), ("diastolic", "80"), ("temperature", "36.60")),
            Form("baseline", 1, "quality-of-life", "2018-02-03", ("mobility", "1"), ("pain", "3"), ("health-today", "75")),
            Form("cycle", 4, "quality-of-life", "2018-05-10", ("pain", "5")),
            Form("cycle", 4, "performance-status", "2018-05-10", ("ecog", "1")),
            Form("unscheduled", 1, "vital-signs", "2018-05-10", ("pulse", "130")),
            Form("baseline", 1, "history", "2018-02-02", ("any-condition", "no"))
        );
    }

    public void Dispose() => story.Dispose();

    [Fact]
    public void Questionnaires_come_with_category_words_code_and_number()
    {
        Rows.Names(Table("QS"))
            .ShouldBe(
                "STUDYID|DOMAIN|USUBJID|QSSEQ|QSGRPID|QSTESTCD|QSTEST|QSCAT|QSORRES|QSORRESU|QSSTRESC|QSSTRESN|QSSTRESU|QSLOBXFL|VISITNUM|VISIT"
                    + "|EPOCH|QSDTC|QSDY"
            );
        Rows.Of(Table("QS"))
            .ShouldBe([
                "PATINA|QS|PATINA-101-0007|1|QUALITY-OF-LIFE BASELINE|EQ5D0201|EQ5D02-Mobility|EQ-5D-5L|none||1|1|||2|BASELINE|SCREENING"
                    + "|2018-02-03|",
                "PATINA|QS|PATINA-101-0007|2|QUALITY-OF-LIFE BASELINE|EQ5D0204|EQ5D02-Pain/Discomfort|EQ-5D-5L|moderate||3|3|||2|BASELINE"
                    + "|SCREENING|2018-02-03|",
                "PATINA|QS|PATINA-101-0007|3|QUALITY-OF-LIFE BASELINE|EQ5D0206|EQ5D02-EQ VAS Score|EQ-5D-5L|75||75|75|||2|BASELINE|SCREENING"
                    + "|2018-02-03|",
                "PATINA|QS|PATINA-101-0007|4|QUALITY-OF-LIFE CYCLE 4|EQ5D0204|EQ5D02-Pain/Discomfort|EQ-5D-5L|extreme, or unable||5|5|||1004"
                    + "|CYCLE 4|SCREENING|2018-05-10|",
            ]);
    }

    [Fact]
    public void Vital_signs_come_with_their_units_and_an_unscheduled_visit_lies_between_planned_ones() =>
        Rows.Of(Table("VS"), "VSTESTCD", "VSTEST", "VSORRES", "VSORRESU", "VSSTRESN", "VISITNUM", "VISIT", "VSDTC")
            .ShouldBe([
                "SYSBP|Systolic Blood Pressure|120|mmHg|120|2|BASELINE|2018-02-02",
                "DIABP|Diastolic Blood Pressure|80|mmHg|80|2|BASELINE|2018-02-02",
                "TEMP|Temperature|36.6|C|36.6|2|BASELINE|2018-02-02",
                "PULSE|Pulse Rate|130|beats/min|130|1004.01|UNSCHEDULED 1004.01|2018-05-10",
            ]);

    [Fact]
    public void A_clinical_classification_stands_beside_the_tumor_responses() =>
        Rows.Of(Table("RS"))
            .ShouldBe([
                "PATINA|RS|PATINA-101-0007|1||PERFORMA|ECOG101|ECOG1-Performance Status|ECOG|0|0|0|||1|SCREENING|SCREENING|2018-02-01|",
                "PATINA|RS|PATINA-101-0007|2|PERFORMANCE-STATUS CYCLE 4||ECOG101|ECOG1-Performance Status|ECOG"
                    + "|restricted in strenuous work only|1|1|||1004|CYCLE 4|SCREENING|2018-05-10|",
            ]);

    [Fact]
    public void A_qualifier_of_demographics_stands_in_suppdm() =>
        Rows.Of(Table("SUPPDM"), "RDOMAIN", "IDVAR", "QNAM", "QLABEL", "QVAL", "QORIG")
            .ShouldContain("DM||MENOSTAT|Menopausal status|after menopause|CRF");

    [Fact]
    public void A_cleared_answer_is_in_no_table()
    {
        story.Do(
            Today,
            new RecordForm(Who, new("cycle", 4, "quality-of-life"), [new("pain", "")], Story.On("2018-05-10"))
            {
                ReasonForChange = "Of another participant",
            }
        );

        Table("QS").RowCount.ShouldBe(3);
    }

    [Fact]
    public void A_qualifier_is_tied_to_the_records_of_its_form_at_its_visit()
    {
        var forms = Story.Protocol.Forms.ToList();
        var systolic = forms[3].Items.First();
        var position = new FormItem(
            "pulse",
            "Position",
            new ItemType.WholeNumber(),
            null,
            null,
            null,
            false,
            null,
            new SdtmTarget("SUPPVS", "POSITION", "Position of the participant")
        );
        forms[3] = forms[3] with { Groups = [forms[3].Groups[0] with { Items = [systolic, position] }] };

        var tables = SdtmTabulation.Tabulate(story.State, Story.Protocol with { Forms = forms });

        Rows.Of(tables.Named("SUPPVS"), "RDOMAIN", "USUBJID", "IDVAR", "IDVARVAL", "QNAM", "QVAL")
            .ShouldBe(["VS|PATINA-101-0007|VSGRPID|VITAL-SIGNS UNSCHEDULED 1004.01|POSITION|130"]);
    }

    /// <summary>
    /// Every visit of a form is in SV, an unscheduled one with decimals between the planned ones (SDTMIG 3.4, 4.4.5) and without
    /// SVPRESP; what is planned is in TV.
    /// </summary>
    [Fact]
    public void Visits_at_which_forms_were_filled_in_are_subject_visits()
    {
        Rows.Of(Table("SV"), "VISITNUM", "VISIT", "SVPRESP", "SVOCCUR", "SVSTDTC", "SVENDTC", "SVUPDES")
            .ShouldBe([
                "1|SCREENING|Y|Y|2018-02-01|2018-02-01|",
                "2|BASELINE|Y|Y|2018-02-02|2018-02-03|",
                "1004|CYCLE 4|Y|Y|2018-05-10|2018-05-10|",
                "1004.01|UNSCHEDULED 1004.01|||2018-05-10|2018-05-10|Unscheduled visit",
            ]);
        Rows.Of(Table("TV"), "VISITNUM", "VISIT", "VISITDY")
            .ShouldBe([
                "1|SCREENING|",
                "2|BASELINE|",
                "1001|CYCLE 1|1",
                "1002|CYCLE 2|29",
                "1003|CYCLE 3|57",
                "1004|CYCLE 4|85",
                "2001|SURVIVAL 1|85",
                "90001|TUMOR ASSESSMENT 1|85",
            ]);
    }

    /// <summary>SDTMIG 3.4, 4.4.7: what still goes on is told relative to the day on which somebody asked.</summary>
    [Fact]
    public void Diseases_of_the_medical_history_form_are_in_MH()
    {
        story.Do(
            Today,
            new RecordForm(
                Who,
                new("baseline", 1, "history"),
                [
                    new("any-condition", "yes"),
                    new("condition", "Asthma", 1),
                    new("began", "2001-05-01", 1),
                    new("ongoing", "yes", 1),
                    new("condition", "Appendicitis", 2),
                    new("ongoing", "no", 2),
                    new("ended", "1999-03-04", 2),
                ],
                Story.On("2018-02-02")
            )
            {
                ReasonForChange = "Asked again",
            }
        );

        Rows.Names(Table("MH"))
            .ShouldBe("STUDYID|DOMAIN|USUBJID|MHSEQ|MHTERM|MHDTC|MHSTDTC|MHENDTC|MHDY|MHSTDY|MHENDY|MHENRTPT|MHENTPT");
        Rows.Of(Table("MH"))
            .ShouldBe([
                "PATINA|MH|PATINA-101-0007|1|Asthma|2018-02-02|2001-05-01|||||ONGOING|2018-02-02",
                "PATINA|MH|PATINA-101-0007|2|Appendicitis|2018-02-02||1999-03-04||||BEFORE|2018-02-02",
            ]);
    }

    /// <summary>The words of CDISC's lists C74457 and C66790, which stand in capitals in DM.</summary>
    [Fact]
    public void Race_and_ethnicity_come_from_the_form_that_the_protocol_names()
    {
        var forms = Story.Protocol.Forms.ToList();
        // The recorded answer POST, read as a code of another list.
        var race = forms[0].Items.First() with
        {
            Type = new ItemType.Choice(new("race", [new("PRE", "Asian"), new("POST", "Black or African American")])),
            Sdtm = new("DM", "RACE", "Race"),
        };
        forms[0] = forms[0] with { Groups = [forms[0].Groups[0] with { Items = [race] }] };

        var tables = SdtmTabulation.Tabulate(story.State, Story.Protocol with { Forms = forms });

        Rows.Of(tables.Named("DM"), "RACE", "ETHNIC").ShouldBe(["BLACK OR AFRICAN AMERICAN|"]);
        Rows.Of(tables.Named("SUPPDM"), "QNAM").ShouldNotContain("MENOSTAT");
    }

    [Fact]
    public void A_protocol_without_forms_makes_no_tables_of_them_and_domains_without_rows_are_left_out()
    {
        var tables = SdtmTabulation.Tabulate(story.State, Story.Protocol with { Forms = [] });

        // Nothing was taken or assessed: an analysis must not take an absent domain for a lost one, all others are left out.
        tables
            .Select(table => table.Name)
            .ShouldBe(["DM", "SUPPDM", "SE", "SV", "DS", "EX", "AE", "LB", "RS", "CM", "TA", "TE", "TI", "TV", "TS"]);
        tables.Where(table => table.RowCount == 0).Select(table => table.Name).ShouldBe(["EX", "AE", "CM"]);
    }

    static RecordForm Form(string visit, int number, string form, string day, params (string Item, string Value)[] values) =>
        new(Who, new(visit, number, form), [.. values.Select(value => new ItemEntry(value.Item, value.Value))], Story.On(day));

    Table Table(string name) => SdtmTabulation.Tabulate(story.State, Story.Protocol).Named(name);
}
