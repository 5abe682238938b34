using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants in one column: enrollment, then each arm with all its stages.</summary>
sealed class ConsortStack(ConsortFigure figure)
{
    const double Width = 350;
    const double Inset = 22;
    const double Gap = 26;
    const double Rail = 8;
    readonly ConsortInk ink = new(figure);
    readonly List<Html> drawn = [];

    public Html Svg()
    {
        var y = Enrollment();
        var branch = y;
        for (var arm = 0; arm < figure.Arms.Count; arm++)
        {
            y += y > 0 ? Gap + 8 : 14;
            foreach (var stage in figure.Stages)
            {
                var first = ReferenceEquals(stage, figure.Stages[0]);
                var lines = ConsortInk.Layout(stage.Boxes[arm], Width - Inset);
                var height = ConsortInk.HeightOf(lines);
                drawn.Add(ConsortInk.StageName(stage.Name, first ? Inset : Inset + 26, y - 8));
                drawn.Add(ConsortInk.Box(Inset, y, Width - Inset, height, lines));
                if (first && branch > 0)
                    drawn.Add(ink.Arrow(Html.Of($"M{Rail},{branch}V{y + (height / 2)}H{Inset}")));
                y += height;
                if (!ReferenceEquals(stage, figure.Stages[^1]))
                    drawn.Add(ink.Arrow(Html.Of($"M{Inset + 14},{y}V{y + Gap}")));
                y += ReferenceEquals(stage, figure.Stages[^1]) ? 0 : Gap;
            }
        }
        return ink.Frame(Width, y, drawn);
    }

    double Enrollment()
    {
        var y = 0.0;
        if (figure.Screened is { } screened)
            y = Box(screened, 0, y);
        if (figure.Excluded is { } excluded)
        {
            var top = y + 14;
            var bottom = Box(excluded, Inset, top);
            drawn.Add(ink.Arrow(Html.Of($"M{Rail},{(top + bottom) / 2}H{Inset}")));
            if (figure.Screened is not null)
                drawn.Add(ink.Arrow(Html.Of($"M{Rail},{y}V{bottom + 14}")));
            y = bottom + 14;
        }
        else if (figure.Screened is not null && figure.Randomized is not null)
        {
            drawn.Add(ink.Arrow(Html.Of($"M{Rail},{y}V{y + Gap}")));
            y += Gap;
        }
        return figure.Randomized is { } randomized ? Box(randomized, 0, y) : y;
    }

    double Box(ConsortBox box, double left, double top)
    {
        var lines = ConsortInk.Layout(box, Width - left);
        drawn.Add(ConsortInk.Box(left, top, Width - left, ConsortInk.HeightOf(lines), lines));
        return top + ConsortInk.HeightOf(lines);
    }
}
