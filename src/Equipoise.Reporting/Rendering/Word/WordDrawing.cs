using DocumentFormat.OpenXml;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Pictures;
using A = DocumentFormat.OpenXml.Drawing;
using W = DocumentFormat.OpenXml.Wordprocessing;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Wpg = DocumentFormat.OpenXml.Office2010.Word.DrawingGroup;
using Wps = DocumentFormat.OpenXml.Office2010.Word.DrawingShape;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>A picture as a group of Word's own shapes: sharp at any size, its letters and lines open to an editor.</summary>
/// <remarks>No letter of a picture is turned: not every program turns letters within a group.</remarks>
sealed class WordDrawing
{
    const string GroupUri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
    const long EmuPerTwip = 635;
    const double EmuPerPoint = 12700;
    const double LineHeight = 1.25;

    readonly Picture picture;
    readonly double scale;
    uint shapes;

    /// <param name="picture">The picture.</param>
    /// <param name="width">How wide it may be, in twentieths of a point.</param>
    /// <param name="mostHigh">How high it may be.</param>
    public WordDrawing(Picture picture, int width, int mostHigh)
    {
        this.picture = picture;
        scale = double.Min(width / picture.Width, mostHigh / picture.Height) * EmuPerTwip;
    }

    /// <param name="id">Its number, unlike that of any other drawing of the document.</param>
    public W.Run Run(uint id)
    {
        var (width, high) = (Length(picture.Width), Length(picture.Height));
        var group = new Wpg.WordprocessingGroup(
            new Wpg.NonVisualGroupDrawingShapeProperties(),
            new Wpg.GroupShapeProperties(
                new A.TransformGroup(
                    new A.Offset { X = 0, Y = 0 },
                    new A.Extents { Cx = width, Cy = high },
                    new A.ChildOffset { X = 0, Y = 0 },
                    new A.ChildExtents { Cx = width, Cy = high }
                )
            ),
            Paper()
        );
        foreach (var mark in picture.Marks)
            if (mark is Mark.Path path)
                group.AppendChild(Shape(path));
            else if (mark is Mark.Text { Words.Length: > 0 } words)
                group.AppendChild(TextBox(words));
        var graphic = new A.Graphic(new A.GraphicData(group) { Uri = GroupUri });
        return new(
            new W.Drawing(
                new Wp.Inline(
                    new Wp.Extent { Cx = width, Cy = high },
                    new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
                    new Wp.DocProperties
                    {
                        Id = id,
                        Name = $"Drawing {id}",
                        Title = WordText.Clean(picture.Title),
                        Description = WordText.Clean(picture.Description),
                    },
                    new Wp.NonVisualGraphicFrameDrawingProperties(),
                    graphic
                )
                {
                    DistanceFromTop = 0,
                    DistanceFromBottom = 0,
                    DistanceFromLeft = 0,
                    DistanceFromRight = 0,
                }
            )
        );
    }

    // A group is as large as what is in it; the paper keeps its margins.
    Wps.WordprocessingShape Paper() =>
        Shape(
            new Mark.Path(
                [
                    new(PenMove.To, picture.Left, picture.Top),
                    new(PenMove.LineTo, picture.Left + picture.Width, picture.Top),
                    new(PenMove.LineTo, picture.Left + picture.Width, picture.Top + picture.Height),
                    new(PenMove.LineTo, picture.Left, picture.Top + picture.Height),
                    new(PenMove.Close, picture.Left, picture.Top),
                ],
                new Ink(null, 1, null, 0, [])
            )
        );

    Wps.WordprocessingShape Shape(Mark.Path mark)
    {
        var (left, above) = (mark.Steps.Min(step => step.X), mark.Steps.Min(step => step.Y));
        var (width, high) = (Length(mark.Steps.Max(step => step.X) - left), Length(mark.Steps.Max(step => step.Y) - above));
        var path = new A.Path();
        // A line has no extent to one side, and none is said.
        if (width > 0)
            path.Width = width;
        if (high > 0)
            path.Height = high;
        if (mark.Ink.Fill is null)
            path.Fill = A.PathFillModeValues.None;
        foreach (var (move, x, y) in mark.Steps)
            path.AppendChild<OpenXmlElement>(
                move switch
                {
                    PenMove.To => new A.MoveTo(Point(x - left, y - above)),
                    PenMove.LineTo => new A.LineTo(Point(x - left, y - above)),
                    _ => new A.CloseShapePath(),
                }
            );
        return Placed(
            new Wps.NonVisualDrawingShapeProperties(),
            new Wps.ShapeProperties(
                Place(left, above, width, high),
                new A.CustomGeometry(
                    new A.AdjustValueList(),
                    new A.ShapeGuideList(),
                    new A.AdjustHandleList(),
                    new A.ConnectionSiteList(),
                    new A.Rectangle
                    {
                        Left = "0",
                        Top = "0",
                        Right = "r",
                        Bottom = "b",
                    },
                    new A.PathList(path)
                ),
                Fill(mark.Ink.Fill, mark.Ink.Opacity),
                Line(mark.Ink)
            ),
            new Wps.TextBodyProperties()
        );
    }

