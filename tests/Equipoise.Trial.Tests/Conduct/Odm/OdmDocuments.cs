using System.Xml;
using System.Xml.Linq;
using Equipoise.Exchange.Odm;
using Equipoise.Protocol.Forms;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Odm;

/// <summary>What stands in a document, and that it keeps the rules of ODM 1.3.2.</summary>
public sealed class OdmDocuments
{
    static readonly XNamespace odm = "http://www.cdisc.org/ns/odm/v1.3";
    static readonly LogRow[] told = Rows();

    static LogRow[] Rows()
    {
        using var trial = OdmStory.Told();
        return trial.Rows;
    }

    [Theory]
    [InlineData(OdmFileType.Transactional)]
    [InlineData(OdmFileType.Snapshot)]
    public void A_document_keeps_the_rules_of_the_standard(OdmFileType type)
    {
        var document = Document(type);

        OdmRules.Breaches(document).Distinct().ShouldBeEmpty();
        OdmReferences.Breaches(document).Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("//@Repeating", "Maybe", "Repeating of StudyEventDef is 'Maybe'.")]
    [InlineData("//@ItemOID", "KI.Nothing", "There is no ItemDef KI.Nothing.")]
    public void The_rules_find_what_breaks_them(string path, string value, string breach)
    {
        var document = Document(OdmFileType.Transactional);
        var found = ((System.Collections.IEnumerable)System.Xml.XPath.Extensions.XPathEvaluate(document, path)).Cast<XAttribute>().ToList();
        foreach (var attribute in found.Take(1))
            attribute.Value = value;

        OdmRules.Breaches(document).Concat(OdmReferences.Breaches(document)).ShouldContain(breach);
    }

