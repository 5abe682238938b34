namespace Equipoise.Reporting.Rendering.Word;

/// <summary>How wide text is in Arial, or in a face made to its measure; in twentieths of a point, as Word counts.</summary>
static class ArialWidth
{
    const int TwipsPerPoint = 20;
    const double BoldIsWider = 1.07;
    const int OfOther = 600;
    const int OfIdeograph = 1000;

    // From the space to the tilde, in thousandths of the size (Adobe's metrics of Helvetica, which Arial shares).
    static readonly short[] widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Of(ReadOnlySpan<char> text, double points, bool isBold = false)
    {
        var thousandths = 0;
        foreach (var c in text)
            thousandths +=
                c is >= ' ' and <= '~' ? widths[c - ' ']
                : c == '\u00A0' ? widths[0]
                : c >= '\u2E80' ? OfIdeograph
                : OfOther;
        return thousandths * points * TwipsPerPoint / 1000 * (isBold ? BoldIsWider : 1);
    }
}
