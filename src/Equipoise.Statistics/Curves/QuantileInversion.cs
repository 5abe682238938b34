namespace Equipoise.Statistics.Curves;

/// <summary>Reads a quantile off a step function, with the rule for a curve that is flat at exactly the wanted level.</summary>
static class QuantileInversion
{
    // S is a product of fractions, so "exactly one half" is a matter of the last bits: the tolerance of R's quantile.survfit.
    const double Tolerance = 1.4901161193847656e-8;

    /// <summary>The time at which a curve comes down to 1 - p; null when it never does.</summary>
    /// <param name="risks">The times of the steps; the level changes only where there are events.</param>
    /// <param name="level">The curve or one of its limits at a step; null where undefined.</param>
    /// <param name="p">The probability, above 0 and below 1.</param>
    /// <param name="rule">What to do on a flat.</param>
    public static double? Invert(RiskTable risks, Func<int, double?> level, double p, QuantileRule rule)
    {
        var (reached, passed) = (new Crossing(p - Tolerance, rule), new Crossing(p + Tolerance, rule));
        var times = risks.Times;
        for (var step = 0; step < times.Length && !passed.IsFinal; step++)
            if (risks.Events(step) > 0 && 1 - level(step) is { } y)
            {
                reached.Add(step, y);
                passed.Add(step, y);
            }
        if (reached.Step is not { } from)
            return null;
        if (passed.Step is { } to)
            return (times[from] + times[to]) / 2;

        // The curve comes down to the level and ends there.
        return rule switch
        {
            QuantileRule.R => (times[from] + times[^1]) / 2,
            QuantileRule.RPrint => times[from],
            _ => null,
        };
    }

    // The first step at which 1 - level is at least that. A limit need not be monotone: where few are at risk it may rise again.
    // R's quantile looks the level up in the sorted levels, so that of several crossings it takes the one that overshoots least.
    struct Crossing(double target, QuantileRule rule)
    {
        double least = double.PositiveInfinity;

        public int? Step { get; private set; }

        public readonly bool IsFinal => Step is not null && rule != QuantileRule.R;

        public void Add(int step, double y)
        {
            if (!IsFinal && y >= target && y < least)
                (Step, least) = (step, y);
        }
    }
}
