namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The container is built from this source, and its user is not root.</summary>
public sealed class ContainerTests
{
    static readonly string[] lines =
    [
        .. File.ReadAllLines(Repository.At("Containerfile")).Where(line => line.Length > 0 && line[0] != '#'),
    ];

    [Fact]
    public void It_is_built_from_a_project_that_is_here_and_takes_nothing_else_along()
    {
        var publish = lines.Where(line => line.StartsWith("RUN ", StringComparison.Ordinal)).ShouldHaveSingleItem().Split(' ');
        publish[1..3].ShouldBe(["dotnet", "publish"]);
        Directory.Exists(Repository.At(publish[3].Split('/'))).ShouldBeTrue();
        File.ReadAllLines(Repository.At(".containerignore")).ShouldContain("artifacts/");
        File.ReadAllText(Repository.At(".dockerignore")).ShouldBe(File.ReadAllText(Repository.At(".containerignore")));
    }

    [Fact]
    public void Its_user_is_a_number_that_is_not_root_and_the_program_is_what_starts()
    {
        var last = Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        var user = lines[last..].Where(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldHaveSingleItem()["USER ".Length..];
        user.Split(':').ShouldAllBe(id => int.Parse(id) > 0);
        lines[^1].ShouldBe("ENTRYPOINT [\"dotnet\", \"/equipoise/equipoise.dll\"]");
    }
}
