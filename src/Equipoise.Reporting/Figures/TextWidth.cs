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
                >= 'A' and <= 'Z' => 0.74,
                _ => 0.65,
            };
        return ems * size;
    }

    /// <summary>The text in lines that fit the width, broken between words.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
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
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        return lines;
    }
}
