using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>A time whose hazard is constant between cuts: the piecewise exponential distribution.</summary>
/// <remarks>
/// <para>With cuts 0 = c₀ &lt; c₁ &lt; … and hazards λ₀, λ₁, …, the hazard is λⱼ after cⱼ up to and including cⱼ₊₁, the last one
/// for ever. H(t) = Σ λⱼ · (time spent in interval j), S(t) = exp(-H(t)), f(t) = λ(t) S(t). If the last hazard is 0 a fraction
/// S(c_last) is cured: their time is infinite, and so is a quantile that the curve never reaches.</para>
/// <para>Drawing a time allocates nothing: T = H⁻¹(-log u) for u uniform on (0, 1]. Cost: one logarithm and a search of the
/// intervals.</para>
/// <para>R: <c>msm::ppexp</c>, <c>msm::qpexp</c>; <c>eha::ppch</c>. Source: Friedman (1982), Annals of Statistics 10:101.</para>
/// </remarks>
public sealed class PiecewiseExponential
{
    readonly double[] cuts; // begins with 0
    readonly double[] hazards;
    readonly double[] cumulative; // H at each cut

    PiecewiseExponential(double[] cuts, double[] hazards)
    {
        (this.cuts, this.hazards, cumulative) = (cuts, hazards, new double[cuts.Length]);
        for (var j = 1; j < cuts.Length; j++)
            cumulative[j] = cumulative[j - 1] + hazards[j - 1] * (cuts[j] - cuts[j - 1]);
    }

    /// <summary>Where the hazard changes: increasing, all above 0; none when it is constant.</summary>
    public ReadOnlySpan<double> Cuts => cuts.AsSpan(1);

    /// <summary>The hazard of each interval, one more than there are cuts.</summary>
    public ReadOnlySpan<double> Hazards => hazards;

    /// <summary>The fraction that never has the event: 0 unless the last hazard is 0.</summary>
    public double CuredFraction => hazards[^1] > 0 ? 0 : double.Exp(-cumulative[^1]);

    /// <summary>The distribution with those hazards.</summary>
    /// <param name="cuts">Where the hazard changes: increasing, finite, above 0.</param>
    /// <param name="hazards">The hazard of each interval, per unit of time: one more than the cuts, finite, 0 or more.</param>
    /// <exception cref="ArgumentException">A cut or a hazard is out of range, or their numbers do not fit.</exception>
    public static PiecewiseExponential Of(ReadOnlySpan<double> cuts, ReadOnlySpan<double> hazards)
    {
        if (hazards.Length != cuts.Length + 1)
            throw new ArgumentException(
                $"{cuts.Length} cuts make {cuts.Length + 1} intervals, not {hazards.Length}.",
                nameof(hazards)
            );
        for (var j = 0; j < hazards.Length; j++)
            if (!(double.IsFinite(hazards[j]) && hazards[j] >= 0))
                throw new ArgumentException(
                    $"Hazard {j} is {hazards[j]}; a hazard is a finite number, 0 or more.",
                    nameof(hazards)
                );
        return new(WithOrigin(cuts), hazards.ToArray());
    }

    /// <summary>The hazard at that time. At a cut it is that of the interval which ends there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double Hazard(double time) => hazards[IntervalOf(Check(time))];

    /// <summary>H(t); infinite at an infinite time unless some are cured.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double CumulativeHazard(double time)
    {
        var j = IntervalOf(Check(time));
        return hazards[j] == 0 ? cumulative[j] : cumulative[j] + hazards[j] * (time - cuts[j]);
    }

    /// <summary>S(t), the probability to be free of the event after that time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double Survival(double time) => double.Exp(-CumulativeHazard(time));

    /// <summary>The first time by which a fraction p has had the event; infinite when so many never have it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not within 0 to 1.</exception>
    public double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies within 0 to 1.");
        return TimeOf(-double.LogP1(-p));
    }

    /// <summary>The time drawn by a uniform number: the first t with S(t) ≤ u. 1 gives 0; 0 gives infinity.</summary>
    /// <param name="u">Uniform on (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">u is not within 0 to 1.</exception>
    public double Draw(double u)
    {
        if (!(u >= 0 && u <= 1))
            throw new ArgumentOutOfRangeException(nameof(u), u, "A uniform number lies within 0 to 1.");
        return TimeOf(-double.Log(u));
    }

    /// <summary>
    /// The first time with that cumulative hazard, infinite when it is never reached. A time after an entry e is drawn as
    /// <c>TimeOf(CumulativeHazard(e) - log u)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The cumulative hazard is negative or NaN.</exception>
    public double TimeOf(double cumulativeHazard)
    {
        if (!(cumulativeHazard >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(cumulativeHazard),
                cumulativeHazard,
                "A cumulative hazard is 0 or more."
            );
        var j = 0;
        while (j + 1 < cuts.Length && cumulative[j + 1] < cumulativeHazard)
            j++;
        var left = cumulativeHazard - cumulative[j];
        if (left <= 0)
            return cuts[j];
        if (hazards[j] == 0)
            return double.PositiveInfinity;
        var time = cuts[j] + left / hazards[j];
        return j + 1 < cuts.Length ? double.Min(time, cuts[j + 1]) : time; // rounding stays in its interval
    }

    internal static double[] WithOrigin(ReadOnlySpan<double> cuts)
    {
        double[] all = [0, .. cuts];
        for (var j = 1; j < all.Length; j++)
            if (!(double.IsFinite(all[j]) && all[j] > all[j - 1]))
                throw new ArgumentException($"Cut {j - 1} is {all[j]}; cuts are above 0 and increase.", nameof(cuts));
        return all;
    }

    // The interval that contains the time, its end included; 0 is in the first.
    int IntervalOf(double time)
    {
        var j = cuts.Length - 1;
        while (j > 0 && cuts[j] >= time)
            j--;
        return j;
    }

    static double Check(double time) =>
        time >= 0 ? time : throw new ArgumentOutOfRangeException(nameof(time), time, "A time is 0 or more.");

    /// <summary>"hazards 0.1, 0.05, cut at 12, cured 0.2"</summary>
    public override string ToString() =>
        $"hazards {Summary.Of(Hazards)}, cut at {Summary.Of(Cuts)}, cured {Summary.Of(CuredFraction)}";
}
