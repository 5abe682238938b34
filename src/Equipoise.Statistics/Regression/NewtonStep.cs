using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression;

/// <summary>Where a step of Newton's method may end.</summary>
/// <param name="Coefficients">The coefficients there.</param>
/// <param name="At">The likelihood there.</param>
/// <param name="Halvings">How often the step was halved for it.</param>
readonly record struct Foothold<TAt>(double[] Coefficients, TAt At, int Halvings)
    where TAt : LikelihoodAt;

/// <summary>A step of Newton's method, made shorter where the whole of it would lead down.</summary>
static class NewtonStep
{
    /// <summary>The least 1 - R² of an information that leads on.</summary>
    public const double SingularOnTheWay = 1e-14;

    const int MaximumHalvings = 60;
    const double AlmostThere = 1e-6;
    const double Flattening = 1e-3;

    /// <summary>
    /// The whole step, or the largest half, quarter, … of it that does not lose likelihood; null when there is none.
    /// </summary>
    /// <param name="likelihood">What is climbed.</param>
    /// <param name="β">Where it stands.</param>
    /// <param name="at">The likelihood there.</param>
    /// <param name="step">The whole step.</param>
    /// <param name="λ2">What is still to be gained: the Newton decrement.</param>
    /// <param name="mayBeSingular">Whether it may land where the information is singular: the caller knows how to go on
    /// there.</param>
    public static Foothold<TAt>? Uphill<TAt>(
        Func<double[], TAt> likelihood,
        double[] β,
        TAt at,
        double[] step,
        double λ2,
        bool mayBeSingular = false
    )
        where TAt : LikelihoodAt
    {
        // Near the maximum the gain drowns in the rounding of the likelihood itself, and the whole step is right.
        var slack = λ2 < AlmostThere ? 1e-9 * (1 + double.Abs(at.LogLikelihood)) : 0;
        var fraction = 1.0;
        for (var halving = 0; halving < MaximumHalvings; halving++, fraction /= 2)
        {
            var candidate = Vectors.Plus(β, step, fraction);
            var there = likelihood(candidate);
            if (!(there.LogLikelihood >= at.LogLikelihood - slack))
                continue;
            if (mayBeSingular || Cholesky.Factor(there.Information, SingularOnTheWay).Rank == β.Length)
                return new(candidate, there, halving);
            if (λ2 < Flattening)
                return null;
        }
        return null;
    }
}
