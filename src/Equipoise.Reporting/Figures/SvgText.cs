using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// Bound text inside a drawing: numbers keep their address, and lines are broken here, because SVG breaks none.
/// </summary>
static class SvgText
{
    public static Html Of(BoundText text) => Html.Join(text.Runs.Select(Of));

    public static Html Of(TextRun run) =>
        run is TextRun.Number number
            ? Html.Of($"<tspan data-result=\"{number.Address}\">{number.Text}</tspan>")
            : Html.Of($"{run.Text}");

    /// <summary>The text in lines that fit the width, broken at spaces.</summary>
    public static IReadOnlyList<BoundText> Wrap(BoundText text, double size, double width)
    {
        var lines = new List<BoundText>();
        var line = new List<TextRun>();
        var used = 0.0;
        var mayBreak = false;
        foreach (var piece in text.Runs.SelectMany(Words))
        {
            var needs = TextWidth.Of(piece.Text.TrimEnd(), size);
            if (mayBreak && used + needs > width)
            {
                lines.Add(new(line));
                (line, used) = ([], 0);
            }
            line.Add(piece);
            used += TextWidth.Of(piece.Text, size);
            mayBreak = piece.Text.EndsWith(' ');
        }
        lines.Add(new(line));
        return lines;
    }

    static IEnumerable<TextRun> Words(TextRun run)
    {
        if (run is TextRun.Number)
            return [run];
        var words = run.Text.Split(' ');
        return words
            .Select((word, i) => run with { Text = i < words.Length - 1 ? word + " " : word })
            .Where(word => word.Text.Length > 0);
    }
}
