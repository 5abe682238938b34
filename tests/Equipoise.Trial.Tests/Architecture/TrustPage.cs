using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>
/// docs/trust.md names the test of each promise, docs/requirements.md that of each requirement: those tests must be there, and the
/// measurements those that were committed.
/// </summary>
public sealed partial class TrustPage
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "trust.md"));

    [GeneratedRegex("`(?<name>[A-Z][a-z]*(?:_[A-Za-z0-9]+)+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^    public (?:async Task|Task|void) (?<name>\w+)\(", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    // Other projects hold tests too: they are read as they are written.
    static readonly Lazy<HashSet<string>> tests = new(() =>
        [
            .. Directory
                .EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => Test().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups["name"].Value),
        ]
    );

    [Theory]
    [InlineData("trust.md", 40)]
    [InlineData("requirements.md", 25)]
    public void Every_test_that_the_page_names_exists(string file, int atLeast)
    {
        var named = TestName()
            .Matches(File.ReadAllText(Repository.At("docs", file)))
            .Select(match => match.Groups["name"].Value)
            .ToArray();
        named.Length.ShouldBeGreaterThan(atLeast);
        named.Where(name => !tests.Value.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_of_the_ten_promises_and_seven_bugs_has_a_test()
    {
        foreach (var promise in Enumerable.Range(1, 10))
            page.Split('\n').Single(line => line.StartsWith($"| {promise} |", StringComparison.Ordinal)).ShouldMatch(TestName().ToString());
        page.Split('\n').SkipWhile(line => !line.StartsWith("## Bugs", StringComparison.Ordinal)).Count(line => TestName().IsMatch(line)).ShouldBe(7);
    }

    [Fact]
    public void The_measurements_are_those_of_the_committed_bench()
    {
        static string[] Tables(string text) => [.. text.Split('\n').Where(line => line.StartsWith('|') && line.Any(char.IsAsciiDigit))];
        var committed = Tables(File.ReadAllText(Repository.At("bench", "results", "conduct.md")));
        var shown = Tables(page[page.IndexOf("## Measured", StringComparison.Ordinal)..]);
        shown.Length.ShouldBeGreaterThan(2);
        shown.ShouldBeSubsetOf(committed);
    }
}
