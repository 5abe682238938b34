using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>After a group-sequential trial stopped: how strong is the evidence,
/// and how large is the effect, allowing for the looks?</summary>
/// <remarks>
/// <para>Stopping early for efficacy counts as more extreme than stopping later, whatever Z (the stage-wise ordering of Armitage,
/// 1957; Fairbanks and Madsen, 1982; Tsiatis, Rosner and Mehta, 1984). So p(θ), the probability of an outcome as extreme or more
/// at effect θ, is that of an efficacy bound at an earlier look plus that of Z at or above the observed one at this look. It
/// depends on the looks made, not on those planned and never made. The p-value is p(0); the median-unbiased estimate solves p(θ)
/// = ½, the limits p(θ) = α/2 and 1 - α/2.</para>
/// <para>Futility bounds enter only if they are given: then stopping there early counts as less extreme than all that goes on.
/// Leave them out where they are not binding. For a symmetric two-sided test give -bound as the futility bounds and double the
/// smaller of p and 1 - p.</para>
/// <para>θ is the drift per square root of information (see <see cref="Interim"/>): with information d/4 of d events it is minus
/// the log hazard ratio. R: <c>rpact::getFinalPValue</c>, <c>getFinalConfidenceInterval</c>; <c>lrstat::getCI</c>. SAS: PROC
/// SEQTEST ORDER=STAGEWISE.</para>
/// </remarks>
public sealed record StagewiseInference
{
    StagewiseInference(double pValue, double estimate, double lower, double upper, double confidence) =>
        (PValue, Estimate, Lower, Upper, Confidence) = (pValue, estimate, lower, upper, confidence);

    /// <summary>The one-sided p-value of no effect against an effect above 0.</summary>
    public double PValue { get; }

    /// <summary>The median-unbiased estimate of θ.</summary>
    public double Estimate { get; }

    /// <summary>The lower limit of the interval for θ.</summary>
    public double Lower { get; }

    /// <summary>The upper limit of the interval for θ.</summary>
    public double Upper { get; }

    /// <summary>The confidence of the two-sided interval.</summary>
    public double Confidence { get; }

    /// <summary>Inference at the look where the trial stopped.</summary>
    /// <param name="information">Of each look made, increasing; the trial stopped at the last.</param>
    /// <param name="earlierEfficacyZ">The efficacy bounds of the looks before it.</param>
    /// <param name="z">The statistic at the last look.</param>
    /// <param name="futilityZ">The futility bounds of the looks made, if they bind: -∞ for none at a look. That of the last look
    /// says whether the trial stopped for futility. Empty for none.</param>
    /// <param name="confidence">Of the two-sided interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The bounds do not fit the looks, or cross.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Z is not finite, or the confidence not between 0 and 1.</exception>
    public static StagewiseInference Of(
        ReadOnlySpan<double> information,
        ReadOnlySpan<double> earlierEfficacyZ,
        double z,
        ReadOnlySpan<double> futilityZ = default,
        double confidence = 0.95
    )
    {
        ExitProbabilities.CheckInformation(information, nameof(information));
        var last = information.Length - 1;
        if (earlierEfficacyZ.Length != last)
            throw new ArgumentException(
                $"{earlierEfficacyZ.Length} efficacy bounds for {last} earlier looks.",
                nameof(earlierEfficacyZ)
            );
        if (!futilityZ.IsEmpty && futilityZ.Length != information.Length)
            throw new ArgumentException($"{futilityZ.Length} futility bounds for {information.Length} looks.", nameof(futilityZ));
        if (!double.IsFinite(z))
            throw new ArgumentOutOfRangeException(nameof(z), z, "Z is a finite number.");
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence lies between 0 and 1.");

        var times = information.ToArray();
        double[] upper = [.. earlierEfficacyZ, z];
        var lower = new double[information.Length];
        lower.AsSpan().Fill(double.NegativeInfinity);
        var stoppedForFutility = !futilityZ.IsEmpty && z <= futilityZ[last];
        if (!futilityZ.IsEmpty)
            futilityZ[..last].CopyTo(lower);
        lower[last] = z;

        var (root, tail) = (double.Sqrt(times[last]), (1 - confidence) / 2);
        return new(AsExtreme(0), Effect(0.5), Effect(tail), -EffectBelow(tail), confidence);

        // P(as extreme or more) and its complement, each a sum, so that neither loses digits where it is small.
        double AsExtreme(double θ) => stoppedForFutility ? 1 - LessExtreme(θ) : Exit(θ).TotalAbove;
        double LessExtreme(double θ)
        {
            var exit = Exit(θ);
            return stoppedForFutility ? exit.TotalBelow : 1 - exit.TotalAbove;
        }
        ExitProbabilities Exit(double θ) => ExitProbabilities.Of(times, lower, upper, θ);

        double Effect(double p) => Increasing(θ => AsExtreme(θ) - p, z / root);
        double EffectBelow(double p) => Increasing(θ => LessExtreme(-θ) - p, -z / root);
        double Increasing(Func<double, double> excess, double from)
        {
            var (a, b, step) = (from, from, 1 / root);
            while (excess(a) > 0)
                (a, step) = (a - step, step * 2);
            step = 1 / root;
            while (excess(b) < 0)
                (b, step) = (b + step, step * 2);
            return a == b ? a : Brent.Zero(excess, a, b);
        }
    }

