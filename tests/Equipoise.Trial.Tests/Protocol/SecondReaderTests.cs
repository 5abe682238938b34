using System.Text.RegularExpressions;
using Equipoise.Cli.Verbs;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>
/// The YAML that this repository shows is read alike by any reader of YAML 1.1. Readers differ over plain texts: a comma ends one
/// within brackets, a colon begins a value, and some readers stop at a question mark. So these texts are quoted.
/// </summary>
public sealed partial class SecondReaderTests
{
    public static TheoryData<string> Files()
    {
        TheoryData<string> files = ["starter protocol", "starter scenario"];
        foreach (var folder in (string[])["examples", "bench/scenarios"])
            foreach (var file in Directory.EnumerateFiles(Repository.At(folder.Split('/')), "*.yaml", SearchOption.AllDirectories))
                files.Add(Path.GetRelativePath(Repository.Root, file));
        foreach (var page in Directory.EnumerateFiles(Repository.At("docs"), "*.md", SearchOption.AllDirectories))
            for (var block = 0; block < Block().Count(File.ReadAllText(page)); block++)
                files.Add($"{Path.GetRelativePath(Repository.Root, page)}#{block}");
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_with_a_comma_a_colon_or_a_question_mark_are_quoted(string file)
    {
        var parser = new Parser(new StringReader(Text(file)));
        var plain = new List<string>();
        while (parser.MoveNext())
            if (parser.Current is Scalar { Style: ScalarStyle.Plain } scalar && scalar.Value.AsSpan().ContainsAny(",:?"))
                plain.Add($"line {scalar.Start.Line}: {scalar.Value}");
        plain.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_plain_reader_gets_one_document_of_named_values_and_no_name_without_a_value(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(file)));

        var root = stream.Documents.ShouldHaveSingleItem().RootNode.ShouldBeOfType<YamlMappingNode>();
        foreach (var map in root.AllNodes.OfType<YamlMappingNode>())
            foreach (var (name, value) in map.Children)
                (value is YamlScalarNode { Value: "" or null }).ShouldBeFalse($"{name} has no value");
    }

    [Fact]
    public void The_pages_show_some() => Files().Count.ShouldBeGreaterThanOrEqualTo(11);

    static string Text(string file) =>
        file switch
        {
            "starter protocol" => StarterProtocol.Text,
            "starter scenario" => StarterScenario.Text,
            _ when file.Split('#') is [var page, var block] => Block().Matches(File.ReadAllText(Repository.At(page)))[int.Parse(block)].Groups["yaml"].Value,
            _ => File.ReadAllText(Repository.At(file)),
        };

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
