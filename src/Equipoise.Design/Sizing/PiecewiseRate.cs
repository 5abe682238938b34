using Equipoise.Protocol;

namespace Equipoise.Design.Sizing;

/// <summary>A step function of months: an accrual per month, a hazard, a dropout hazard, or a hazard ratio.</summary>
/// <remarks>
/// Constant from each change point up to the next, which it does not reach; the last piece has no end. As a hazard λ it makes
/// piecewise exponential times: Λ(t) is <see cref="Cumulative"/>, and the p-quantile solves Λ(t) = -ln(1 - p). R:
/// <c>rpact::getPiecewiseExponentialDistribution</c>, <c>rpact::getPiecewiseExponentialQuantile</c>.
/// </remarks>
public sealed record PiecewiseRate
{
    /// <summary>A step function from its pieces.</summary>
    /// <param name="pieces">
    /// Where each piece starts, in months, and its value; the first starts at 0, starts increase, values are 0 or more.
    /// </param>
    /// <exception cref="ArgumentException">There is no piece, or the first does not start at 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A start does not lie after the one before, or a value is negative or not finite.
    /// </exception>
    public PiecewiseRate(IReadOnlyList<(double FromMonth, double Value)> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (pieces.Count == 0 || pieces[0].FromMonth != 0)
            throw new ArgumentException("A step function needs a piece that starts at month 0.", nameof(pieces));
        for (var i = 0; i < pieces.Count; i++)
        {
            var (from, value) = pieces[i];
            if (i > 0 && !(from > pieces[i - 1].FromMonth && double.IsFinite(from)))
                throw new ArgumentOutOfRangeException(
                    nameof(pieces),
                    from,
                    $"The piece after month {pieces[i - 1].FromMonth} must start later, at a finite month."
                );
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(
                    nameof(pieces),
                    value,
                    $"The value from month {from} must be 0 or more, and finite."
                );
        }
        Pieces = [.. pieces];
    }

    /// <summary>Where each piece starts, in months, and its value.</summary>
    public IReadOnlyList<(double FromMonth, double Value)> Pieces { get; }

    /// <summary>The value of the only piece; null when it changes.</summary>
    public double? Single => Pieces.All(piece => piece.Value == Pieces[0].Value) ? Pieces[0].Value : null;

    /// <summary>The same value at all times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public static PiecewiseRate Constant(double value) => new([(0, value)]);

    /// <summary>The hazard of exponential times with this median: ln 2 / median.</summary>
    /// <param name="months">Months; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The median is not above 0.</exception>
    public static PiecewiseRate OfMedian(double months)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(months);
        return Constant(Math.Log(2) / months);
    }

    /// <summary>The hazard with which this share is gone after a year: -ln(1 - p) / 12 per month.</summary>
    /// <param name="probability">From 0 to below 1, such as 0.05 for 5% a year.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The share is not in [0, 1): a share of 1 leaves nobody to be followed.
    /// </exception>
    public static PiecewiseRate OfYearlyProbability(double probability)
    {
        if (!(probability >= 0 && probability < 1))
            throw new ArgumentOutOfRangeException(
                nameof(probability),
                probability,
                "The share that is lost in a year must lie in [0, 1): with all lost at once nobody is followed."
            );
        return Constant(MinusLogOfRest(probability) / 12);
    }

    /// <summary>A hazard of a scenario.</summary>
    public static PiecewiseRate Of(PiecewiseHazard hazard)
    {
        ArgumentNullException.ThrowIfNull(hazard);
        return new(hazard.Pieces);
    }

    /// <summary>The value at a month; at a change point, the new one.</summary>
    public double At(double month)
    {
        var last = 0;
        while (last + 1 < Pieces.Count && Pieces[last + 1].FromMonth <= month)
            last++;
        return Pieces[last].Value;
    }

    /// <summary>The integral from 0 to a month: participants accrued, or cumulative hazard. 0 before month 0.</summary>
    public double Cumulative(double month)
    {
        var sum = 0.0;
        for (var i = 0; i < Pieces.Count && Pieces[i].FromMonth < month; i++)
            if (Pieces[i].Value > 0) // 0 forever is 0
                sum += Pieces[i].Value * (Math.Min(month, End(i)) - Pieces[i].FromMonth);
        return sum;
    }

    /// <summary>The first month at which the integral reaches an amount; infinite when it never does.</summary>
    /// <param name="amount">Participants, or an amount of cumulative hazard; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or not a number.</exception>
    public double Inverse(double amount)
    {
        if (!(amount >= 0))
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount must be 0 or more.");
        if (amount == 0)
            return 0;
        for (var i = 0; i < Pieces.Count; i++)
        {
            var (from, value) = Pieces[i];
            var whole = value > 0 ? value * (End(i) - from) : 0;
            if (amount <= whole)
                return Math.Min(from + amount / value, End(i));
            amount -= whole;
        }
        return double.PositiveInfinity;
    }

    /// <summary>The p-quantile of times with this hazard; infinite when a share of 1 - p or more never has the event.</summary>
    /// <param name="p">In [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1).</exception>
    public double Quantile(double p)
    {
        if (!(p >= 0 && p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for by a probability in [0, 1).");
        return Inverse(MinusLogOfRest(p));
    }

    /// <summary>Every value times a factor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor makes a value negative or not finite.</exception>
    public PiecewiseRate Scaled(double factor) => new([.. Pieces.Select(piece => (piece.FromMonth, factor * piece.Value))]);

    // -ln(1 - p) to the last bits for small p too, where .NET's LogP1, which takes the logarithm of 1 - p, loses them (Kahan's
    // trick).
    static double MinusLogOfRest(double p)
    {
        var rest = 1 - p;
        return rest == 1 ? p : -Math.Log(rest) * (p / (1 - rest));
    }

    double End(int i) => i + 1 < Pieces.Count ? Pieces[i + 1].FromMonth : double.PositiveInfinity;
}
