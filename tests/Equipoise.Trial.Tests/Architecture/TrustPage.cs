using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>docs/trust.md names the test of each promise: those tests must be there, and the measurements those that were committed.</summary>
public sealed partial class TrustPage
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "trust.md"));

    [GeneratedRegex("`(?<name>[A-Z][a-z]*(?:_[A-Za-z0-9]+)+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    [Fact]
    public void Every_test_that_the_page_names_exists()
    {
        var tests = typeof(TrustPage)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes(typeof(FactAttribute), inherit: false).Length > 0)
            .Select(method => method.Name)
            .ToHashSet();
        var named = TestName().Matches(page).Select(match => match.Groups["name"].Value).ToArray();
        named.Length.ShouldBeGreaterThan(40);
        named.Where(name => !tests.Contains(name)).ShouldBeEmpty();
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
