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

    /// <summary>The text in lines that fit the width, broken at spaces, and within a word that alone is wider.</summary>
    public static IReadOnlyList<BoundText> Wrap(BoundText text, double size, double width)
    {
        var lines = new List<BoundText>();
        var line = new List<TextRun>();
        var used = 0.0;
        var mayBreak = false;
        foreach (var piece in text.Runs.SelectMany(run => Words(run, size, width)))
        {
            var needs = TextWidth.Of(piece.Text.TrimEnd(), size);
            if (mayBreak && used + needs > width)
            {
                lines.Add(new(line));
                (line, used) = ([], 0);
            }
            line.Add(piece);
            used += TextWidth.Of(piece.Text, size);
            // A part of a word that alone is wider than the line may stand without its rest.
            mayBreak = piece.Text.EndsWith(' ') || used > width / 2;
        }
        lines.Add(new(line));
        return lines;
    }

    static IEnumerable<TextRun> Words(TextRun run, double size, double width)
    {
        if (run is TextRun.Number)
            return [run];
        var words = run.Text.Split(' ');
        return words
            .SelectMany((word, i) => TextWidth.Parts(i < words.Length - 1 ? word + " " : word, size, width))
            .Where(word => word.Length > 0)
            .Select(word => run with { Text = word });
    }
}
