using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>Equipoise.Statistics is a package that stands on its own.</summary>
[Collection(nameof(PackedStatistics))]
[Trait("Takes", "time")]
public sealed class Package(PackedStatistics package)
{
    [Fact]
    public void It_has_the_version_and_license_of_the_repository_and_says_what_it_is()
    {
        string Says(string element) => package.Metadata.Element(element).ShouldNotBeNull(element).Value;
        var properties = XDocument.Load(Repository.At("Directory.Build.props")).Descendants();
        var repository = properties.ToLookup(property => property.Name.LocalName, property => property.Value);

        Says("id").ShouldBe("Equipoise.Statistics");
        Says("version").ShouldBe(repository["Version"].Single());
        Says("license").ShouldBe(repository["PackageLicenseExpression"].Single());
        Says("description").ShouldNotBeEmpty();
        Says("tags").Split(' ').ShouldContain("survival-analysis");
        package.Text(Says("readme")).ShouldBe(File.ReadAllText(Repository.At("src", "Equipoise.Statistics", "README.md")));
    }

    [Fact]
    public void It_depends_on_MathNet_alone() =>
        package.Metadata.Descendants("dependency").Select(d => d.Attribute("id")!.Value).ShouldBe(["MathNet.Numerics"]);

    [Fact]
    public void It_brings_one_assembly_with_its_documentation_and_the_validation_page()
    {
        package
            .Entries.Where(entry => entry.StartsWith("lib/", StringComparison.Ordinal))
            .ShouldBe(["lib/net10.0/Equipoise.Statistics.dll", "lib/net10.0/Equipoise.Statistics.xml"], ignoreOrder: true);
        package.Text("lib/net10.0/Equipoise.Statistics.xml").ShouldContain("T:Equipoise.Statistics.Curves.KaplanMeier");
        package.Text("VALIDATION.md").ShouldBe(File.ReadAllText(Repository.At("VALIDATION.md")));
    }

    [Fact]
    public void Its_symbols_are_inside()
    {
        using var assembly = new PEReader(package.Bytes("lib/net10.0/Equipoise.Statistics.dll"));
        assembly.ReadDebugDirectory().ShouldContain(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
    }

    [Fact]
    public void Nothing_is_packable_but_two_libraries_and_the_program()
    {
        Packable(Repository.At("Directory.Build.props")).ShouldBe(["false"]);
        string[] folders = ["src", "tests", "bench"];
        folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => Packable(project).Any())
            .Select(Path.GetFileName)
            .ShouldBe(["Equipoise.Cli.csproj", "Equipoise.Datasets.csproj", "Equipoise.Statistics.csproj"], ignoreOrder: true);
    }

    static IEnumerable<string> Packable(string project) =>
        XDocument.Load(project).Descendants("IsPackable").Select(property => property.Value);
}
