using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>The differences δ that a score test with Mantel-Haenszel weights does not reject: Σw(δ̂ - δ) = ±z √Σw²Ṽ(δ).</summary>
static class ScoreLimits
{
    public static (double Lower, double Upper) Of(ReadOnlySpan<TwoByTwo> strata, double z)
    {
        var (tables, exchanged) = (strata.ToArray(), strata.ToArray());
        for (var i = 0; i < exchanged.Length; i++)
            exchanged[i] = exchanged[i].Exchanged();
        return (-Upper(exchanged, z), Upper(tables, z));
    }

    static double Upper(TwoByTwo[] tables, double z)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var table in tables)
        {
            var w = MantelHaenszel.Weight(table);
            sum += w * table.Difference;
            weights += w;
        }
        var δHat = sum / weights;
        double Excess(double δ)
        {
            var variance = 0.0;
            foreach (var table in tables)
            {
                var w = MantelHaenszel.Weight(table) / weights;
                variance += w * w * RestrictedVariance.At(table, δ);
            }
            return δHat - δ + z * double.Sqrt(variance);
        }

        // Where nobody, or everybody, had the event the variance is 0 at the estimate itself: the limit is beyond it.
        return δHat >= 1 ? 1 : Brent.Zero(Excess, δHat + 1e-12 * (1 - δHat), 1);
    }
}
