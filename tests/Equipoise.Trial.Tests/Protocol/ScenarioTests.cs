using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Reading scenario.yaml against its protocol.</summary>
public sealed class ScenarioTests
{
    static readonly string patina = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(Examples.ProtocolPath("patina"))!, "scenario.yaml")
    );

    [Fact]
    public void The_example_is_accepted_and_says_what_its_file_says()
    {
        var scenario = ScenarioFile
            .Parse(Encoding.UTF8.GetBytes(patina), "s", Examples.PatinaProtocol)
            .ShouldBeOfType<ScenarioReading.Accepted>()
            .Scenario;

        scenario.Participants.ShouldBe(518);
        scenario.AccrualOver.Months.ShouldBe(49, 1e-9);
        scenario.ScreenFailures.ShouldBe(0.12);
        scenario.Answers["performance"].ShouldBeOfType<AnswerDistribution.Shares>().Values.ShouldBe([("0", 0.64), ("1", 0.36)]);
        scenario.Answers["adult"].ShouldBeOfType<AnswerDistribution.Age>();
        var standard = scenario.Arms["standard"];
        standard.NeverTreated.ShouldBe(0.035);
        standard.Dosing.ShouldBeNull();
        // A median of 27.7 months is a hazard of ln 2 / 27.7 = 0.0250233 per month.
        standard.ProgressionOrDeath.Pieces.Select(piece => piece.FromMonth).ShouldBe([0, 27.7]);
        standard.ProgressionOrDeath.Pieces[0].Hazard.ShouldBe(0.0250233, 1e-7);
        standard.ProgressionOrDeath.Pieces[1].Hazard.ShouldBe(0.0141);
        scenario.AdverseEvents.Count.ShouldBe(22);
        var neutropenia = scenario.AdverseEvents[0];
        (neutropenia.Term, neutropenia.BodySystem).ShouldBe(("Neutropenia", "Blood and lymphatic system disorders"));
        neutropenia.WorstGrade["palbociclib"].ShouldBe([0.03, 0.11, 0.632, 0.046, 0]);
        neutropenia.Laboratory!.Limits.ShouldBe([2.0, 1.5, 1.0, 0.5, 0.1, 0]);
    }

    [Fact]
    public void Values_from_low_to_high_never_pass_high()
    {
        // 4, 7; the next would be 10.
        var uniform = new AnswerDistribution.Uniform(4, 9, 3);
        Enumerable.Range(0, uniform.Count).Select(uniform.ValueAt).ShouldBe([4, 7]);
        new AnswerDistribution.Uniform(1.6, 7.4, 0.1).ValueAt(3).ShouldBe(1.9);
    }

    [Fact]
    public void Another_format_version_is_refused() => Slip("scenario: 1", "scenario: ‸2", "equipoise scenario", "is '2'");

    [Fact]
    public void A_missing_part_is_named() => Slip([("women: 99%", "#"), ("# A world", "‸# A world")], "women", "is missing");

    [Fact]
    public void A_name_that_is_unknown_is_refused_and_the_nearest_is_proposed()
    {
        Slip("related: 70%", "‸relate: 70%\nrelated: 70%", "relate", "is an unknown key");
        Problems(Replaced("related: 70%", "relate: 70%\nrelated: 70%"))
            .ShouldHaveSingleItem()
            .Remedy.ShouldBe("did you mean 'related'?");
    }

    [Fact]
    public void A_name_that_occurs_twice_is_refused() =>
        Slip("related: 70%", "related: 70%\n‸related: 60%", "related", $"occurs twice, first in line {LineOf("related: 70%")}");

    [Theory]
    [InlineData("participants: 518", "participants: ‸1", "participants", "is '1'")]
    [InlineData("accrual: 49 months", "accrual: ‸49", "accrual", "is '49'")]
    [InlineData("sites: 109", "sites: ‸0", "sites", "is '0'")]
    [InlineData("screen failures: 12%", "screen failures: ‸112%", "screen failures", "is '112%'")]
    [InlineData("mean: 53", "mean: ‸-1", "age.mean", "is '-1'")]
    [InlineData("deviation: 11", "deviation: ‸0", "age.standard deviation", "is '0'")]
    [InlineData(
        "{ mean: 53, standard deviation: 11, from: 24",
        "‸{ mean: 53, standard deviation: 11, from: 60",
        "age",
        "has a mean that does not lie between its limits"
    )]
    [InlineData("[0%, 1%, 6%, 35%, 100%]", "‸[0%, 1%, 6%, 35%]", "serious", "has 4 shares")]
    public void Who_comes_must_be_possible(string find, string replacement, string path, string message) =>
        Slip(find, replacement, path, message);

    [Theory]
    [InlineData("  induction: ", "  ‸inducton: ", "answers.inducton", "is no question of the protocol")]
    [InlineData(
        "  no-progression: { CR: 8%",
        "  ‸no-progression: { CR: 9%",
        "answers.no-progression",
        "has shares that sum to 101.0%"
    )]
    [InlineData(
        "induction:      { from: 4, to: 8",
        "induction:      ‸{ from: 8, to: 4",
        "answers.induction",
        "runs from 8 down to 4"
    )]
    [InlineData("to: 390, step: 1 }", "to: 390, step: ‸0 }", "answers.platelets.step", "is '0'")]
    [InlineData(
        "platelets:      { from: 150, to: 390, step: 1 }",
        "platelets:      ‸{ from: 150, to: 390, step: 0.00001 }",
        "answers.platelets",
        "has more than 100000 values"
    )]
    // The protocol asks for 4 to 8 cycles, for CR, PR or SD, for 18 years or more, and names the endocrine partners.
    [InlineData(
        "induction:      { from: 4, to: 8",
        "induction:      ‸{ from: 4, to: 9",
        "answers.induction",
        "has '9', which lets nobody in"
    )]
    [InlineData(
        "no-progression: { CR: 8%, PR: 60%, SD: 32%",
        "no-progression: ‸{ CR: 8%, PR: 60%, PD: 32%",
        "answers.no-progression",
        "has 'PD', which lets nobody in"
    )]
    [InlineData(
        "performance:    { \"0\": 64%, \"1\"",
        "performance:    ‸{ \"0\": 64%, well",
        "answers.performance",
        "has 'well', which lets nobody in"
    )]
    [InlineData(
        "{ aromatase inhibitor: 91%, fulvestrant: 9% }",
        "‸{ aromatase inhibitor: 91%, letrozole: 9% }",
        "answers.endocrine",
        "has 'letrozole', which lets nobody in"
    )]
    [InlineData("{ yes: 29%, no: 71% }", "‸{ yes: 29%, never: 71% }", "answers.prior-HER2", "has 'never', which lets nobody in")]
    [InlineData(
        "  induction: ",
        "  her2: ‸{ yes: 90%, no: 10% }\n  induction: ",
        "answers.her2",
        "has 'no', which lets nobody in"
    )]
    [InlineData(
        "  induction: ",
        "  pregnancy: ‸{ yes: 100% }\n  induction: ",
        "answers.pregnancy",
        "has 'yes', which lets nobody in"
    )]
    [InlineData("  adult:          age", "  adult:          age\n  her2: ‸age", "answers.her2", "has '24', which lets nobody in")]
    public void Answers_must_be_answers_of_participants_who_enter(string find, string replacement, string path, string message) =>
        Slip(find, replacement, path, message);

    [Fact]
    public void An_age_that_may_not_enter_is_refused_where_age_is_the_answer() =>
        Slip(
            [("from: 24, to: 84", "from: 17, to: 84"), ("adult:          age", "adult:          ‸age")],
            "answers.adult",
            "has '17', which lets nobody in"
        );

    [Fact]
    public void An_arm_must_be_one_of_the_protocol_and_none_may_be_missing() =>
        Problems(Replaced("  standard:\n    progression", "  standart:\n    progression"))
            .Select(problem => (problem.Line, problem.Column, problem.Path, problem.Message))
            .ShouldBe([
                (LineOf("arms:\n"), 1, "arms", "says nothing of arm 'standard'"),
                (LineOf("  standard:\n    progression"), 3, "arms.standart", "is no arm of the protocol"),
            ]);

    [Theory]
    [InlineData(
        "[ { from: 0 months, median: 42.9 months }",
        "[ ‸{ from: 1 months, median: 42.9 months }",
        "arms.palbociclib.progression or death[1]",
        "starts at 1 months"
    )]
    [InlineData(
        "{ from: 42.9 months, hazard: 0.0196 }",
        "‸{ from: 0 months, hazard: 0.0196 }",
        "arms.palbociclib.progression or death[2]",
        "starts at 0 months"
    )]
    [InlineData(
        "{ from: 42.9 months, hazard: 0.0196 }",
        "‸{ from: 42.9 months }",
        "arms.palbociclib.progression or death[2]",
        "needs either a median or a hazard"
    )]
    [InlineData(
        "{ from: 42.9 months, hazard: 0.0196 }",
        "‸{ from: 42.9 months, hazard: 0.0196, median: 3 months }",
        "arms.palbociclib.progression or death[2]",
        "needs either a median or a hazard"
    )]
    [InlineData("hazard: 0.0196", "hazard: ‸-1", "arms.palbociclib.progression or death[2].hazard", "is '-1'")]
    [InlineData("withdrawal: 0.0016", "withdrawal: ‸-0.0016", "arms.palbociclib.withdrawal", "is '-0.0016'")]
    [InlineData("death first: 4%", "death first: ‸often", "arms.palbociclib.death first", "is 'often'")]
    [InlineData(
        "treatment: palbociclib,",
        "treatment: ‸palbociclip,",
        "arms.palbociclib.dosing.treatment",
        "is no treatment with dose levels"
    )]
    [InlineData(
        "{ treatment: palbociclib, interrupt: 60%, reduce: 30%, stop: 4% }",
        "‸{ treatment: palbociclib, interrupt: 90%, reduce: 22%, stop: 3% }",
        "arms.palbociclib.dosing",
        "has shares that sum to 115.0%"
    )]
    public void What_happens_in_an_arm_must_be_possible(string find, string replacement, string path, string message) =>
        Slip(find, replacement, path, message);

    [Theory]
    [InlineData("seen in: neutrophils", "seen in: ‸neutrophil", "seen in", "is no laboratory test of the protocol")]
    [InlineData(
        "values: [2.0, 1.5, 1.0, 0.5, 0.1, 0]",
        "values: ‸[2.0, 1.5, 1.0, 0.5, 0.1]",
        "values",
        "are not six falling values"
    )]
    [InlineData(
        "values: [2.0, 1.5, 1.0, 0.5, 0.1, 0]",
        "values: ‸[2.0, 1.5, 1.0, 1.1, 0.1, 0]",
        "values",
        "are not six falling values"
    )]
    [InlineData("seen in: neutrophils, values", "‸values", "values", "belongs to no laboratory test")]
    [InlineData(
        "seen in: neutrophils, values: [2.0, 1.5, 1.0, 0.5, 0.1, 0],",
        "‸seen in: neutrophils,",
        "seen in",
        "does not say how"
    )]
    [InlineData("palbociclib: [3%, 11%, 63.2%, 4.6%, 0%]", "palbociclib: ‸[3%, 11%, 63.2%, 4.6%]", "palbociclib", "has 4 shares")]
    [InlineData(
        "palbociclib: [3%, 11%, 63.2%, 4.6%, 0%]",
        "palbociclib: ‸[30%, 11%, 63.2%, 4.6%, 0%]",
        "palbociclib",
        "has shares that sum to 108.8%"
    )]
    [InlineData("onset: 15 days", "onset: ‸soon", "onset", "is 'soon'")]
    public void An_adverse_event_must_be_possible(string find, string replacement, string key, string message) =>
        Slip(find, replacement, $"adverse events.Blood and lymphatic system disorders.Neutropenia.{key}", message);

    [Fact]
    public void An_adverse_event_that_is_silent_about_an_arm_is_refused_where_it_is_named() =>
        Slip(
            [(", standard: [3%, 3%, 2.5%, 0.8%, 0%]", ""), ("    Neutropenia:", "    ‸Neutropenia:")],
            "adverse events.Blood and lymphatic system disorders.Neutropenia.standard",
            "is missing"
        );

    [Fact]
    public void A_file_that_is_not_there_is_one_problem_without_a_line()
    {
        var problem = ScenarioFile
            .Read("none.yaml", Examples.PatinaProtocol)
            .ShouldBeOfType<ScenarioReading.Rejected>()
            .Problems.ShouldHaveSingleItem();

        (problem.File, problem.Line).ShouldBe(("none.yaml", 0));
        problem.Message.ShouldContain("does not exist");
    }

    [Fact]
    public void Without_any_one_of_its_lines_or_with_it_twice_a_scenario_still_gives_a_reading()
    {
        var lines = patina.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            IsReading([.. lines[..at], .. lines[(at + 1)..]]).ShouldBeTrue($"without line {at + 1}");
            IsReading([.. lines[..at], lines[at], .. lines[at..]]).ShouldBeTrue($"line {at + 1} twice");
        }
    }

    [Fact]
    public void Cut_off_anywhere_a_scenario_still_gives_a_reading()
    {
        for (var length = 0; length < patina.Length; length += 41)
            IsReading(patina[..length]).ShouldBeTrue($"cut off after {length} characters");
    }

    [Fact]
    public void With_any_one_word_replaced_a_scenario_still_gives_a_reading()
    {
        string[] strange =
        [
            "",
            "-1",
            "1e300",
            "0",
            "[]",
            "{}",
            "[[]]",
            "{ from: 0, to: 1e300, step: 1e-300 }",
            "~",
            "yes",
            "101%",
            "\"",
            "&a",
            "é",
        ];
        var words = patina.Split(' ');
        for (var at = 0; at < words.Length; at += 5)
            IsReading(string.Join(' ', [.. words[..at], strange[at % strange.Length], .. words[(at + 1)..]]))
                .ShouldBeTrue($"word {at + 1}: {words[at]}");
    }

    /// <summary>A reading, that is: accepted, or refused with at least one problem, each complete and in the order of the file.</summary>
    static bool IsReading(params string[] lines) =>
        ScenarioFile.Parse(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "s", Examples.PatinaProtocol) switch
        {
            ScenarioReading.Rejected rejected => rejected.Problems.Count > 0
                && rejected.Problems.All(problem =>
                    problem.Line > 0 && problem.Column > 0 && problem.Message.Length > 0 && problem.Remedy.Length > 0
                )
                && rejected.Problems.Zip(rejected.Problems.Skip(1)).All(pair => pair.First.Line <= pair.Second.Line),
            ScenarioReading.Accepted accepted => accepted.Scenario.Arms.Count == 2,
            _ => false,
        };

    [Fact]
    public void More_participants_than_the_protocol_lets_in_are_refused()
    {
        var limited = RandomizationMethodTests.With(RandomizationMethodTests.Blocks + "  enrollment: at most 517\n");
        ScenarioFile
            .Parse(Encoding.UTF8.GetBytes(patina), "s", limited)
            .ShouldBeOfType<ScenarioReading.Rejected>()
            .Problems.ShouldHaveSingleItem()
            .Message.ShouldBe("is more than the 517 that the protocol lets in");
    }

    static void Slip(string find, string replacement, string path, string message) => Slip([(find, replacement)], path, message);

    static void Slip((string Find, string Replacement)[] edits, string path, string message) =>
        Protocol.Slip.Of(
            edits.Aggregate(patina, (text, edit) => Protocol.Slip.Replace(text, edit.Find, edit.Replacement)),
            path,
            message,
            Problems
        );

    static string Replaced(string find, string replacement) => Protocol.Slip.Replace(patina, find, replacement);

    static int LineOf(string text) => patina[..patina.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    static IReadOnlyList<ProtocolProblem> Problems(string text) =>
        ScenarioFile.Parse(Encoding.UTF8.GetBytes(text), "scenario.yaml", Examples.PatinaProtocol)
            is ScenarioReading.Rejected rejected
            ? rejected.Problems
            : [];
}
