using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>Where everything of a <see cref="BarsFigure"/> stands.</summary>
sealed class BarsDrawing
{
    const double Size = 13;
    const double Line = 17;
    const double BarHeight = 22;
    const double Gap = 8;

    readonly BarsFigure figure;
    readonly AxisScale scale;
    readonly double left,
        right,
        top;
    readonly FigureKey key;

    public BarsDrawing(BarsFigure figure)
    {
        this.figure = figure;
        scale = AxisScale.Of([0, .. figure.Bars.Select(bar => bar.Lengths.Sum())]);
        var room = figure.Width < 500 ? 96 : 190;
        left = 12 + Math.Min(room, figure.Bars.Max(bar => TextWidth.Of(bar.Label.Text, Size)));
        right = figure.Width - 24;
        key = new(figure.Parts.Select(part => KeyItem.Area(part.Label, part.Fill)), figure.Width, Size);
        top = key.Bottom + 14;
    }

    double X(double length) => scale.Between(left, right, length);

    IReadOnlyList<BoundText> LabelLines(Bar bar) => SvgText.Wrap(bar.Label, Size, left - 12);

    double HeightOf(Bar bar) => Math.Max(BarHeight, Line * LabelLines(bar).Count) + Gap;

    public Html Svg()
    {
        var bars = new List<Html>();
        var y = top;
        foreach (var bar in figure.Bars)
        {
            bars.Add(Of(bar, y));
            y += HeightOf(bar);
        }
        return Html.Of(
            $"""
            {SvgMarks.Begin(Html.Of($"viewBox=\"0 0 {figure.Width} {y + 46}\""), figure.Id, figure.Title, figure.Description, Size)}
            {key.Drawn}{bars}{Axis(y)}
            </svg>
            """
        );
    }

    Html Of(Bar bar, double y)
    {
        var lines = LabelLines(bar);
        var middle = y + ((HeightOf(bar) - Gap) / 2);
        var label = lines.Select(
            (line, i) =>
                SvgMarks.Text(left - 10, middle + 4.5 + (Line * (i - ((lines.Count - 1) / 2.0))), SvgText.Of(line), "end")
        );
        var parts = new List<Html>();
        var before = 0.0;
        for (var part = 0; part < bar.Lengths.Count; part++)
        {
            var (from, to) = (X(before), X(before + bar.Lengths[part]));
            before += bar.Lengths[part];
            if (bar.Lengths[part] <= 0)
                continue;
            var look = figure.Parts[part];
            parts.Add(SvgMarks.Rectangle(from, middle - (BarHeight / 2), to - from, BarHeight, look.Fill, "part"));
            if (TextWidth.Of(bar.Texts[part].Text, Size) + 4 <= to - from)
                parts.Add(
                    SvgMarks.Text((from + to) / 2, middle + 4.5, SvgText.Of(bar.Texts[part]), "middle", "part-number", look.Ink)
                );
        }
        return Html.Of($"{label}{parts}\n");
    }

    Html Axis(double y) =>
        Html.Of(
            $"""
            <path d="M{left},{y}H{right}" fill="none" stroke="#5a6268"/>
            {scale.Ticks.Select(tick => SvgMarks.Tick(X(tick), y, scale.Print(tick)))}
            {SvgMarks.Text((left + right) / 2, y + 40, Html.Of($"{figure.AxisTitle}"), "middle")}
            """
        );
}
