using System.Text.RegularExpressions;

namespace Equipoise.Trial.Tests.Architecture;

/// <summary>
/// The example of a page: its one <c>csharp</c> block. What a line prints stands behind it, <c>Console.WriteLine(x); // 5</c>;
/// if it prints more than once, each further line has a comment of its own below, indented deeper than the statement.
/// </summary>
/// <param name="Page">The full path of the page.</param>
/// <param name="FirstLine">The line of the page on which the code begins, counted from 1, as compilers do.</param>
/// <param name="Code">The code.</param>
/// <param name="Expected">What each line of the page that prints is said to print.</param>
sealed partial record PageExample(string Page, int FirstLine, string[] Code, IReadOnlyDictionary<int, string[]> Expected)
{
    /// <summary>Reads the example of a page; what is wrong with it goes to the problems.</summary>
    public static PageExample? Read(string page, List<string> problems)
    {
        var lines = File.ReadAllLines(page);
        var blocks = lines.Count(line => line == "```csharp");
        if (blocks != 1)
        {
            problems.Add($"{page} has {blocks} csharp blocks; it needs one.");
            return null;
        }
        var first = Array.IndexOf(lines, "```csharp") + 1;
        var end = Array.IndexOf(lines, "```", first);
        if (end < 0)
        {
            problems.Add($"{page} has a csharp block without an end.");
            return null;
        }
        var code = lines[first..end];
        var expected = Enumerable
            .Range(0, code.Length)
            .Where(i => IsPrinting(code[i]))
            .ToDictionary(i => first + 1 + i, i => Expectation(code.AsSpan(i)));
        if (expected.Count == 0)
        {
            problems.Add($"{page} has an example that prints nothing.");
            return null;
        }
        foreach (var (line, texts) in expected)
            if (texts.Length == 0)
                problems.Add($"{page}:{line} prints without saying what.");
        return new(page, first + 1, code, expected);
    }

    /// <summary>
    /// The example as a method Run of the class Example of a namespace: usings, statements, then types. The compiler is told
    /// where the lines come from, so its errors, and the lines that print, name the page.
    /// </summary>
    public string Source(string inNamespace)
    {
        var statements = Array.FindIndex(Code, line => line.Length > 0 && !UsingDirective().IsMatch(line));
        var types = Array.FindIndex(Code, TypeDeclaration().IsMatch);
        if (types < 0)
            types = Code.Length;
        return $$"""
            {{Part(0, statements)}}
            namespace {{inNamespace}};
            static class Example
            {
                public static void Run()
                {
            {{Part(statements, types)}}
                }
            }
            {{Part(types, Code.Length)}}
            """;
    }

    string Part(int from, int to) =>
        string.Join('\n', [$"#line {FirstLine + from} \"{Page}\"", .. Code[from..to], "#line default"]);

    static bool IsPrinting(string line) => line.Contains("Console.WriteLine(", StringComparison.Ordinal) && !IsComment(line);

    // A statement may have several lines; the comment is behind its end.
    static string[] Expectation(ReadOnlySpan<string> code)
    {
        var last = 0;
        while (last < code.Length - 1 && !EndOfStatement().IsMatch(code[last]))
            last++;
        if (EndOfStatement().Match(code[last]).Groups["comment"] is not { Success: true, Value: var comment })
            return [];
        var texts = new List<string> { Text(comment) };
        foreach (var line in code[(last + 1)..])
        {
            if (!IsComment(line) || Indentation(line) <= Indentation(code[0]))
                break;
            texts.Add(Text(line.TrimStart()));
        }
        return [.. texts];
    }

    static string Text(string comment) => comment is ['/', '/', ' ', .. var text] ? text : "";

    static int Indentation(string line) => line.Length - line.TrimStart().Length;

    static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"^using [\w.= ]+;$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"\);[ })]*(?<comment>//( .*)?)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EndOfStatement();

    [GeneratedRegex(
        @"^((public|internal|file|sealed|static|abstract|readonly|partial) )*(record|class|struct|enum|interface|delegate) ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TypeDeclaration();
}
