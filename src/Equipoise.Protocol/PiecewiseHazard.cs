namespace Equipoise.Protocol;

/// <summary>A hazard that is constant between its change points.</summary>
/// <param name="Pieces">
/// Where each piece starts, in months, and its hazard per month; the first starts at 0. After a piece of hazard 0 that is the
/// last, nothing happens any more: such a population has a cured part.
/// </param>
public sealed record PiecewiseHazard(IReadOnlyList<(double FromMonth, double Hazard)> Pieces)
{
    /// <summary>The time in months at which the cumulative hazard reaches this amount; infinite when it never does.</summary>
    /// <param name="cumulative">An amount of cumulative hazard; a unit exponential variable gives a random time.</param>
    public double TimeOf(double cumulative)
    {
        for (var i = 0; i < Pieces.Count; i++)
        {
            var (from, hazard) = Pieces[i];
            var until = i + 1 < Pieces.Count ? Pieces[i + 1].FromMonth : double.PositiveInfinity;
            var within = hazard == 0 ? 0 : hazard * (until - from);
            if (hazard > 0 && cumulative <= within)
                return from + cumulative / hazard;
            cumulative -= within;
        }
        return double.PositiveInfinity;
    }

    /// <summary>The hazard that has come together by a time in months.</summary>
    public double Cumulative(double months)
    {
        var sum = 0.0;
        for (var i = 0; i < Pieces.Count && Pieces[i].FromMonth < months; i++)
        {
            var until = i + 1 < Pieces.Count ? Math.Min(Pieces[i + 1].FromMonth, months) : months;
            sum += Pieces[i].Hazard * (until - Pieces[i].FromMonth);
        }
        return sum;
    }

    /// <summary>The same until a month, and none from then on.</summary>
    public PiecewiseHazard Until(double month) =>
        new([.. Pieces.Where(piece => piece.FromMonth < month), (month, 0)]);

    /// <summary>One hazard for all time.</summary>
    public static PiecewiseHazard Constant(double hazard) => new([(0, hazard)]);
}
