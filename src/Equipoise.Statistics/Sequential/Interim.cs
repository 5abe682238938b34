using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>What is known at a look: how much information there is, and Z.</summary>
/// <remarks>An effect θ here is the drift per square root of information: Z has expectation θ√I. With information 1/variance of
/// an estimate it is that effect itself (minus the log hazard ratio, with information d/4 of d events randomized 1:1).</remarks>
public sealed record Interim
{
    /// <param name="information">The information, above 0, on any scale.</param>
    /// <param name="z">The statistic.</param>
    /// <exception cref="ArgumentOutOfRangeException">The information is not above 0, or Z not finite.</exception>
    public Interim(double information, double z)
    {
        if (!(information > 0 && double.IsFinite(information)))
            throw new ArgumentOutOfRangeException(nameof(information), information, "The information is above 0.");
        if (!double.IsFinite(z))
            throw new ArgumentOutOfRangeException(nameof(z), z, "Z is a finite number.");
        (Information, Z) = (information, z);
    }

    /// <summary>The information so far.</summary>
    public double Information { get; }

    /// <summary>The statistic.</summary>
    public double Z { get; }

    /// <summary>The effect that the data suggest (the current trend): Z / √I.</summary>
    public double Trend => Z / double.Sqrt(Information);

    /// <summary>What the data say about the effect when nothing was known before (a flat prior):
    /// normal about the trend with variance 1 / I.</summary>
    public NormalPrior Posterior() => new(Trend, 1 / double.Sqrt(Information));

    /// <summary>What the data and the prior say about the effect together.</summary>
    public NormalPrior Posterior(NormalPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        if (prior.StandardDeviation == 0)
            return prior;
        var precision = 1 / (prior.StandardDeviation * prior.StandardDeviation);
        return new(
            (precision * prior.Mean + Z * double.Sqrt(Information)) / (precision + Information),
            1 / double.Sqrt(precision + Information)
        );
    }

    /// <summary>"Z 1.8 at 0.5 of the information"</summary>
    public override string ToString() =>
        $"Z {Summary.Of(Z)} at information {Summary.Of(Information)}";
}

/// <summary>What is believed of an effect: a normal distribution.</summary>
public sealed record NormalPrior
{
    /// <param name="mean">Its mean, on the scale of the effect (see <see cref="Interim"/>).</param>
    /// <param name="standardDeviation">Its standard deviation, 0 or more; 0 is certainty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite or the standard
    /// deviation negative or not finite.</exception>
    public NormalPrior(double mean, double standardDeviation)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean is a finite number.");
        if (!(standardDeviation >= 0 && double.IsFinite(standardDeviation)))
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation),
                standardDeviation,
                "The standard deviation is 0 or more."
            );
        (Mean, StandardDeviation) = (mean, standardDeviation);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <summary>"mean 2.5, standard deviation 1"</summary>
    public override string ToString() =>
        $"mean {Summary.Of(Mean)}, standard deviation {Summary.Of(StandardDeviation)}";
}

/// <summary>The looks that are still to come, with their bounds.</summary>
/// <param name="Information">The information of each, increasing, on the scale of the interim's.</param>
/// <param name="EfficacyZ">The efficacy bound of each.</param>
/// <param name="FutilityZ">The futility bound of each, null where there is none; null for none at all.</param>
public sealed record RemainingLooks(
    IReadOnlyList<double> Information,
    IReadOnlyList<double> EfficacyZ,
    IReadOnlyList<double?>? FutilityZ = null
)
{
    /// <summary>One look, the final analysis, where Z is compared with one bound.</summary>
    public static RemainingLooks Final(double information, double z) => new([information], [z]);

    /// <summary>"information 0.75, 1, efficacy Z 2.3, 2"</summary>
    public override string ToString() =>
        $"information {Summary.Of(Information)}, efficacy Z {Summary.Of(EfficacyZ)}";
}
