using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>How the search for a maximum ended.</summary>
enum SubdistributionEnd
{
    Maximum,
    Monotone,
    Exhausted,
}

/// <summary>Newton's method with step halving on the partial likelihood of a subdistribution model.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Coefficients">The last coefficients.</param>
/// <param name="At">The likelihood there.</param>
/// <param name="Step">The step it would take next.</param>
/// <param name="Iterations">The steps it took.</param>
/// <remarks>
/// The rules are those of the Cox model here: it stops on the Newton decrement λ² = U′I⁻¹U, and knows a likelihood without
/// maximum by steps that gain nothing and yet move the linear predictor on and on.
/// </remarks>
sealed record SubdistributionAscent(
    SubdistributionEnd End,
    double[] Coefficients,
    SubdistributionAt At,
    double[] Step,
    int Iterations
)
{
    /// <summary>The least 1 - R² of a covariate given the earlier ones.</summary>
    public const double RankTolerance = 1e-12;

    const int MaximumIterations = 200;
    const int MaximumHalvings = 60;
    const double Converged = 1e-20;
    const double Flat = 1e-12;
    const double Flattening = 1e-3;
    const double FarStep = 0.5;
    const double SingularOnTheWay = 1e-14;

    public static SubdistributionAscent Climb(SubdistributionRows rows, SubdistributionAt start)
    {
        var (β, at) = (new double[rows.Width], start);
        for (var iteration = 0; ; iteration++)
        {
            var step = Cholesky.Factor(at.Information, SingularOnTheWay).Solve(at.Score);
            var λ2 = step.Zip(at.Score, (s, u) => s * u).Sum();
            var isFar = 2 * step.Sum(double.Abs) >= FarStep;
            if (λ2 < Flat && isFar)
                return new(SubdistributionEnd.Monotone, β, at, step, iteration);
            if (λ2 < Converged)
            {
                β = Vectors.Plus(β, step, 1);
                return new(SubdistributionEnd.Maximum, β, SubdistributionLikelihood.At(rows, β), step, iteration);
            }
            if (iteration == MaximumIterations)
                return new(SubdistributionEnd.Exhausted, β, at, step, iteration);
            if (Uphill(rows, β, at, step, λ2) is { } next)
                (β, at) = next;
            else
            {
                var end =
                    λ2 < Flattening && isFar ? SubdistributionEnd.Monotone
                    : λ2 < Flat ? SubdistributionEnd.Maximum // as flat as rounding lets it be
                    : SubdistributionEnd.Exhausted;
                return new(end, β, at, step, iteration);
            }
        }
    }

    // The whole step, or the largest half, quarter, ... of it that does not lose likelihood nor lands where the information is
    // singular.
    static (double[] β, SubdistributionAt At)? Uphill(
        SubdistributionRows rows,
        double[] β,
        SubdistributionAt at,
        double[] step,
        double λ2
    )
    {
        // Near the maximum the gain drowns in the rounding of the likelihood itself, and the whole step is right.
        var slack = λ2 < 1e-6 ? 1e-9 * (1 + double.Abs(at.LogLikelihood)) : 0;
        var fraction = 1.0;
        for (var halving = 0; halving < MaximumHalvings; halving++, fraction /= 2)
        {
            var candidate = Vectors.Plus(β, step, fraction);
            var there = SubdistributionLikelihood.At(rows, candidate);
            if (!(there.LogLikelihood >= at.LogLikelihood - slack))
                continue;
            if (Cholesky.Factor(there.Information, SingularOnTheWay).Rank == β.Length)
                return (candidate, there);
            if (λ2 < Flattening)
                return null;
        }
        return null;
    }
}
