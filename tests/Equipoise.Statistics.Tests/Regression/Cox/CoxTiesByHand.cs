namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>
/// The terms of one event time in both exact likelihoods of Cox's model, as plain and slow as their definitions: every choice of as many
/// people, every order of the events.
/// </summary>
static class CoxTiesByHand
{
    /// <summary>ℓ, U and I of one covariate.</summary>
    public readonly record struct Term(double LogLikelihood, double Score, double Information)
    {
        public double ScoreStatistic => Score * Score / Information;
    }

    /// <summary>The probability that of all at risk, those with the events are the ones chosen.</summary>
    /// <param name="x">The covariate of everyone at risk, events first.</param>
    /// <param name="events">How many have the event.</param>
    /// <param name="β">The coefficient.</param>
    public static Term Discrete(double[] x, int events, double β)
    {
        var choices = Choices(x.Length, events).Select(choice => choice.Sum(i => x[i])).ToArray();
        var total = choices.Sum(sum => Math.Exp(β * sum));
        var mean = choices.Sum(sum => Math.Exp(β * sum) * sum) / total;
        var variance = choices.Sum(sum => Math.Exp(β * sum) * (sum - mean) * (sum - mean)) / total;
        var own = x.Take(events).Sum();
        return new(β * own - Math.Log(total), own - mean, variance);
    }

    /// <summary>The sum over all orders of the events of the likelihood without ties.</summary>
    public static Term Marginal(double[] x, int events, double β)
    {
        var orders = Orders(events).Select(order => Untied([.. order.Select(i => x[i]), .. x.Skip(events)], events, β)).ToArray();
        var total = orders.Sum(order => Math.Exp(order.LogLikelihood));
        double Mean(Func<Term, double> of) => orders.Sum(order => Math.Exp(order.LogLikelihood) * of(order)) / total;
        var score = Mean(order => order.Score);
        return new(Math.Log(total), score, Mean(order => order.Information - (order.Score - score) * (order.Score - score)));
    }

    static Term Untied(double[] x, int events, double β)
    {
        var (ℓ, u, information) = (0.0, 0.0, 0.0);
        for (var k = 0; k < events; k++)
        {
            var atRisk = x[k..];
            var total = atRisk.Sum(z => Math.Exp(β * z));
            var mean = atRisk.Sum(z => z * Math.Exp(β * z)) / total;
            (ℓ, u) = (ℓ + β * x[k] - Math.Log(total), u + x[k] - mean);
            information += atRisk.Sum(z => (z - mean) * (z - mean) * Math.Exp(β * z)) / total;
        }
        return new(ℓ, u, information);
    }

    static IEnumerable<int[]> Choices(int count, int size) =>
        Enumerable
            .Range(0, 1 << count)
            .Where(bits => int.PopCount(bits) == size)
            .Select(bits => Enumerable.Range(0, count).Where(i => (bits >> i & 1) == 1).ToArray());

    static IEnumerable<int[]> Orders(int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Orders(count - 1)
                .SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
