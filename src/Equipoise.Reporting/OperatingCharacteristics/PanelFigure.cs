using System.Globalization;
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

    /// <summary>The figure; a sentence where it would show one number everywhere; nothing where nothing can be drawn.</summary>
    public Html Render()
    {
        var panels = Parts
            .SelectMany(part =>
                Arrangement.Panels.Select(panel => (part.Measure, Title: Titled(part.Title, panel.Title), Panel: panel))
            )
            .Where(one => Shown(one.Measure, one.Panel).Any())
            .ToList();
        Plotted[] shown = [.. panels.SelectMany(one => Shown(one.Measure, one.Panel))];
        if (shown.Length == 0)
            return Html.Empty;
        if (shown is [var same, _, ..] && same.Low == same.High && shown.All(one => one == same))
            return Html.Of(
                $"<p id=\"{Id}\">{Caption}: {Print(same.Value)} in every combination, and in every trial of each.</p>\n"
            );
        var drawn = panels.Take(MostPanels).ToList();
        var scale = Scale(shown);
        var left = panels.Count - drawn.Count;
        return Html.Of(
            $"""
            <figure class="exhibit" id="{Id}">
            <figcaption id="{Id}-caption">{Caption}</figcaption>
            {Key()}{(
                drawn.Count == 1
                    ? Html.Of(
                        $"{PanelTitle(drawn[0].Title)}<div class=\"wide\">{Draw(drawn[0], 0, Wide, scale)}</div>\n<div class=\"narrow\">{Draw(drawn[0], 0, Narrow, scale)}</div>\n"
                    )
                    : Html.Of(
                        $"<div class=\"multiples\">\n{drawn.Select((one, i) => Html.Of($"<div>{PanelTitle(one.Title)}{Draw(one, i, Multiple, scale)}</div>\n"))}</div>\n"
                    )
            )}<p class="notes">{Notes}{(
                left > 0 ? $" Drawn are the first {MostPanels} of {panels.Count} panels; the tables hold every combination." : ""
            )}</p>
            </figure>

            """
        );
    }

    static string Titled(string part, string panel) => string.Join("; ", new[] { part, panel }.Where(title => title.Length > 0));

    static Html PanelTitle(string title) => title.Length == 0 ? Html.Empty : Html.Of($"<p class=\"panel-title\">{title}</p>\n");

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

    Html Key()
    {
        List<Html> entries = [];
        if (Arrangement.Axis is not null && Arrangement.Labels is not [""])
            entries.AddRange(
                Arrangement.Labels.Select((label, i) => Html.Of($"<li>{LineStyle.Of(StyleOf(label)).Sample()}{label}</li>\n"))
            );
        entries.AddRange(
            Parts[0].Measure.References.Select(line =>
                Html.Of(
                    $"<li><svg viewBox=\"0 0 40 14\" aria-hidden=\"true\"><path d=\"M0,7H40\" stroke=\"#50585f\" "
                        + $"stroke-width=\"1.4\" stroke-dasharray=\"{line.Dash}\"/></svg>{line.Label}</li>\n"
                )
            )
        );
        return entries.Count == 0 ? Html.Empty : Html.Of($"<ul class=\"key\" aria-label=\"Key\">\n{entries}</ul>\n");
    }

    /// <summary>The same line has the same style in every panel, unless there are so many that styles return.</summary>
    int StyleOf(string label) => Arrangement.Labels.Index().First(one => one.Item == label).Index;

    Html Draw((Measure Measure, string Title, CellPanel Panel) one, int index, double width, ValueScale scale)
    {
        var title = one.Title.Length > 0 ? $"{Caption}: {one.Title}" : Caption;
        var frame = new PanelFrame($"{Id}-{index}-{width}", title, Described(one.Measure, one.Panel), width);
        return Arrangement.Axis is { } axis
            ? new LinePanel(frame, axis, Everywhere(), one.Panel, one.Measure, scale, StyleOf).Svg()
            : new DotPanel(frame, one.Panel, one.Measure, scale).Svg();
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
