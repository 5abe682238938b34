namespace Equipoise.Statistics.Rates;

/// <summary>The variance of a risk difference if the true one were δ.</summary>
/// <remarks>
/// p̃₀ and p̃₁ = p̃₀ + δ maximize the likelihood of the table among all risks with that difference. The log-likelihood is
/// concave in p̃₀, so its derivative has one zero, or the maximum is at an end; found by Newton's method between brackets, which
/// keeps the digits that the trigonometric solution of the cubic loses where two of its roots meet. Source: Miettinen and
/// Nurminen (1985), appendix 1.
/// </remarks>
static class RestrictedVariance
{
    const int MaximumIterations = 200;

    /// <summary>[p̃₁(1 - p̃₁)/n₁ + p̃₀(1 - p̃₀)/n₀] · N/(N - 1).</summary>
    public static double At(in TwoByTwo table, double δ)
    {
        var p0 = ControlRisk(table, δ);
        var p1 = double.Clamp(p0 + δ, 0, 1);
        double total = table.Total;
        return (p1 * (1 - p1) / table.ExperimentalCount + p0 * (1 - p0) / table.ControlCount) * total / (total - 1);
    }

    static double ControlRisk(in TwoByTwo table, double δ)
    {
        var (low, high) = (double.Max(0, -δ), double.Min(1, 1 - δ));
        if (low >= high || Slope(table, δ, low).Value <= 0)
            return low;
        if (Slope(table, δ, high).Value >= 0)
            return high;
        var p = (low + high) / 2;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var (value, derivative) = Slope(table, δ, p);
            if (value == 0)
                return p;
            (low, high) = value > 0 ? (p, high) : (low, p);
            var next = p - value / derivative;
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (double.Abs(next - p) <= 1e-16 * p)
                return next;
            p = next;
        }
        return p;
    }

    // The derivative of the log-likelihood by p₀, and its own. A count of 0 adds nothing, also at the ends.
    static (double Value, double Derivative) Slope(in TwoByTwo table, double δ, double p0)
    {
        var p1 = p0 + δ;
        var (value, derivative) = (0.0, 0.0);
        void Add(long count, double p, int sign)
        {
            if (count == 0)
                return;
            p = double.Max(p, 0); // rounding
            value += sign * (count / p);
            derivative -= count / p / p;
        }
        Add(table.ExperimentalEvents, p1, 1);
        Add(table.ExperimentalCount - table.ExperimentalEvents, 1 - p1, -1);
        Add(table.ControlEvents, p0, 1);
        Add(table.ControlCount - table.ControlEvents, 1 - p0, -1);
        return (value, derivative);
    }
}
