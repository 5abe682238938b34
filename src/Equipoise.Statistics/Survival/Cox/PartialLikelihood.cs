namespace Equipoise.Statistics.Survival;

/// <summary>A log-likelihood of coefficients with its first two derivatives.</summary>
/// <param name="LogLikelihood">ℓ(β); negative infinity where it cannot be computed, so that a step there is refused.</param>
/// <param name="Score">U = dℓ/dβ.</param>
/// <param name="Information">I = -d²ℓ/dβ², its lower triangle.</param>
sealed record LikelihoodAt(double LogLikelihood, double[] Score, double[,] Information);

/// <summary>A partial likelihood of a Cox model, in the units of <see cref="CoxModel.Rows"/>.</summary>
abstract class PartialLikelihood(CoxModel model)
{
    /// <summary>The likelihood that treats ties as the model says.</summary>
    public static PartialLikelihood Of(CoxModel model) =>
        model.Ties switch
        {
            TieMethod.Discrete => new DiscreteLikelihood(model),
            TieMethod.ExactMarginal => new ExactMarginalLikelihood(model),
            _ => new EfronLikelihood(model),
        };

    public CoxModel Model { get; } = model;

    /// <summary>ℓ, U and I at these coefficients.</summary>
    public abstract LikelihoodAt At(ReadOnlySpan<double> β);
}