    [OdmSchemaFact]
    public void A_document_is_valid_by_the_published_schema()
    {
        foreach (var type in Enum.GetValues<OdmFileType>())
        {
            List<string> problems = [];
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
            settings.Schemas.XmlResolver = new XmlUrlResolver();
            settings.Schemas.Add(null, OdmSchemaFactAttribute.Schema!);
            settings.ValidationEventHandler += (_, problem) => problems.Add(problem.Message);
            using var reader = XmlReader.Create(new MemoryStream(OdmStory.Exported(told, type)), settings);
            while (reader.Read()) { }
            problems.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_change_says_who_where_when_why_and_which_row()
    {
        var change = Document(OdmFileType.Transactional)
            .Descendants(odm + "ItemData")
            .Single(item => item.Attribute("ItemOID")!.Value == "I.vital-signs.systolic" && item.Attribute("Value")!.Value == "150");

        change.Element(odm + "AuditRecord")!.ToString(SaveOptions.DisableFormatting)
            .ShouldBe(
                "<AuditRecord xmlns=\"http://www.cdisc.org/ns/odm/v1.3\"><UserRef UserOID=\"U.3\" /><LocationRef LocationOID=\"SITE.101\" />"
                    + "<DateTimeStamp>2024-01-15T12:00:00.0000000Z</DateTimeStamp><ReasonForChange>Misread</ReasonForChange>"
                    + $"<SourceID>{told.Single(row => row.Payload.Contains("\"value\":\"150\"")).Sequence}</SourceID></AuditRecord>"
            );
        change.Ancestors(odm + "StudyEventData").Single().Attributes().Select(one => one.Value).ShouldBe(["V.unscheduled", "2"]);
    }

    [Fact]
    public void Every_row_has_one_audit_record_with_a_place()
    {
        var records = Document(OdmFileType.Transactional).Descendants(odm + "AuditRecord").ToList();

        records.Select(record => (long)record.Element(odm + "SourceID")!).Order().ShouldBe(told.Select(row => row.Sequence));
        records.ShouldAllBe(record => record.Element(odm + "LocationRef") != null);
    }

    [Fact]
    public void A_cleared_value_is_null_and_not_empty()
    {
        var cleared = Document(OdmFileType.Transactional)
            .Descendants(odm + "ItemData")
            .Single(item => item.Attribute("ItemOID")!.Value == "I.vital-signs.weight" && item.Attribute("IsNull") is not null);

        cleared.Attribute("Value").ShouldBeNull();
        cleared.Descendants(odm + "ReasonForChange").Single().Value.ShouldBe("Scale was broken");
    }

    [Fact]
    public void An_empty_text_is_empty_and_not_null() =>
        Document(OdmFileType.Transactional)
            .Descendants(odm + "ItemData")
            .First(item => item.Attribute("ItemOID")!.Value == "KI.AdverseEventRecorded.preferredTerm")
            .Attribute("Value")!
            .Value.ShouldBe("");

    [Fact]
    public void A_signature_says_what_it_means()
    {
        var document = Document(OdmFileType.Transactional);
        var meanings = document.Descendants(odm + "SignatureDef").ToDictionary(one => one.Attribute("OID")!.Value, one => one.Element(odm + "Meaning")!.Value);

        document
            .Descendants(odm + "Signature")
            .Select(signature => meanings[signature.Element(odm + "SignatureRef")!.Attribute("SignatureOID")!.Value])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                new[]
                {
                    Equipoise.Conduct.Opening.AmendProtocol.Meaning,
                    Equipoise.Conduct.Screening.SignEligibility.Meaning,
                    Equipoise.Conduct.Forms.SignForm.Meaning,
                    Equipoise.Conduct.Treatment.DoseRules.DecideDose.Meaning,
                    Equipoise.Conduct.Randomization.MarkAllocationInError.Meaning,
                    Equipoise.Conduct.FollowUp.MarkEnteredInError.Meaning,
                    Equipoise.Conduct.Opening.OpenSite.Meaning,
                    Equipoise.Conduct.Closing.CloseSite.Meaning,
                    Equipoise.Conduct.Closing.CloseArm.Meaning,
                    Equipoise.Conduct.Closing.LockTrial.Meaning,
                }.Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public void An_item_carries_its_question_unit_checks_list_and_rule()
    {
        var version = Document(OdmFileType.Snapshot).Descendants(odm + "MetaDataVersion").First();
        var systolic = Definition(version, "I.vital-signs.systolic");

        systolic.Element(odm + "Question")!.Value.ShouldBe("Systolic Blood Pressure");
        systolic.Element(odm + "MeasurementUnitRef")!.Attribute("MeasurementUnitOID")!.Value.ShouldBe("MU.mmHg");
        systolic
            .Elements(odm + "RangeCheck")
            .Select(check => $"{check.Attribute("SoftHard")!.Value} {check.Attribute("Comparator")!.Value} {check.Value}")
            .ShouldBe(["Hard GE 30", "Hard LE 300", "Soft GE 90", "Soft LE 180"]);
        systolic.Element(odm + "Alias")!.Attribute("Name")!.Value.ShouldBe("VS SYSBP");
        Definition(version, "CL.problems").Elements().Select(item => $"{item.Attribute("CodedValue")!.Value} {item.Value}")
            .ShouldBe(["1 none", "2 slight", "3 moderate", "4 severe", "5 extreme, or unable"]);
        Definition(version, "C.history.ended").Element(odm + "FormalExpression")!.Value.ShouldBe("not (ongoing is no)");
        Definition(version, "V.cycle").Elements(odm + "FormRef").Select(form => form.Attribute("FormOID")!.Value)
            .ShouldBe(["F.performance-status", "F.vital-signs", "F.quality-of-life"]);
    }

    [Fact]
    public void A_snapshot_has_each_value_once_as_it_stands()
    {
        var snapshot = Document(OdmFileType.Snapshot);
        var values = snapshot.Descendants(odm + "ItemData").Where(item => item.Attribute("ItemOID")!.Value.StartsWith("I.", StringComparison.Ordinal)).ToList();

        values.Count(item => item.Attribute("ItemOID")!.Value == "I.vital-signs.systolic").ShouldBe(1);
        values.Single(item => item.Attribute("ItemOID")!.Value == "I.vital-signs.systolic").Attribute("Value")!.Value.ShouldBe("150");
        values.ShouldNotContain(item => item.Attribute("ItemOID")!.Value == "I.vital-signs.weight", "it was cleared");
        snapshot.Descendants(odm + "AuditRecord").ShouldBeEmpty();
        snapshot.Descendants().Attributes("TransactionType").ShouldBeEmpty();
        snapshot.Descendants(odm + "SubjectData").Count().ShouldBe(1);
    }

    // conduct.md 3: "snapshots carry signatures", "377 of 395 items have no Question".
    [Fact]
    public void A_snapshot_carries_every_signature_that_stands_with_who_where_and_when()
    {
        var snapshot = Document(OdmFileType.Snapshot);
        var signatures = snapshot.Descendants(odm + "Signature").ToList();

        signatures.Select(signature => signature.Parent!.Attribute("ItemGroupOID")!.Value).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            [
                "KG.AllocationMarkedInError", "KG.DoseDecided", "KG.EligibilitySigned", "KG.FormSigned", "KG.ProtocolAmended",
                "KG.TrialLocked",
            ]
        );
        signatures.ShouldAllBe(signature => signature.Elements().Count() == 4);
        signatures.Single(one => one.Parent!.Attribute("ItemGroupOID")!.Value == "KG.TrialLocked").Element(odm + "LocationRef")!
            .Attribute("LocationOID")!.Value.ShouldBe("SPONSOR");
        signatures.Count(one => one.Element(odm + "LocationRef")!.Attribute("LocationOID")!.Value == "SITE.101").ShouldBe(signatures.Count - 2);
    }

    [Fact]
    public void Every_item_has_its_question()
    {
        var items = Document(OdmFileType.Snapshot).Descendants(odm + "ItemDef").ToList();
        items.Where(item => string.IsNullOrWhiteSpace(item.Element(odm + "Question")?.Value)).ShouldBeEmpty();
        items.First(item => item.Attribute("OID")!.Value == "KI.AdverseEventRecorded.preferredTerm").Element(odm + "Question")!.Value
            .ShouldBe("Preferred term");
    }

    // LibreClinica issue 279 and MoPat issue 164: a list with an answer of no words, or no code, made documents incomplete.
    [Fact]
    public void An_answer_without_words_stays_in_its_list()
    {
        var lists = Examples.PatinaProtocol.CodeLists.ToList();
        lists[0] = lists[0] with { Answers = [.. lists[0].Answers, new CodedAnswer("NA", ""), new CodedAnswer("", "not known")] };
        using var output = new MemoryStream();
        OdmExport.Write(output, () => told, Examples.PatinaProtocol with { CodeLists = lists }, OdmFileType.Snapshot, OdmStory.MadeAt);
        output.Position = 0;

        var document = XDocument.Load(output).Root!;

        Definition(document.Descendants(odm + "MetaDataVersion").First(), "CL.menopause").Elements(odm + "CodeListItem").Count().ShouldBe(5);
        OdmRules.Breaches(document).ShouldBeEmpty();
    }

    static XElement Definition(XElement version, string oid) => version.Elements().Single(one => one.Attribute("OID")?.Value == oid);

    static XElement Document(OdmFileType type) => XDocument.Load(new MemoryStream(OdmStory.Exported(told, type))).Root!;
}

/// <summary>A fact about the published schema; skipped, and said to be, where that is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class OdmSchemaFactAttribute : FactAttribute
{
    public OdmSchemaFactAttribute()
    {
        if (Schema is null)
            Skip = "ODM1-3-2.xsd is absent: put the files of archive/ODM1-3-2 of cdisc-org/DataExchange-ODM into the folder odm of the reference data.";
    }

    /// <summary>The schema; null when it is not on this machine.</summary>
    internal static string? Schema { get; } =
        new[] { "ODM1-3-2.xsd", "ODM1-3-2-foundation.xsd" }
            .Where(_ => ReferenceData.Folder is not null)
            .Select(file => ReferenceData.PathOf("odm", file))
            .FirstOrDefault(File.Exists);
}
