using System.Diagnostics;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Laboratory;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>
/// Names, codes and terms against CDISC SDTM controlled terminology of 2025-03-28, as NCI EVS publishes it: columns code, code list,
/// extensible, name of the list, submission value, and more.
/// </summary>
public sealed class ControlledTerminology
{
    static readonly Lazy<ILookup<string, (string Code, string Term)>> lists = new(Read);

    [ReferenceFact]
    public void Parameters_of_the_summary_have_their_names_and_codes()
    {
        foreach (var code in TrialParameter.Codes)
        {
            var parameter = TrialParameter.Find(code)!;
            var concept = lists.Value["C66738"].Single(one => one.Term == code).Code;
            lists.Value["C67152"].ShouldContain((concept, parameter.Name), code);
        }
        Answers("TBLIND", "C66735");
        Answers("TPHASE", "C66737");
        Answers("TTYPE", "C66739");
        Answers("TCNTRL", "C66785");
        Answers("INTMODEL", "C99076");
        Answers("INTTYPE", "C99078");
        Answers("STYPE", "C99077");
        Answers("SEXPOP", "C66732");
        Answers("TINDTP", "C66736");
        lists.Value["C66742"].ShouldContain((TrialParameter.Find("RANDOM")!.CodeOf("Y")!, "Y"));

        static void Answers(string parameter, string list) =>
            TrialParameter
                .Find(parameter)!
                .Answers.Select(answer => (TrialParameter.Find(parameter)!.CodeOf(answer)!, answer))
                .ShouldBe(lists.Value[list], ignoreOrder: true, parameter);
    }

    [ReferenceFact]
    public void Race_and_ethnicity_have_the_answers_of_lists_that_cannot_be_extended()
    {
        SdtmTarget.AnswersOf("RACE").ShouldBe(Terms("C74457"), ignoreOrder: true);
        SdtmTarget.AnswersOf("ETHNIC").ShouldBe(Terms("C66790"), ignoreOrder: true);
    }

    /// <summary>But for two, which tests.csv names.</summary>
    [ReferenceFact]
    public void Laboratory_tests_have_their_names()
    {
        foreach (var test in GradedTest.All.Where(test => test.Code is not ("CD4" or "LIPASE")))
        {
            var concept = lists.Value["C65047"].Single(one => one.Term == test.Code).Code;
            lists.Value["C67154"].ShouldContain((concept, test.Name), test.Code);
        }
    }

    [ReferenceTheory]
    [InlineData("TA", "EPOCH", "C99079")]
    [InlineData("DS", "DSSCAT", "C170443")]
    [InlineData("EX", "EXDOSFRM", "C66726")]
    [InlineData("EX", "EXDOSFRQ", "C71113")]
    [InlineData("EX", "EXROUTE", "C66729")]
    [InlineData("RS", "RSTESTCD", "C96782 C101815")]
    [InlineData("RS", "RSTEST", "C96781 C101816")]
    [InlineData("RS", "RSCAT", "C118971 C124298")]
    [InlineData("RS", "RSEVAL", "C78735")]
    [InlineData("TS", "TSVCDREF", "C66788")]
    public void Terms_of_the_story_are_of_their_lists(string domain, string variable, string list)
    {
        using var story = Story.Told();
        var table = SdtmTabulation.Tabulate(story.State, Story.Protocol).Named(domain);
        var terms = Rows.Of(table, variable).Where(term => term.Length > 0).Distinct().ToList();
        terms.ShouldNotBeEmpty();
        // Registries and standards of dates are named as the FDA's guide names them; the list of dictionaries may be extended.
        terms.Except(["ClinicalTrials.gov", "ISO 8601"]).ShouldBeSubsetOf(list.Split(' ').SelectMany(Terms));
    }

    static IEnumerable<string> Terms(string list) => lists.Value[list].Select(one => one.Term);

    static ILookup<string, (string, string)> Read()
    {
        var archive = ReferenceData.PathOf("datasets", "terminology", "SDTM_Terminology_2025-03-28.tar.xz");
        using var tar = Process.Start(new ProcessStartInfo("tar", ["-xJOf", archive]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var lines = tar.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        tar.WaitForExit();
        lines.Length.ShouldBeGreaterThan(40_000, "tar with xz is needed to read the terminology");
        return lines
            .Select(line => line.TrimEnd('\r').Split('\t'))
            .Where(cells => cells[1].Length > 0)
            .ToLookup(cells => cells[1], cells => (cells[0], cells[4]));
    }
}
