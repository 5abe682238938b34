using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Figures;

/// <summary>A figure when everything in it has its place: for a page, or for a file of its own.</summary>
/// <param name="Id">Begins every id inside it.</param>
/// <param name="Title">Its name for those who do not see it.</param>
/// <param name="Description">What it shows, for those who do not see it.</param>
/// <param name="Letters">The size of its letters.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Marks">What is drawn.</param>
sealed record Drawing(string Id, string Title, string Description, double Letters, double Width, double Height, Html Marks)
{
    const double Line = 17;
    const double Margin = 20;
    const double HeadingHeight = 22;
    const double HeadingSize = 16;

    /// <summary>The figure as an element of a page.</summary>
    public string ToSvg() => Element(Html.Of($"viewBox=\"0 0 {Width} {Height}\""), Html.Empty).ToString();

    /// <summary>On paper of its own, white also where the page around it is dark.</summary>
    /// <param name="heading">What stands above it; null for nothing.</param>
    /// <param name="notice">What must go wherever the figure goes; "" for nothing.</param>
    public string ToFile(string? heading, string notice)
    {
        var lines = heading is null ? [] : TextWidth.Wrap(heading, HeadingSize, Width);
        var above = Margin + (HeadingHeight * lines.Count);
        var (width, height) = (Width + (2 * Margin), Height + above + Margin + (notice.Length > 0 ? Line : 0));
        return Element(
                Html.Of($"width=\"{width}\" height=\"{height}\" viewBox=\"{-Margin} {-above} {width} {height}\""),
                Html.Of(
                    $"""
                    <rect class="paper" x="{-Margin}" y="{-above}" width="{width}" height="{height}" fill="#fff"/>{Heading(lines)}
                    {(
                        notice.Length > 0
                            ? Html.Of(
                                $"<text class=\"notice\" x=\"0\" y=\"{Height + Line}\" font-weight=\"600\" fill=\"#7a2e00\">{notice}</text>"
                            )
                            : Html.Empty
                    )}

                    """
                )
            )
            + "\n";
    }

    static Html Heading(IReadOnlyList<string> lines) =>
        Html.Of(
            $"""
            <g font-size="{HeadingSize}" font-weight="600">{lines.Select(
                (line, i) =>
                    SvgMarks.Text(0, -10 - (HeadingHeight * (lines.Count - 1 - i)), Html.Of($"{line}"), kind: "heading")
            )}</g>
            """
        );

    Html Element(Html size, Html paper) =>
        Html.Of(
            $"""
            {SvgMarks.Begin(size, Id, Title, Description, Letters)}
            {paper}{Marks}
            </svg>
            """
        );
}
