using System.Xml.Linq;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The table of rooms in ARCHITECTURE.md, held against the project files.</summary>
public sealed class Rooms
{
    // What each room may reference, from the table in ARCHITECTURE.md.
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Statistics"] = [],
        ["Datasets"] = [],
        ["Conformance"] = ["Datasets"],
        ["Protocol"] = ["Statistics"],
        ["TrialLog"] = [],
        ["Conduct"] = ["Protocol", "TrialLog"],
        ["Exchange"] = ["Protocol", "TrialLog", "Conduct", "Datasets"],
        ["Analysis"] = ["Protocol", "Datasets", "Statistics"],
        ["Design"] = ["Protocol", "Statistics", "TrialLog", "Conduct", "Datasets"],
        ["Reporting"] = ["Protocol", "Datasets", "Analysis", "Design"],
        ["Server"] = ["Protocol", "TrialLog", "Conduct"],
        ["Cli"] =
        [
            "Statistics",
            "Datasets",
            "Conformance",
            "Protocol",
            "TrialLog",
            "Conduct",
            "Exchange",
            "Analysis",
            "Design",
            "Reporting",
            "Server",
        ],
    };

    // The only rooms of each package.
    static readonly Dictionary<string, string[]> RoomsOf = new()
    {
        ["MathNet.Numerics"] = ["Statistics"],
        ["CsvHelper"] = ["Datasets"],
        ["YamlDotNet"] = ["Protocol", "Conformance"],
        ["Microsoft.Data.Sqlite"] = ["TrialLog"],
        ["Npgsql"] = ["TrialLog"],
        ["AngleSharp"] = ["Reporting"],
        ["DocumentFormat.OpenXml"] = ["Reporting"],
        ["SkiaSharp"] = ["Reporting"],
        ["SkiaSharp.NativeAssets.Linux.NoDependencies"] = ["Reporting"],
        ["Microsoft.AspNetCore.OpenApi"] = ["Server"],
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = ["Server"],
        ["OpenTelemetry.Extensions.Hosting"] = ["Server"],
        ["System.CommandLine"] = ["Cli"],
        ["Spectre.Console"] = ["Cli"],
    };

    static readonly string[] NamesOfNothing = ["Common", "Core", "Shared", "Infrastructure", "Utils", "Helpers"];

    [Fact]
    public void Every_project_of_the_solution_is_a_room_of_the_table() =>
        Projects().Select(project => project.Room).ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Fact]
    public void A_room_references_only_the_rooms_that_the_table_allows() =>
        Projects()
            .SelectMany(project =>
                Names(project.Xml, "ProjectReference")
                    .Select(path => Room(Path.GetFileNameWithoutExtension(path)))
                    .Except(Allowed[project.Room])
                    .Select(room => $"{project.Room} -> {room}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_package_is_referenced_only_in_its_room() =>
        Projects()
            .SelectMany(project =>
                Names(project.Xml, "PackageReference")
                    .Where(package => RoomsOf.GetValueOrDefault(package)?.Contains(project.Room) != true)
                    .Select(package => $"{package} in {project.Room}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_file_of_the_product_is_longer_than_350_lines() =>
        Allowed
            .Keys.SelectMany(SourceFiles)
            .Select(file => (Name: Path.GetFileName(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > 350)
            .ShouldBeEmpty();

    [Fact]
    public void No_project_folder_or_type_is_named_after_nothing() =>
        Allowed
            .Keys.SelectMany(SourceFiles)
            .Select(file => Path.GetRelativePath(Repository.At("src"), file))
            .Where(path =>
                path.Split('/', '\\', '.').Any(NamesOfNothing.Contains)
                || path.EndsWith("Manager.cs", StringComparison.Ordinal)
                || path.EndsWith("Helper.cs", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();

    [Fact]
    public void The_table_of_rooms_in_the_architecture_page_says_the_same()
    {
        var rows = File.ReadLines(Repository.At("ARCHITECTURE.md"))
            .Where(line => line.StartsWith("| `Equipoise.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => Room(cells[1].Trim('`')), cells => cells[3]);
        rows.Keys.ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var (room, references) in rows)
            if (references != "all above")
                references
                    .Replace("-", "", StringComparison.Ordinal)
                    .Split(", ", StringSplitOptions.RemoveEmptyEntries)
                    .ShouldBe(Allowed[room], ignoreOrder: true, room);
    }

    static IEnumerable<(string Room, XDocument Xml)> Projects() =>
        Directory
            .EnumerateFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => (Room(Path.GetFileNameWithoutExtension(path)), XDocument.Load(path)));

    static IEnumerable<string> SourceFiles(string room) =>
        Directory.EnumerateFiles(Repository.At("src", $"Equipoise.{room}"), "*.cs", SearchOption.AllDirectories);

    static IEnumerable<string> Names(XDocument project, string element) =>
        project.Descendants(element).Select(item => item.Attribute("Include")!.Value);

    static string Room(string project) => project["Equipoise.".Length..];
}
