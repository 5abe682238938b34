using System.Text;
using Equipoise.Protocol.Reading;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>One slip in the protocol of PATINA, and the one problem that must be found for it.</summary>
static class Slip
{
    /// <summary>Marks, in the text put in, where the problem must be reported. Not part of the file.</summary>
    const char Here = '‸';

    static readonly string patina = File.ReadAllText(Examples.ProtocolPath("patina"));

    /// <summary>Replaces the first occurrence, and expects one problem: at the mark, at that path, saying that.</summary>
    public static void In(string find, string replacement, string path, string message) =>
        Of(Replace(patina, find, replacement), path, message);

    /// <summary>The same for a slip that takes several places to make.</summary>
    public static void In((string Find, string Replacement)[] edits, string path, string message) =>
        Of(edits.Aggregate(patina, (text, edit) => Replace(text, edit.Find, edit.Replacement)), path, message);

    internal static string Replace(string text, string find, string replacement)
    {
        var at = text.IndexOf(find, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the example no longer has: {find}");
        return text[..at] + replacement + text[(at + find.Length)..];
    }

    /// <summary>Expects one problem of a whole text: at the mark, at that path, saying that.</summary>
    public static void Of(string marked, string path, string message) => Of(marked, path, message, ProblemsOf);

    /// <summary>The same for a text that something else reads.</summary>
    internal static void Of(string marked, string path, string message, Func<string, IReadOnlyList<ProtocolProblem>> read)
    {
        var mark = marked.IndexOf(Here);
        mark.ShouldBeGreaterThanOrEqualTo(0, "the test does not mark where the problem is");
        var before = marked[..mark];
        var line = before.Count(c => c == '\n') + 1;
        var column = mark - before.LastIndexOf('\n');

        var problem = read(marked.Remove(mark, 1)).ShouldHaveSingleItem();
        problem.ShouldSatisfyAllConditions(
            () => (problem.Line, problem.Column).ShouldBe((line, column), problem.ToString()),
            () => problem.Path.ShouldBe(path),
            () => problem.Message.ShouldBe(message),
            () => problem.Remedy.ShouldNotBeNullOrWhiteSpace()
        );
    }

    public static IReadOnlyList<ProtocolProblem> ProblemsOf(string text) =>
        ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml").Problems;
}
