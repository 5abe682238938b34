using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Where Newton's method ended on a partial likelihood.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Coefficients">The last coefficients.</param>
/// <param name="At">The likelihood there.</param>
/// <param name="Step">The step it would take next.</param>
/// <param name="Iterations">The steps it took.</param>
sealed record Ascent(AscentEnd End, double[] Coefficients, LikelihoodAt At, double[] Step, int Iterations);

enum AscentEnd
{
    Maximum,
    Monotone,
    Exhausted,
}

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
    const int MaximumHalvings = 60;
    const int MaximumHalvingsInAll = 200;
    const double ConvergedAsFarAsRounding = 1e-20;
    const double StandsStill = 1e-14; // with nearly collinear covariates the rounding of the score weighs more: λ² may end here
    const double AsFlatAsRounding = 1e-12;
    const double Flat = 1e-12;
    const double Flattening = 1e-3;
    const double FarStep = 0.5;

    /// <summary>The least 1 - R² of a covariate given the earlier ones.</summary>
    public const double RankTolerance = 1e-12;

    const double SingularOnTheWay = 1e-14;

    /// <param name="likelihood">What is maximized.</param>
    /// <param name="start">The likelihood at the first coefficients.</param>
    /// <param name="from">The first coefficients; all 0 when not given.</param>
    public static Ascent Climb(PartialLikelihood likelihood, LikelihoodAt start, double[]? from = null)
    {
        var β = from ?? new double[start.Score.Length];
        var at = start;
        var factor = Cholesky.Factor(at.Information, SingularOnTheWay);
        if (!double.IsFinite(at.LogLikelihood) || factor.Rank < β.Length)
            return new(AscentEnd.Exhausted, β, at, new double[β.Length], 0); // as when offsets lie hundreds apart
        var (halvings, λ2) = (0, double.PositiveInfinity);
        for (var iteration = 0; ; iteration++)
        {
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

            var next = Uphill(likelihood, β, at, step, λ2, ref halvings);
            if (next is null && λ2 < Flattening && isFar)
                return new(AscentEnd.Monotone, β, at, step, iteration);
            if (next is null)
                return new(λ2 < AsFlatAsRounding ? AscentEnd.Maximum : AscentEnd.Exhausted, β, at, step, iteration);
            (β, at, factor) = next.Value;
        }
    }

    // Standard errors, whose relative error is at most about λ and with many events λ/√d, then have 13 digits.
    static double Converged(double d) => 1e-26 * d * double.Min(1, d / 100);

    // The whole step, or the largest half, quarter, ... of it that does not lose likelihood nor
    // lands where the information is singular.
    static (double[] β, LikelihoodAt At, Cholesky Factor)? Uphill(
        PartialLikelihood likelihood,
        double[] β,
        LikelihoodAt at,
        double[] step,
        double λ2,
        ref int halvings
    )
    {
        // Near the maximum the gain drowns in the rounding of the likelihood itself, and the whole step is right.
        var slack = λ2 < 1e-6 ? 1e-9 * (1 + double.Abs(at.LogLikelihood)) : 0;
        var fraction = 1.0;
        for (var halving = 0; halving < MaximumHalvings; halving++, halvings++, fraction /= 2)
        {
            var candidate = Vectors.Plus(β, step, fraction);
            var there = likelihood.At(candidate);
            if (!(there.LogLikelihood >= at.LogLikelihood - slack))
                continue;
            var factor = Cholesky.Factor(there.Information, SingularOnTheWay);
            if (factor.Rank == β.Length)
                return (candidate, there, factor);
            if (λ2 < Flattening)
                return null;
        }
        return null;
    }
}
