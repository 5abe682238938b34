using System.Text.RegularExpressions;

namespace Equipoise.Datasets.Tests;

/// <summary>The example of the package's README: what stands there is what is run here, and prints what it says.</summary>
public sealed partial class ReadmeExample : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_example_of_the_README_is_the_one_that_is_run_and_prints_what_it_says()
    {
        var readme = File.ReadAllText(Repository.At("src", "Equipoise.Datasets", "README.md"));
        var example = Block().Match(readme).Groups["code"].Value;
        var source = File.ReadAllText(Repository.At("tests", "Equipoise.Datasets.Tests", "ReadmeProgram.cs"));
        Lines(source).ShouldBe(Lines(example));

        var printed = new StringWriter();
        ReadmeProgram.Run(folder.Path, printed);
        var said = Said().Matches(example).SelectMany(line => line.Groups["text"].Value.Split(", ").Select(text => text.Trim()));
        string.Join(", ", printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()))
            .ShouldBe(string.Join(", ", said));
    }

    // Without the lines around the example that make it a method, and without what a file of its own needs.
    static string[] Lines(string text) =>
        [
            .. text.Split('\n')
                .Select(line => line.Trim())
                .SkipWhile(line => !line.StartsWith("// A data set of columns", StringComparison.Ordinal))
                .TakeWhile(line => line != "// The end.")
                .Where(line => line.Length > 0)
                .Select(line => AtFile().Replace(line, "\"${file}\"")),
        ];

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"Console\.WriteLine\([^\n]*\); // (?<text>[^\n]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("At\\(\"(?<file>[^\"]+)\"\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AtFile();
}
