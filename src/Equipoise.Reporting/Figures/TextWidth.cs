using System.Text;

namespace Equipoise.Reporting.Figures;

/// <summary>About how wide text is, for a drawing that has no browser to ask.</summary>
static class TextWidth
{
    /// <summary>
    /// Width in pixels in the widest of the common sans-serif faces, set semibold: rather too wide than cut off.
    /// </summary>
    public static double Of(string text, double size)
    {
        var ems = 0.0;
        foreach (var c in text)
            ems += c switch
            {
                'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or 'I' or 'f' or 't' or '(' or ')' or ' ' => 0.38,
                'm' or 'w' or 'M' or 'W' or '%' => 0.95,
                '…' => 1,
                >= 'A' and <= 'Z' => 0.74,
                _ => 0.65,
            };
        return ems * size;
    }

    /// <summary>The text in lines that fit the width, broken between words, and within a word that alone is wider.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width) => Wrap(text, size, width, width);

    static IReadOnlyList<string> Wrap(string text, double size, double width, double widestWord)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Of($"{line} {word}", size) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            var parts = Parts(word, size, widestWord);
            line.Append(line.Length > 0 ? " " : "").Append(parts[0]);
            foreach (var part in parts.Skip(1))
            {
                lines.Add(line.ToString());
                line.Clear().Append(part);
            }
        }
        lines.Add(line.ToString());
        return lines;
    }

    /// <summary>
    /// The lines that there is room for, the last one ending in an ellipsis where there are more. A single word may be wider than
    /// the line, as far as there is room for it.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, double widestWord, int most)
    {
        var lines = Wrap(text, size, width, widestWord);
        if (lines.Count <= most)
            return lines;
        var last = lines[most - 1];
        while (last.Length > 0 && Of(last + "…", size) > width)
            last = last[..^1];
        return [.. lines.Take(most - 1), last.TrimEnd() + "…"];
    }

    /// <summary>A word in parts that fit the width: after its hyphens and slashes where that suffices, else anywhere.</summary>
    public static IReadOnlyList<string> Parts(string word, double size, double width)
    {
        List<string> parts = [];
        while (Of(word, size) > width)
        {
            var fits = word.Length;
            while (fits > 1 && Of(word[..fits], size) > width)
                fits--;
            var at = word.AsSpan(0, fits).LastIndexOfAny('-', '/') + 1;
            // Half of a pair is no letter.
            var end = at > 1 ? at : fits > 1 && char.IsHighSurrogate(word[fits - 1]) ? fits - 1 : fits;
            if (end >= word.Length)
                break;
            parts.Add(word[..end]);
            word = word[end..];
        }
        parts.Add(word);
        return parts;
    }
}
