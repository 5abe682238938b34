using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Equipoise.Reporting.Pictures;

/// <summary>Draws a picture as PNG or PDF, with SkiaSharp and a font of its own.</summary>
/// <remarks>
/// The font, DejaVu Sans Condensed, comes along: a container has none, and so the picture is the same on every machine. In a PDF
/// the letters that are used are embedded, and text is text.
/// </remarks>
static class SkiaCanvas
{
    // Sharp on a screen of high resolution, and at 192 dots per inch on paper.
    const float PngScale = 2;

    // A pixel is a 96th of an inch, a point a 72nd.
    const float PointsPerPixel = 0.75f;

    // The size of a page is made of whole dots: of these a pixel has three.
    const float PdfDpi = 288;

    static readonly Lazy<SKTypeface> plain = new(() => Load("DejaVuSansCondensed.ttf"));
    static readonly Lazy<SKTypeface> bold = new(() => Load("DejaVuSansCondensed-Bold.ttf"));

    /// <summary>The first character that the font does not have; null when it has all.</summary>
    public static string? Missing(Picture picture)
    {
        foreach (var text in picture.Marks.OfType<Mark.Text>())
        {
            using var font = new SKFont(Face(text));
            foreach (var letter in text.Words.EnumerateRunes())
                if (!Rune.IsWhiteSpace(letter) && font.GetGlyph(letter.Value) == 0)
                    return letter.ToString();
        }
        return null;
    }

    public static byte[] Png(Picture picture)
    {
        var size = new SKImageInfo(
            (int)double.Ceiling(picture.Width * PngScale),
            (int)double.Ceiling(picture.Height * PngScale),
            SKColorType.Rgba8888,
            SKAlphaType.Premul
        );
        using var surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.White);
        Draw(picture, surface.Canvas, PngScale);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static byte[] Pdf(Picture picture)
    {
        using var stream = new MemoryStream();
        var about = new SKDocumentPdfMetadata { Title = picture.Title, RasterDpi = PdfDpi };
        using (var document = SKDocument.CreatePdf(stream, about))
        {
            var canvas = document.BeginPage((float)picture.Width * PointsPerPixel, (float)picture.Height * PointsPerPixel);
            Draw(picture, canvas, PointsPerPixel);
            document.EndPage();
            document.Close();
        }
        return stream.ToArray();
    }

    static void Draw(Picture picture, SKCanvas canvas, float scale)
    {
        canvas.Scale(scale);
        canvas.Translate(-(float)picture.Left, -(float)picture.Top);
        foreach (var mark in picture.Marks)
            if (mark is Mark.Path path)
                Draw(path, canvas);
            else if (mark is Mark.Text text)
                Draw(text, canvas);
    }

    static void Draw(Mark.Path mark, SKCanvas canvas)
    {
        using var pen = new SKPathBuilder();
        foreach (var (move, x, y) in mark.Steps)
            if (move == PenMove.To)
                pen.MoveTo((float)x, (float)y);
            else if (move == PenMove.LineTo)
                pen.LineTo((float)x, (float)y);
            else
                pen.Close();
        using var path = pen.Detach();
        if (mark.Ink.Fill is { } fill)
        {
            using var paint = new SKPaint { Color = Color(fill, mark.Ink.Opacity), IsAntialias = true };
            canvas.DrawPath(path, paint);
        }
        if (mark.Ink.Stroke is { } stroke)
        {
            using var dashes =
                mark.Ink.Dashes.Count == 0
                    ? null
                    : SKPathEffect.CreateDash([.. mark.Ink.Dashes.Select(length => (float)length)], 0);
            using var paint = new SKPaint
            {
                Color = Color(stroke, 1),
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = (float)mark.Ink.Width,
                PathEffect = dashes,
            };
            canvas.DrawPath(path, paint);
        }
    }

    static void Draw(Mark.Text text, SKCanvas canvas)
    {
        using var font = new SKFont(Face(text), (float)text.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var paint = new SKPaint { Color = Color(text.Color, 1), IsAntialias = true };
        var align = text.Anchor switch
        {
            Anchor.Middle => SKTextAlign.Center,
            Anchor.End => SKTextAlign.Right,
            _ => SKTextAlign.Left,
        };
        canvas.DrawText(text.Words, (float)text.X, (float)text.Y, align, font, paint);
    }

    static SKTypeface Face(Mark.Text text) => text.IsBold ? bold.Value : plain.Value;

    static SKColor Color(string rgb, double opacity) =>
        new(
            byte.Parse(rgb.AsSpan(1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            byte.Parse(rgb.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            byte.Parse(rgb.AsSpan(5, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            (byte)double.Round(255 * opacity)
        );

    static SKTypeface Load(string name)
    {
        using var stream = typeof(SkiaCanvas).Assembly.GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{name} is no font.");
    }
}
