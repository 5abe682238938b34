using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants with the arms side by side.</summary>
sealed class ConsortDrawing(ConsortFigure figure)
{
    const double Gap = 34;
    const double Gutter = 28;
    readonly ConsortInk ink = new(figure);

    int Arms => figure.Arms.Count;

    double Width => Math.Max(760, Arms * 300);

    double ArmWidth => (Width - (Gutter * (Arms - 1))) / Arms;

    double TrunkWidth => (Width - Gutter) / 2;

    /// <summary>
    /// Where the line runs on which participants enter: on the left when the exclusions need the room beside it.
    /// </summary>
    double Trunk => figure.Excluded is null ? Width / 2 : TrunkWidth / 2;

    double ArmCenter(int arm) => (ArmWidth / 2) + (arm * (ArmWidth + Gutter));

    public Html Svg()
    {
        var (drawn, y) = Enrollment();
        foreach (var stage in figure.Stages)
        {
            var boxes = stage.Boxes.Select(box => ConsortInk.Layout(box, ArmWidth)).ToArray();
            var height = boxes.Max(ConsortInk.HeightOf);
            if (y > 0)
                drawn.AddRange(Arrows(ref y, first: ReferenceEquals(stage, figure.Stages[0])));
            else
                y = 14;
            drawn.Add(ConsortInk.StageName(stage.Name, 0, y - 8));
            drawn.AddRange(
                boxes.Select((lines, arm) => ConsortInk.Box(ArmCenter(arm) - (ArmWidth / 2), y, ArmWidth, height, lines))
            );
            y += height;
        }
        return ink.Frame(Width, y, drawn);
    }

    (List<Html> Drawn, double Y) Enrollment()
    {
        var drawn = new List<Html>();
        var (y, trunk) = (0.0, Trunk);
        if (figure.Screened is { } screened)
            y = OnTrunk(screened, y);
        if (figure.Excluded is { } excluded)
        {
            var left = TrunkWidth + Gutter;
            var lines = ConsortInk.Layout(excluded, Width - left);
            var (top, height) = (y + 14, ConsortInk.HeightOf(lines));
            drawn.Add(ConsortInk.Box(left, top, Width - left, height, lines));
            drawn.Add(ink.Arrow(Html.Of($"M{trunk},{top + (height / 2)}H{left}")));
            y = top + height + 14;
            if (figure.Screened is not null)
                drawn.Add(ink.Arrow(Html.Of($"M{trunk},{top - 14}V{y}")));
        }
        else if (figure.Screened is not null && figure.Randomized is not null)
        {
            drawn.Add(ink.Arrow(Html.Of($"M{trunk},{y}V{y + Gap}")));
            y += Gap;
        }
        if (figure.Randomized is { } randomized)
            y = OnTrunk(randomized, y);
        return (drawn, y);

        double OnTrunk(ConsortBox box, double top)
        {
            var lines = ConsortInk.Layout(box, TrunkWidth);
            drawn.Add(ConsortInk.Box(trunk - (TrunkWidth / 2), top, TrunkWidth, ConsortInk.HeightOf(lines), lines));
            return top + ConsortInk.HeightOf(lines);
        }
    }

    IEnumerable<Html> Arrows(ref double y, bool first)
    {
        var (from, to) = (y, y + (first ? Gap + 14 : Gap));
        y = to;
        var bar = from + 16;
        return Enumerable
            .Range(0, Arms)
            .Select(arm =>
                ink.Arrow(
                    first ? Html.Of($"M{Trunk},{from}V{bar}H{ArmCenter(arm)}V{to}") : Html.Of($"M{ArmCenter(arm)},{from}V{to}")
                )
            )
            .ToArray();
    }
}
