using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>The verb <c>demo</c>, from its first line to its last.</summary>
[Collection(OfTheDemo.Name)]
[Trait("Takes", "time")]
public sealed partial class DemoTests(DemoRun demo) : IDisposable
{
    const int Timeout = 10_000;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_ends_with_the_path_of_a_report_that_exists()
    {
        (demo.Exit, demo.Error).ShouldBe((0, ""));
        var last = demo.Output.TrimEnd('\n').Split('\n')[^1];
        last.ShouldBe(demo.At("report.html"));
        File.Exists(last).ShouldBeTrue();
    }

    [Fact]
    public void It_lives_the_verbs_in_their_order() =>
        Title()
            .Matches(demo.Output)
            .Select(title => title.Groups["verb"].Value)
            .ShouldBe(["check", "design", "simulate", "rehearse", "verify", "analyze", "publish"]);

    [Fact]
    public void Its_folder_holds_protocol_scenario_log_data_and_what_was_told()
    {
        string[] expected =
        [
            "protocol.yaml",
            "scenario.yaml",
            "trial.db",
            "trial.db.head",
            "trial.db.seed",
            "sdtm",
            "adam",
            "results.json",
            "report.html",
            "report.docx",
            "tables.txt",
            "tables.rtf",
            "brief.md",
            "lay-summary.md",
            "abstract.md",
            "results.md",
            "figures",
            "tables",
            "site/index.html",
            "site/feed.xml",
            "site/digest.html",
        ];
        expected.Where(name => !Path.Exists(demo.At(name))).ShouldBeEmpty();
        foreach (var name in new[] { "protocol.yaml", "scenario.yaml" })
            File.ReadAllBytes(demo.At(name))
                .ShouldBe(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Examples.ProtocolPath("patina"))!, name)));
    }

    [Fact]
    public void The_report_says_on_the_screen_and_on_every_printed_page_that_the_data_are_synthetic()
    {
        var html = File.ReadAllText(demo.At("report.html"));

        // In the body before anything else is told, and in the margin box that a browser repeats on each page of paper.
        html.ShouldContain("<p class=\"synthetic\">Synthetic data: virtual participants, no real person</p>");
        html.IndexOf("class=\"synthetic\"", StringComparison.Ordinal)
            .ShouldBeLessThan(html.IndexOf("<h1", StringComparison.Ordinal));
        html.ShouldContain("@page { @top-center { content: \"Synthetic data: virtual participants, no real person\"; } }");
        File.ReadAllText(demo.At("brief.md")).ShouldStartWith("> **Synthetic data: virtual participants, no real person.**");
        demo.Output.ShouldContain("(synthetic data)");
    }

    [Fact]
    public void Every_number_of_the_brief_is_a_result_quoted_by_its_address()
    {
        var parts = File.ReadAllText(demo.At("brief.md")).Split("\n---\n");
        var quoted = Quote()
            .Matches(parts[1])
            .Select(quote => (Printed: quote.Groups["printed"].Value, Address: quote.Groups["address"].Value))
            .ToList();

        quoted.Count.ShouldBeGreaterThan(20);
        foreach (var (printed, address) in quoted)
        {
            var result = demo.Results.At(address).ShouldNotBeNull(address);
            // A P value has the decimals of a journal, and is the same number.
            if (result.Operation == "pTwoSided")
                double.Parse(printed, CultureInfo.InvariantCulture).ShouldBe(result.Raw!.Value, 0.005, address);
            else
                printed.TrimEnd('%').ShouldBe(result.Formatted.TrimEnd('%'), address);
        }
        var known = quoted.Select(quote => quote.Printed).ToHashSet();
        // What is no result: a grade of the scale, the level of an interval, a month at which curves are read.
        string[] words = ["3", "4", "95%", "48"];
        // A digit within a word, as in HER2 or CDK4/6, is a name.
        Number().Matches(parts[0]).Select(number => number.Value).Except(known).Except(words).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_something_else_made_is_refused_and_left_as_it_is()
    {
        folder.File("thesis.txt", "mine");

        var (exit, output, error) = CommandLine.Run("demo", "--out", folder.Path);

        (exit, output).ShouldBe((2, ""));
        error.ShouldContain("no demo made it");
        File.ReadAllText(folder.File("thesis.txt")).ShouldBe("mine");
    }

    [Fact]
    public void Run_again_it_replaces_its_own_folder_and_comes_to_the_same()
    {
        // What a demo of an earlier version may have left: the whole folder goes, not only what has the same name.
        Directory.CreateDirectory(folder.File("again"));
        File.Copy(demo.At(".equipoise-demo"), folder.File("again/.equipoise-demo"));
        folder.File("again/old.txt", "from before");

        var (exit, output, _) = CommandLine.Run(new DemoRun.StoppedClock(), "demo", "--out", folder.File("again"));

        exit.ShouldBe(0, output);
        Files(folder.File("again")).ShouldBe(Files(demo.Folder));
        foreach (
            var name in Files(demo.Folder)
                .Where(name =>
                    name.StartsWith("trial.db.", StringComparison.Ordinal)
                    || name.EndsWith(".xpt", StringComparison.Ordinal)
                    || name is "results.json" or "report.html" or "report.docx" or "brief.md"
                )
        )
            File.ReadAllBytes(folder.File($"again/{name}"))
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(demo.At(name)))
                .ShouldBeTrue(name);
    }

    // SQLite leaves these behind or not, as it likes.
    static string[] Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
                .Where(name =>
                    !name.EndsWith("-shm", StringComparison.Ordinal) && !name.EndsWith("-wal", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex(@"^(?<verb>\w+): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Title();

    [GeneratedRegex(@"^- (?<printed>\S+) is `(?<address>[^`]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Quote();

    [GeneratedRegex(@"(?<![\w.-]|CDK4/)\d+(\.\d+)?%?(?![\w])", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Number();
}
