namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The examples of pages, as their readers run them: in a console program that references the package.</summary>
static class PageExamples
{
    // What the examples call instead of System.Console: each printed line goes out with the page and the line that printed it.
    const string Console = """
        using System.Runtime.CompilerServices;

        static class Console
        {
            public static void WriteLine(object? value, [CallerFilePath] string page = "", [CallerLineNumber] int line = 0)
            {
                foreach (var text in $"{value}".Split('\n'))
                    System.Console.Out.Write($"{page}\t{line}\t{text.TrimEnd('\r')}\n");
            }
        }
        """;

    // An example that throws ends, with its reason and its place; the others run.
    const string Program = """
        System.Console.OutputEncoding = System.Text.Encoding.UTF8;
        foreach (var example in new Action[] { EXAMPLES })
        {
            try
            {
                example();
            }
            catch (Exception exception)
            {
                System.Console.Error.WriteLine(exception);
                Environment.ExitCode = 1;
            }
        }
        """;

    /// <summary>
    /// Runs the example of each page, all in one program. Returns every difference between what a page says and what it prints.
    /// </summary>
    public static IReadOnlyList<string> Differences(PackedStatistics package, IEnumerable<string> pages)
    {
        var differences = new List<string>();
        PageExample[] examples = [.. pages.Select(page => PageExample.Read(page, differences)).OfType<PageExample>()];
        var printed = Run(package, examples);
        foreach (var example in examples)
            foreach (var (line, expected) in example.Expected)
            {
                var actual = printed[(example.Page, line)].ToArray();
                for (var i = 0; i < int.Max(expected.Length, actual.Length); i++)
                    if (expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i))
                        differences.Add($"{example.Page}:{line} prints {Text(actual, i)}; the page says {Text(expected, i)}.");
            }
        return differences;
    }

    static ILookup<(string Page, int Line), string> Run(PackedStatistics package, PageExample[] examples)
    {
        var folder = Directory.CreateDirectory(Path.Combine(package.Folder, "examples")).FullName;
        File.WriteAllText(Path.Combine(folder, "examples.csproj"), Project(package));
        File.WriteAllText(Path.Combine(folder, "Console.cs"), Console);
        for (var i = 0; i < examples.Length; i++)
            File.WriteAllText(Path.Combine(folder, $"Page{i}.cs"), examples[i].Source($"Page{i}"));
        var calls = string.Join(", ", examples.Select((_, i) => $"Page{i}.Example.Run"));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program.Replace("EXAMPLES", calls, StringComparison.Ordinal));

        DotNet.Run(folder, "build", "--output", "out", "--verbosity", "quiet");
        return DotNet
            .Run(folder, Path.Combine("out", "examples.dll"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t', 3))
            .ToLookup(parts => (parts[0], int.Parse(parts[1])), parts => parts[2]);
    }

    // The package comes from its folder, whatever else this machine has of that name; what it depends on, from where packages come
    // from on this machine.
    static string Project(PackedStatistics package) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseAppHost>false</UseAppHost>
                <RestoreAdditionalProjectSources>{package.Folder}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(package.Folder, "restored")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Equipoise.Statistics" Version="{package.Metadata.Element("version")!.Value}" />
              </ItemGroup>
            </Project>
            """;

    static string Text(string[] texts, int index) => index < texts.Length ? $"\"{texts[index]}\"" : "nothing";
}
