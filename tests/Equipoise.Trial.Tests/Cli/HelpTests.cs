namespace Equipoise.Trial.Tests.Cli;

/// <summary>The help of the program and of every verb.</summary>
public sealed class HelpTests
{
    [Fact]
    public void The_programs_help_names_each_verb_in_one_line_and_gives_no_example()
    {
        var (exit, output, error) = CommandLine.Run("--help");

        (exit, error).ShouldBe((0, ""));
        output.ShouldNotContain("Example");
        var lines = output.Split('\n').SkipWhile(line => !line.StartsWith("Commands", StringComparison.Ordinal)).Skip(1).Where(line => line.Trim().Length > 0);
        foreach (var line in lines)
            Verbs.Names.ShouldContain(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], line);
    }

    [Theory]
    [MemberData(nameof(Verbs.All), MemberType = typeof(Verbs))]
    public void A_verbs_help_says_in_its_first_line_what_the_programs_help_says(string verb)
    {
        var own = CommandLine.Run(verb, "--help").Output.Split('\n')[1].Trim();

        own.ShouldNotBeEmpty();
        CommandLine.Run("--help").Output.ShouldContain($"  {own}\n");
    }

    [Theory]
    [MemberData(nameof(Verbs.All), MemberType = typeof(Verbs))]
    public void A_verbs_help_gives_an_example_that_the_verb_understands(string verb)
    {
        var (exit, output, error) = CommandLine.Run(verb, "--help");

        (exit, error).ShouldBe((0, ""));
        var examples = output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Example: ", StringComparison.Ordinal)).ToArray();
        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            example.ShouldStartWith($"Example: equipoise {verb} ");
            // A parse error, such as an option that does not exist, would be answered before the help.
            var words = example["Example: equipoise ".Length..].Split(' ');
            Verbs.Options(verb).ShouldBeSupersetOf(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)));
            CommandLine.Run([.. words.Select(word => word.StartsWith("--", StringComparison.Ordinal) || word == verb ? word : Existing(word))])
                .Error.ShouldNotContain("Unrecognized command or argument");
        }
    }

    // Examples are parsed, not lived through: no file of theirs is here, so none is read and none is written.
    static string Existing(string word) => word;

    [Fact]
    public void Help_is_given_also_where_the_rest_of_the_call_is_missing()
    {
        foreach (var flag in new[] { "-h", "-?", "--help" })
            CommandLine.Run("export", flag).ShouldSatisfyAllConditions(
                answer => answer.Exit.ShouldBe(0),
                answer => answer.Output.ShouldContain("--trial <FILE> (REQUIRED)"),
                answer => answer.Error.ShouldBeEmpty());
    }
}
