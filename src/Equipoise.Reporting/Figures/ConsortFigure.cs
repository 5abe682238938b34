using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Prose;

namespace Equipoise.Reporting.Figures;

/// <summary>The flow of participants from screening to analysis, as one SVG element.</summary>
/// <remarks>Answers: who came in, who left, when and why, and who is counted? After CONSORT 2025 (Hopewell et al., BMJ 389:e081123).</remarks>
public sealed record ConsortFigure
{
    const double Size = 13;
    const double Line = 18;
    const double Pad = 11;
    const double Gap = 34;
    const double Gutter = 28;

    /// <summary>Begins every id inside the drawing; unique in its page.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for those who do not see it.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in sentences, for those who do not see it.</summary>
    public required string Description { get; init; }

    /// <summary>Those assessed for eligibility; null when the data do not say.</summary>
    public ConsortBox? Screened { get; init; }

    /// <summary>Those who were kept out, with the reasons; null when the data do not say.</summary>
    public ConsortBox? Excluded { get; init; }

    /// <summary>Those who were randomized; null when the data do not say.</summary>
    public ConsortBox? Randomized { get; init; }

    /// <summary>The stages after randomization, each with its name and one box per arm.</summary>
    public required IReadOnlyList<ConsortStage> Stages { get; init; }

    int Arms => Stages.Count == 0 ? 1 : Stages[0].Boxes.Count;

    double Width => Math.Max(760, Arms * 300);

    /// <summary>The figure as an SVG element.</summary>
    public string ToSvg()
    {
        var (drawn, y) = Enrollment(1);
        foreach (var stage in Stages)
        {
            var boxes = stage.Boxes.Select(box => Layout(box, ArmWidth)).ToArray();
            var height = boxes.Max(lines => HeightOf(lines));
            if (y > 1)
                drawn.Add(Arrows(ref y, first: ReferenceEquals(stage, Stages[0])));
            drawn.Add(Html.Of($"<text x=\"0\" y=\"{y - 8}\" font-size=\"12\" fill=\"#50585f\" font-weight=\"600\" letter-spacing=\"0.4\">{stage.Name}</text>"));
            drawn.AddRange(boxes.Select((lines, arm) => Box(ArmCenter(arm) - (ArmWidth / 2), y, ArmWidth, height, lines)));
            y += height;
        }
        return Html.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -14 {Width + 2} {y + 16}" role="img" aria-labelledby="{Id}-title {Id}-desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="{Size}" fill="#1c2126">
            <title id="{Id}-title">{Title}</title>
            <desc id="{Id}-desc">{Description}</desc>
            <defs><marker id="{Id}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.5L8,4L0,7.5Z" fill="#5a6268"/></marker></defs>
            {drawn}
            </svg>
            """
        ).ToString();
    }

    double ArmWidth => (Width - (Gutter * (Arms - 1))) / Arms;

    double TrunkWidth => (Width - Gutter) / 2;

    /// <summary>Where the line runs on which participants enter: on the left when the exclusions need the room beside it.</summary>
    double Trunk => Excluded is null ? Width / 2 : TrunkWidth / 2;

    double ArmCenter(int arm) => (ArmWidth / 2) + (arm * (ArmWidth + Gutter));

    (List<Html> Drawn, double Y) Enrollment(double y)
    {
        var drawn = new List<Html>();
        var (trunk, trunkWidth) = (Trunk, TrunkWidth);
        if (Screened is { } screened)
        {
            var lines = Layout(screened, trunkWidth);
            drawn.Add(Box(trunk - (trunkWidth / 2), y, trunkWidth, HeightOf(lines), lines));
            y += HeightOf(lines);
        }
        if (Excluded is { } excluded)
        {
            var left = trunkWidth + Gutter;
            var lines = Layout(excluded, Width - left);
            var (top, height) = (y + 14, HeightOf(lines));
            drawn.Add(Box(left, top, Width - left, height, lines));
            drawn.Add(Arrow($"M{trunk:0.##},{top + (height / 2):0.##}H{left:0.##}"));
            y = top + height + 14;
            if (Screened is not null)
                drawn.Add(Arrow($"M{trunk:0.##},{top - 14:0.##}V{y:0.##}"));
        }
        else if (Screened is not null && Randomized is not null)
        {
            drawn.Add(Arrow($"M{trunk:0.##},{y:0.##}V{y + Gap:0.##}"));
            y += Gap;
        }
        if (Randomized is { } randomized)
        {
            var lines = Layout(randomized, trunkWidth);
            drawn.Add(Box(trunk - (trunkWidth / 2), y, trunkWidth, HeightOf(lines), lines));
            y += HeightOf(lines);
        }
        return (drawn, y);
    }

    Html Arrows(ref double y, bool first)
    {
        var (from, to) = (y, y + (first ? Gap + 14 : Gap));
        y = to;
        if (!first)
            return Html.Join(Enumerable.Range(0, Arms).Select(arm => Arrow($"M{ArmCenter(arm):0.##},{from:0.##}V{to:0.##}")));
        var bar = from + 16;
        return Html.Join(Enumerable.Range(0, Arms).Select(arm => Arrow($"M{Trunk:0.##},{from:0.##}V{bar:0.##}H{ArmCenter(arm):0.##}V{to:0.##}")));
    }

    Html Arrow(string path) => Html.Of($"<path d=\"{path}\" fill=\"none\" stroke=\"#5a6268\" stroke-width=\"1.2\" marker-end=\"url(#{Id}-tip)\"/>\n");

    static double HeightOf(IReadOnlyList<ConsortLine> lines) => (lines.Count * Line) + (2 * Pad) - 4;

    static List<ConsortLine> Layout(ConsortBox box, double width)
    {
        var lines = new List<ConsortLine>();
        foreach (var line in SvgText.Wrap(box.Heading, Size * 1.06, width - (2 * Pad)))
            lines.Add(new(line, Depth: -1));
        foreach (var line in box.Lines)
        foreach (var part in SvgText.Wrap(line.Text, Size, width - (2 * Pad) - (16 * line.Depth)))
            lines.Add(line with { Text = part });
        return lines;
    }

    static Html Box(double x, double y, double width, double height, IReadOnlyList<ConsortLine> lines) =>
        Html.Of(
            $"""
            <rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="#fff" stroke="#5a6268"/>
            {lines.Select((line, i) =>
                Html.Of(
                    $"<text x=\"{x + Pad + (16 * Math.Max(0, line.Depth))}\" y=\"{y + Pad + 11 + (Line * i)}\" font-weight=\"{(line.Depth < 0 ? "600" : "400")}\">{SvgText.Of(line.Text)}</text>\n"
                )
            )}

            """
        );
}

/// <summary>A stage of the flow after randomization.</summary>
/// <param name="Name">Such as "Allocation".</param>
/// <param name="Boxes">One box per arm, in the order of the protocol.</param>
public sealed record ConsortStage(string Name, IReadOnlyList<ConsortBox> Boxes);

/// <summary>A box of the flow.</summary>
/// <param name="Heading">Its first line, with the number that is in it.</param>
/// <param name="Lines">What the number is made of.</param>
public sealed record ConsortBox(BoundText Heading, IReadOnlyList<ConsortLine> Lines);

/// <summary>A line of a box.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Depth">How far it is set in: 0, or 1 for a part of the line above it.</param>
public sealed record ConsortLine(BoundText Text, int Depth);
