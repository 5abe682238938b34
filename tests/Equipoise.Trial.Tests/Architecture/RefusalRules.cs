using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>The names of the rules by which commands are refused are a contract: a page translates them, another program reads them.</summary>
public sealed partial class RefusalRules
{
    static readonly string approved = Repository.At("tests", "Equipoise.Trial.Tests", "Architecture", "RefusalRules.approved.txt");

    [Fact]
    public void The_rules_are_those_of_the_approved_list()
    {
        var rules = Directory
            .EnumerateFiles(Repository.At("src", "Equipoise.Conduct"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Rule().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["rule"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        rules.Count.ShouldBeGreaterThan(150);
        var found = string.Join('\n', rules) + "\n";
        Directory.CreateDirectory(Repository.At("artifacts"));
        File.WriteAllText(Repository.At("artifacts", "RefusalRules.txt"), found);
        found.ShouldBe(File.ReadAllText(approved), "A rule that clients know changed. If it is meant: cp artifacts/RefusalRules.txt " + approved);
    }

    [Fact]
    public void The_page_of_roles_shows_the_table_that_is_asked()
    {
        var page = File.ReadAllText(Repository.At("docs", "roles.md"));
        page.Split("```\n")[1].ShouldBe(Rights.Text);
    }

    [GeneratedRegex(@"(?:new(?: Refusal)?|Refuse|Refused)\(\s*""(?<rule>[a-z][a-z0-9]*(-[a-z0-9]+)+)"",|const string \w+ = ""(?<rule>[a-z]+(-[a-z0-9]+)+)"";", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Rule();
}
