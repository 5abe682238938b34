using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>At which type I error would the test have just rejected by now? The p-value that holds at every look.</summary>
/// <remarks>
/// <para>The repeated p-value of look k is the least α whose efficacy bound at look k is Z_k; the sequential p-value is the least
/// of them so far (Liu and Anderson, 2008, Journal of the American Statistical Association 103:1621): the test at α has rejected
/// exactly where it is at most α. It takes the place of a p-value in graphical and other multiple testing procedures (Maurer and
/// Bretz, 2013). Futility bounds do not enter (they must not bind). One-sided.</para>
/// <para>R: <c>gsDesign::sequentialPValue</c>, <c>rpact::getRepeatedPValues</c>,
/// <c>lrstat::getRCI</c>.</para> </remarks>
/// <param name="Repeated">Of each look: the least α at which its bound is crossed; 1 where none below 1 is.</param>
/// <param name="PValue">The least of them.</param>
public sealed record SequentialPValue(IReadOnlyList<double> Repeated, double PValue)
{
    // α is sought by its log-odds; from 1e-300 to 1 - 1e-13.
    const double LeastLogOdds = -690;
    const double LargestLogOdds = 30;

    /// <summary>The p-values at observed looks.</summary>
    /// <param name="test">The plan; its type I error is not used.</param>
    /// <param name="observed">The looks so far.</param>
    /// <param name="z">The statistic at each.</param>
    /// <exception cref="ArgumentException">There is not one finite Z for each look; the futility rule binds; the bounds are
    /// Haybittle-Peto's, which do not depend on α; or a look is out of order.</exception>
    public static SequentialPValue Of(GroupSequentialTest test, ObservedLooks observed, ReadOnlySpan<double> z)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Check();
        ObservedLooks.Check(observed, test);
        if (z.Length != observed.Looks.Count)
            throw new ArgumentException($"{z.Length} statistics for {observed.Looks.Count} looks.", nameof(z));
        if (test.Futility.IsBinding)
            throw new ArgumentException(
                "With binding futility the efficacy bounds are not those of a type I error alone; "
                    + "a sequential p-value takes a rule that does not bind.",
                nameof(test)
            );
        if (test.Efficacy is EfficacyRule.HaybittlePeto)
            throw new ArgumentException(
                "Haybittle-Peto bounds are the same at every type I error; no p-value follows.",
                nameof(test)
            );
        var repeated = new double[z.Length];
        for (var k = 0; k < z.Length; k++)
            repeated[k] = double.IsFinite(z[k])
                ? At(test, observed, k, z[k])
                : throw new ArgumentOutOfRangeException(nameof(z), z[k], $"Z of look {k + 1} is a finite number.");
        return new(repeated, repeated.Min());
    }

    /// <summary>The efficacy bounds of a plan at observed looks, at another type I error.</summary>
    internal static double[] Bounds(GroupSequentialTest test, ObservedLooks observed, double alpha)
    {
        var plan = test with { OneSidedAlpha = alpha, TwoSided = false, Futility = new FutilityRule.None() };
        double? constant = BoundaryPlan.ShapeOf(test.Efficacy) is null
            ? null
            : BoundaryPlan.Bounds(plan, BoundaryPlan.WalkOf(plan), 0).Efficacy[^1];
        return observed.WalkOf(plan, alpha, constant).Take(0).Efficacy;
    }

    static double At(GroupSequentialTest test, ObservedLooks observed, int look, double z)
    {
        var isLast = look == observed.Looks.Count - 1;
        var upTo = isLast
            ? observed
            : observed with
            {
                Looks = [.. observed.Looks.Take(look + 1)],
                IsFinal = false,
            };
        var (from, to) = (LeastLogOdds, LargestLogOdds);
        // About where the fixed test has it, and outwards from there.
        var guess = double.Clamp(double.Log(Normal.UpperTail(z)) - double.Log(Normal.Cdf(z)), from, to);
        var isCrossed = Excess(guess) >= 0;
        for (var step = 1.0; ; step *= 2)
        {
            var next = double.Clamp(isCrossed ? guess - step : guess + step, from, to);
            if (Excess(next) >= 0 != isCrossed)
            {
                (from, to) = (guess, next);
                break;
            }
            if (next == from || next == to)
                return isCrossed ? Probability(next) : 1;
            guess = next;
        }
        return Probability(Brent.Zero(Excess, from, to));

        double Excess(double logOdds) => z - Bounds(test, upTo, Probability(logOdds))[look];
    }

    static double Probability(double logOdds) =>
        logOdds < 0 ? double.Exp(logOdds) / (1 + double.Exp(logOdds)) : 1 / (1 + double.Exp(-logOdds));

    /// <summary>"p 0.012, repeated 0.2, 0.012"</summary>
    public override string ToString() =>
        $"p {Summary.Of(PValue)}, repeated {Summary.Of(Repeated)}";
}
