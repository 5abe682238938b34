namespace Equipoise.Statistics.Regression.Cox;

/// <summary>A partial likelihood of a Cox model, in the units of <see cref="CoxModel.Rows"/>.</summary>
abstract class PartialLikelihood
{
    readonly Lazy<CoxModel> model;

    protected PartialLikelihood(CoxModel model)
        : this(new Lazy<CoxModel>(model), model.Scale, model.Sets.Times.Sum(time => time.Events)) { }

    /// <param name="model">The data row by row, made when somebody asks for them.</param>
    /// <param name="scale">Their scale.</param>
    /// <param name="events">Their events.</param>
    protected PartialLikelihood(Lazy<CoxModel> model, double[] scale, int events) =>
        (this.model, Scale, Events) = (model, scale, events);

    /// <summary>Of the same data.</summary>
    protected PartialLikelihood(PartialLikelihood other)
        : this(other.model, other.Scale, other.Events) { }

    public CoxModel Model => model.Value;

    /// <summary>What each covariate was divided by.</summary>
    public double[] Scale { get; }

    /// <summary>How many had the event.</summary>
    public int Events { get; }

    /// <summary>The likelihood that treats ties as the model says.</summary>
    public static PartialLikelihood Of(CoxModel model) =>
        model.Ties switch
        {
            TieMethod.Discrete => new DiscreteLikelihood(model),
            TieMethod.ExactMarginal => new ExactMarginalLikelihood(model),
            _ => new EfronLikelihood(model),
        };

    /// <summary>ℓ, U and I at these coefficients.</summary>
    public abstract LikelihoodAt At(ReadOnlySpan<double> β);
}
