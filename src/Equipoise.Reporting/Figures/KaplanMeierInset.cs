using Equipoise.Analysis.Results;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// The lines inside a <see cref="KaplanMeierFigure"/>: in a corner of the plot that no curve enters, else above it.
/// </summary>
sealed class KaplanMeierInset
{
    const double LineHeight = 17;
    const double Gap = 10;

    readonly KaplanMeierFigure figure;
    readonly IReadOnlyList<BoundText> lines;
    readonly double width,
        height,
        lastTime,
        blockWidth,
        blockHeight;

    // Distances of the block from the left and the top of the plot; null where it stands above the plot.
    readonly (double X, double Y)? place;

    /// <param name="figure">The figure.</param>
    /// <param name="size">The size of its letters.</param>
    /// <param name="width">How wide the plot is.</param>
    /// <param name="height">How high it is.</param>
    /// <param name="lastTime">The time at its right end.</param>
    public KaplanMeierInset(KaplanMeierFigure figure, double size, double width, double height, double lastTime)
    {
        (this.figure, this.width, this.height, this.lastTime) = (figure, width, height, lastTime);
        lines = [.. figure.Inset.SelectMany(line => SvgText.Wrap(line, size, width - (2 * Gap)))];
        blockWidth = lines.Select(line => TextWidth.Of(line.Text, size)).DefaultIfEmpty().Max();
        blockHeight = LineHeight * lines.Count;
        (double X, double Y) lowLeft = (Gap, height - Gap - blockHeight),
            highLeft = (Gap, Gap),
            highRight = (width - Gap - blockWidth, Gap),
            lowRight = (width - Gap - blockWidth, height - Gap - blockHeight);
        // Survival starts at the top left and incidence at the bottom left.
        (double X, double Y)[] corners =
            figure.Curves[0].Curve.Steps[0].Survival > 0 ? [lowLeft, highRight] : [highLeft, lowRight];
        place = corners.Where(IsFree).Select(corner => ((double, double)?)corner).FirstOrDefault();
    }

    /// <summary>How much room the lines take above the plot; 0 where they stand in it.</summary>
    public double HeightAbove => place is null ? blockHeight : 0;

    /// <summary>The lines.</summary>
    /// <param name="left">Where the plot begins.</param>
    /// <param name="top">Where the plot begins from above, or the room above it.</param>
    public Html Lines(double left, double top)
    {
        var (x, y) = place is { } corner ? (left + corner.X, top + corner.Y) : (left, top - 6);
        return Html.Join(
            lines.Select((line, i) => SvgMarks.Text(x, y + (LineHeight * (i + 1)) - 4, SvgText.Of(line), kind: "inset"))
        );
    }

    bool IsFree((double X, double Y) corner)
    {
        if (corner.X < 0 || corner.Y < 0)
            return false;
        var (from, to) = (corner.X / width * lastTime, (corner.X + blockWidth) / width * lastTime);
        var (high, low) = (1 - (corner.Y / height), 1 - ((corner.Y + blockHeight) / height));
        return figure.Curves.All(arm => IsOutside(arm.Curve, from, to, low, high) && !(arm.Median >= from && arm.Median <= to));
    }

    /// <summary>Whether a curve and its band are above or below a stretch of the axis in all of a stretch of time.</summary>
    bool IsOutside(ArmCurve curve, double from, double to, double low, double high)
    {
        if (curve.LastTime < from)
            return true;
        CurveStep[] steps =
        [
            curve.Steps.Last(step => step.Time <= from || step == curve.Steps[0]),
            .. curve.Steps.Where(step => step.Time > from && step.Time <= to),
        ];
        var hasBand = figure.Curves.Count <= 2;
        return steps.Min(step => Math.Min(step.Survival, hasBand ? step.Lower ?? 1 : 1)) > high
            || steps.Max(step => Math.Max(step.Survival, hasBand ? step.Upper ?? 0 : 0)) < low;
    }
}
