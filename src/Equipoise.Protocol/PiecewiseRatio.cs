namespace Equipoise.Protocol;

/// <summary>A hazard ratio, experimental over control, that may change with the time since randomization.</summary>
/// <param name="Pieces">Where each piece starts, in months, and its ratio; the first starts at 0.</param>
public sealed record PiecewiseRatio(IReadOnlyList<(double FromMonth, double Ratio)> Pieces)
{
    /// <summary>Whether one ratio holds for all time.</summary>
    public bool IsProportional => Pieces.All(piece => piece.Ratio == Pieces[0].Ratio);

    /// <summary>One ratio for all time.</summary>
    public static PiecewiseRatio Constant(double ratio) => new([(0, ratio)]);

    /// <summary>As a sentence quotes it: "0.667", or "1 for 4 months, then 0.6".</summary>
    public override string ToString() =>
        IsProportional
            ? $"{Pieces[0].Ratio}"
            : string.Join(
                ", then ",
                Pieces.Select(
                    (piece, i) =>
                        i + 1 < Pieces.Count
                            ? $"{piece.Ratio} for {Pieces[i + 1].FromMonth - piece.FromMonth:0.##} months"
                            : $"{piece.Ratio}"
                )
            );
}
