using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>Newton's method with step halving on the partial likelihood of a subdistribution model.</summary>
/// <remarks>
/// The rules are those of the Cox model here: it stops on the Newton decrement λ² = U′I⁻¹U, and knows a likelihood without
/// maximum by steps that gain nothing and yet move the linear predictor on and on.
/// </remarks>
static class SubdistributionAscent
{
    /// <summary>The least 1 - R² of a covariate given the earlier ones.</summary>
    public const double RankTolerance = 1e-12;

    const int MaximumIterations = 200;
    const double Converged = 1e-20;
    const double Flat = 1e-12;
    const double Flattening = 1e-3;
    const double FarStep = 0.5;

    public static Ascent<SubdistributionAt> Climb(SubdistributionRows rows, SubdistributionAt start)
    {
        var (β, at) = (new double[rows.Width], start);
        for (var iteration = 0; ; iteration++)
        {
            var step = Cholesky.Factor(at.Information, NewtonStep.SingularOnTheWay).Solve(at.Score);
            var λ2 = step.Zip(at.Score, (s, u) => s * u).Sum();
            var isFar = 2 * step.Sum(double.Abs) >= FarStep;
            if (λ2 < Flat && isFar)
                return new(AscentEnd.Monotone, β, at, step, iteration);
            if (λ2 < Converged)
            {
                β = Vectors.Plus(β, step, 1);
                return new(AscentEnd.Maximum, β, SubdistributionLikelihood.At(rows, β), step, iteration);
            }
            if (iteration == MaximumIterations)
                return new(AscentEnd.Exhausted, β, at, step, iteration);
            if (NewtonStep.Uphill(there => SubdistributionLikelihood.At(rows, there), β, at, step, λ2) is { } next)
                (β, at) = (next.Coefficients, next.At);
            else
            {
                var end =
                    λ2 < Flattening && isFar ? AscentEnd.Monotone
                    : λ2 < Flat ? AscentEnd.Maximum // as flat as rounding lets it be
                    : AscentEnd.Exhausted;
                return new(end, β, at, step, iteration);
            }
        }
    }
}
