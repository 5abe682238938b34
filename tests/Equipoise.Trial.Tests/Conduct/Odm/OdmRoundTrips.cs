using System.Text;
using Equipoise.Datasets;
using Equipoise.Exchange.Odm;
using Equipoise.Trial.Tests.Conduct.Tabulation;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>A log goes through ODM and comes back as it was, and a document that was touched does not come back at all.</summary>
public sealed class OdmRoundTrips
{
    static readonly LogRow[] told = Rows();
    static readonly string document = Encoding.UTF8.GetString(OdmStory.Exported(told));

    static LogRow[] Rows()
    {
        using var trial = OdmStory.Told();
        return trial.Rows;
    }

    [Fact]
    public void Every_row_comes_back_letter_by_letter_with_its_user_its_time_and_its_hash() =>
        Imported(document).ShouldBe(told);

    [Fact]
    public void A_log_without_the_text_of_its_protocol_comes_back_too()
    {
        using var trial = OdmStory.Told(withText: false);

        Imported(Encoding.UTF8.GetString(OdmStory.Exported(trial.Rows))).ShouldBe(trial.Rows);
    }

    [Fact]
    public void The_story_of_the_tabulation_comes_back_too()
    {
        using var folder = new TemporaryFolder();
        using (Story.Told(folder.File("trial.db"))) { }
        using var log = SqliteTrialLog.OpenToRead(folder.File("trial.db"));
        LogRow[] rows = [.. log.Read()];

        Imported(Encoding.UTF8.GetString(OdmStory.Exported(rows))).ShouldBe(rows);
    }

    [Fact]
    public void Exported_again_what_came_back_gives_the_same_document() =>
        Encoding.UTF8.GetString(OdmStory.Exported(Imported(document))).ShouldBe(document);

    [Fact]
    public void A_program_of_another_culture_writes_the_same_document() =>
        ForeignCulture.Under(() => Encoding.UTF8.GetString(OdmStory.Exported(told))).ShouldBe(document);

    [Theory]
    [InlineData("Value=\"70.5\"", "Value=\"70.6\"", "another hash")]
    [InlineData("<ReasonForChange>Misread</ReasonForChange>", "<ReasonForChange>Misred</ReasonForChange>", "another hash")]
    [InlineData("<LoginName>investigator</LoginName>", "<LoginName>somebody</LoginName>", "another hash")]
    [InlineData("FileType=\"Transactional\"", "FileType=\"Snapshot\"", "this one is a snapshot")]
    [InlineData("KI.DeathRecorded.on\" Value=\"2018-03-18\"", "KI.DeathRecorded.on\" Value=\"18 March\"", "cannot be understood")]
    [InlineData("KI.EligibilitySigned.evidence.count\" Value=\"13\"", "KI.EligibilitySigned.evidence.count\" Value=\"12\"", "cannot be understood")]
    [InlineData("<ItemGroupData ItemGroupOID=\"KG.DeathRecorded\"", "<ItemGroupData ItemGroupOID=\"KG.Death\"", "there is no group of items 'KG.Death' here")]
    [InlineData("ItemGroupOID=\"KG.VisitRecorded\" Tr", "ItemGroupOID=\"KG.DeathRecorded\" Tr", "there is no item 'KI.VisitRecorded.visit' here")]
    [InlineData("Value=\"1E-07\"", "Value=\"tiny\"", "cannot be understood")]
    [InlineData("</ODM>", "", "no well-formed XML")]
    [InlineData("<ODM ", "<!DOCTYPE ODM []><ODM ", "no well-formed XML")]
    [InlineData("http://www.cdisc.org/ns/odm/v1.3", "http://www.cdisc.org/ns/odm/v2.0", "This is no ODM document of version 1.3.")]
    public void A_document_that_was_changed_is_refused_and_nothing_is_recorded(string find, string replacement, string words)
    {
        using var log = SqliteTrialLog.InMemory();
        var at = document.IndexOf(find, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(-1, find);
        var changed = document[..at] + replacement + document[(at + find.Length)..];

        Should
            .Throw<DataException>(() => OdmImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(changed)), log))
            .Message.ShouldContain(words);

        log.Read().ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_taken_out_is_named()
    {
        var start = document.IndexOf("<SubjectData", document.IndexOf("KF.TumorAssessed", document.IndexOf("<ClinicalData", StringComparison.Ordinal), StringComparison.Ordinal), StringComparison.Ordinal);
        var end = document.IndexOf("</SubjectData>", start, StringComparison.Ordinal) + "</SubjectData>".Length;

        Should
            .Throw<DataException>(() => Imported(document[..start] + document[end..]))
            .Message.ShouldMatch("^Entry [0-9]+ is missing: entry [0-9]+ follows entry [0-9]+.$");
    }

    [Fact]
    public void A_log_that_holds_something_is_not_read_into()
    {
        using var trial = PatinaTrial.Opened();

        Should.Throw<ArgumentException>(() => OdmImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(document)), trial.Log));
    }

    [Fact]
    public void What_is_no_log_of_that_protocol_is_not_exported()
    {
        Should.Throw<ArgumentException>(() => OdmStory.Exported([]));
        Should.Throw<ArgumentException>(() =>
            OdmExport.Write(Stream.Null, () => told, Examples.CdiscPilotProtocol, OdmFileType.Snapshot, OdmStory.MadeAt)
        );
    }

    [Fact]
    public void A_log_that_was_tampered_with_is_not_exported()
    {
        var edited = told.ToArray();
        edited[20] = edited[20] with { By = "somebody else" };

        Should.Throw<DataException>(() => OdmStory.Exported(edited)).Message.ShouldContain("row 21: its content is not the one that was hashed");
        Should.Throw<DataException>(() => OdmStory.Exported(told[1..])).Message.ShouldContain("row 1 is missing");
    }

    static LogRow[] Imported(string text)
    {
        using var log = SqliteTrialLog.InMemory();
        OdmImport.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), log);
        return [.. log.Read()];
    }
}
