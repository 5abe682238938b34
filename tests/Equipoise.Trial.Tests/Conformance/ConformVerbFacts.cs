using System.Text.Json;

namespace Equipoise.Trial.Tests.Conformance;

/// <summary>What <c>equipoise conform</c> says and writes.</summary>
public sealed class ConformVerbFacts : IDisposable
{
    const string Rule = """
        Core: {Id: T-1}
        Description: An event has a term.
        Rule Type: Record Data
        Sensitivity: Record
        Scope: {Classes: {Include: [EVENTS]}}
        Check: {all: [{name: --TERM, operator: empty}]}
        Outcome: {Message: --TERM is empty, Output Variables: [--TERM, --SEQ]}
        """;

    readonly TemporaryFolder data = new();
    readonly TemporaryFolder rules = new();

    public ConformVerbFacts()
    {
        data.File("ae.csv", "DOMAIN,USUBJID,AESEQ,AETERM\r\nAE,1,1,\r\nAE,1,2,Pain\r\nAE,1,3,\r\nAE,1,4,\r\nAE,1,5,\r\n");
        rules.File("one.yml", Rule);
    }

    public void Dispose()
    {
        data.Dispose();
        rules.Dispose();
    }

    [Fact]
    public void A_broken_rule_is_a_line_with_its_first_places_and_the_status_is_1()
    {
        rules.File("two.yml", Rule.Replace("T-1", "T-2").Replace("empty", "sounds_like"));
        rules.File("three.yml", Rule.Replace("T-1", "T-3").Replace("EVENTS", "FINDINGS"));
        rules.File("four.yml", Rule.Replace("T-1", "T-4").Replace("operator: empty", "operator: not_exists"));

        var (exit, output, error) = CommandLine.Run("conform", data.Path, "--rules", rules.Path);

        (exit, error).ShouldBe((1, ""));
        output.ShouldContain("T-1  AE 1, AE 3, AE 4 and 1 more: AETERM is empty\n");
        output.ShouldContain(
            "11 rules: 1 are broken, in 4 places; 8 are kept; 1 are about data sets or variables that are not here; "
                + "1 were not run.\n"
        );
        output.ShouldContain("  not run for want of the operator sounds_like: T-2\n");
    }

    [Fact]
    public void Every_finding_is_a_row_for_each_variable_that_it_shows()
    {
        var file = data.File("findings.csv");
        CommandLine.Run("conform", data.Path, "--rules", rules.Path, "--out", file).Exit.ShouldBe(1);
        File.ReadAllLines(file)
            .Take(3)
            .ShouldBe([
                "RULE,DATASET,RECORD,VARIABLE,VALUE,MESSAGE",
                "T-1,AE,1,AESEQ,1,AETERM is empty",
                "T-1,AE,1,AETERM,,AETERM is empty",
            ]);
        File.ReadAllLines(file).Length.ShouldBe(1 + 4 * 2);
    }

    [Fact]
    public void JSON_has_a_rule_with_its_data_sets_and_the_tally()
    {
        var (_, output, _) = CommandLine.Run("conform", data.Path, "--rules", rules.Path, "--format", "json");
        using var json = JsonDocument.Parse(output);
        var rule = json
            .RootElement.GetProperty("rules")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == "T-1");
        rule.GetProperty("findings").GetInt32().ShouldBe(4);
        rule.GetProperty("datasets")[0].GetProperty("name").GetString().ShouldBe("AE");
        json.RootElement.GetProperty("tally").GetProperty("broken").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Without_rules_the_limits_alone_are_looked_at_and_it_is_said()
    {
        var (exit, output, error) = CommandLine.Run("conform", data.Path);
        exit.ShouldBe(0);
        output.ShouldStartWith("7 rules: 0 are broken");
        error.ShouldContain("--rules names a folder");
    }

    [Fact]
    public void A_file_that_is_no_terminology_is_refused()
    {
        var (exit, _, error) = CommandLine.Run("conform", data.Path, "--terminology", data.File("ae.csv"));
        exit.ShouldBe(2);
        error.ShouldContain("is no file of controlled terminology");
    }

    [ReferenceFact]
    public void With_a_define_xml_the_data_must_be_as_it_says_and_what_is_odd_about_it_is_told()
    {
        data.File("dm.csv", "USUBJID,SEX\r\n1,Q\r\n");
        var define = ReferenceData.PathOf("datasetjson", "sdtm", "define.xml");
        var (exit, output, error) = CommandLine.Run("conform", data.Path, "--define", define);
        exit.ShouldBe(1);
        output.ShouldContain("DEFINE-TERM  DM 1: The value is not in the code list of define.xml.\n");
        // 12 rules of the document and 7 limits.
        output.ShouldContain("\n19 rules: ");
        error.ShouldContain("line 63: Standard has the Name \"STDTMIG\"");
        error.ShouldContain("the limits of FDA and the description of the data alone");
    }

    [Theory]
    [InlineData("SDTMIG", 8)]
    [InlineData("sdtmig 3.4", 8)]
    [InlineData("SENDIG", 0)]
    public void Rules_of_other_standards_are_left_out_and_counted(string standard, int asked)
    {
        var of34 = "Authorities: [{Organization: CDISC, Standards: [{Name: SDTMIG, Version: '3.4'}]}]\n";
        rules.File("two.yml", of34 + Rule.Replace("T-1", "T-2"));
        var (exit, output, error) = CommandLine.Run("conform", data.Path, "--rules", rules.Path, "--standard", standard);
        if (asked == 0)
        {
            (exit, error).ShouldBe((2, "--standard is SENDIG; the rules are of SDTMIG 3.4.\n"));
            return;
        }
        output.ShouldContain($"{asked} rules: ");
        error.ShouldBe($"1 rules are not of {standard} and are left out.\n");
    }

    [Fact]
    public void A_folder_without_a_rule_is_refused()
    {
        using var empty = new TemporaryFolder();
        var (exit, _, error) = CommandLine.Run("conform", data.Path, "--rules", empty.Path);
        exit.ShouldBe(2);
        error.ShouldContain("holds no rule");
    }

    [ReferenceFact]
    public void The_terminology_that_NCI_publishes_is_read_whole()
    {
        using var folder = new TemporaryFolder();
        Archive.Unpack(ReferenceData.PathOf("datasets", "terminology", "SDTM_Terminology_2025-03-28.tar.xz"), folder.Path);
        var file = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Single();
        var terminology = Equipoise.Conformance.Studies.Terminology.Read(file);
        // The file has 44,857 lines: one of names, 1,158 of code lists, the others of terms (counted by awk).
        terminology.Lists.Count.ShouldBe(1_158);
        terminology.Lists.Sum(list => list.Terms.Count).ShouldBe(43_698);
        var noYes = terminology.Find("NY").ShouldNotBeNull();
        (noYes.Self.Code, noYes.IsExtensible).ShouldBe(("C66742", false));
        noYes.Terms.Select(term => term.Value).ShouldBe(["N", "NA", "U", "Y"], ignoreOrder: true);
    }
}
