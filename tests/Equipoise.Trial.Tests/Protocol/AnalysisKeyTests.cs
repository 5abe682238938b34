using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>What <c>analysis:</c> says of the baseline table, laboratory values, questionnaires and competing risks.</summary>
public sealed class AnalysisKeyTests
{
    const string Questionnaires = """

          questionnaires:
            health:
              label: Health today
              score: EQ5D0206
              better: higher
              worse by: 10
        """;

    [Fact]
    public void The_example_names_laboratory_tests_and_asks_for_no_tests_of_the_baseline()
    {
        var plan = Read("").Analysis;
        plan.Laboratory.ShouldBe(["neutrophils", "platelets", "hemoglobin"]);
        plan.BaselineTests.ShouldBeFalse();
        plan.Questionnaires.ShouldHaveSingleItem().Score.ShouldBe("EQ5D0206");
        Read("\n  baseline tests: yes").Analysis.BaselineTests.ShouldBeTrue();
    }

    [Fact]
    public void A_questionnaire_has_its_score_its_direction_and_its_threshold() =>
        Read(Questionnaires)
            .Analysis.Questionnaires.ShouldBe([new QuestionnairePlan("health", "Health today", "EQ5D0206", true, 10, null)]);

    [Fact]
    public void A_laboratory_test_that_the_follow_up_does_not_have_is_refused() =>
        Slip.In(
            "laboratory: [neutrophils, platelets, hemoglobin]",
            "laboratory: [‸neutrophil, platelets]",
            "analysis.laboratory[1]",
            "'neutrophil' is no laboratory test of this protocol"
        );

    [Theory]
    [InlineData("better: higher", "better: more", "health.better")]
    [InlineData("worse by: 10", "worse by: 0", "health.worse by")]
    [InlineData("label: Health today", "name: Health today", "health.name")]
    public void Bad_words_of_a_questionnaire_are_refused(string find, string replacement, string path)
    {
        var problems = Slip.ProblemsOf(Slip.Replace(Text(Questionnaires), find, replacement));
        problems.ShouldContain(problem => problem.Path == $"analysis.questionnaires.{path}");
        problems.ShouldAllBe(problem => problem.Remedy != null && problem.Remedy.Length > 0);
    }

    [Fact]
    public void Competing_risks_of_one_event_are_refused() =>
        Slip.In(
            "    landmarks: [12 months, 24 months, 36 months, 48 months]\n  response:",
            "    landmarks: [12 months, 24 months, 36 months, 48 months]\n    competing risks: ‸yes\n  response:",
            "analysis.OS.competing risks",
            "is yes, and the endpoint has one event"
        );

    static TrialProtocol Read(string lines) =>
        ProtocolFile
            .Parse(Encoding.UTF8.GetBytes(Text(lines)), "protocol.yaml")
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol;

    static string Text(string lines)
    {
        var example = File.ReadAllText(Examples.ProtocolPath("patina")).Split('\n');
        string[] own = ["  questionnaires:", "    health-today:"];
        // A part stands once: the example's own makes place for the one that is read.
        var kept = lines.Contains("questionnaires:", StringComparison.Ordinal)
            ? example.Where(line => !own.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            : example;
        return string.Join('\n', kept).Replace("\nanalysis:\n", $"\nanalysis:{lines}\n");
    }
}
