namespace Equipoise.Statistics.Survival;

/// <summary>A log-likelihood of coefficients with its first two derivatives.</summary>
/// <param name="LogLikelihood">ℓ(β); negative infinity where it cannot be computed, so that a step there is refused.</param>
/// <param name="Score">U = dℓ/dβ.</param>
/// <param name="Information">I = -d²ℓ/dβ², its lower triangle.</param>
sealed record LikelihoodAt(double LogLikelihood, double[] Score, double[,] Information);

/// <summary>A partial likelihood of a Cox model, in the units of <see cref="CoxModel.Rows"/>.</summary>
abstract class PartialLikelihood
{
    readonly Lazy<CoxModel> model;

    protected PartialLikelihood(CoxModel model) => (this.model, Scale) = (new(model), model.Scale);

    /// <param name="model">The data row by row, made when somebody asks for them.</param>
    /// <param name="scale">Their scale.</param>
    protected PartialLikelihood(Lazy<CoxModel> model, double[] scale) => (this.model, Scale) = (model, scale);

    public CoxModel Model => model.Value;

    /// <summary>What each covariate was divided by.</summary>
    public double[] Scale { get; }

    /// <summary>ℓ, U and I at these coefficients.</summary>
    public abstract LikelihoodAt At(ReadOnlySpan<double> β);
}
