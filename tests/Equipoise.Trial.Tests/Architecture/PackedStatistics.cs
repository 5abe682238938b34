using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Equipoise.Statistics.Curves;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>Equipoise.Statistics as others get it: packed, as it was built for these tests, into a folder of its own.</summary>
public sealed class PackedStatistics : IDisposable
{
    readonly ZipArchive package;

    public PackedStatistics()
    {
        // The build that runs these tests: packing builds nothing, so it takes seconds and what is packed is what was tested.
        var built = typeof(KaplanMeier).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var project = Repository.At("src", "Equipoise.Statistics", "Equipoise.Statistics.csproj");
        DotNet.Run(Folder, "pack", project, "--no-build", "--configuration", built, "--output", Folder);
        Path = Directory.GetFiles(Folder, "*.nupkg").ShouldHaveSingleItem();
        package = ZipFile.OpenRead(Path);
    }

    /// <summary>Where it lies, alone: a feed of one package. Whatever is written below is gone with the tests.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("equipoise-package-").FullName;

    /// <summary>The package.</summary>
    public string Path { get; }

    /// <summary>The files in it.</summary>
    public IEnumerable<string> Entries => package.Entries.Select(entry => entry.FullName);

    /// <summary>What it says of itself, without the namespace of its schema.</summary>
    public XElement Metadata
    {
        get
        {
            var root = XElement.Parse(Text("Equipoise.Statistics.nuspec").TrimStart('\uFEFF'));
            foreach (var element in root.DescendantsAndSelf())
                element.Name = element.Name.LocalName;
            return root.Element("metadata")!;
        }
    }

    /// <summary>A file in it.</summary>
    public ImmutableArray<byte> Bytes(string entry)
    {
        using var file = package.GetEntry(entry).ShouldNotBeNull(entry).Open();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return [.. bytes.ToArray()];
    }

    /// <summary>A file in it that is text.</summary>
    public string Text(string entry) => Encoding.UTF8.GetString(Bytes(entry).AsSpan());

    public void Dispose()
    {
        package.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>The tests that share one package.</summary>
[CollectionDefinition(nameof(PackedStatistics))]
public sealed class PackedOnce : ICollectionFixture<PackedStatistics>;
