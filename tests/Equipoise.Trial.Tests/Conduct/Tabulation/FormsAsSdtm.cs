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
                "STUDYID|DOMAIN|USUBJID|QSSEQ|QSGRPID|QSTESTCD|QSTEST|QSCAT|QSORRES|QSORRESU|QSSTRESC|QSSTRESN|QSSTRESU|VISITNUM|VISIT|QSDTC"
            );
        Rows.Of(Table("QS"))
            .ShouldBe([
                "PATINA|QS|PATINA-101-0007|1|QUALITY-OF-LIFE BASELINE|EQ5D0201|EQ5D02-Mobility|EQ-5D-5L|none||1|1||2|BASELINE|2018-02-03",
                "PATINA|QS|PATINA-101-0007|2|QUALITY-OF-LIFE BASELINE|EQ5D0204|EQ5D02-Pain/Discomfort|EQ-5D-5L|moderate||3|3||2|BASELINE|2018-02-03",
                "PATINA|QS|PATINA-101-0007|3|QUALITY-OF-LIFE BASELINE|EQ5D0206|EQ5D02-EQ VAS Score|EQ-5D-5L|75||75|75||2|BASELINE|2018-02-03",
                "PATINA|QS|PATINA-101-0007|4|QUALITY-OF-LIFE CYCLE 4|EQ5D0204|EQ5D02-Pain/Discomfort|EQ-5D-5L|extreme, or unable||5|5||1004|CYCLE 4|2018-05-10",
            ]);
    }

    [Fact]
    public void Vital_signs_come_with_their_units_and_unscheduled_visits_after_all_planned_ones() =>
        Rows.Of(Table("VS"), "VSTESTCD", "VSTEST", "VSORRES", "VSORRESU", "VSSTRESN", "VISITNUM", "VISIT", "VSDTC")
            .ShouldBe([
                "SYSBP|Systolic Blood Pressure|120|mmHg|120|2|BASELINE|2018-02-02",
                "DIABP|Diastolic Blood Pressure|80|mmHg|80|2|BASELINE|2018-02-02",
                "TEMP|Temperature|36.6|C|36.6|2|BASELINE|2018-02-02",
                "PULSE|Pulse Rate|130|beats/min|130|3001|UNSCHEDULED 1|2018-05-10",
            ]);

    [Fact]
    public void A_clinical_classification_stands_beside_the_tumor_responses() =>
        Rows.Of(Table("RS"))
            .ShouldBe([
                "PATINA|RS|PATINA-101-0007|1|PERFORMANCE-STATUS CYCLE 4|ECOG101|ECOG1-Performance Status|ECOG"
                    + "|restricted in strenuous work only|1|1||1004|CYCLE 4|2018-05-10",
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
            .ShouldBe(["VS|PATINA-101-0007|VSGRPID|VITAL-SIGNS UNSCHEDULED 1|POSITION|130"]);
    }

    [Fact]
    public void A_protocol_without_forms_makes_the_tables_that_it_always_made()
    {
        var tables = SdtmTabulation.Tabulate(story.State, Story.Protocol with { Forms = [] });

        tables.Select(table => table.Name).ShouldBe(["DM", "SUPPDM", "DS", "IE", "EC", "EX", "AE", "LB", "TU", "TR", "RS", "CM", "SV", "TS"]);
        Rows.Names(tables.Named("RS"))
            .ShouldBe("STUDYID|DOMAIN|USUBJID|RSSEQ|RSTESTCD|RSTEST|RSCAT|RSORRES|RSSTRESC|RSEVAL|RSDTC");
    }

    static RecordForm Form(string visit, int number, string form, string day, params (string Item, string Value)[] values) =>
        new(Who, new(visit, number, form), [.. values.Select(value => new ItemEntry(value.Item, value.Value))], Story.On(day));

    Table Table(string name) => SdtmTabulation.Tabulate(story.State, Story.Protocol).Named(name);
}
