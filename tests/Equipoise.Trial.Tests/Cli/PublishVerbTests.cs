using System.Xml.Linq;

namespace Equipoise.Trial.Tests.Cli;

/// <summary>Analyzed trials become a site of files.</summary>
public sealed class PublishVerbTests : IDisposable
{
    static readonly XNamespace atom = "http://www.w3.org/2005/Atom";
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_becomes_a_site_whose_feed_and_digest_lead_to_its_address()
    {
        Analyzed("trials/first", "2024-03-01");
        var run = Publish("--address", "https://example.org/results");

        run.Exit.ShouldBe(0, run.Error);
        run.Output.Trim().ShouldBe($"1 analysis of 1 trial: {folder.File("site/index.html")}");
        XDocument
            .Parse(File.ReadAllText(folder.File("site/feed.xml")))
            .Descendants(atom + "link")
            .Select(link => link.Attribute("href")!.Value)
            .ShouldBe([
                "https://example.org/results/feed.xml",
                "https://example.org/results/index.html",
                "https://example.org/results/trials/XX/index.html",
            ]);
        File.ReadAllText(folder.File("site/digest.txt")).ShouldContain("\nhttps://example.org/results/trials/XX/index.html\n");
        File.ReadAllText(folder.File("site/digest.html")).ShouldContain("href=\"https://example.org/results/trials/XX/index.html\"");
        // The pages beside each other are not moved by it.
        File.ReadAllText(folder.File("site/index.html")).ShouldContain("href=\"trials/XX/index.html\"");
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("ftp://example.org/")]
    [InlineData("https://example.org/?a=b")]
    [InlineData("https://somebody:secret@example.org/")]
    [InlineData("file:///home")]
    public void An_address_that_no_site_can_have_is_refused(string address)
    {
        var run = Publish("--address", address);
        run.Exit.ShouldBe(2);
        run.Error.ShouldStartWith("--address is a folder on the web such as https://example.org/trials/.");
    }

    [Fact]
    public void What_is_published_no_more_is_not_found_by_its_old_address_and_other_files_stay()
    {
        Analyzed("trials/first", "2024-03-01");
        Analyzed("trials/second", "2024-09-01");
        Analyzed("trials/other", "2024-09-01", id: "YY");
        Publish().Exit.ShouldBe(0);
        File.WriteAllText(folder.File("site/trials/notes.txt"), "of the editor");
        Directory.Delete(folder.File("trials/first"), recursive: true);
        Directory.Delete(folder.File("trials/other"), recursive: true);
        var run = Publish();

        run.Exit.ShouldBe(0, run.Error);
        run.Error.ReplaceLineEndings("\n")
            .ShouldBe(
                """
                trials/YY/2024-09-01: is published no more, and was removed.
                trials/YY: is published no more, and was removed.
                trials/XX/2024-03-01: is published no more, and was removed.

                """.ReplaceLineEndings("\n")
            );
        Directory
            .EnumerateFiles(folder.File("site"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.File("site"), file))
            .ShouldBe(
                [
                    "digest.html",
                    "digest.txt",
                    "feed.xml",
                    "index.html",
                    "trials/notes.txt",
                    "trials/XX/index.html",
                    "trials/XX/2024-09-01/protocol.yaml",
                    "trials/XX/2024-09-01/report.html",
                    "trials/XX/2024-09-01/results.json",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_number_that_was_edited_stops_everything_and_the_site_stays_as_it_was()
    {
        Analyzed("trials/first", "2024-03-01");
        Publish().Exit.ShouldBe(0);
        var before = File.ReadAllText(folder.File("site/index.html"));
        var brief = folder.File("trials/first/brief.md");
        var text = File.ReadAllText(brief);
        var end = text.IndexOf("Where each number comes from", StringComparison.Ordinal);
        end.ShouldBeGreaterThan(0);
        File.WriteAllText(brief, string.Concat(text[..end].Replace("60 participants", "61 participants", StringComparison.Ordinal), text[end..]));
        var run = Publish();

        run.Exit.ShouldBe(1);
        run.Error.Trim().ShouldBe($"{brief}: 1 number does not hold; see: equipoise report --check {brief}");
        File.ReadAllText(folder.File("site/index.html")).ShouldBe(before);
    }

    [Fact]
    public void Folders_that_are_no_site_of_this_program_are_not_written_into()
    {
        Analyzed("trials/first", "2024-03-01");
        Directory.CreateDirectory(folder.File("site"));
        File.WriteAllText(folder.File("site/thesis.txt"), "of somebody");
        var run = Publish();

        run.Exit.ShouldBe(2);
        run.Error.Trim().ShouldBe($"{folder.File("site")}: is not empty, and no site of this program; name another folder.");
        Directory.EnumerateFileSystemEntries(folder.File("site")).ShouldHaveSingleItem();
    }

    (int Exit, string Output, string Error) Publish(params string[] arguments) =>
        CommandLine.Run(["publish", folder.File("trials"), "--out", folder.File("site"), .. arguments]);

    /// <summary>A trial of sixty people, its texts and its report, in a folder as <c>analyze</c> writes it.</summary>
    void Analyzed(string name, string published, string id = "XX")
    {
        var at = Directory.CreateDirectory(folder.File(name)).FullName;
        File.WriteAllText(Path.Combine(at, "protocol.yaml"), Protocol(id, published));
        var data = Directory.CreateDirectory(folder.File($"{name}-data")).FullName;
        var people = Enumerable.Range(1, 60).Select(i => (Id: i, Arm: i % 2 == 0 ? "Drug A" : "Drug B")).ToArray();
        File.WriteAllLines(
            Path.Combine(data, "adsl.csv"),
            people
                .Select(one => $"{one.Id},{40 + (one.Id % 30)},{one.Arm},{one.Arm},Y,Y")
                .Prepend("USUBJID,AGE,TRT01P,TRT01A,FASFL,SAFFL")
        );
        File.WriteAllLines(
            Path.Combine(data, "adtte.csv"),
            people
                .Select(one => $"{one.Id},PFS,Progression-free survival,{one.Id * (one.Arm == "Drug A" ? 2 : 1)},{(one.Id % 5 == 0 ? 1 : 0)},MONTHS,{one.Arm}")
                .Prepend("USUBJID,PARAMCD,PARAM,AVAL,CNSR,AVALU,TRTP")
        );
        var run = CommandLine.Run("analyze", "--protocol", Path.Combine(at, "protocol.yaml"), "--data", data, "--out", at);
        run.Exit.ShouldBe(0, run.Error);
        Directory.Delete(data, recursive: true);
    }

    static string Protocol(string id, string published) =>
        $$"""
        equipoise: 1
        trial: {id: {{id}}, title: "A trial", phase: 3, masking: open label, protocol version: "1", funding: "none"}
        arms:
          a: {label: Drug A, role: experimental, ratio: 1}
          b: {label: Drug B, role: control, ratio: 1}
        endpoints:
          PFS:
            label: Progression-free survival
            from: randomization
            event: progression or death
            censor: {no event: last adequate assessment}
            unit: months
        analysis:
          PFS: {test: log-rank, effect: "Cox, ties Efron", confidence: 95%, curves: log-log, median: as SAS}
        plain words:
          condition: an illness
          population: people with the illness
          experimental: drug A
          control: drug B
          outcomes: {PFS: time until the illness grew or the person died}
          published: {{published}}

        """;
}
