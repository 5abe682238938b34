using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>Which folders of a room use which, as the compiler binds their names.</summary>
/// <param name="Folders">Every folder with code, as a path within the room; "." is the room itself.</param>
/// <param name="Uses">From a folder to another, with the uses: "CoxAnalysis.cs names Format".</param>
sealed record FolderGraph(
    IReadOnlyList<string> Folders,
    IReadOnlyDictionary<(string From, string To), IReadOnlyList<string>> Uses
)
{
    const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    // Names that nothing declares: with them the graph would be empty and every order right.
    static readonly string[] unbound = ["CS0103", "CS0234", "CS0246"];

    static readonly IReadOnlyList<MetadataReference> assemblies =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Folders that use each other, each pair once.</summary>
    public IReadOnlyList<(string One, string Other)> TwoWayPairs =>
        [.. Uses.Keys.Where(use => string.CompareOrdinal(use.From, use.To) < 0 && Uses.ContainsKey((use.To, use.From)))];

    /// <summary>The graph of a room of the repository.</summary>
    public static FolderGraph OfRoom(string room)
    {
        var root = Repository.At("src", $"Equipoise.{room}");
        return Of(
            $"Equipoise.{room}",
            Directory
                .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)))
                .Concat(Pages(root, room))
        );
    }

    /// <summary>
    /// The pages of a room, each as the class that its markup becomes: what uses a page is seen, and not what a page uses.
    /// </summary>
    static IEnumerable<(string Path, string Text)> Pages(string root, string room) =>
        from path in Directory.EnumerateFiles(root, "*.razor", SearchOption.AllDirectories)
        let page = Path.GetFileNameWithoutExtension(path)
        where page != "_Imports"
        let folder = Path.GetDirectoryName(Path.GetRelativePath(root, path))!.Replace('\\', '/')
        let space = $"Equipoise.{room}.{folder.Replace('/', '.')}"
        select (
            $"{folder}/{page}.razor.cs",
            $"namespace {space}; public partial class {page} : Microsoft.AspNetCore.Components.ComponentBase;"
        );

    /// <summary>The graph of files in folders.</summary>
    public static FolderGraph Of(string assembly, IEnumerable<(string Path, string Text)> files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path)).ToList();
        var compilation = CSharpCompilation.Create(
            assembly,
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            assemblies.Where(reference => NameOf(reference) != assembly && NameOf(reference) != "equipoise"),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
        );
        compilation.GetDiagnostics().Where(found => unbound.Contains(found.Id)).ShouldBeEmpty();
        var uses = new SortedDictionary<(string, string), IReadOnlyList<string>>();
        foreach (var group in trees.SelectMany(tree => UsesOf(compilation, tree)).GroupBy(use => (use.From, use.To)))
            uses[group.Key] = [.. group.Select(use => use.Words)];
        return new([.. trees.Select(FolderOf).Distinct().Order(StringComparer.Ordinal)], uses);
    }

    /// <summary>The folders in an order in which each uses only those before it; what cannot be put in one is left out.</summary>
    public IReadOnlyList<string> Order()
    {
        var order = new List<string>();
        while (Folders.FirstOrDefault(folder => !order.Contains(folder) && UsedBy(folder).All(order.Contains)) is { } next)
            order.Add(next);
        return order;
    }

    IEnumerable<string> UsedBy(string folder) => Uses.Keys.Where(use => use.From == folder).Select(use => use.To);

    static IEnumerable<(string From, string To, string Words)> UsesOf(Compilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is IMethodSymbol { ReducedFrom: { } extension })
                symbol = extension;
            if (symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol)
                foreach (var place in symbol.OriginalDefinition.Locations.Where(place => place.IsInSource).Take(1))
                    if (FolderOf(place.SourceTree!) != FolderOf(tree))
                        yield return (
                            FolderOf(tree),
                            FolderOf(place.SourceTree!),
                            $"{Path.GetFileName(tree.FilePath)} names {symbol.Name}"
                        );
        }
    }

    static string FolderOf(SyntaxTree tree) => Path.GetDirectoryName(tree.FilePath) is { Length: > 0 } folder ? folder : ".";

    static string NameOf(MetadataReference reference) => Path.GetFileNameWithoutExtension(reference.Display!);
}
