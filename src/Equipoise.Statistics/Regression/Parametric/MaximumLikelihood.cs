using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>Where the climb of a <see cref="TransformationLikelihood"/> ended.</summary>
/// <param name="End">How.</param>
/// <param name="θ">The last coefficients, of standardized columns.</param>
/// <param name="At">The likelihood there.</param>
/// <param name="Step">The step it would take next.</param>
sealed record Summit(SummitEnd End, double[] θ, LikelihoodAt At, double[] Step);

enum SummitEnd
{
    Maximum,

    /// <summary>The likelihood levels off while coefficients go to infinity.</summary>
    Monotone,

    /// <summary>The likelihood rises without bound as the curve becomes a step: the times fit exactly.</summary>
    Unbounded,

    Exhausted,
}

/// <summary>Newton's method with step halving, damped where entries make the likelihood convex.</summary>
/// <remarks>
/// It stops on the Newton decrement λ² = U′I⁻¹U, twice the likelihood still to be gained, per unit of weight. A likelihood
/// without maximum betrays itself as in Cox regression: λ² vanishes while the step still moves z. With λ² below 1e-12 and a step
/// of 0.05 the standard error of z is above 50 000: infinite in every practical sense.
/// </remarks>
static class MaximumLikelihood
{
    const int MaximumIterations = 200;
    const double Converged = 1e-20;
    const double AsFlatAsRounding = 1e-10;
    const double Flat = 1e-12;
    const double FarStep = 0.05;
    const double Singular = 1e-14;

    // Times of one covariate row that differ by no more than a millionth do not vary. Steeper, the information is singular.
    const double VerticalSlope = 1e6;

    // Where the information is singular before that, the climb gets no further than this.
    const double SteepSlope = 1e3;

    public static Summit Climb(TransformationLikelihood likelihood, Design design, double[] start)
    {
        var θ = start;
        var at = likelihood.At(θ);
        var unit = design.Rows.MeanWeight;
        for (var iteration = 0; ; iteration++)
        {
            var (step, isDamped) = Direction(at);
            var λ2 = Vectors.Dot(step, at.Score) / unit;
            if (likelihood.SteepestSlope(θ) > VerticalSlope)
                return new(SummitEnd.Unbounded, θ, at, step);
            if (!isDamped && λ2 < Flat && likelihood.Reach(step) >= FarStep)
                return new(SummitEnd.Monotone, θ, at, step);
            if (!isDamped && λ2 < Converged)
            {
                var top = Vectors.Plus(θ, step, 1);
                return new(SummitEnd.Maximum, top, likelihood.At(top), step);
            }
            if (iteration == MaximumIterations || Uphill(likelihood, θ, at, step, λ2) is not { } next)
            {
                var end =
                    !isDamped && λ2 < AsFlatAsRounding ? SummitEnd.Maximum
                    : likelihood.SteepestSlope(θ) > SteepSlope ? SummitEnd.Unbounded
                    : SummitEnd.Exhausted;
                return new(end, θ, at, step);
            }
            (θ, at) = (next.Coefficients, next.At);
        }
    }

    static (double[] Step, bool IsDamped) Direction(LikelihoodAt at)
    {
        var factor = Cholesky.Factor(at.Information, Singular);
        if (factor.Rank == at.Score.Length)
            return (factor.Solve(at.Score), false);

        // Not concave here, because of entries, or flat: Levenberg's ridge, raised until the matrix is positive.
        var size = 0.0;
        for (var j = 0; j < at.Score.Length; j++)
            size = double.Max(size, double.Abs(at.Information[j, j]));
        for (var ridge = 1e-6 * size; double.IsFinite(ridge) && ridge > 0; ridge *= 10)
        {
            var damped = (double[,])at.Information.Clone();
            for (var j = 0; j < at.Score.Length; j++)
                damped[j, j] += ridge;
            factor = Cholesky.Factor(damped, Singular);
            if (factor.Rank == at.Score.Length)
                break;
        }
        return (factor.Solve(at.Score), true);
    }

    // Direction knows how to go on where the information is singular.
    static Foothold<LikelihoodAt>? Uphill(
        TransformationLikelihood likelihood,
        double[] θ,
        LikelihoodAt at,
        double[] step,
        double λ2
    ) => NewtonStep.Uphill(there => likelihood.At(there), θ, at, step, λ2, mayBeSingular: true);
}