    /// <summary>"2.5 (95% 0.3 to 4.7), p 0.012"</summary>
    public override string ToString() =>
        $"{Summary.Of(Estimate, Lower, Upper, Confidence)}, p {Summary.Of(PValue)}";
}

/// <summary>Limits of the effect that hold at every look together, whether one stops there or not.</summary>
/// <remarks>
/// (Z_k ± b_k)/√I_k with the efficacy bounds b_k of the looks (Jennison and Turnbull, 1989, Journal of the Royal Statistical
/// Society B 51:305): the lower limit is above 0 exactly where the bound is crossed. With one-sided error α the lower limit has
/// confidence 1 - α, the interval at least 1 - 2α. No limit where the bound is infinite. R:
/// <c>rpact::getRepeatedConfidenceIntervals</c>, <c>gsDesign::gsRCI</c> of older versions, <c>lrstat::getRCI</c>. SAS: PROC
/// SEQTEST, RCI.
/// </remarks>
/// <param name="Estimate">Z_k/√I_k, the effect as a fixed test estimates it.</param>
/// <param name="Lower">The lower limit; null when the bound is infinite.</param>
/// <param name="Upper">The upper limit; null when the bound is infinite.</param>
public sealed record RepeatedConfidenceInterval(double Estimate, double? Lower, double? Upper)
{
    /// <summary>The limits at one look.</summary>
    /// <param name="interim">The information and Z of the look.</param>
    /// <param name="efficacyZ">The efficacy bound of the look; positive infinity for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not a number, or negative infinity.</exception>
    public static RepeatedConfidenceInterval Of(Interim interim, double efficacyZ)
    {
        ArgumentNullException.ThrowIfNull(interim);
        if (double.IsNaN(efficacyZ) || double.IsNegativeInfinity(efficacyZ))
            throw new ArgumentOutOfRangeException(nameof(efficacyZ), efficacyZ, "The bound is a number, or +∞ for none.");
        var root = double.Sqrt(interim.Information);
        return double.IsPositiveInfinity(efficacyZ)
            ? new(interim.Trend, null, null)
            : new(interim.Trend, (interim.Z - efficacyZ) / root, (interim.Z + efficacyZ) / root);
    }

    /// <summary>"2.5 (0.3 to 4.7)"</summary>
    public override string ToString() =>
        $"{Summary.Of(Estimate)} ({Summary.Of(Lower)} to {Summary.Of(Upper)})";
}
