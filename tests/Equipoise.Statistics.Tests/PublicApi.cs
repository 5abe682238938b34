using System.Xml.Linq;

namespace Equipoise.Statistics.Tests;

/// <summary>
/// What the package promises to its users changes only on purpose: its public surface is the one that was approved in
/// PublicApi.approved.txt.
/// </summary>
public sealed class PublicApi
{
    const string Approved = "tests/Equipoise.Statistics.Tests/PublicApi.approved.txt";
    const string Received = "artifacts/PublicApi.txt";

    static readonly Type[] types = typeof(Observation).Assembly.GetExportedTypes();

    [Fact]
    public void It_is_the_one_that_was_approved()
    {
        string[] surface =
        [
            "What a program that references the package can use. A change of a line breaks somebody's program.",
            .. PublicSurface.Of(types.Where(IsPromised)),
            "",
            "",
            "Outside the promise of versions:",
            .. PublicSurface.Of(types.Where(type => !IsPromised(type))),
        ];
        File.WriteAllLines(Repository.At(Received), surface);
        var approved = File.Exists(Repository.At(Approved)) ? File.ReadAllLines(Repository.At(Approved)) : [];
        string[] before = [.. WithTheirTypes(approved)];
        string[] now = [.. WithTheirTypes(surface)];
        var changes = before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}"));

        surface
            .SequenceEqual(approved)
            .ShouldBeTrue(
                $"""
                The public surface of the package is not the approved one:
                {string.Join('\n', changes)}
                If that is meant: cp {Received} {Approved}
                and say in CHANGELOG.md what users of the package have to change.
                """
            );
    }

    [Fact]
    public void What_is_outside_the_promise_of_versions_says_so()
    {
        var documentation = XDocument
            .Load(Path.ChangeExtension(typeof(Observation).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);
        foreach (var type in types.Where(type => !type.IsNested))
            documentation[$"T:{type.FullName}"]
                .Contains("Outside the promise of versions.")
                .ShouldBe(!IsPromised(type), type.FullName);
    }

    // A member of one type is not that of another.
    static IEnumerable<string> WithTheirTypes(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            var isMember = line.StartsWith(' ');
            type = isMember ? type : line;
            yield return isMember ? $"{type}: {line.Trim()}" : line;
        }
    }

    static bool IsPromised(Type type) => type.Namespace != "Equipoise.Statistics.Numerics";
}
