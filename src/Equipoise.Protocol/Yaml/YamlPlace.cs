using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Equipoise.Protocol.Yaml;

/// <summary>Where in the text of a file a value stands.</summary>
static class YamlPlace
{
    /// <summary>
    /// The value to which these names lead, from behind its colon to its last letter or bracket; null when there is none.
    /// </summary>
    /// <param name="text">A text that <see cref="YamlTree"/> has read without a problem, without a byte order mark.</param>
    /// <param name="path">The names.</param>
    internal static Range? OfValue(string text, ReadOnlySpan<string> path)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        Range? value = null;
        foreach (var name in path)
        {
            value = null;
            if (!parser.TryConsume<MappingStart>(out _))
                return null;
            while (value is null && !parser.Accept<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                if (key.Value.Trim() == name)
                    value = (Colon(text, (int)key.End.Index) + 1)..;
                else
                    Skip(parser);
            }
            if (value is null)
                return null;
        }
        return value!.Value.Start..Skip(parser);
    }

    /// <summary>The colon that follows a name: on its line, or with <c>?</c> before the name on a later one.</summary>
    static int Colon(string text, int at)
    {
        while (text[at] != ':')
            at = text[at] == '#' ? text.AsSpan(at).IndexOfAny('\r', '\n') + at : at + 1;
        return at;
    }

    /// <summary>Goes past a value, and says where its last letter or bracket ends.</summary>
    /// <remarks>A list of lines ends, as the parser tells it, where the next thing begins: its last item counts.</remarks>
    static int Skip(Parser parser)
    {
        var (end, depth) = (0, 0);
        Stack<bool> isInBrackets = [];
        do
        {
            var parsed = parser.Consume<ParsingEvent>();
            depth += parsed.NestingIncrease;
            switch (parsed)
            {
                case SequenceStart list:
                    isInBrackets.Push(list.Style == SequenceStyle.Flow);
                    break;
                case MappingStart map:
                    isInBrackets.Push(map.Style == MappingStyle.Flow);
                    break;
                case SequenceEnd or MappingEnd:
                    if (isInBrackets.Pop())
                        end = (int)parsed.Start.Index + 1; // behind the bracket, of which the parser tells the place
                    break;
                default:
                    end = (int)parsed.End.Index;
                    break;
            }
        } while (depth > 0);
        return end;
    }
}
