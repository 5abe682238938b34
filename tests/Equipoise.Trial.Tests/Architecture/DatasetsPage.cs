using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The page about data sets in files: its commands are run in their order, and print what it shows.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    static readonly string page = File.ReadAllText(Repository.At("docs", "datasets.md"));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_commands_print_what_they_show()
    {
        Directory.CreateDirectory(folder.File("aml"));
        var commands = Command().Matches(page);
        commands.Count.ShouldBe(5);
        foreach (Match command in commands)
        {
            string[] words = [.. command.Groups["call"].Value.Split(' ').Select(Here)];
            var (exit, output, error) = CommandLine.Run(new StoppedClock(), words);
            exit.ShouldBe(0, error);
            Lines((error + output).Replace(folder.Path + Path.DirectorySeparatorChar, "").Replace(Repository.At() + Path.DirectorySeparatorChar, ""))
                .ShouldBe(Lines(command.Groups["printed"].Value));
        }
    }

    string Here(string word) =>
        word.StartsWith("examples/", StringComparison.Ordinal) ? Repository.At(word.Split('/'))
        : word.StartsWith("aml", StringComparison.Ordinal) ? folder.File(word)
        : word;

    static string[] Lines(string text) => [.. text.Trim().Split('\n').Select(line => line.TrimEnd())];

    [GeneratedRegex(@"```\n\$ equipoise (?<call>[^\n]+)\n(?<printed>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
    }
}
