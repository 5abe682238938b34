namespace Equipoise.Statistics.Sequential;

/// <summary>How probable is success from here on, given the data so far, an assumed effect or what is believed of it?</summary>
/// <remarks>
/// <para>Success is an efficacy bound at any look to come; the answer is split by look, with futility beside it. Three questions,
/// one calculation: conditional power assumes an effect θ (the trend, the design's, none), predictive power averages over what
/// data and prior say about θ, and assurance does so before any data.</para>
/// <para>From look i on, S = Z√I - Z_i√I_i is a Brownian motion in d = I - I_i with drift θ. Averaged over θ ~ N(m, v) it is
/// normal with covariance d₁ + v d₁d₂, and S/(1 + vd) is again a Brownian motion with drift m in the time d/(1 + vd): so the
/// average over θ is <see cref="ExitProbabilities"/> in another clock, exact, and no integral over θ is taken.</para>
/// <para>Source: Lan, Simon and Halperin (1982), Communications in Statistics C 1:207; Spiegelhalter, Freedman and Blackburn
/// (1986), Controlled Clinical Trials 7:8; O'Hagan, Stevens and Campbell (2005), Pharmaceutical Statistics 4:187. R:
/// <c>gsDesign::gsCP</c>, <c>gsPP</c>, <c>gsPOS</c>; <c>rpact::getConditionalPower</c>. SAS:
/// PROC SEQTEST CONDPOWER, PREDPOWER.</para>
/// </remarks>
public static class ConditionalPower
{
    /// <summary>The probabilities to stop at each look to come, at an assumed effect. Conditional power is TotalAbove.</summary>
    /// <param name="interim">The data so far.</param>
    /// <param name="ahead">The looks to come.</param>
    /// <param name="theta">The effect: drift per square root of information. <see cref="Interim.Trend"/> for the current trend, 0
    /// for none, drift / √I_max for the design's.</param>
    /// <exception cref="ArgumentException">The looks to come do not come after the interim look,
    /// or their bounds do not fit them.</exception>
    public static ExitProbabilities Of(Interim interim, RemainingLooks ahead, double theta)
    {
        ArgumentNullException.ThrowIfNull(interim);
        if (!double.IsFinite(theta))
            throw new ArgumentOutOfRangeException(nameof(theta), theta, "The effect is a finite number.");
        return Future(interim.Information, interim.Z, ahead, new(theta, 0));
    }

    /// <summary>The probabilities to stop at each look to come, where the effect changes: the data to come have an effect of
    /// their own. Conditional power is TotalAbove.</summary>
    /// <param name="interim">The data so far.</param>
    /// <param name="ahead">The looks to come.</param>
    /// <param name="thetas">For each look to come, the effect in the data between now and then, (θ_k I_k - θ_i I_i) / (I_k - I_i)
    /// where θ is the effect in all data by a look. Under an effect that comes late it is larger than θ_k.</param>
    /// <exception cref="ArgumentException">The looks to come do not come after the interim look,
    /// or their bounds or effects do not fit them.</exception>
    public static ExitProbabilities Of(Interim interim, RemainingLooks ahead, IReadOnlyList<double> thetas)
    {
        ArgumentNullException.ThrowIfNull(interim);
        ArgumentNullException.ThrowIfNull(ahead);
        ArgumentNullException.ThrowIfNull(thetas);
        if (thetas.Count != ahead.Information.Count)
            throw new ArgumentException($"{thetas.Count} effects for {ahead.Information.Count} looks.", nameof(thetas));
        return Future(interim.Information, interim.Z, ahead, new(0, 0), thetas);
    }

    /// <summary>The probabilities to stop at each look to come, averaged over what the data and a prior say about the effect.
    /// Predictive power is TotalAbove.</summary>
    /// <param name="interim">The data so far.</param>
    /// <param name="ahead">The looks to come.</param>
    /// <param name="prior">What was believed before any data; null for nothing (a flat prior).</param>
    /// <exception cref="ArgumentException">The looks to come do not come after the interim look,
    /// or their bounds do not fit them.</exception>
    public static ExitProbabilities Predictive(Interim interim, RemainingLooks ahead, NormalPrior? prior = null)
    {
        ArgumentNullException.ThrowIfNull(interim);
        return Future(interim.Information, interim.Z, ahead, prior is null ? interim.Posterior() : interim.Posterior(prior));
    }

    /// <summary>The probabilities to stop at each look, before any data, averaged over what is believed of the effect. The
    /// assurance (probability of success) is TotalAbove.</summary>
    /// <param name="ahead">The looks.</param>
    /// <param name="prior">What is believed of the effect.</param>
    /// <exception cref="ArgumentException">The bounds do not fit the looks.</exception>
    public static ExitProbabilities Assurance(RemainingLooks ahead, NormalPrior prior) => Future(0, 0, ahead, prior);

    static ExitProbabilities Future(
        double information,
        double z,
        RemainingLooks ahead,
        NormalPrior effect,
        IReadOnlyList<double>? thetas = null
    )
    {
        ArgumentNullException.ThrowIfNull(ahead);
        ArgumentNullException.ThrowIfNull(effect);
        var looks = ahead.Information.Count;
        if (ahead.EfficacyZ.Count != looks)
            throw new ArgumentException($"{ahead.EfficacyZ.Count} efficacy bounds for {looks} looks.", nameof(ahead));
        if (ahead.FutilityZ is { } bounds && bounds.Count != looks)
            throw new ArgumentException($"{bounds.Count} futility bounds for {looks} looks.", nameof(ahead));
        var variance = effect.StandardDeviation * effect.StandardDeviation;
        var start = z * double.Sqrt(information);
        var (time, lower, upper) = (new double[looks], new double[looks], new double[looks]);
        for (var k = 0; k < looks; k++)
        {
            var d = ahead.Information[k] - information;
            if (!(d > 0))
                throw new ArgumentOutOfRangeException(
                    nameof(ahead),
                    ahead.Information[k],
                    $"A look to come has more information than the {information} that is there."
                );
            var clock = 1 + variance * d;
            time[k] = d / clock;
            upper[k] = Scaled(ahead.EfficacyZ[k], k);
            lower[k] = Scaled(ahead.FutilityZ?[k] ?? double.NegativeInfinity, k);

            double Scaled(double bound, int look) =>
                (bound * double.Sqrt(ahead.Information[look]) - start) / clock / double.Sqrt(time[look]);
        }
        return thetas is null
            ? ExitProbabilities.Of(time, lower, upper, effect.Mean)
            : ExitProbabilities.Of(time, lower, upper, ExitProbabilities.Means(time, 1, thetas));
    }
}
