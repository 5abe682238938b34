using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// Where everything of a <see cref="KaplanMeierFigure"/> stands. One scale serves the axis, the curves and the numbers below.
/// </summary>
sealed class KaplanMeierDrawing
{
    const double Line = 17;
    const int MostLabelLines = 4;
    readonly KaplanMeierFigure figure;
    readonly bool narrow;
    readonly IReadOnlyList<string> verticalTitle;
    readonly KaplanMeierInset inset;
    readonly double left,
        right,
        top,
        bottom,
        lastTime;

    public KaplanMeierDrawing(KaplanMeierFigure figure)
    {
        this.figure = figure;
        narrow = figure.Width < 500;
        left = (narrow, HasRows) switch
        {
            (true, false) => 48,
            (true, true) => 72,
            (false, false) => 60,
            _ => 84,
        };
        right = figure.Width - (narrow ? 12 : 12 + figure.Curves.SelectMany(LabelLines).Max(line => TextWidth.Of(line, Size)));
        lastTime = Math.Max(figure.Ticks[^1], figure.Curves.Max(curve => curve.Curve.LastTime));
        verticalTitle = TextWidth.Wrap(figure.VerticalTitle, Size, figure.Width);
        var height = narrow ? 230 : 350;
        inset = new(figure, Size, right - left, height, lastTime);
        top = (Line * verticalTitle.Count) + 12 + inset.HeightAbove;
        bottom = top + height;
    }

    /// <summary>Whether events and censored have rows of their own.</summary>
    bool HasRows => figure.Curves.Any(curve => curve.Events.Any(count => count.Text.Length > 0));

    double Size => narrow ? 12 : 13;

    double X(double time) => left + (time / lastTime * (right - left));

    double Y(double survival) => bottom - (survival * (bottom - top));

    double TableTop => bottom + 62;

    double Height => TableTop + figure.Curves.Sum(RowHeight) + 12;

    /// <summary>At the end of its curve; a name that is longer stands in full above its numbers.</summary>
    IReadOnlyList<string> LabelLines(KaplanMeierCurve arm) => TextWidth.Wrap(arm.Label, Size, 100, 180, MostLabelLines);

    IReadOnlyList<string> NameLines(KaplanMeierCurve arm) => TextWidth.Wrap(arm.Label, Size, figure.Width - 34);

    double RowHeight(KaplanMeierCurve arm) => (Line * (NameLines(arm).Count + RowsOf(arm).Count)) + 6;

    IReadOnlyList<(string Name, IReadOnlyList<TextRun> Counts)> RowsOf(KaplanMeierCurve arm) =>
        HasRows ? [("At risk", arm.AtRisk), ("Censored", arm.Censored), ("Events", arm.Events)] : [("", arm.AtRisk)];

    public Drawing Drawn() =>
        new(
            figure.Id,
            figure.Title,
            figure.Description,
            Size,
            figure.Width,
            Height,
            Html.Of(
                $"""
                {Axes()}
                {(figure.Curves.Count > 2 ? [] : figure.Curves.Select(Ribbon))}
                {figure.Curves.Select(MedianLine)}
                {figure.Curves.Select(Curve)}
                {(narrow ? [] : EndLabels())}
                {NumbersAtRisk()}{inset.Lines(left, top - inset.HeightAbove)}
                """
            )
        );

    Html Axes()
    {
        var levels = Enumerable.Range(0, 5).Select(i => i / 4.0);
        return Html.Of(
            $"""
            <g class="axes">
            {levels.Select(level =>
                Html.Of(
                    $"""
                    <line x1="{left}" x2="{right}" y1="{Y(level)}" y2="{Y(level)}" stroke="#e3e6e8"/>
                    <text x="{left - 8}" y="{Y(level) + 4.5}" text-anchor="end">{level * 100}</text>

                    """
                )
            )}
            <path d="M{left},{top}V{bottom}H{right}" fill="none" stroke="#5a6268"/>
            {figure.Ticks.Select((tick, i) =>
                Html.Of(
                    $"""
                    <line class="tick" x1="{X(tick)}" x2="{X(tick)}" y1="{bottom}" y2="{bottom + 5}" stroke="#5a6268"/>
                    {(Labeled(i) ? Html.Of($"<text class=\"tick-label\" x=\"{X(tick)}\" y=\"{bottom + 20}\" text-anchor=\"middle\">{Format.Exact(tick)}</text>") : Html.Empty)}

                    """
                )
            )}
            <text x="{(left + right) / 2}" y="{bottom + 40}" text-anchor="middle">{figure.HorizontalTitle}</text>
            {verticalTitle.Select((line, i) => SvgMarks.Text(0, (Line * (i + 1)) - 4, Html.Of($"{line}"), kind: "vertical-title"))}
            </g>
            """
        );
    }

    /// <summary>On a narrow figure numbers would touch, so every other tick goes without.</summary>
    bool Labeled(int tick) => !narrow || figure.Ticks.Count <= 6 || tick % 2 == 0;

    Html Ribbon(KaplanMeierCurve arm, int index)
    {
        List<(double Time, double Lower, double Upper)> steps = [];
        foreach (var step in arm.Curve.Steps)
            if (step is { Lower: { } low, Upper: { } high })
                steps.Add((step.Time, low, high));
        if (steps.Count == 0)
            return Html.Empty;
        // Out along the upper limits, back along the lower ones: both are steps, so each point is preceded by its corner.
        var end = X(arm.Curve.LastTime);
        var upper = steps.Select(
            (step, i) => i == 0 ? Html.Of($"M{X(step.Time)},{Y(step.Upper)}") : Html.Of($"H{X(step.Time)}V{Y(step.Upper)}")
        );
        var lower = Enumerable.Range(0, steps.Count).Reverse().Select(i => Html.Of($"V{Y(steps[i].Lower)}H{X(steps[i].Time)}"));
        return Html.Of(
            $"<path class=\"ribbon\" d=\"{upper}H{end}{lower}Z\" fill=\"{ArmStyle.Of(index).Stroke}\" fill-opacity=\"0.13\"/>\n"
        );
    }

