namespace Equipoise.Protocol.Yaml;

/// <summary>Everything found wrong with one file so far.</summary>
sealed class ProblemList(string file)
{
    const int LongestQuote = 60;

    readonly List<ProtocolProblem> found = [];

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => found.Count == 0;

    public void Add(Mark at, string path, string message, string remedy) =>
        found.Add(new ProtocolProblem(file, at.Line, at.Column, path, message, remedy));

    /// <summary>The problems as a reader meets them going down the file.</summary>
    public IReadOnlyList<ProtocolProblem> InOrderOfFile() =>
        [.. found.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>A text from the file, in quotes, on one line and short enough to print.</summary>
    public static string Quote(string text) => $"'{Shorten(text)}'";

    public static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= LongestQuote)
            return line;
        var cut = char.IsHighSurrogate(line[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return line[..cut] + "…";
    }
}
