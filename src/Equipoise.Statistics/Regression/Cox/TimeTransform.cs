using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The function of time against which a test of proportional hazards looks for a change of the log hazard ratios.
/// </summary>
public enum TimeTransform
{
    /// <summary>
    /// 1 - Ŝ(t-) of everybody together: little moved by outlying times. R's default: <c>cox.zph(transform = "km")</c>.
    /// </summary>
    KaplanMeier,

    /// <summary>
    /// The rank among all times, those of the censored included, averaged over ties. R: <c>transform = "rank"</c>.
    /// </summary>
    Rank,

    /// <summary>Time itself. R: <c>transform = "identity"</c>; SAS: <c>proc phreg zph(transform=identity)</c>.</summary>
    Identity,

    /// <summary>The logarithm of time. R: <c>transform = "log"</c>.</summary>
    Log,
}

/// <summary>The transformed time of each event time of the risk sets.</summary>
static class TransformedTimes
{
    public static double[] Of(CoxModel model, CoxRows rows, TimeTransform transform) =>
        transform switch
        {
            TimeTransform.Identity => Array.ConvertAll(model.Sets.Times, time => time.Time),
            TimeTransform.Log => Array.Exists(model.Sets.Times, time => time.Time == 0)
                ? throw new ArgumentException("An event is at time 0, which has no logarithm.", nameof(transform))
                : Array.ConvertAll(model.Sets.Times, time => double.Log(time.Time)),
            TimeTransform.Rank => Ranks(model, rows),
            TimeTransform.KaplanMeier => BeforeEach(model, rows),
            _ => throw new ArgumentOutOfRangeException(nameof(transform), transform, "An unknown transform."),
        };

    static double[] Ranks(CoxModel model, CoxRows rows)
    {
        var all = Array.ConvertAll(model.Sets.Order, row => rows.Observations[row].Time);
        Array.Sort(all);
        var (ranks, first) = (new Dictionary<double, double>(), 0);
        for (var i = 1; i <= all.Length; i++)
        {
            if (i < all.Length && all[i] == all[first])
                continue;
            ranks.Add(all[first], (first + 1 + i) / 2.0);
            first = i;
        }
        return Array.ConvertAll(model.Sets.Times, time => ranks[time.Time]);
    }

    // 1 - Ŝ(t-), strata disregarded, each row counting once.
    static double[] BeforeEach(CoxModel model, CoxRows rows)
    {
        var sets = model.Sets.Strata.Length == 1 ? model.Sets : RiskSets.Of(rows.Observations, weights: rows.Weights);
        var (ones, atRisk) = (new double[sets.Order.Length], new double[sets.Times.Length]);
        Array.Fill(ones, 1);
        sets.SumAtRisk(ones, atRisk);
        var (Ŝ, before) = (1.0, new Dictionary<double, double>());
        for (var t = 0; t < atRisk.Length; t++)
        {
            before.Add(sets.Times[t].Time, 1 - Ŝ);
            Ŝ *= (atRisk[t] - sets.Times[t].Events) / atRisk[t];
        }
        return Array.ConvertAll(model.Sets.Times, time => before[time.Time]);
    }
}
