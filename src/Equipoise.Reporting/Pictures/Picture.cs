using System.Globalization;
using System.Xml.Linq;

namespace Equipoise.Reporting.Pictures;

/// <summary>What a figure shows, as marks that any canvas can draw.</summary>
/// <remarks>
/// A figure is written once, as SVG of few kinds of elements; the marks are read from it, so that no format shows another figure.
/// An element or attribute that is not understood is no mark to leave out, but an error of the drawing.
/// </remarks>
/// <param name="Left">Where the paper begins.</param>
/// <param name="Top">Where it begins from above.</param>
/// <param name="Width">How wide the paper is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Title">Its name.</param>
/// <param name="Description">What it shows, for those who do not see it.</param>
/// <param name="Marks">The marks, each over those before it.</param>
sealed record Picture(
    double Left,
    double Top,
    double Width,
    double Height,
    string Title,
    string Description,
    IReadOnlyList<Mark> Marks
)
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    // What says nothing of how a mark looks, or is told by the picture itself.
    static readonly HashSet<string> silent =
    [
        "class",
        "role",
        "aria-labelledby",
        "id",
        "width",
        "height",
        "viewBox",
        "font-family",
        "data-result",
        "xmlns",
    ];

    /// <summary>Reads a figure that is a file of its own.</summary>
    /// <exception cref="InvalidOperationException">It has something that is no mark.</exception>
    public static Picture Of(string figure)
    {
        var root = XDocument.Parse(figure, LoadOptions.PreserveWhitespace).Root!;
        var box = Numbers(root.Attribute("viewBox")!.Value);
        var marks = new List<Mark>();
        Read(root, new(16, false, "#000000"), marks);
        return new(box[0], box[1], box[2], box[3], Told(root, "title"), Told(root, "desc"), marks);
    }

    static string Told(XElement root, string name) => root.Element(svg + name)?.Value ?? "";

    static void Read(XElement parent, Lettering inherited, List<Mark> marks)
    {
        var lettering = inherited.With(parent);
        foreach (var element in parent.Elements())
            switch (element.Name.LocalName)
            {
                case "title" or "desc" or "defs":
                    break;
                case "g":
                    Check(element, "font-weight", "font-size");
                    Read(element, lettering, marks);
                    break;
                case "text":
                    Check(element, "x", "y", "text-anchor", "font-size", "font-weight", "fill", "letter-spacing");
                    marks.Add(Text(element, lettering.With(element)));
                    break;
                case "rect":
                    Check(element, "x", "y", "width", "height", "rx", "fill", "stroke");
                    marks.Add(new Mark.Path(Corners(element), InkOf(element, lettering)));
                    break;
                case "line":
                    Check(element, "x1", "x2", "y1", "y2", "stroke", "stroke-width", "stroke-dasharray");
                    marks.Add(new Mark.Path(Ends(element), InkOf(element, lettering) with { Fill = null }));
                    break;
                case "path":
                    Check(element, "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "marker-end");
                    var path = new Mark.Path(PenPath.Of(element.Attribute("d")!.Value), InkOf(element, lettering));
                    // Marks of those who were censored, where nobody was: a path that goes nowhere.
                    if (path.Steps.Count == 0)
                        break;
                    marks.Add(path);
                    if (element.Attribute("marker-end") is { } tip)
                        marks.Add(Tip.At(path, tip));
                    break;
                default:
                    throw new InvalidOperationException($"A figure has <{element.Name.LocalName}>, which no canvas draws.");
            }
    }

    static Mark.Text Text(XElement element, Lettering lettering)
    {
        foreach (var part in element.Elements())
        {
            if (part.Name.LocalName != "tspan")
                throw new InvalidOperationException($"A text has <{part.Name.LocalName}>, which no canvas draws.");
            Check(part);
        }
        return new(
            element.Value,
            Number(element, "x"),
            Number(element, "y"),
            (string?)element.Attribute("text-anchor") switch
            {
                null or "start" => Anchor.Start,
                "middle" => Anchor.Middle,
                "end" => Anchor.End,
                var other => throw new InvalidOperationException($"A text is anchored at {other}."),
            },
            lettering.Size,
            lettering.IsBold,
            lettering.Color
        );
    }

    static PenStep[] Corners(XElement rectangle)
    {
        var (x, y) = (Number(rectangle, "x"), Number(rectangle, "y"));
        var (right, bottom) = (x + Number(rectangle, "width"), y + Number(rectangle, "height"));
        return
        [
            new(PenMove.To, x, y),
            new(PenMove.LineTo, right, y),
            new(PenMove.LineTo, right, bottom),
            new(PenMove.LineTo, x, bottom),
            new(PenMove.Close, x, y),
        ];
    }

    static PenStep[] Ends(XElement line) =>
        [
            new(PenMove.To, Number(line, "x1"), Number(line, "y1")),
            new(PenMove.LineTo, Number(line, "x2"), Number(line, "y2")),
        ];

    static Ink InkOf(XElement element, Lettering lettering) =>
        new(
            ColorOf((string?)element.Attribute("fill") ?? lettering.Color),
            Number(element, "fill-opacity", 1),
            ColorOf((string?)element.Attribute("stroke") ?? "none"),
            Number(element, "stroke-width", 1),
            (string?)element.Attribute("stroke-dasharray") is { } dashes and not "none" ? Numbers(dashes) : []
        );

    static string? ColorOf(string word) =>
        word switch
        {
            "none" => null,
            ['#', _, _, _, _, _, _] => word,
            ['#', var r, var g, var b] => $"#{r}{r}{g}{g}{b}{b}",
            _ => throw new InvalidOperationException($"A figure has the color {word}, which no canvas draws."),
        };

    static void Check(XElement element, params string[] understood)
    {
        foreach (var attribute in element.Attributes())
            if (!silent.Contains(attribute.Name.LocalName) && !understood.Contains(attribute.Name.LocalName))
                throw new InvalidOperationException(
                    $"A figure has {attribute.Name.LocalName} on <{element.Name.LocalName}>, which no canvas draws."
                );
    }

    static double Number(XElement element, string name, double? usual = null) =>
        element.Attribute(name) is { } attribute ? double.Parse(attribute.Value, CultureInfo.InvariantCulture)
        : usual ?? throw new InvalidOperationException($"A figure has <{element.Name.LocalName}> without {name}.");

    static double[] Numbers(string words) =>
        [
            .. words
                .Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => double.Parse(word, CultureInfo.InvariantCulture)),
        ];

    // What letters look like goes from an element to those within it.
    readonly record struct Lettering(double Size, bool IsBold, string Color)
    {
        const int Semibold = 600;

        public Lettering With(XElement element) =>
            new(
                Number(element, "font-size", Size),
                Number(element, "font-weight", IsBold ? Semibold : 0) >= Semibold,
                ColorOf((string?)element.Attribute("fill") ?? Color) ?? Color
            );
    }
}
