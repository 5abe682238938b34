using System.Globalization;
using System.Xml.Linq;

namespace Equipoise.Reporting.Pictures;

/// <summary>The tip of an arrow: in SVG a marker that its lines name, for a canvas an area of its own.</summary>
static class Tip
{
    /// <summary>The tip at the end of the line, pointing where the line goes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reference">What names the marker: "url(#id)".</param>
    public static Mark.Path At(Mark.Path line, XAttribute reference)
    {
        var id = reference.Value["url(#".Length..^1];
        var marker = reference.Parent!.Document!.Descendants().Single(element => (string?)element.Attribute("id") == id);
        var shape = marker.Elements().Single();
        var (end, before) = (line.Steps[^1], line.Steps[^2]);
        var (sine, cosine) = double.SinCos(double.Atan2(end.Y - before.Y, end.X - before.X));
        var boxWidth = double.Parse(marker.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        // A marker grows with the width of its line.
        var scale = Number("markerWidth") / boxWidth * line.Ink.Width;
        return new(
            [.. PenPath.Of(shape.Attribute("d")!.Value).Select(Placed)],
            new(shape.Attribute("fill")!.Value, 1, null, 0, [])
        );

        double Number(string name) => double.Parse(marker.Attribute(name)!.Value, CultureInfo.InvariantCulture);

        PenStep Placed(PenStep step)
        {
            var (x, y) = ((step.X - Number("refX")) * scale, (step.Y - Number("refY")) * scale);
            return step with { X = end.X + (x * cosine) - (y * sine), Y = end.Y + (x * sine) + (y * cosine) };
        }
    }
}
