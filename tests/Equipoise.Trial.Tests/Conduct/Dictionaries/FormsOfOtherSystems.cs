using Equipoise.Exchange.Odm;
using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Conduct.Odm;

namespace Equipoise.Trial.Tests.Conduct.Dictionaries;

/// <summary><c>equipoise new DIR --from FILE</c>: forms of other systems as forms of a protocol, which passes its check.</summary>
public sealed class FormsOfOtherSystems : IDisposable
{
    // Written for this test, in the way of CDISC's ODM 1.3.2 specification (3.1.1.3): a vital signs form of a vendor, with the types,
    // checks and references that the specification has and a protocol has not.
    internal const string Vendor = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ODM xmlns="http://www.cdisc.org/ns/odm/v1.3" xmlns:v="http://vendor.example/ns" FileType="Snapshot" FileOID="1" CreationDateTime="2020-01-01T00:00:00">
         <Study OID="S.1"><GlobalVariables><StudyName>S</StudyName><StudyDescription/><ProtocolName>S</ProtocolName></GlobalVariables>
          <BasicDefinitions><MeasurementUnit OID="MU.1" Name="mm Hg"><Symbol><TranslatedText xml:lang="en">mmHg</TranslatedText></Symbol></MeasurementUnit></BasicDefinitions>
          <MetaDataVersion OID="MDV.1" Name="1">
           <Protocol><StudyEventRef StudyEventOID="SE.SCR" Mandatory="Yes"/></Protocol>
           <StudyEventDef OID="SE.SCR" Name="Screening" Repeating="No" Type="Scheduled"><FormRef FormOID="F.VS" Mandatory="Yes"/></StudyEventDef>
           <StudyEventDef OID="SE.W4" Name="Week 4" Repeating="No" Type="Scheduled"><FormRef FormOID="F.VS" Mandatory="Yes"/></StudyEventDef>
           <FormDef OID="F.VS" Name="Vital Signs" Repeating="No"><ItemGroupRef ItemGroupOID="IG.1" OrderNumber="1" Mandatory="Yes"/><ItemGroupRef ItemGroupOID="IG.2" OrderNumber="2" Mandatory="No"/><ItemGroupRef ItemGroupOID="IG.GONE" Mandatory="No"/></FormDef>
           <ItemGroupDef OID="IG.1" Name="Pressure" Repeating="No"><ItemRef ItemOID="IT.POS" OrderNumber="2" Mandatory="No"/><ItemRef ItemOID="IT.SYS" OrderNumber="1" Mandatory="Yes"/><ItemRef ItemOID="IT.TIME" OrderNumber="3" Mandatory="No" CollectionExceptionConditionOID="C.1"/></ItemGroupDef>
           <ItemGroupDef OID="IG.2" Name="Diseases" Repeating="Yes"><ItemRef ItemOID="IT.TERM" Mandatory="Yes"/><ItemRef ItemOID="IT.CODE" Mandatory="No"/><ItemRef ItemOID="IT.ON" Mandatory="No"/></ItemGroupDef>
           <ItemDef OID="IT.SYS" Name="SYSBP" DataType="integer" Length="3"><Question><TranslatedText xml:lang="de">Systolischer Blutdruck</TranslatedText><TranslatedText xml:lang="en">Systolic: "mean" of \ two?</TranslatedText></Question><MeasurementUnitRef MeasurementUnitOID="MU.1"/><RangeCheck Comparator="GT" SoftHard="Hard"><CheckValue>29</CheckValue></RangeCheck><RangeCheck Comparator="LE" SoftHard="Hard"><CheckValue>300</CheckValue></RangeCheck><RangeCheck Comparator="GE" SoftHard="Soft"><CheckValue>90</CheckValue></RangeCheck><RangeCheck Comparator="NE" SoftHard="Soft"><CheckValue>111</CheckValue></RangeCheck></ItemDef>
           <ItemDef OID="IT.POS" Name="Position of subject" DataType="text" Length="8"><Question><TranslatedText>Position</TranslatedText></Question><CodeListRef CodeListOID="CL.POS"/></ItemDef>
           <ItemDef OID="IT.TIME" Name="VSTIM" DataType="time"/>
           <ItemDef OID="IT.TERM" Name="TERM" DataType="text" Length="5000"><Question><TranslatedText>病名</TranslatedText></Question></ItemDef>
           <ItemDef OID="IT.CODE" Name="LLT" DataType="text" Length="100"><CodeListRef CodeListOID="CL.MEDDRA"/></ItemDef>
           <ItemDef OID="IT.ON" Name="ONGO" DataType="text" Length="3"><CodeListRef CodeListOID="CL.YN"/></ItemDef>
           <CodeList OID="CL.POS" Name="Position" DataType="text"><CodeListItem CodedValue="SIT"><Decode><TranslatedText>Sitting</TranslatedText></Decode></CodeListItem><CodeListItem CodedValue="SUP"><Decode><TranslatedText>Supine</TranslatedText></Decode></CodeListItem></CodeList>
           <CodeList OID="CL.YN" Name="NY" DataType="text"><EnumeratedItem CodedValue="YES"/><EnumeratedItem CodedValue="NO"/></CodeList>
           <CodeList OID="CL.MEDDRA" Name="MedDRA" DataType="text"><ExternalCodeList Dictionary="MedDRA" Version="26.0"/></CodeList>
           <ConditionDef OID="C.1" Name="c"><Description><TranslatedText>when sitting</TranslatedText></Description><FormalExpression Context="vendor">$pos == 1</FormalExpression></ConditionDef>
          </MetaDataVersion></Study>
         <ClinicalData StudyOID="S.1" MetaDataVersionOID="MDV.1"/>
        </ODM>
        """;

    // Written for this test with the columns, types and habits of a REDCap data dictionary.
    internal const string Redcap = """"
        "Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number","Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)","Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","Matrix Ranking?","Field Annotation"
        record_id,demographics,,text,"Record ID",,,,,,,,,,,,,
        name,demographics,,text,"Full name",,,,,,y,,,,,,,
        born,demographics,,text,"Year of birth",,,integer,1900,2020,,,y,,,,,
        sex,demographics,,radio,"<b>Sex</b>","1, Female | 2, Male | 9, Not known, or other",,,,,,,y,,,,,
        pregnant,demographics,,yesno,"Pregnant?",,,,,,,"[sex] = '1'",,,,,,
        symptoms,symptoms,,checkbox,"Which symptoms?","1, Fever | 2, Cough",,,,,,,,,,,,
        fever_since,symptoms,,text,"Since when?",,,date_dmy,2019-01-01,2030-12-31,,"[symptoms(1)] = ""1""",,,,,,
        temp,symptoms,,text,"Temperature, °C",,,number_1dp,34,42.5,,"[symptoms(1)] = '1' and [sex] = '2'",,,,,,
        pain,symptoms,,slider,"Pain","none | worst",,number,,,,,,,,,,
        bmi,symptoms,,calc,"BMI","[weight]/[height]",,,,,,,,,,,,
        intro,symptoms,,descriptive,"Please read this",,,,,,,,,,,,,
        mail,symptoms,,text,"Mail",,,email,,,,,,,,,,
        remarks,symptoms,,notes,"Remarks",,,,,,,,,,,,,
        """";

    readonly TemporaryFolder folder = new();

    string Protocol => Path.Combine(folder.File("new"), "protocol.yaml");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Metadata_of_a_vendor_become_forms_that_pass_the_check()
    {
        var (forms, output) = Made("study.xml", Vendor);

        var form = forms.ShouldHaveSingleItem();
        (form.Id, form.Label).ShouldBe(("Vital-Signs", "Vital Signs"));
        form.At.Select(timing => timing.Visit).ShouldBe(["screening", "baseline"]);
        form.Groups.Select(group => (group.Id, group.Repeats)).ShouldBe([("Pressure", false), ("Diseases", true)]);
        form.Items.Select(item => item.Id).ShouldBe(["SYSBP", "Position-of-subject", "VSTIM", "TERM", "LLT", "ONGO"]);
        var systolic = form.Find("SYSBP")!;
        (systolic.Ask, systolic.Type, systolic.Unit, systolic.Required).ShouldBe(("Systolic: \"mean\" of \\ two?", new ItemType.WholeNumber(), "mmHg", true));
        ($"{systolic.Possible}", $"{systolic.Usual}").ShouldBe(("30 to 300", "at least 90"));
        ((ItemType.Choice)form.Find("Position-of-subject")!.Type).List.Answers.ShouldBe([new("SIT", "Sitting"), new("SUP", "Supine")]);
        form.Find("TERM")!.Ask.ShouldBe("病名");
        form.Find("TERM")!.Type.ShouldBe(new ItemType.Text(4000));
        form.Find("ONGO")!.Type.ShouldBe(new ItemType.YesNo());

        File.ReadAllLines(Path.Combine(folder.File("new"), "not-understood.txt")).Select(line => line.Split(": ")[0]).Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                "CodeList CL.MEDDRA", "ItemDef IT.SYS", "ItemDef IT.TERM", "ItemDef IT.TIME", "ItemDef IT.TIME", "ItemGroupDef IG.GONE",
                "StudyEventDef SE.W4",
            }.Order(StringComparer.Ordinal)
        );
        output.ShouldContain("7 things were not understood");
        output.ShouldContain("1 x has the data type 'time', which a protocol has not; it is taken as text (first: ItemDef IT.TIME)");
    }

    [Fact]
    public void A_data_dictionary_of_redcap_becomes_forms_that_pass_the_check()
    {
        var (forms, output) = Made("dictionary.csv", Redcap);

        forms.Select(form => form.Id).ShouldBe(["demographics", "symptoms"]);
        forms[0].Items.Select(item => item.Id).ShouldBe(["born", "sex", "pregnant"], "record_id is the participant, and a name has no place");
        // REDCap's minimum and maximum warn and do not refuse (REDCap help, "Data validation").
        (forms[0].Find("born")!.Possible, $"{forms[0].Find("born")!.Usual}").ShouldBe((null, "1900 to 2020"));
        forms[0].Find("sex")!.Ask.ShouldBe("Sex");
        ((ItemType.Choice)forms[0].Find("sex")!.Type).List.Answers[2].ShouldBe(new("9", "Not known, or other"));
        forms[0].Find("pregnant")!.OnlyIf.ShouldBe(new SkipRule("sex", "1"));
        forms[1].Items.Select(item => item.Id).ShouldBe(["symptoms-1", "symptoms-2", "fever_since", "temp", "pain", "mail", "remarks"]);
        forms[1].Find("symptoms-1")!.Ask.ShouldBe("Which symptoms?: Fever");
        forms[1].Find("fever_since")!.OnlyIf.ShouldBe(new SkipRule("symptoms-1", "yes"));
        ($"{forms[1].Find("fever_since")!.Usual}", $"{forms[1].Find("temp")!.Usual}").ShouldBe(("2019-01-01 to 2030-12-31", "34 to 42.5"));
        forms[1].Find("temp")!.Type.ShouldBe(new ItemType.DecimalNumber(1));
        forms[1].Find("remarks")!.Type.ShouldBe(new ItemType.Text(4000));
        foreach (var named in new[] { "record_id", "name", "temp", "bmi", "intro", "mail" })
            File.ReadAllText(Path.Combine(folder.File("new"), "not-understood.txt")).ShouldContain($"{named}: ");
        output.ShouldContain("marked as an identifier");
    }

    // What this program wrote it reads back: the forms of the example, but for where SDTM has them and on which cycles they are.
    [Fact]
    public void Forms_of_an_export_of_this_program_come_back()
    {
        using var trial = OdmStory.Told();
        var document = System.Text.Encoding.UTF8.GetString(OdmStory.Exported(trial.Rows, OdmFileType.Snapshot));

        var (forms, _) = Made("study.xml", document);

        var version = ((ProtocolReading.Accepted)ProtocolFile.Read(Examples.ProtocolPath("patina"))).Protocol.Forms;
        forms.Select(form => (form.Id, form.Label)).ShouldBe(version.Select(form => (form.Id, form.Label)));
        foreach (var (form, was) in forms.Zip(version))
            foreach (var item in was.Items)
            {
                var again = form.Find(item.Id)!;
                (again.Ask, again.Unit, again.Possible, again.Usual, again.Required, again.OnlyIf).ShouldBe(
                    (item.Ask, item.Unit, item.Possible, item.Usual, item.Required, item.OnlyIf)
                );
                again.Type.Wanted.ShouldBe(item.Type.Wanted);
            }
    }

    [Theory]
    [InlineData("study.xml", "<ODM xmlns='http://www.cdisc.org/ns/odm/v2.0'/>", "This is ODM of another version")]
    [InlineData("study.xml", "<html/>", "This is no ODM document: it begins with <html>")]
    [InlineData("study.xml", "<ODM xmlns='http://www.cdisc.org/ns/odm/v1.3'><Study OID='1'/></ODM>", "1 studies, 0 versions of metadata and no FormDef")]
    [InlineData("study.xml", "<ODM", "no well-formed XML")]
    [InlineData("study.xml", "", "no well-formed XML")]
    [InlineData("study.xml", "<!DOCTYPE ODM [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><ODM>&b;</ODM>", "DTD is prohibited")]
    [InlineData("study.xml", "<!DOCTYPE ODM [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><ODM>&x;</ODM>", "DTD is prohibited")]
    [InlineData("dictionary.csv", "a,b\n1,2\n", "no data dictionary of REDCap: 4 of its columns are missing")]
    [InlineData("dictionary.csv", "field_name,form_name,field_type,field_label\nid,f,text,Id\n", "has 1 fields: there is no form to make")]
    [InlineData("dictionary.xlsx", "PK", "the name must end in .xml (ODM 1.3) or .csv (a REDCap data dictionary)")]
    public void What_cannot_be_used_is_refused_in_one_line_and_leaves_nothing(string name, string text, string words)
    {
        File.WriteAllText(folder.File(name), text);

        var (exit, output, error) = CommandLine.Run("new", folder.File("new"), "--from", folder.File(name));

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(words);
        error.Trim().Split('\n').ShouldHaveSingleItem();
        error.ShouldStartWith(folder.File(name));
        Directory.Exists(folder.File("new")).ShouldBeFalse();
    }

    (IReadOnlyList<FormDefinition> Forms, string Output) Made(string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        var (exit, output, error) = CommandLine.Run("new", folder.File("new"), "--from", folder.File(name));
        exit.ShouldBe(0, error);
        CommandLine.Run("check", Protocol).Exit.ShouldBe(0);
        return (((ProtocolReading.Accepted)ProtocolFile.Read(Protocol)).Protocol.Forms, output);
    }
}
