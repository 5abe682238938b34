using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>A partial likelihood that is a product over event times of a term of their events
/// and of those who outlive them.</summary>
/// <remarks>
/// Time runs backward, so that whoever is at risk at one time stays so at all earlier ones and is added once. With late entries
/// the risk sets are not nested, and each is gathered anew: O(n) for each event time.
/// </remarks>
/// <param name="model">The data; all weights are 1.</param>
/// <param name="deepest">How many people are chosen together at most, see <see cref="SubsetMoments"/>.</param>
abstract class RiskSetLikelihood(CoxModel model, int deepest) : PartialLikelihood(model)
{
    readonly SubsetMoments moments = new(model.Width, deepest);

    /// <summary>The linear predictor of each position.</summary>
    protected double[] Predictor { get; } = new double[model.Sets.Order.Length];

    /// <summary>The most events at one time.</summary>
    protected static int MostEvents(CoxModel model)
    {
        var most = 1;
        foreach (var time in model.Sets.Times)
            most = int.Max(most, time.Events);
        return most;
    }

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        for (var position = 0; position < Predictor.Length; position++)
            Predictor[position] = Model.LinearPredictor(position, β);
        var (sets, p) = (Model.Sets, Model.Width);
        var at = new LikelihoodAt(0, new double[p], new double[p, p]);
        var ℓ = 0.0;
        foreach (var stratum in sets.Strata)
        {
            var (depths, next) = (Depths(stratum), stratum.End - 1);
            moments.Clear(deepest);
            for (var t = stratum.LastTime - 1; t >= stratum.FirstTime; t--)
            {
                var time = sets.Times[t];
                if (sets.FirstAtRisk is { } first)
                {
                    moments.Clear(int.Min(deepest, time.Events));
                    for (var position = stratum.End - 1; position >= time.End; position--)
                        if (first[position] <= t)
                            Add(position, moments);
                }
                else
                {
                    moments.Depth = int.Min(deepest, depths[t - stratum.FirstTime]);
                    for (; next >= time.End; next--)
                        Add(next, moments);
                    next = time.Start - 1;
                }
                ℓ += Term(time, moments, at);
            }
        }
        return at with { LogLikelihood = double.IsFinite(ℓ) ? ℓ : double.NegativeInfinity };
    }

    /// <summary>
    /// Returns the time's term of ℓ and adds its derivatives to those there; by then the events must have been added to the
    /// moments.
    /// </summary>
    /// <param name="time">The events.</param>
    /// <param name="outliving">Those at risk without the events.</param>
    /// <param name="at">Where the score and information are gathered.</param>
    protected abstract double Term(EventTime time, SubsetMoments outliving, LikelihoodAt at);

    /// <summary>Adds the events of a time to the moments.</summary>
    protected void AddEvents(EventTime time, SubsetMoments moments)
    {
        for (var position = time.End - 1; position >= time.Start; position--)
            Add(position, moments);
    }

    /// <summary>log of the product of r over the events, over the sum of such products over all that
    /// could have happened instead.</summary>
    protected double Conditional(EventTime time, SubsetMoments atRisk, LikelihoodAt at)
    {
        var (d, ℓ) = (time.Events, -atRisk.LogSum(time.Events));
        for (var position = time.Start; position < time.End; position++)
        {
            ℓ += Predictor[position];
            var x = Model.At(position);
            for (var j = 0; j < x.Length; j++)
                at.Score[j] += x[j];
        }
        var mean = atRisk.Mean(d);
        var covariance = atRisk.Covariance(d);
        for (int i = 0, c = 0; i < mean.Length; i++)
        {
            at.Score[i] -= mean[i];
            for (var j = 0; j <= i; j++, c++)
                at.Information[i, j] += covariance[c];
        }
        return ℓ;
    }

    void Add(int position, SubsetMoments moments) => moments.Add(Predictor[position], Model.At(position));

    // At each time, the most events there or earlier: what is still to be asked for when time runs backward.
    int[] Depths(StratumRange stratum)
    {
        var depths = new int[stratum.LastTime - stratum.FirstTime];
        for (int i = 0, most = 1; i < depths.Length; i++)
            depths[i] = most = int.Max(most, Model.Sets.Times[stratum.FirstTime + i].Events);
        return depths;
    }
}
