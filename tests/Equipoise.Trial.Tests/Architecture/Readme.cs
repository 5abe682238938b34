using System.Diagnostics;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The README does what it says.</summary>
public sealed class Readme
{
    static readonly string[] Lines = File.ReadAllLines(Repository.At("README.md"));

    [Fact]
    public void It_has_at_most_150_lines() => Lines.Length.ShouldBeLessThanOrEqualTo(150);

    [Fact]
    public void Its_library_example_is_the_one_that_is_compiled_here()
    {
        var source = File.ReadAllLines(Repository.At("tests", "Equipoise.Trial.Tests", "Architecture", "ReadmeExample.cs"));
        var example = source
            .SkipWhile(line => !line.Contains("// <example>"))
            .Skip(1)
            .TakeWhile(line => !line.Contains("// </example>"));
        var block = Block("csharp");
        var usings = block.TakeWhile(line => line.Length > 0).ToArray();
        block.Skip(usings.Length + 1).ShouldBe(example.Select(line => line.Length > 8 ? line[8..] : ""));
        usings.ShouldBe(source.Where(line => line.StartsWith("using Equipoise.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_library_example_prints_what_its_comments_say()
    {
        var promised = Block("csharp")
            .SkipWhile(line => !line.Contains("Console.WriteLine"))
            .Where(line => line.Contains("// "))
            .Select(line => line[(line.IndexOf("// ", StringComparison.Ordinal) + 3)..]);
        ReadmeExample.Run().Trim().Split(Environment.NewLine).ShouldBe(promised);
    }

    [Fact]
    [Trait("Takes", "time")]
    public void Its_commands_run_as_written_and_its_figure_is_what_they_draw()
    {
        var folder = Directory.CreateTempSubdirectory("equipoise-readme-").FullName;
        try
        {
            Copy(Repository.At("examples"), Path.Combine(folder, "examples"));
            var commands = Lines.Where(line => line.StartsWith("./equipoise ", StringComparison.Ordinal)).ToArray();
            commands.Length.ShouldBeGreaterThan(5);
            foreach (var command in commands.Where(one => !one.Contains(" serve ", StringComparison.Ordinal)))
                Shell(folder, command["./equipoise ".Length..]);
            File.ReadAllText(Repository.At("docs", "images", "patina-pfs.svg"))
                .ShouldBe(
                    File.ReadAllText(Path.Combine(folder, "patina-demo", "figures", "pfs.svg")),
                    "Run ./equipoise demo and copy figures/pfs.svg here."
                );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_file_and_folder_that_a_page_links_to_exists()
    {
        string[] pages =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.md"),
            .. Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories),
        ];
        var broken =
            from page in pages
            from link in Links(File.ReadAllText(page))
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link))
            select $"{Path.GetFileName(page)} -> {link}";
        broken.ShouldBeEmpty();
    }

    // What stands between "](" and ")", unless it is an address of the web or a place in the page.
    static IEnumerable<string> Links(string page) =>
        page.Split("](")
            .Skip(1)
            .Select(rest => rest[..rest.IndexOf(')')])
            .Where(link => !link.Contains(':') && !link.StartsWith('#'));

    static string[] Block(string language) =>
        [.. Lines.SkipWhile(line => line != $"```{language}").Skip(1).TakeWhile(line => line != "```")];

    static void Shell(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(Equipoise.Cli.Program).Assembly.Location}\" {arguments}")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{arguments}: {error.Result}");
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
