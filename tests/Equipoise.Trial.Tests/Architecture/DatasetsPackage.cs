using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Equipoise.Datasets;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>Equipoise.Datasets is a package that stands on its own.</summary>
[Trait("Takes", "time")]
public sealed class DatasetsPackage : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_packs_with_its_page_and_depends_on_the_reader_of_CSV_alone()
    {
        var built = typeof(Table).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var project = Repository.At("src", "Equipoise.Datasets", "Equipoise.Datasets.csproj");
        DotNet.Run(folder.Path, "pack", project, "--no-build", "--configuration", built, "--output", folder.Path);
        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "*.nupkg").ShouldHaveSingleItem());

        using var spec = package.GetEntry("Equipoise.Datasets.nuspec").ShouldNotBeNull().Open();
        XDocument
            .Load(spec)
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value)
            .ShouldBe(["CsvHelper"]);
        using var readme = new StreamReader(package.GetEntry("README.md").ShouldNotBeNull().Open());
        readme.ReadToEnd().ShouldBe(File.ReadAllText(Repository.At("src", "Equipoise.Datasets", "README.md")));
        package
            .Entries.Select(entry => entry.FullName)
            .Where(name => name.StartsWith("lib/", StringComparison.Ordinal))
            .ShouldBe(["lib/net10.0/Equipoise.Datasets.dll", "lib/net10.0/Equipoise.Datasets.xml"], ignoreOrder: true);
    }
}
