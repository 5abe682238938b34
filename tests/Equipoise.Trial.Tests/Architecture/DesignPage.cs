using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The pages that tell a statistician how to plan a trial: their commands are run, and print what they say they print.</summary>
public sealed partial class DesignPage
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "02-design.md"));
    static readonly string weighted = File.ReadAllText(Repository.At("docs", "weighted-tests.md"));

    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (var match in Command().Matches(page).Concat(Command().Matches(weighted)))
            commands.Add(match.Groups["call"].Value, match.Groups["printed"].Value);
        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Their_commands_print_what_they_show(string call, string printed)
    {
        string[] words =
        [
            .. call.Split(' ').Select(word => word.EndsWith(".yaml", StringComparison.Ordinal) ? Repository.At(word.Split('/')) : word),
        ];
        var (exit, output, error) = CommandLine.Run(words);
        exit.ShouldBe(0, error);
        Lines(output).ShouldBe(Lines(printed));
    }

    // R's numbers of these are in Validation; here the page is to say what the program says.
    [Fact]
    public void The_page_of_weighted_tests_quotes_what_design_says()
    {
        var error = CommandLine.Run("design", Repository.At("bench", "scenarios", "three-looks.yaml"), "--test", "Fleming-Harrington 0 0.5").Output;
        error.ShouldContain("its one-sided type I error is 2.64%");
        error.ShouldContain("it has 36.4%, 62.3% there");
        weighted.ShouldContain("the type I error would be 2.64%, for 36.4% and 62.3% of its information");
    }

    [Fact]
    public void It_shows_the_plan_and_the_simulation() => Commands().Count.ShouldBeGreaterThanOrEqualTo(4);

    [Fact]
    public void Its_grid_is_that_of_the_example()
    {
        // The part that varies, line for line.
        var example = File.ReadAllText(Repository.At("examples", "patina", "grid.yaml"));
        foreach (var line in (string[])["hazard ratio: [0.6, 0.667, 0.75, 0.85]", "dropout: [none, 5% yearly, 10% yearly]"])
        {
            page.ShouldContain(line);
            example.ShouldContain(line);
        }
    }

    // How long it took differs from run to run, and so does white space at the end of a line.
    static string[] Lines(string text) =>
        [.. text.TrimEnd().Split('\n').Select(line => line.TrimEnd()).Where(line => !line.Contains("trials a second"))];

    [GeneratedRegex(@"```\n\$ equipoise (?<call>[^\n]+)\n(?<printed>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();
}
