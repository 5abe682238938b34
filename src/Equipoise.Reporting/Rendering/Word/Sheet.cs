using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Equipoise.Reporting.Rendering.Word;

/// <summary>A page of A4, upright or on its side, with its margins, head and foot. Lengths are twentieths of a point.</summary>
/// <param name="Name">What its head and foot are called.</param>
/// <param name="Width">How wide the paper is.</param>
/// <param name="Height">How high it is.</param>
sealed record Sheet(string Name, uint Width, uint Height)
{
    const uint ShortSide = 11906;
    const uint LongSide = 16838;
    const uint Side = 1134;
    const int Above = 1531;
    const int Below = 1247;
    const uint ToEdge = 567;

    public static Sheet Upright { get; } = new("upright", ShortSide, LongSide);

    public static Sheet OnItsSide { get; } = new("sideways", LongSide, ShortSide);

    /// <summary>How wide the text may be.</summary>
    public int TextWidth => (int)(Width - (2 * Side));

    public string Header => $"header-{Name}";

    public string Footer => $"footer-{Name}";

    /// <summary>What ends a stretch of such pages.</summary>
    public W.SectionProperties End()
    {
        var size = new W.PageSize { Width = Width, Height = Height };
        if (Width > Height)
            size.Orient = W.PageOrientationValues.Landscape;
        return new(
            new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = Header },
            new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = Footer },
            new W.SectionType { Val = W.SectionMarkValues.NextPage },
            size,
            new W.PageMargin
            {
                Top = Above,
                Right = Side,
                Bottom = Below,
                Left = Side,
                Header = ToEdge,
                Footer = ToEdge,
                Gutter = 0,
            }
        );
    }
}
