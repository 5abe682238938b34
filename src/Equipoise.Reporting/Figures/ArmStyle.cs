using System.Globalization;

namespace Equipoise.Reporting.Figures;

/// <summary>
/// How an arm looks in every figure: a color that color-blind readers tell apart, and a line that tells in gray.
/// </summary>
/// <param name="Stroke">The color of lines (Okabe and Ito 2008).</param>
/// <param name="Ink">The same hue dark enough for text: contrast 4.5 or more on white.</param>
/// <param name="Dash">The dash pattern; "none" for a solid line.</param>
readonly record struct ArmStyle(string Stroke, string Ink, string Dash)
{
    static readonly ArmStyle[] All =
    [
        new("#0072B2", "#00598B", "none"),
        new("#D55E00", "#A34700", "7 3"),
        new("#009E73", "#00694D", "2 2.5"),
        new("#CC79A7", "#96436F", "9 3 2 3"),
        new("#555555", "#444444", "1 4"),
    ];

    /// <summary>The color of lines where few are left: half of it is white.</summary>
    public string Pale => $"#{Half(1):X2}{Half(3):X2}{Half(5):X2}";

    int Half(int at) => (int.Parse(Stroke.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 255) / 2;

    /// <summary>
    /// The style of the arm in that place of the protocol. Where the colors begin anew, a long dash with as many dots as rounds
    /// tells the arms of one color apart, however many there are.
    /// </summary>
    public static ArmStyle Of(int index)
    {
        var (style, round) = (All[index % All.Length], index / All.Length);
        return round == 0 ? style : style with { Dash = "14 3" + string.Concat(Enumerable.Repeat(" 2 3", round)) };
    }
}
