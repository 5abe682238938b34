namespace Equipoise.Statistics.Survival;

/// <summary>Reads a quantile off a step function, with the rule for a curve that is flat at exactly the wanted level.</summary>
static class QuantileInversion
{
    // S is a product of fractions, so "exactly one half" is a matter of the last bits: the tolerance of R's quantile.survfit.
    const double Tolerance = 1.4901161193847656e-8;

    /// <summary>The time at which a curve comes down to 1 - p; null when it never does.</summary>
    /// <param name="times">The times of the steps.</param>
    /// <param name="level">The curve or one of its limits at a step; null where undefined.</param>
    /// <param name="p">The probability, above 0 and below 1.</param>
    /// <param name="rule">What to do on a flat.</param>
    public static double? Invert(double[] times, Func<int, double?> level, double p, QuantileRule rule)
    {
        var reached = Crossing(times.Length, level, p - Tolerance, rule);
        if (reached < 0)
            return null;
        var passed = Crossing(times.Length, level, p + Tolerance, rule);
        if (passed >= 0)
            return (times[reached] + times[passed]) / 2;

        // The curve comes down to the level and ends there.
        return rule switch
        {
            QuantileRule.R => (times[reached] + times[^1]) / 2,
            QuantileRule.RPrint => times[reached],
            _ => null,
        };
    }

    // The first step at which 1 - level is at least that. A limit need not be monotone: where few are at risk it may rise again.
    // R's quantile looks the level up in the sorted levels, so that of several crossings it takes the one that overshoots least.
    static int Crossing(int steps, Func<int, double?> level, double target, QuantileRule rule)
    {
        var (index, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < steps; i++)
        {
            if (!(1 - level(i) is { } y && y >= target && y < least))
                continue;
            (index, least) = (i, y);
            if (rule != QuantileRule.R)
                break;
        }
        return index;
    }
}
