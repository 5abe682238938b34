using System.Text;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>A room is read from its folders: they have an order, in which each uses only those before it.</summary>
public sealed class Folders
{
    static readonly string[] rooms =
    [
        .. Directory
            .EnumerateDirectories(Repository.At("src"), "Equipoise.*")
            .Select(path => Path.GetFileName(path)["Equipoise.".Length..])
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_folders_of_every_room_can_be_put_in_an_order()
    {
        var graphs = rooms.AsParallel().AsOrdered().Select(room => (Room: room, Graph: FolderGraph.OfRoom(room))).ToList();
        var table = Table(graphs);
        Directory.CreateDirectory(Repository.At("artifacts"));
        File.WriteAllText(Repository.At("artifacts", "rooms.md"), table);
        foreach (var (room, graph) in graphs)
            graph.Order().ShouldBe(graph.Folders, ignoreOrder: true, $"{room} has folders that use each other.\n{table}");
    }

    [Fact]
    public void Folders_that_use_each_other_have_no_order_whoever_is_between_them()
    {
        const string A = "class A { B? Next; }";
        var pair = FolderGraph.Of("Pair", [("One/A.cs", A), ("Two/B.cs", "class B { A? Back; }")]);
        pair.TwoWayPairs.ShouldBe([("One", "Two")]);
        pair.Order().ShouldBeEmpty();
        Should.Throw<ShouldAssertException>(() => FolderGraph.Of("Alone", [("One/A.cs", "class A { Lost? Name; }")]));

        const string B = "class B { C? Next; }";
        var ring = FolderGraph.Of(
            "Ring",
            [("One/A.cs", A), ("Two/B.cs", B), ("Three/C.cs", "class C { A? Next; }"), ("D.cs", "class D;")]
        );
        ring.TwoWayPairs.ShouldBeEmpty();
        ring.Order().ShouldBe(["."]);
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder() =>
        (
            from room in rooms
            from file in Directory.EnumerateFiles(Repository.At("src", $"Equipoise.{room}"), "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(Repository.At("src"), Path.GetDirectoryName(file)!)
            let expected = $"namespace {folder.Replace(Path.DirectorySeparatorChar, '.')};"
            where !File.ReadLines(file).Contains(expected)
            select Path.GetRelativePath(Repository.Root, file)
        ).ShouldBeEmpty();

    /// <summary>The rooms with the number of their folders, uses and pairs, and under each whatever has no order.</summary>
    static string Table(IEnumerable<(string Room, FolderGraph Graph)> graphs)
    {
        var text = new StringBuilder(
            "| room | folders | uses between folders | two-way pairs | order |\n|---|---:|---:|---:|---|\n"
        );
        var pairs = new StringBuilder();
        foreach (var (room, graph) in graphs)
        {
            text.Append($"| {room} | {graph.Folders.Count} | {graph.Uses.Count} | {graph.TwoWayPairs.Count} | ")
                .Append($"{string.Join(", ", graph.Order())} |\n");
            foreach (var (one, other) in graph.TwoWayPairs)
                pairs
                    .Append($"\n{room}: {one} and {other}\n")
                    .Append($"- {Some(graph.Uses[(one, other)])}\n- {Some(graph.Uses[(other, one)])}\n");
        }
        return text.Append(pairs).ToString();
    }

    static string Some(IReadOnlyList<string> uses) => $"{uses.Count}: {string.Join(", ", uses.Distinct().Take(3))}";
}
