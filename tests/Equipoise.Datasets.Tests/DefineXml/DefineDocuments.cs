using Equipoise.Datasets.DefineXml;

namespace Equipoise.Datasets.Tests.DefineXml;

/// <summary>Define-XML documents of CDISC, of SAS's toolkit and of CDISC's rules engine, good and bad.</summary>
public sealed class DefineDocuments
{
    static string PathOf(string name) =>
        name.StartsWith("datasetjson", StringComparison.Ordinal)
            ? ReferenceData.PathOf(name.Split('/'))
            : ReferenceData.PathOf("datasets", "define", name);

    // Written again they are the same, element by element; the numbers are those of the schema's problems in the original.
    [ReferenceTheory]
    [InlineData("define21_minimal.xml", 0)]
    [InlineData("define21_sdtm.xml.gz", 0)]
    [InlineData("define_msg_adam.xml.gz", 0)]
    [InlineData("define_sdtm_full_example.xml.gz", 0)]
    [InlineData("datasetjson/adam/define.xml", 0)]
    [InlineData("datasetjson/sdtm/define.xml", 1)]
    [InlineData("bad_standard_name.xml", 1)]
    [InlineData("bad_structure_missing.xml.gz", 1)]
    [InlineData("bad_duplicate_keys.xml.gz", 6)]
    public void A_document_written_again_is_the_same(string name, int problems)
    {
        using var folder = new TemporaryFolder();
        var copy = folder.File("define.xml");
        DefineFile.Write(DefineFile.Read(PathOf(name)).Define, copy);
        var (written, original) = (DefineLines.Of(copy), DefineLines.Of(PathOf(name)));
        for (var line = 0; line < Math.Min(written.Length, original.Length); line++)
            written[line].ShouldBe(original[line], $"element {line + 1}");
        written.Length.ShouldBe(original.Length);
        DefineSchema.Problems(copy).Count.ShouldBe(problems);
    }

    [ReferenceFact]
    public void A_document_of_version_2_0_is_written_as_a_valid_one_of_2_1()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.File("define.xml");
        var (define, findings) = DefineFile.Read(PathOf("define20_adam_with_arm.xml.gz"));
        findings.ShouldAllBe(finding => finding.Weight == FindingWeight.Note);
        findings[0].Message.ShouldContain("2.0.0 and was read as 2.1");
        DefineFile.Write(define, copy);
        DefineSchema.Problems(copy).ShouldBeEmpty();
        var standard = define.Standards.ShouldHaveSingleItem();
        (standard.Name, standard.Version).ShouldBe(("ADaMIG", "1.0"));
        // Every element is there again, and what were attributes of the metadata and of three data sets.
        Counts(copy)
            .Except(Counts(PathOf("define20_adam_with_arm.xml.gz")))
            .ShouldBe([("Class", 3), ("Standard", 1), ("Standards", 1)], ignoreOrder: true);
        Counts(PathOf("define20_adam_with_arm.xml.gz")).Except(Counts(copy)).ShouldBeEmpty();
        define.ItemGroups.Count(group => group.Class != null).ShouldBe(3);
        var again = folder.File("again.xml");
        DefineFile.Write(DefineFile.Read(copy).Define, again);
        File.ReadAllText(again).ShouldBe(File.ReadAllText(copy));
    }

    static IEnumerable<(string, int)> Counts(string path) =>
        DefineLines.Names(path).GroupBy(name => name).Select(same => (same.Key, same.Count()));

    [ReferenceFact]
    public void A_document_of_version_1_0_is_refused() =>
        Should
            .Throw<DataException>(() => DefineFile.Read(PathOf("define10_adam.xml.gz")))
            .Message.ShouldContain("Older ones (Define-XML 1.0");

    [ReferenceTheory]
    [InlineData("bad_standard_name.xml")]
    [InlineData("bad_structure_missing.xml.gz")]
    [InlineData("bad_duplicate_keys.xml.gz")]
    [InlineData("datasetjson/sdtm/define.xml")]
    public void What_the_schema_finds_is_found_at_the_same_line(string name)
    {
        var found = DefineFile
            .Read(PathOf(name))
            .Findings.Where(finding => finding.Weight == FindingWeight.Broken)
            .Select(finding => finding.Message);
        foreach (var line in DefineSchema.Problems(PathOf(name)).Select(problem => problem.Line).Distinct())
            found.ShouldContain(message => message.StartsWith($"line {line}: "), $"line {line}");
    }

    // It has one data set and none of what that refers to, which the schema lets pass.
    [ReferenceFact]
    public void What_refers_to_nothing_is_noted() =>
        DefineFile
            .Read(PathOf("define21_minimal.xml"))
            .Findings.Select(finding => finding.Rule)
            .ShouldBe(Enumerable.Repeat("refers to nothing", 12));

    [ReferenceTheory]
    [InlineData("define21_sdtm.xml.gz")]
    [InlineData("define_msg_adam.xml.gz")]
    [InlineData("define_sdtm_full_example.xml.gz")]
    public void What_CDISC_calls_right_has_no_finding(string name) => DefineFile.Read(PathOf(name)).Findings.ShouldBeEmpty();
}
