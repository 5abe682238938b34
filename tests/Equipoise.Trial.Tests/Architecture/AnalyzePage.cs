using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The page that goes from a folder of data to a report: its commands are run in their order, and print what it shows.</summary>
public sealed partial class AnalyzePage : IDisposable
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "05-analyze.md"));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_commands_print_what_they_show_and_end_in_a_report()
    {
        var commands = Command().Matches(page);
        commands.Count.ShouldBe(4);
        foreach (Match command in commands)
        {
            var (exit, output, error) = CommandLine.Run([.. command.Groups["call"].Value.Split(' ').Select(Here)]);
            exit.ShouldBe(0, error);
            Lines(output.Replace(folder.Path + Path.DirectorySeparatorChar, "").Replace(Repository.At() + Path.DirectorySeparatorChar, ""))
                .ShouldBe(Lines(command.Groups["printed"].Value));
        }
        Lines(File.ReadAllText(folder.File("aml/protocol.yaml"))).ShouldBe(Lines(Protocol().Match(page).Groups["text"].Value));
        File.Exists(folder.File("aml/report/report.html")).ShouldBeTrue();
    }

    /// <summary>
    /// survival::aml in R 4.2.2, survival 3.5-3: survdiff(Surv(time, status) ~ x) has chisq 3.396, p 0.0653; medians 31 and 23;
    /// coxph has coef 0.9155, se 0.5119 of Nonmaintained, so exp(-0.9155) = 0.400 (0.147 to 1.092) of Maintained.
    /// </summary>
    [Fact]
    public void Its_numbers_are_those_of_R() =>
        page.ShouldSatisfyAllConditions(
            () => page.ShouldContain("hazard ratio Maintenance chemotherapy: 0.40 (0.15-1.09)"),
            () => page.ShouldContain("log-rank p (two-sided) 0.0653"),
            () => page.ShouldContain("7 events in 11, median 31.0"),
            () => page.ShouldContain("11 events in 12, median 23.0")
        );

    string Here(string word) =>
        word.StartsWith("examples/", StringComparison.Ordinal) ? Repository.At(word.Split('/'))
        : word.StartsWith("aml", StringComparison.Ordinal) ? folder.File(word)
        : word;

    static string[] Lines(string text) => [.. text.Trim().Split('\n').Select(line => line.TrimEnd())];

    [GeneratedRegex(@"```\n\$ equipoise (?<call>[^\n]+)\n(?<printed>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"```yaml\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Protocol();
}
