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
        "serve",
        "backup",
        "verify",
        "export",
        "import",
        "forecast",
        "analyze",
        "report",
        "publish",
        "tte",
        "recompute",
        "convert",
        "inspect",
        "compare",
        "conform",
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

    [Fact]
    public void Without_a_verb_the_program_shows_the_life_of_a_trial_a_line_each_and_what_to_do_first()
    {
        var (exit, output, error) = CommandLine.Run();

        (exit, error).ShouldBe((0, ""));
        var lines = output.Split('\n');
        var named = lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]).ToArray();
        string[] steps = ["new", "check", "design", "look", "simulate", "merge", "rehearse", "serve", "backup", "verify", "export", "import", "forecast", "analyze", "report", "publish"];
        named[..23].ShouldBe([.. steps, "demo", "tte", "recompute", "convert", "inspect", "compare", "conform"]);
        foreach (var line in lines.SkipWhile(line => line != "Do first:").Where(line => line.StartsWith("  equipoise ", StringComparison.Ordinal)))
        {
            string[] words = [.. line.Trim().Split("  ")[0].Split(' ').Skip(1)];
            Program.Verbs(TimeProvider.System).Parse(words).Errors.ShouldBeEmpty(line);
        }
        output.ShouldContain("  equipoise demo ");
        output.ShouldContain("  equipoise new my-trial ");
        lines.ShouldAllBe(line => line.Length <= 140);
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
