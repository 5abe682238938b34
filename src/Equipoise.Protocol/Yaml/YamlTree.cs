using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Equipoise.Protocol.Yaml;

/// <summary>Builds the nodes of one YAML document from the parser's events, and refuses what a protocol has no use for.</summary>
/// <remarks>Aliases, tags and deep nesting are refused: they let a small file stand for a very large one, or for something other
/// than it shows.</remarks>
sealed class YamlTree
{
    const int DeepestNesting = 20;

    // What YAML counts as the end of a line.
    static readonly string[] lineBreaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"];

    readonly Parser parser;
    readonly ProblemList problems;

    YamlTree(string text, ProblemList problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>The document; null when the text is empty or is not YAML, which is then reported.</summary>
    public static YamlNode? Parse(string text, ProblemList problems)
    {
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException exception)
        {
            tree.ReportSyntax(text, At(exception.Start), exception.Message);
        }
        // The scanner lets some malformed brackets and escapes through to the framework, whose words help nobody.
        catch (Exception exception)
            when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            tree.ReportSyntax(text, default, "something after this place cannot be understood");
        }
        return null;
    }

    YamlNode? ReadDocument()
    {
        Next(); // the stream
        if (Next() is not DocumentStart)
        {
            problems.Add(new Mark(1, 1), "", "is empty", "write a protocol; 'equipoise new' makes one to start from");
            return null;
        }
        var root = ReadNode(Next(), "", depth: 1);
        Next(); // the end of the document
        if (Next() is DocumentStart second)
            problems.Add(
                At(second),
                "",
                "starts a second document",
                "keep one protocol in one file, without a line of three hyphens"
            );
        return root;
    }

    YamlNode ReadNode(ParsingEvent parsed, string path, int depth)
    {
        var at = At(parsed);
        if (depth > DeepestNesting)
            throw new SyntaxErrorException(parsed.Start, parsed.End, $"nested more than {DeepestNesting} deep");
        if (parsed is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            problems.Add(at, path, $"carries the tag {ProblemList.Quote(tag.Value)}", "write the value without a tag");
        switch (parsed)
        {
            case Scalar scalar:
                return ReadScalar(scalar, at, path);
            case SequenceStart:
                var items = new List<YamlNode>();
                for (var item = Next(); item is not SequenceEnd; item = Next())
                    items.Add(ReadNode(item, $"{path}[{items.Count + 1}]", depth + 1));
                return new YamlNode.List(at, items);
            case MappingStart:
                return ReadMap(at, path, depth);
            default:
                problems.Add(at, path, "repeats another place by an alias (*)", "write the value out");
                return new YamlNode.Absent(at);
        }
    }

    YamlNode.Map ReadMap(Mark start, string path, int depth)
    {
        var entries = new List<YamlEntry>();
        var first = new Dictionary<string, Mark>();
        for (var parsed = Next(); parsed is not MappingEnd; parsed = Next())
        {
            var at = At(parsed);
            var key = (ReadNode(parsed, path, depth + 1) as YamlNode.Scalar)?.Text;
            var below = Path(path, key ?? "?");
            var value = ReadNode(Next(), below, depth + 1);
            if (string.IsNullOrEmpty(key))
                problems.Add(at, path, "has a key that is not a word", "write a word before the colon");
            else if (first.TryGetValue(key, out var earlier))
                problems.Add(at, below, $"occurs twice, first in line {earlier.Line}", "keep one of the two");
            else
            {
                first.Add(key, at);
                entries.Add(new YamlEntry(key, at, value));
            }
        }
        // The parser gives no place to the map of one pair that stands in a list without braces, as in [age: [65]].
        return new YamlNode.Map(start == new Mark(1, 1) && entries is [var only, ..] ? only.Start : start, entries);
    }

    YamlNode ReadScalar(Scalar scalar, Mark at, string path)
    {
        var text = scalar.Value.Trim();
        // An escape in double quotes can name what the file itself may not hold.
        if (text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD || (rune.Value != '\n' && System.Text.Rune.IsControl(rune))))
        {
            problems.Add(at, path, "holds a character that cannot be printed", "write plain text");
            return new YamlNode.Absent(at);
        }
        var isNull = scalar.Style == ScalarStyle.Plain && text is "~" or "null";
        return new YamlNode.Scalar(at, isNull ? "" : text);
    }

    ParsingEvent Next() =>
        parser.MoveNext() ? parser.Current! : throw new SyntaxErrorException(Last, Last, "the file ends early");

    YamlDotNet.Core.Mark Last => parser.Current?.End ?? YamlDotNet.Core.Mark.Empty;

    static Mark At(ParsingEvent parsed) => At(parsed.Start);

    static Mark At(in YamlDotNet.Core.Mark mark) => new(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    /// <summary>A path one key longer.</summary>
    public static string Path(string path, string key) =>
        path.Length == 0 ? ProblemList.Shorten(key) : $"{path}.{ProblemList.Shorten(key)}";

    void ReportSyntax(string text, Mark at, string message)
    {
        // Some errors come without their place; what was understood last is then the nearest that is known.
        var last = At(Last);
        var place = at.Line > last.Line || (at.Line == last.Line && at.Column >= last.Column) ? at : last;
        var lines = text.Split(lineBreaks, StringSplitOptions.None);
        var tab = Array.FindIndex(lines, Math.Min(last.Line - 1, lines.Length), line => line.TrimStart(' ').StartsWith('\t'));
        if (tab >= 0 && tab < place.Line + 1)
            problems.Add(
                new Mark(tab + 1, lines[tab].IndexOf('\t') + 1),
                "",
                "is not YAML: indented by a tab",
                "indent with spaces"
            );
        else
            problems.Add(
                place,
                "",
                $"is not YAML: {Explain(message)}",
                "check indentation, colons, brackets and quotes here and just before; a text with : # ? , "
                    + "[ or { in it needs quotes"
            );
    }

    static string Explain(string message) =>
        message.Length == 0 ? "the parser stopped here" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
