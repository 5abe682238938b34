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
        foreach (var word in Whole(text.Runs.SelectMany(run => Words(run, size, width))))
        {
            var needs = TextWidth.Of(string.Concat(word.Select(piece => piece.Text)).TrimEnd(), size);
            if (used > 0 && used + needs > width)
                End();
            foreach (var piece in word)
            {
                var wide = TextWidth.Of(piece.Text, size);
                if (needs > width && used > 0 && used + TextWidth.Of(piece.Text.TrimEnd(), size) > width)
                    End();
                line.Add(piece);
                used += wide;
            }
        }
        lines.Add(new(line));
        return lines;

        void End()
        {
            lines.Add(new(line));
            (line, used) = ([], 0);
        }
    }

    /// <summary>The pieces from one space to the next: a number stays with the bracket that holds it.</summary>
    static IEnumerable<IReadOnlyList<TextRun>> Whole(IEnumerable<TextRun> pieces)
    {
        List<TextRun> word = [];
        foreach (var piece in pieces)
        {
            word.Add(piece);
            if (!piece.Text.EndsWith(' '))
                continue;
            yield return word;
            word = [];
        }
        if (word.Count > 0)
            yield return word;
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
