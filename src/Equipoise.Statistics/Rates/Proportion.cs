using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>How the confidence limits of a proportion are made.</summary>
public enum ProportionInterval
{
    /// <summary>
    /// Clopper and Pearson (1934): exact, never below its level. R: <c>binom.test(x, n)$conf.int</c>; SAS:
    /// <c>binomial(cl=exact)</c>.
    /// </summary>
    ClopperPearson,

    /// <summary>
    /// Wilson (1927): the score test inverted. R: <c>prop.test(x, n, correct = FALSE)$conf.int</c>; SAS:
    /// <c>binomial(cl=wilson)</c>.
    /// </summary>
    Wilson,

    /// <summary>
    /// x/n ± z√(p(1 - p)/n), cut off at 0 and 1; of no width for none and for all. SAS: <c>binomial(cl=wald)</c>.
    /// </summary>
    Wald,

    /// <summary>
    /// Wald's limits with the correction for continuity, wider by 1/(2n) on either side and cut off at 0 and 1. SAS:
    /// <c>binomial(cl=wald(correct))</c>.
    /// </summary>
    WaldCorrected,
}

/// <summary>What part of the participants had the event?</summary>
/// <remarks>
/// <para>Estimate x/n. Clopper-Pearson limits are the p at which x or more, or x or fewer, events have probability α/2:
/// beta quantiles B(α/2; x, n - x + 1) and B(1 - α/2; x + 1, n - x), with 0 for no events and 1 for all. Wilson limits are the
/// two p with (x/n - p)² = z² p(1 - p)/n.</para>
/// <para>Limits exist for no events, all events and n = 1. Cost: O(√n).</para>
/// </remarks>
public sealed record Proportion
{
    Proportion(long events, long count, ProportionInterval interval, double confidence)
    {
        (Events, Count, Interval, Confidence) = (events, count, interval, confidence);
        (Lower, Upper) = interval switch
        {
            ProportionInterval.ClopperPearson => ClopperPearson(events, count, confidence),
            ProportionInterval.Wilson => Wilson(events, count, confidence),
            ProportionInterval.Wald => Wald(events, count, confidence, 0),
            ProportionInterval.WaldCorrected => Wald(events, count, confidence, 0.5 / count),
            _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "An unknown interval."),
        };
    }

    /// <summary>How many had the event.</summary>
    public long Events { get; }

    /// <summary>Of how many.</summary>
    public long Count { get; }

    /// <summary>How the limits were made.</summary>
    public ProportionInterval Interval { get; }

    /// <summary>The two-sided level of the limits.</summary>
    public double Confidence { get; }

    /// <summary>Events / count.</summary>
    public double Estimate => (double)Events / Count;

    /// <summary>The lower limit.</summary>
    public double Lower { get; }

    /// <summary>The upper limit.</summary>
    public double Upper { get; }

    /// <summary>The proportion with its limits.</summary>
    /// <param name="events">How many had the event, 0 to <paramref name="count"/>.</param>
    /// <param name="count">Of how many, 1 or more.</param>
    /// <param name="interval">How the limits are made.</param>
    /// <param name="confidence">Their two-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of range.</exception>
    public static Proportion Of(
        long events,
        long count,
        ProportionInterval interval = ProportionInterval.ClopperPearson,
        double confidence = 0.95
    )
    {
        ConfidenceLevel.Check(confidence);
        if (count < 1)
            throw new ArgumentOutOfRangeException(nameof(count), count, "A proportion is of 1 or more.");
        if (events < 0 || events > count)
            throw new ArgumentOutOfRangeException(nameof(events), events, $"Of {count}, 0 to {count} have the event.");
        return new(events, count, interval, confidence);
    }

    internal static (double Lower, double Upper) Wilson(long events, long count, double confidence)
    {
        // Both as sums of positive terms, so that nothing cancels: the product of the limits is x²/(n(n + z²)).
        var z = TwoSided.Critical(confidence);
        var (x, n, z2) = ((double)events, (double)count, z * z);
        var root = z * double.Sqrt(z2 + 4 * x * (n - x) / n);
        var upper = events == count ? 1 : (2 * x + z2 + root) / (2 * (n + z2));
        return (2 * x * x / n / (2 * x + z2 + root), upper);
    }

    static (double Lower, double Upper) Wald(long events, long count, double confidence, double correction)
    {
        var p = (double)events / count;
        var half = TwoSided.Critical(confidence) * double.Sqrt(p * (1 - p) / count) + correction;
        return (double.Max(0, p - half), double.Min(1, p + half));
    }

    static (double Lower, double Upper) ClopperPearson(long events, long count, double confidence)
    {
        var α2 = (1 - confidence) / 2;
        return (
            events == 0 ? 0 : Beta.Quantile(α2, events, count - events + 1),
            events == count ? 1 : Beta.UpperQuantile(α2, events + 1, count - events)
        );
    }

    /// <summary>"12 of 40, 0.3 (95% 0.1656 to 0.4653)"</summary>
    public override string ToString() =>
        $"{Events} of {Count}, {Summary.Of(Estimate, Lower, Upper, Confidence)}";
}
