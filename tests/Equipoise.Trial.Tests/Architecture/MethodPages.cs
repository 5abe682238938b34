using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>
/// Every method has a page, and the example of every page, run from the package as a reader would run it, prints what the page
/// says.
/// </summary>
[Collection(nameof(PackedStatistics))]
[Trait("Takes", "time")]
public sealed partial class MethodPages(PackedStatistics package)
{
    static readonly string Readme = Repository.At("src", "Equipoise.Statistics", "README.md");

    // What an example may contain, and three lines that say something wrong.
    const string Sample = """
        # A sample

        ```csharp
        using System;
        using Equipoise.Statistics;

        Observation[] weeks = [Observation.Event(1), Observation.CensoredAt(Two.Weeks)];
        foreach (var week in weeks)
        {
            Console.WriteLine(week); // 1
                                       // 2+
            Console.WriteLine(week.IsEvent); // True
                                             // True
        }
        Console.WriteLine(
            string.Join(" // ", weeks.Select(Twice))
        ); // 2 // 4
        if (weeks.Length > 2)
            Console.WriteLine("three"); // three
        Console.WriteLine($"first\nsecond"); // first
        // This comment stands elsewhere.

        static double Twice(Observation week) => 2 * week.Time;

        sealed record Two
        {
            public const double Weeks = 2;
        }
        ```
        """;

    [Fact]
    public void Every_example_prints_what_its_page_says_and_a_wrong_one_is_found_out()
    {
        var sample = Write(Sample);
        var differences = PageExamples.Differences(package, [.. Pages(), Readme, sample]);
        string[] known =
        [
            $"""{sample}:12 prints "False"; the page says "True".""",
            $"""{sample}:19 prints nothing; the page says "three".""",
            $"""{sample}:20 prints "second"; the page says nothing.""",
        ];
        string.Join('\n', differences.Except(known)).ShouldBeEmpty();
        known.Except(differences).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("No example.", "has 0 csharp blocks; it needs one.")]
    [InlineData("```csharp\n```\n```csharp\n```", "has 2 csharp blocks; it needs one.")]
    [InlineData("```csharp\nvar x = 1;\n```", "has an example that prints nothing.")]
    [InlineData("```csharp\n// Console.WriteLine(1); // 1\n```", "has an example that prints nothing.")]
    [InlineData("```csharp\nConsole.WriteLine(1); // 1", "has a csharp block without an end.")]
    public void A_page_that_promises_nothing_is_refused(string text, string problem)
    {
        var (page, problems) = (Write(text), new List<string>());
        PageExample.Read(page, problems);
        problems.ShouldBe([$"{page} {problem}"]);
    }

    [Fact]
    public void A_line_that_prints_without_saying_what_is_refused()
    {
        const string Text = "```csharp\nConsole.WriteLine(1); // 1\nConsole.WriteLine(\n    2);\n// 2\n```";
        var (page, problems) = (Write(Text), new List<string>());
        PageExample.Read(page, problems);
        problems.ShouldBe([$"{page}:3 prints without saying what."]);
    }

    [Fact]
    public void The_readme_of_the_package_lists_every_page_and_no_other()
    {
        string[] listed = [.. Links()];
        listed.ShouldBeUnique();
        listed.Except(Pages().Select(InPackage)).ShouldBeEmpty("These pages are listed and do not exist.");
        Pages().Select(InPackage).Except(listed).ShouldBeEmpty("These pages exist and are not listed.");
    }

    [Fact]
    public void The_package_holds_every_page_as_it_is_here() =>
        package
            .Entries.Where(entry => entry.StartsWith("docs/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(entry => (entry, package.Text(entry)))
            .ShouldBe(Pages().Select(page => (InPackage(page), File.ReadAllText(page))));

    static string InPackage(string page) => $"docs/methods/{Path.GetFileName(page)}";

    static IEnumerable<string> Links() =>
        MethodLink().Matches(File.ReadAllText(Readme)).Select(match => match.Groups["page"].Value);

    static string[] Pages() =>
        Directory.Exists(Repository.At("docs", "methods"))
            ? [.. Directory.GetFiles(Repository.At("docs", "methods"), "*.md").Order(StringComparer.Ordinal)]
            : [];

    string Write(string text)
    {
        var page = Path.Combine(package.Folder, Path.ChangeExtension(Path.GetRandomFileName(), ".md"));
        File.WriteAllText(page, text);
        return page;
    }

    [GeneratedRegex(@"\]\(\.\./\.\./(?<page>docs/methods/[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodLink();
}
