using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Curves;

/// <summary>The covariance of interval masses at an interior maximum: I⁻¹ - pp′/N.</summary>
/// <remarks>
/// At the maximum Ip = N·1, since Σ w/P over those who cover an interval is N: so the part that the constraint Σp = 1 takes away,
/// I⁻¹1(1′I⁻¹1)⁻¹1′I⁻¹, is pp′/N. I has an inverse: for each interval somebody's observation ends with it, so that the
/// observations, by their ends, are triangular in the masses.
/// </remarks>
sealed class MassErrors
{
    const int Most = 1000;

    // A mass this small is one that rounding left over.
    const double Nothing = 1e-9;

    readonly double[] masses;
    readonly double total;
    readonly Cholesky information;

    MassErrors(TurnbullErrorStatus status, double[] masses, double total, Cholesky information) =>
        (Status, this.masses, this.total, this.information) = (status, masses, total, information);

    public TurnbullErrorStatus Status { get; }

    public static MassErrors None(TurnbullErrorStatus status) => new(status, [], 0, Cholesky.Factor(new double[0, 0], 0));

    public static MassErrors Of(InnermostIntervals intervals, double[] masses)
    {
        if (Array.Exists(masses, static mass => mass <= Nothing))
            return None(TurnbullErrorStatus.AtTheBoundary);
        if (masses.Length > Most)
            return None(TurnbullErrorStatus.TooMany);
        var likelihood = new MassLikelihood(intervals);
        likelihood.At(masses);
        var factor = Cholesky.Factor(likelihood.Information([.. Enumerable.Range(0, masses.Length)]), 1e-12);
        return factor.Rank < masses.Length
            ? None(TurnbullErrorStatus.AtTheBoundary) // as far as rounding lets it be told
            : new(TurnbullErrorStatus.Estimated, masses, intervals.Covers.Sum(static cover => cover.Weight), factor);
    }

    /// <summary>The standard error of the sum of the masses from one on.</summary>
    public double OfSumFrom(int first)
    {
        if (first == 0 || first == masses.Length)
            return 0; // all of them, or none
        var (ofSum, sum) = (new double[masses.Length], 0.0);
        for (var j = first; j < masses.Length; j++)
            (ofSum[j], sum) = (1, sum + masses[j]);
        var solution = information.Solve(ofSum);
        var variance = -sum * sum / total;
        for (var j = first; j < masses.Length; j++)
            variance += solution[j];
        return double.Sqrt(double.Max(0, variance));
    }
}
