using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Newton's method with step halving on a concave log-likelihood whose covariates lie within -1 to 1.</summary>
/// <remarks>
/// <para>It stops on the Newton decrement λ² = U′I⁻¹U, twice the likelihood still to be gained and free of the covariates' units:
/// a rule on the likelihood's relative change would depend on the number of events.</para>
/// <para>A likelihood without maximum betrays itself: each step gains e times less, yet moves the linear predictor by about 1 for
/// ever. With λ² below 1e-12 and a step that still moves it by 0.5, the standard error of the log hazard ratio across the
/// covariate's range is above 500 000: infinite in every practical sense.</para>
/// </remarks>
static class NewtonAscent
{
    const int MaximumIterations = 200;
    const int MaximumHalvingsInAll = 200;
    const double ConvergedAsFarAsRounding = 1e-20;
    const double StandsStill = 1e-14; // with nearly collinear covariates the rounding of the score weighs more: λ² may end here
    const double AsFlatAsRounding = 1e-12;
    const double Flat = 1e-12;
    const double Flattening = 1e-3;
    const double FarStep = 0.5;

    /// <summary>The least 1 - R² of a covariate given the earlier ones.</summary>
    public const double RankTolerance = 1e-12;

    /// <param name="likelihood">What is maximized.</param>
    /// <param name="start">The likelihood at the first coefficients.</param>
    /// <param name="from">The first coefficients; all 0 when not given.</param>
    public static Ascent<LikelihoodAt> Climb(PartialLikelihood likelihood, LikelihoodAt start, double[]? from = null)
    {
        var β = from ?? new double[start.Score.Length];
        var at = start;
        var (halvings, λ2) = (0, double.PositiveInfinity);
        for (var iteration = 0; ; iteration++)
        {
            var factor = Cholesky.Factor(at.Information, NewtonStep.SingularOnTheWay);
            if (iteration == 0 && !(double.IsFinite(at.LogLikelihood) && factor.Rank == β.Length))
                return new(AscentEnd.Exhausted, β, at, new double[β.Length], 0); // as when offsets lie hundreds apart
            var step = factor.Solve(at.Score);
            var before = λ2;
            λ2 = Vectors.Dot(step, at.Score);
            var isFar = 2 * step.Sum(double.Abs) >= FarStep;
            if (λ2 < Flat && isFar)
                return new(AscentEnd.Monotone, β, at, step, iteration);
            if (λ2 < Converged(likelihood.Events) || (λ2 < ConvergedAsFarAsRounding && λ2 > 0.01 * before))
                return new(AscentEnd.Maximum, Vectors.Plus(β, step, 1), at, step, iteration);
            if (λ2 < StandsStill && λ2 >= before)
                return new(AscentEnd.Maximum, β, at, step, iteration);
            if (iteration == MaximumIterations || halvings > MaximumHalvingsInAll)
                return new(AscentEnd.Exhausted, β, at, step, iteration);

            if (NewtonStep.Uphill(there => likelihood.At(there), β, at, step, λ2) is not { } next)
            {
                var end =
                    λ2 < Flattening && isFar ? AscentEnd.Monotone
                    : λ2 < AsFlatAsRounding ? AscentEnd.Maximum
                    : AscentEnd.Exhausted;
                return new(end, β, at, step, iteration);
            }
            (β, at, halvings) = (next.Coefficients, next.At, halvings + next.Halvings);
        }
    }

    // Standard errors, whose relative error is at most about λ and with many events λ/√d, then have 13 digits.
    static double Converged(double d) => 1e-26 * d * double.Min(1, d / 100);
}
