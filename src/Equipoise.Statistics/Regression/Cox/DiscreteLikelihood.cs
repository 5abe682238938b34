using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The exact partial likelihood of truly discrete times: given how many had the event at a time, the probability that it was
/// those.
/// </summary>
/// <remarks>
/// <para>At a time with events D, d of them, ℓ gains Σ xβ over D - log Σ e^(Σ xβ over C) over all
/// choices C of d people at risk.</para>
/// <para>Source: Cox (1972), section 5; computed by the recursion of Gail, Lubin and Rubinstein (1981),
/// <see cref="SubsetMoments"/>. With risk sets that are nested one pass serves all times: O(n d p²) for the largest d, not for
/// each time again. Without ties it is everyone's partial likelihood.</para>
/// </remarks>
sealed class DiscreteLikelihood(CoxModel model) : RiskSetLikelihood(model, MostEvents(model))
{
    protected override double Term(EventTime time, SubsetMoments outliving, LikelihoodAt at)
    {
        AddEvents(time, outliving);
        return Conditional(time, outliving, at);
    }
}
