namespace Equipoise.Statistics.Survival;

/// <summary>Observed and expected events per group with their covariance, added up stratum by stratum.</summary>
sealed class LogRankTally(int groupCount)
{
    readonly int[] atRisk = new int[groupCount];

    public double[] Observed { get; } = new double[groupCount];

    public double[] Expected { get; } = new double[groupCount];

    public double[,] Variance { get; } = new double[groupCount, groupCount];

    /// <summary>Walks a stratum from its last time to its first, so that the risk set grows.</summary>
    public void Add(RiskSets sets, StratumRange stratum, ReadOnlySpan<int> groups)
    {
        Array.Clear(atRisk);
        var position = stratum.End;
        for (var t = stratum.LastTime - 1; t >= stratum.FirstTime; t--)
        {
            var time = sets.Times[t];
            while (position > time.Start)
                atRisk[groups[sets.Order[--position]]]++;
            for (; position < time.End; position++)
                Observed[groups[sets.Order[position]]]++;
            position = time.Start;
            AddEventTime(d: time.Events, n: stratum.End - time.Start);
        }
    }

    void AddEventTime(double d, double n)
    {
        var hypergeometric = n > 1 ? d * (n - d) / (n - 1) : 0;
        for (var k = 0; k < atRisk.Length; k++)
        {
            var share = atRisk[k] / n;
            Expected[k] += d * share;
            if (share == 0)
                continue;
            Variance[k, k] += hypergeometric * share * ((n - atRisk[k]) / n);
            for (var l = 0; l < k; l++)
                Variance[k, l] = Variance[l, k] -= hypergeometric * share * (atRisk[l] / n);
        }
    }
}
