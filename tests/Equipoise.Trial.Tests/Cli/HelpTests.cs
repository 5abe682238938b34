using Equipoise.Cli;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The help of the program and of every verb.</summary>
public sealed class HelpTests
{
    // From the program's definition: the verbs are the trial's life.
    static readonly string[] Life =
    [
        "demo",
        "new",
        "check",
        "design",
                "look",
        "simulate",
        "merge",
        "rehearse",
        "verify",
        "export",
        "import",
        "analyze",
        "tte",
        "convert",
    ];

    public static TheoryData<string> Verbs => [.. Life];

    [Fact]
    public void The_programs_help_names_each_verb_in_one_line_and_gives_no_example()
    {
        var (exit, output, error) = CommandLine.Run("--help");

        (exit, error).ShouldBe((0, ""));
        output.ShouldNotContain("Example");
        var lines = output
            .Split('\n')
            .SkipWhile(line => !line.StartsWith("Commands", StringComparison.Ordinal))
            .Skip(1)
            .Where(line => line.Trim().Length > 0);
        lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).ShouldBe(Life);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verbs_help_says_in_its_first_line_what_the_programs_help_says(string verb)
    {
        var own = CommandLine.Run(verb, "--help").Output.Split('\n')[1].Trim();

        own.ShouldNotBeEmpty();
        CommandLine.Run("--help").Output.ShouldContain($"  {own}\n");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verbs_help_gives_an_example_that_the_verb_understands(string verb)
    {
        var (exit, output, error) = CommandLine.Run(verb, "--help");

        (exit, error).ShouldBe((0, ""));
        var examples = output
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("Example: ", StringComparison.Ordinal))
            .ToArray();
        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            var words = example["Example: equipoise ".Length..].Split(' ');
            words[0].ShouldBe(verb);
            Program.Verbs(TimeProvider.System).Parse(words).Errors.Select(problem => problem.Message).ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Help_is_given_also_where_the_rest_of_the_call_is_missing()
    {
        foreach (var flag in new[] { "-h", "-?", "--help" })
            CommandLine
                .Run("export", flag)
                .ShouldSatisfyAllConditions(
                    answer => answer.Exit.ShouldBe(0),
                    answer => answer.Output.ShouldContain("--out <DIR> (REQUIRED)"),
                    answer => answer.Error.ShouldBeEmpty()
                );
    }
}