    Html MedianLine(KaplanMeierCurve arm, int index) =>
        arm.Median is { } median
            ? Html.Of(
                $"<path d=\"M{left},{Y(0.5)}H{X(median)}V{bottom}\" fill=\"none\" stroke=\"{ArmStyle.Of(index).Stroke}\" "
                    + $"stroke-width=\"0.9\" stroke-dasharray=\"1 3\"/>\n"
            )
            : Html.Empty;

    Html Curve(KaplanMeierCurve arm, int index)
    {
        var (style, curve) = (ArmStyle.Of(index), arm.Curve);
        var few = Math.Min(curve.FewAfter ?? curve.LastTime, curve.LastTime);
        var tail =
            few < curve.LastTime
                ? Stretch(curve, few, curve.LastTime, "curve-tail", style.Pale, style.Dash)
                : Html.Empty;
        var censored = curve.CensoredAt.Distinct().Select(time => Html.Of($"M{X(time)},{Y(SurvivalAt(curve, time)) - 4}v8"));
        return Html.Of(
            $"""
            {tail}{Stretch(curve, curve.Steps[0].Time, few, "curve", style.Stroke, style.Dash)}<path class="censored" d="{censored}" fill="none" stroke="{style.Stroke}" stroke-width="1"/>

            """
        );
    }

    Html Stretch(ArmCurve curve, double from, double to, string kind, string color, string dash)
    {
        var steps = curve
            .Steps.Where(step => step.Time > from && step.Time <= to)
            .Select(step => Html.Of($"H{X(step.Time)}V{Y(step.Survival)}"));
        return Html.Of(
            $"""
            <path class="{kind}" d="M{X(from)},{Y(SurvivalAt(curve, from))}{steps}H{X(to)}" fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash}"/>

            """
        );
    }

    static double SurvivalAt(ArmCurve curve, double time) => curve.Steps.Last(step => step.Time <= time).Survival;

    /// <summary>Each label at the height where its curve ends, moved apart where they would touch.</summary>
    IEnumerable<Html> EndLabels()
    {
        var labels = figure
            .Curves.Select((arm, index) => (Index: index, At: arm.Curve.Steps[^1].Survival, Lines: LabelLines(arm)))
            .OrderByDescending(label => label.At)
            .ToArray();
        var free = top;
        foreach (var (index, at, lines) in labels)
        {
            var below = labels.SkipWhile(label => label.Index != index).Sum(label => (label.Lines.Count * 15) + 4);
            var y = Math.Min(Math.Max(free, Y(at) - (lines.Count * 7.5)), bottom - below);
            free = y + (lines.Count * 15) + 4;
            for (var i = 0; i < lines.Count; i++)
                yield return Html.Of(
                    $"<text class=\"end-label\" x=\"{right + 8}\" y=\"{y + 11 + (i * 15)}\" font-weight=\"600\" "
                        + $"fill=\"{ArmStyle.Of(index).Ink}\">{lines[i]}</text>\n"
                );
        }
    }

    Html NumbersAtRisk() =>
        Html.Of(
            $"""
            <g class="at-risk">
            <text x="0" y="{TableTop}" font-weight="600">{(HasRows ? "Number of participants" : figure.CountsTitle)}</text>
            {figure.Curves.Select(AtRiskRow)}
            </g>
            """
        );

    Html AtRiskRow(KaplanMeierCurve arm, int index)
    {
        var (style, above) = (ArmStyle.Of(index), TableTop + 6 + figure.Curves.Take(index).Sum(RowHeight));
        var names = NameLines(arm);
        var nameY = above + Line - 1;
        // A sample of the line stands with the name, so that the key does not rest on color.
        var name = Html.Of(
            $"""
            <line x1="0" x2="26" y1="{nameY - 4}" y2="{nameY
                - 4}" stroke="{style.Stroke}" stroke-width="2" stroke-dasharray="{style.Dash}"/>{names.Select((line, i) =>
                Html.Of($"<text x=\"34\" y=\"{nameY + (Line * i)}\" font-weight=\"600\" fill=\"{style.Ink}\">{line}</text>")
            )}
            """
        );
        var rows = RowsOf(arm)
            .Select((row, i) => CountsRow(row.Name, row.Counts, above + ((names.Count + 1 + i) * Line) - 1, style));
        return Html.Of($"{name}{rows}\n");
    }

    Html CountsRow(string name, IReadOnlyList<TextRun> counts, double baseline, ArmStyle style)
    {
        var head = name.Length > 0 ? Html.Of($"<text x=\"0\" y=\"{baseline}\">{name}</text>") : Html.Empty;
        var numbers = counts
            .Take(figure.Ticks.Count)
            .Select(
                (number, i) =>
                    Labeled(i) && number.Text.Length > 0
                        ? Html.Of(
                            $"<text class=\"at-risk-number\" x=\"{X(figure.Ticks[i])}\" y=\"{baseline}\" "
                                + $"text-anchor=\"middle\" fill=\"{style.Ink}\">{SvgText.Of(number)}</text>"
                        )
                        : Html.Empty
            );
        return Html.Of($"{head}{numbers}");
    }
}
