using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using SkiaSharp;

namespace Equipoise.Validation.Tte;

/// <summary>A figure as SVG, PNG and PDF: one picture.</summary>
public sealed class TtePictureTests : IDisposable
{
    static readonly string[] columns = ["--time", "time", "--event", "status", "--arm", "x"];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    string At(string name) => Path.Combine(folder.FullName, name);

    byte[] Drawn(string name, string option = "--plot", params string[] more)
    {
        var run = TteRun.OnLines(AmlTable.Lines, [.. columns, option, At(name), .. option == "--plot" ? ["--title", "Maintenance"] : Array.Empty<string>(), .. more]);
        (run.Status, run.Error).ShouldBe((0, ""));
        return File.ReadAllBytes(At(name));
    }

    // As it has been since no letter is turned: who put a figure into a paper gets the same bytes again.
    [Theory]
    [InlineData("--plot", "30da861db168f1c0444cb78512bbf0ca8e7a887d691bb3b550d9537b13f218d9")]
    [InlineData("--forest", "438b6761bec63cf27a38a9a81d506efcb94b3064ae4198009fc3d967152988d3")]
    public void The_svg_is_the_same_byte_for_byte(string option, string digest)
    {
        string[] more = option == "--forest" ? ["--subgroups", "times"] : [];
        var svg = Encoding.UTF8.GetString(Drawn("figure.svg", option, more));
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg))).ShouldBe(digest);
    }

    [Fact]
    public void The_png_has_two_dots_a_pixel_and_the_colors_of_the_svg_where_that_has_them()
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(Drawn("km.svg"))).Root!;
        var png = Drawn("km.png");
        using var bitmap = SKBitmap.Decode(png);
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(double.Parse).ToArray();
        (bitmap.Width, bitmap.Height).ShouldBe(((int)Math.Ceiling(2 * box[2]), (int)Math.Ceiling(2 * box[3])));
        SKColor Dot(double x, double y) => bitmap.GetPixel((int)(2 * (x - box[0])), (int)(2 * (y - box[1])));
        Dot(box[0] + 1, box[1] + 1).ShouldBe(SKColors.White);

        // The last curve, over the others, begins with a horizontal line at the top left, in the color of its stroke.
        var curve = svg.Descendants().Last(element => (string?)element.Attribute("class") == "curve");
        var start = curve.Attribute("d")!.Value[1..].Split('H')[0].Split(',').Select(double.Parse).ToArray();
        Dot(start[0] + 4, start[1]).ShouldBe(SKColor.Parse(curve.Attribute("stroke")!.Value));
        // Text is there: somewhere in the heading's line there are dark dots, and in the margin above none.
        bool IsDark(double y) => Enumerable.Range(0, 200).Any(x => Dot(x, y).Red < 100);
        IsDark(-12).ShouldBeTrue();
        IsDark(box[1] + 2).ShouldBeFalse();
        Drawn("again.png").ShouldBe(png);
    }

    [Fact]
    public void The_pdf_is_lines_and_text_and_no_image()
    {
        var pdf = Drawn("km.pdf");
        var text = Encoding.Latin1.GetString(pdf);
        text.ShouldStartWith("%PDF-");
        text.ShouldContain("/Subtype /Type0"); // letters of a font that is embedded, with what they mean
        text.ShouldContain("/ToUnicode");
        text.ShouldContain("/FontFile2");
        text.ShouldNotContain("/Subtype /Image");
        text.ShouldContain("/Title (Survival by x)");
        // 880 by 580 pixels and their margins, in points of three quarters of a pixel.
        var box = XDocument.Parse(Encoding.UTF8.GetString(Drawn("km.svg"))).Root!.Attribute("viewBox")!.Value.Split(' ');
        text.ShouldContain($"/MediaBox [0 0 {0.75 * double.Parse(box[2])} {0.75 * double.Parse(box[3])}]");
        Drawn("again.pdf").ShouldBe(pdf);
    }

    [Fact]
    public void Every_figure_of_the_verb_can_be_any_of_the_three()
    {
        foreach (var ending in new[] { "png", "pdf" })
        {
            Drawn($"forest.{ending}", "--forest", "--subgroups", "times").Length.ShouldBeGreaterThan(1000);
            Drawn($"inset.{ending}", "--plot", "--plot-hr", "--plot-events").Length.ShouldBeGreaterThan(1000);
            foreach (
                var (lines, options) in new (string, string[])[]
                {
                    ("t,e,a\n1,1,A\n2,2,B\n3,0,B\n4,1,A\n", ["--time", "t", "--event", "e", "--cause", "1", "--arm", "a"]),
                    ("l,r\n1,2\n3,\n", ["--interval", "l,r"]),
                }
            )
            {
                TteRun.OnLines(lines, [.. options, "--plot", At($"other.{ending}")]).Error.ShouldBe("");
                File.Delete(At($"other.{ending}"));
            }
        }
    }

    [Fact]
    public void A_letter_that_the_font_does_not_have_is_named_and_nothing_is_written()
    {
        const string lines = "t,e,a\n1,1,药\n2,0,药\n3,1,B\n4,1,B\n";
        string[] options = ["--time", "t", "--event", "e", "--arm", "a", "--curve", At("curves.csv"), "--plot"];
        var run = TteRun.OnLines(lines, [.. options, At("km.pdf")]);
        run.Status.ShouldBe(2);
        run.Error.ShouldContain("the figure has \"药\", which the font of PDF does not have. Write it as");
        folder.GetFiles().ShouldBeEmpty();
        TteRun.OnLines(lines, [.. options, At("km.svg")]).Status.ShouldBe(0);
    }

    [Theory]
    [InlineData("km.jpg")]
    [InlineData("km")]
    [InlineData("km.svgz")]
    public void Another_ending_is_refused_before_the_table_is_read(string name)
    {
        var run = TteRun.Of("there-is-none.csv", "--time", "t", "--event", "e", "--plot", At(name));
        (run.Status, run.Output).ShouldBe((2, ""));
        run.Error.ShouldContain("the figure is SVG, PNG or PDF; call the file ");
        run.Error.ShouldContain("km.svg or ");
        run.Error.ShouldNotContain("there-is-none.csv does not");
    }
}
