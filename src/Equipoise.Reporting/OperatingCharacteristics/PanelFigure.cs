using System.Globalization;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>A figure of the page: its key, and a panel for each part of what it shows.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Arrangement">How the combinations are laid out.</param>
/// <param name="Parts">What is shown of each, all on one scale; a title where there are several.</param>
/// <param name="Notes">What stands under it.</param>
sealed record PanelFigure(
    string Id,
    string Caption,
    Arrangement Arrangement,
    IReadOnlyList<(string Title, Measure Measure)> Parts,
    string Notes
)
{
    // More are not read, and would make a file that no browser likes.
    const int MostPanels = 24;
    const int MostPointsDescribed = 40;

    const double Wide = 760;
    const double Narrow = 360;
    const double Multiple = 410;

    /// <summary>The figure; a sentence where it would show one number everywhere; null where nothing can be drawn.</summary>
    public Block? Render()
    {
        var panels = Parts
            .SelectMany(part =>
                Arrangement.Panels.Select(panel => (part.Measure, Title: Titled(part.Title, panel.Title), Panel: panel))
            )
            .Where(one => Shown(one.Measure, one.Panel).Any())
            .ToList();
        Plotted[] shown = [.. panels.SelectMany(one => Shown(one.Measure, one.Panel))];
        if (shown.Length == 0)
            return null;
        if (shown is [var same, _, ..] && same.Low == same.High && shown.All(one => one == same))
            return new Paragraph(
                GridText.Of($"{Caption}: {Print(same.Value)} in every combination, and in every trial of each.")
            );
        var drawn = panels.Take(MostPanels).ToList();
        var scale = Scale(shown);
        var left = panels.Count - drawn.Count;
        var more =
            left > 0 ? $" Drawn are the first {MostPanels} of {panels.Count} panels; the tables hold every combination." : "";
        return new Figure(
            Id,
            GridText.Of(Caption),
            [
                .. drawn.Count == 1
                    ? [new Panel(Draw(drawn[0], 0, Wide, scale), Draw(drawn[0], 0, Narrow, scale), drawn[0].Title)]
                    : drawn.Select((one, i) => new Panel(Draw(one, i, Multiple, scale), Title: one.Title)),
            ],
            GridText.Of(Notes + more)
        )
        {
            Key = Key(),
        };
    }

    static string Titled(string part, string panel) => string.Join("; ", new[] { part, panel }.Where(title => title.Length > 0));

    static IEnumerable<Plotted> Shown(Measure measure, CellPanel panel) =>
        panel.Lines.SelectMany(line => line.Cells).Select(cell => measure.Of(cell.Tally)).OfType<Plotted>();

    ValueScale Scale(IReadOnlyList<Plotted> shown)
    {
        var measure = Parts[0].Measure;
        double[] values =
        [
            .. shown.SelectMany(one => new[] { one.Value, one.Low, one.High }),
            .. measure.References.Select(reference => reference.At),
        ];
        return ValueScale.Of(values, measure.LeastSpan, measure.Most);
    }

    IReadOnlyList<KeyEntry> Key() =>
        [
            .. Arrangement.Axis is not null && Arrangement.Labels is not [""]
                ? Arrangement.Labels.Select(label => new KeyEntry(LineStyle.Of(StyleOf(label)).Sample().Markup, label))
                : [],
            .. Parts[0].Measure.References.Select(line => new KeyEntry(Dashed(line), line.Label)),
        ];

    static string Dashed(ReferenceLine line) =>
        Html.Of(
                $"<svg viewBox=\"0 0 40 14\" aria-hidden=\"true\"><path d=\"M0,7H40\" stroke=\"#50585f\" "
                    + $"stroke-width=\"1.4\" stroke-dasharray=\"{line.Dash}\"/></svg>"
            )
            .Markup;

    /// <summary>The same line has the same style in every panel, unless there are so many that styles return.</summary>
    int StyleOf(string label) => Arrangement.Labels.Index().First(one => one.Item == label).Index;

    string Draw((Measure Measure, string Title, CellPanel Panel) one, int index, double width, ValueScale scale)
    {
        var title = one.Title.Length > 0 ? $"{Caption}: {one.Title}" : Caption;
        var frame = new PanelFrame($"{Id}-{index}-{width}", title, Described(one.Measure, one.Panel), width);
        return Arrangement.Axis is { } axis
            ? new LinePanel(frame, axis, Everywhere(), one.Panel, one.Measure, scale, StyleOf).Svg().Markup
            : new DotPanel(frame, one.Panel, one.Measure, scale).Svg().Markup;
    }

    IReadOnlyList<SimulatedCell> Everywhere() =>
        [.. Arrangement.Panels.SelectMany(panel => panel.Lines).SelectMany(line => line.Cells)];

    string Described(Measure measure, CellPanel panel)
    {
        var what = $"{measure.Title}{(Arrangement.Axis is { } axis ? $" by {axis.Title}" : "")}.";
        if (panel.Lines.Sum(line => line.Cells.Count) > MostPointsDescribed)
        {
            var shown = Shown(measure, panel).Select(one => one.Value).ToList();
            return $"{what} From {Print(shown.Min())} to {Print(shown.Max())}; the tables hold every number.";
        }
        return string.Join(" ", panel.Lines.Select(line => Told(measure, line)).Prepend(what));
    }

    string Told(Measure measure, CellLine line)
    {
        var points = line.Cells.Select(cell => (Cell: cell, At: measure.Of(cell.Tally))).Where(point => point.At is not null);
        var told = points.Select(point =>
            Arrangement.Axis is { } axis
                ? $"{Print(point.At!.Value.Value)} at {axis.At(point.Cell).Written}"
                : Print(point.At!.Value.Value)
        );
        return $"{(line.Label.Length > 0 ? $"{line.Label}: " : "")}{string.Join(", ", told)}.";
    }

    static string Print(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
