using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>Where everything of a <see cref="ButterflyFigure"/> stands.</summary>
sealed class ButterflyDrawing
{
    const double Size = 13;
    const double Line = 17;
    const double BarHeight = 16;
    const double Gap = 6;

    readonly ButterflyFigure figure;
    readonly bool narrow;
    readonly AxisScale scale;

    // The bars of the left arm begin at the first and grow to the left, those of the right at the second.
    readonly double leftFrom,
        rightFrom,
        reach,
        numberRoom;

    public ButterflyDrawing(ButterflyFigure figure)
    {
        this.figure = figure;
        narrow = figure.Width < 500;
        scale = AxisScale.Of([0, .. figure.Rows.SelectMany(row => new[] { row.Left.Any, row.Right.Any })], ticks: 4);
        var bars = figure.Rows.SelectMany(row => new[] { row.Left, row.Right });
        numberRoom = 6 + bars.Max(bar => TextWidth.Of(bar.Text.Text, Size));
        var names = narrow ? 22 : 24 + Math.Min(220, figure.Rows.Max(row => TextWidth.Of(row.Label.Text, Size)));
        (leftFrom, rightFrom) = ((figure.Width - names) / 2, (figure.Width + names) / 2);
        reach = leftFrom - numberRoom - 4;
    }

    double Length(double percent) => scale.Between(0, reach, percent);

    IReadOnlyList<BoundText> NameLines(ButterflyRow row) =>
        SvgText.Wrap(row.Label, Size, narrow ? figure.Width : rightFrom - leftFrom - 24);

    double HeightOf(ButterflyRow row) =>
        narrow ? (Line * NameLines(row).Count) + BarHeight + 10 : Math.Max(BarHeight, Line * NameLines(row).Count) + Gap;

    public Html Svg()
    {
        var (lefts, rights) = (Head(figure.LeftHead), Head(figure.RightHead));
        var y = (Line * Math.Max(lefts.Count, rights.Count)) + 10;
        var heads = Html.Join([
            .. lefts.Select((line, i) => Text(line, leftFrom, Line * (i + 1), "end", ArmStyle.Of(figure.Arms.Left).Ink)),
            .. rights.Select((line, i) => Text(line, rightFrom, Line * (i + 1), "start", ArmStyle.Of(figure.Arms.Right).Ink)),
        ]);
        var rows = new List<Html>();
        foreach (var row in figure.Rows)
        {
            rows.Add(Of(row, y));
            y += HeightOf(row);
        }
        var title = TextWidth.Wrap(figure.AxisTitle, Size, figure.Width);
        return Html.Of(
            $"""
            {SvgMarks.Begin(Html.Of($"viewBox=\"0 0 {figure.Width} {y + 30 + (Line * title.Count)}\""), figure.Id, figure.Title, figure.Description, Size)}
            <g font-weight="600">{heads}</g>
            {rows}{Axis(y)}{title.Select(
                (line, i) =>
                    SvgMarks.Text(figure.Width / 2, y + 40 + (Line * i), Html.Of($"{line}"), "middle")
            )}
            </svg>
            """
        );
    }

    IReadOnlyList<BoundText> Head(BoundText text) => SvgText.Wrap(text, Size, leftFrom - 4);

    static Html Text(BoundText text, double x, double y, string anchor, string color) =>
        SvgMarks.Text(x, y, SvgText.Of(text), anchor, color: color);

    Html Of(ButterflyRow row, double y)
    {
        var names = NameLines(row);
        var middle = narrow ? y + (Line * names.Count) + 4 + (BarHeight / 2) : y + ((HeightOf(row) - Gap) / 2);
        var name = names.Select(
            (line, i) =>
                SvgMarks.Text(
                    figure.Width / 2,
                    narrow ? y + (Line * (i + 1)) - 3 : middle + 4.5 + (Line * (i - ((names.Count - 1) / 2.0))),
                    SvgText.Of(line),
                    "middle"
                )
        );
        return Html.Of($"{name}{Bar(row.Left, middle, -1)}{Bar(row.Right, middle, 1)}");
    }

    /// <summary>A bar that grows to the left (-1) or to the right (1).</summary>
    Html Bar(ButterflyBar bar, double middle, int direction)
    {
        var style = ArmStyle.Of(direction < 0 ? figure.Arms.Left : figure.Arms.Right);
        var from = direction < 0 ? leftFrom : rightFrom;
        var end = from + (direction * (Length(bar.Any) + 6));
        return Html.Join([
            Part("any", bar.Any, style.Pale),
            Part("severe", bar.Severe ?? 0, style.Stroke),
            SvgMarks.Text(end, middle + 4.5, SvgText.Of(bar.Text), direction < 0 ? "end" : "start", "share"),
        ]);

        Html Part(string kind, double percent, string color)
        {
            var length = Length(percent);
            return length <= 0
                ? Html.Empty
                : SvgMarks.Rectangle(
                    direction < 0 ? from - length : from,
                    middle - (BarHeight / 2),
                    length,
                    BarHeight,
                    color,
                    kind
                );
        }
    }

    Html Axis(double y) =>
        Html.Of(
            $"""
            <path d="M{leftFrom},{y}H{leftFrom - reach}" fill="none" stroke="#5a6268"/>
            <path d="M{rightFrom},{y}H{rightFrom + reach}" fill="none" stroke="#5a6268"/>
            {scale.Ticks.SelectMany(tick =>
                new[] { leftFrom - Length(tick), rightFrom + Length(tick) }.Select(x => SvgMarks.Tick(x, y, scale.Print(tick)))
            )}
            """
        );
}
