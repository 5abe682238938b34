using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>What marks stand for: samples with their words, side by side in as many lines as they take.</summary>
sealed class FigureKey
{
    /// <summary>How wide a sample may be.</summary>
    public const double Sample = 18;
    const double Line = 17;
    const double BeforeWords = 24;
    const double Between = 12;

    readonly IReadOnlyList<(KeyItem Item, double X, double Y)> places;

    /// <param name="items">What stands in it.</param>
    /// <param name="width">How wide it may be.</param>
    /// <param name="size">The size of its letters.</param>
    /// <param name="top">Where it begins.</param>
    public FigureKey(IEnumerable<KeyItem> items, double width, double size, double top = 0)
    {
        var found = new List<(KeyItem, double, double)>();
        var (x, y) = (0.0, top + Line);
        foreach (var item in items)
        {
            var needs = BeforeWords + TextWidth.Of(item.Label, size);
            if (x > 0 && x + needs > width)
                (x, y) = (0, y + Line);
            found.Add((item, x, y));
            x += needs + Between;
        }
        (places, Bottom) = (found, found.Count == 0 ? top : y);
    }

    /// <summary>The base line of its last line; where it would begin when nothing is in it.</summary>
    public double Bottom { get; }

    /// <summary>The key.</summary>
    public Html Drawn =>
        Html.Join(
            places.Select(place =>
                Html.Join([
                    place.Item.Sample(place.X, place.Y),
                    SvgMarks.Text(place.X + BeforeWords, place.Y, Html.Of($"{place.Item.Label}"), kind: "key"),
                ])
            )
        );
}

/// <summary>A mark and what it stands for.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Sample">A sample of it, from a place on the base line of the words.</param>
sealed record KeyItem(string Label, Func<double, double, Html> Sample)
{
    /// <summary>An area of a color.</summary>
    public static KeyItem Area(string label, string fill) =>
        new(label, (x, y) => SvgMarks.Rectangle(x, y - 12, FigureKey.Sample, 13, fill));

    /// <summary>A line.</summary>
    public static KeyItem Line(string label, string stroke, string dash) =>
        new(label, (x, y) => SvgMarks.Stroke(Html.Of($"M{x},{y - 5}H{x + FigureKey.Sample}"), stroke, "sample", 2, dash));
}