    Wps.WordprocessingShape TextBox(Mark.Text text)
    {
        var (left, right) = (picture.Left, picture.Left + picture.Width);
        // The widest of the common faces: an editor's has room too. Nothing reaches over the paper.
        var widest = TextWidth.Of(text.Words, text.Size) + text.Size;
        var (from, width, side) = text.Anchor switch
        {
            Anchor.Start => (text.X, double.Min(widest, right - text.X), W.JustificationValues.Left),
            Anchor.End => (double.Max(text.X - widest, left), double.Min(widest, text.X - left), W.JustificationValues.Right),
            _ => Middle(),
        };
        var line = LineHeight * text.Size;
        return Placed(
            new Wps.NonVisualDrawingShapeProperties { TextBox = true },
            new Wps.ShapeProperties(
                // A line of a fixed height has its baseline four fifths down.
                Place(from, text.Y - (0.8 * line), Length(width), Length(line)),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle },
                new A.NoFill(),
                new A.Outline(new A.NoFill())
            ),
            new Wps.TextBoxInfo2(new W.TextBoxContent(Words(text, line, side))),
            new Wps.TextBodyProperties(new A.NoAutoFit())
            {
                Wrap = A.TextWrappingValues.None,
                LeftInset = 0,
                TopInset = 0,
                RightInset = 0,
                BottomInset = 0,
                Anchor = A.TextAnchoringTypeValues.Top,
            }
        );

        (double From, double Width, W.JustificationValues Side) Middle()
        {
            var half = double.Min(widest / 2, double.Min(text.X - left, right - text.X));
            return (text.X - half, 2 * half, W.JustificationValues.Center);
        }
    }

    W.Paragraph Words(Mark.Text text, double line, W.JustificationValues side)
    {
        var run = WordText.Run(text.Words);
        var look = run.RunProperties ??= new();
        if (text.IsBold)
            look.Bold = new();
        look.Color = new() { Val = text.Color[1..].ToUpperInvariant() };
        look.FontSize = new() { Val = $"{(int)double.Round(text.Size * scale / EmuPerPoint * 2)}" };
        return Styled.Paragraph(
            "FigureText",
            [run],
            set =>
            {
                set.SpacingBetweenLines = new()
                {
                    Line = $"{Length(line) / EmuPerTwip}",
                    LineRule = W.LineSpacingRuleValues.Exact,
                };
                set.Justification = new() { Val = side };
            }
        );
    }

    Wps.WordprocessingShape Placed(params IEnumerable<OpenXmlElement> parts)
    {
        var number = ++shapes;
        return new([new Wps.NonVisualDrawingProperties { Id = number, Name = $"Mark {number}" }, .. parts]);
    }

    A.Transform2D Place(double left, double above, long width, long high) =>
        new(
            new A.Offset { X = Length(left - picture.Left), Y = Length(above - picture.Top) },
            new A.Extents { Cx = width, Cy = high }
        );

    static OpenXmlElement Fill(string? color, double opacity)
    {
        if (color is null)
            return new A.NoFill();
        var rgb = Rgb(color);
        if (opacity < 1)
            rgb.AppendChild(new A.Alpha { Val = (int)double.Round(opacity * 100_000) });
        return new A.SolidFill(rgb);
    }

    A.Outline Line(Ink ink)
    {
        if (ink.Stroke is null)
            return new(new A.NoFill());
        var line = new A.Outline(new A.SolidFill(Rgb(ink.Stroke))) { Width = (int)Length(ink.Width) };
        if (ink.Dashes.Count > 0)
            line.AppendChild(Dashes(ink));
        line.AppendChild(new A.Miter { Limit = 800_000 });
        return line;
    }

    // In thousandths of a percent of how wide the line is; an odd pattern is one and the same twice.
    static A.CustomDash Dashes(Ink ink)
    {
        double[] lengths = ink.Dashes.Count % 2 == 0 ? [.. ink.Dashes] : [.. ink.Dashes, .. ink.Dashes];
        return new(
            lengths
                .Select(length => (int)double.Round(length / ink.Width * 100_000))
                .Chunk(2)
                .Select(pair => new A.DashStop { DashLength = pair[0], SpaceLength = pair[1] })
        );
    }

    static A.RgbColorModelHex Rgb(string color) => new() { Val = color[1..].ToUpperInvariant() };

    A.Point Point(double x, double y) => new() { X = $"{Length(x)}", Y = $"{Length(y)}" };

    long Length(double pixels) => (long)double.Round(pixels * scale);
}
