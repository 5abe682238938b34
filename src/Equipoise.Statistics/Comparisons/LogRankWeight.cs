namespace Equipoise.Statistics.Comparisons;

/// <summary>How much an event time counts in a log-rank test: the weight w(t) of its observed minus expected events.</summary>
/// <remarks>
/// <para>Ŝ is the Kaplan-Meier estimate of the pooled sample, n the number at risk just before t, both of one stratum: strata are
/// weighed each by their own curve. Unless said otherwise the curve is read just before the event time, Ŝ(t-), so that a weight
/// never depends on the events it weighs (predictable, as the martingale theory asks). With case weights, n and the curve are
/// weighted.</para>
/// <para>Which weight is best depends on where the hazards differ;
/// it has to be chosen before the data are seen.</para> </remarks>
public abstract record LogRankWeight
{
    LogRankWeight() { }

    /// <summary>w = 1, the test of Mantel (1966): most powerful under proportional hazards.</summary>
    /// <remarks>R: <c>survdiff(rho = 0)</c>; SAS: <c>strata / test=logrank</c>.</remarks>
    public sealed record LogRank : LogRankWeight
    {
        /// <inheritdoc/>
        public override string ToString() => "log-rank";

        internal override void Fill(in StratumEvents events, Span<double> weights) => weights.Fill(1);
    }

    /// <summary>w = Ŝ(t-)^ρ (1 - Ŝ(t-))^γ, Fleming and Harrington (1991), 7.1:
    /// (0, 1) late, (1, 0) early, (1, 1) middle differences.</summary>
    /// <remarks>R: <c>survdiff(rho = ρ)</c> for γ = 0; SAS: <c>test=fleming(ρ, γ)</c>. 0⁰ is 1.</remarks>
    public sealed record FlemingHarrington : LogRankWeight
    {
        /// <summary>The weight of those powers.</summary>
        /// <param name="rho">ρ, 0 or more.</param>
        /// <param name="gamma">γ, 0 or more.</param>
        /// <exception cref="ArgumentOutOfRangeException">A power is negative or not finite.</exception>
        public FlemingHarrington(double rho, double gamma) =>
            (Rho, Gamma) = (Power(rho, nameof(rho)), Power(gamma, nameof(gamma)));

        /// <summary>ρ: the power of Ŝ.</summary>
        public double Rho { get; }

        /// <summary>γ: the power of 1 - Ŝ.</summary>
        public double Gamma { get; }

        /// <inheritdoc/>
        public override string ToString() => $"FH({Rho}, {Gamma})";

        internal override void Fill(in StratumEvents events, Span<double> weights)
        {
            events.SurvivalBefore(weights);
            foreach (ref var w in weights)
                w = Raised(w, Rho) * Raised(1 - w, Gamma);
        }

        static double Raised(double x, double power) =>
            power switch
            {
                0 => 1,
                1 => x,
                _ => double.Pow(x, power),
            };

        static double Power(double value, string name) =>
            value >= 0 && double.IsFinite(value)
                ? value
                : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it is a finite number, 0 or more.");
    }

    /// <summary>w = n: Gehan (1965) and Breslow (1970), SAS's Wilcoxon. Stresses early times,
    /// and depends on the censoring.</summary>
    /// <remarks>R: <c>survMisc::comp</c>, row n; SAS: <c>test=wilcoxon</c>.</remarks>
    public sealed record Gehan : LogRankWeight
    {
        /// <inheritdoc/>
        public override string ToString() => "Gehan";

        internal override void Fill(in StratumEvents events, Span<double> weights) => events.AtRisk.CopyTo(weights);
    }

    /// <summary>w = √n: Tarone and Ware (1977), between log-rank and Gehan.</summary>
    /// <remarks>R: <c>survMisc::comp</c>, row sqrtN; SAS: <c>test=tarone</c>.</remarks>
    public sealed record TaroneWare : LogRankWeight
    {
        /// <inheritdoc/>
        public override string ToString() => "Tarone-Ware";

        internal override void Fill(in StratumEvents events, Span<double> weights)
        {
            for (var t = 0; t < weights.Length; t++)
                weights[t] = double.Sqrt(events.AtRisk[t]);
        }
    }

    /// <summary>w = S̃(t) = Π(1 - d/(n + 1)) over the event times up to and including t: Peto and Peto (1972).</summary>
    /// <remarks>R: <c>survMisc::comp</c>, row S1; SAS: <c>test=peto</c>. Not R's rho = 1, which is Ŝ(t-).</remarks>
    public sealed record PetoPeto : LogRankWeight
    {
        /// <inheritdoc/>
        public override string ToString() => "Peto-Peto";

        internal override void Fill(in StratumEvents events, Span<double> weights) => events.PetoSurvival(weights);
    }

    /// <summary>w = S̃(t)·n/(n + 1): Andersen's modification of Peto and Peto (Andersen et al., 1982).</summary>
    /// <remarks>R: <c>survMisc::comp</c>, row S2; SAS: <c>test=modpeto</c>.</remarks>
    public sealed record ModifiedPetoPeto : LogRankWeight
    {
        /// <inheritdoc/>
        public override string ToString() => "modified Peto-Peto";

        internal override void Fill(in StratumEvents events, Span<double> weights)
        {
            events.PetoSurvival(weights);
            for (var t = 0; t < weights.Length; t++)
                weights[t] *= events.AtRisk[t] / (events.AtRisk[t] + 1);
        }
    }

    /// <summary>
    /// w = 1/max(Ŝ(t-), Ŝ(t*)): the modestly weighted test of Magirr and Burman (2019) for a delayed effect. Unlike FH(0, 1) it
    /// never counts a later event as worse than an earlier one (exactly so without ties).
    /// </summary>
    /// <remarks>t* = 0 is the log-rank test. R: <c>nphRCT::wlrt(method = "mw", t_star = t*)</c>;
    /// SAS: no option, a data step.</remarks>
    public sealed record ModestlyWeighted : LogRankWeight
    {
        /// <summary>The weight that stops growing at a time.</summary>
        /// <param name="until">t*, 0 or more; in the unit of the observations.</param>
        /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
        public ModestlyWeighted(double until)
        {
            if (!(until >= 0))
                throw new ArgumentOutOfRangeException(nameof(until), until, $"t* is {until}; it is a time, 0 or more.");
            Until = until;
        }

        /// <summary>t*: until when the weight grows.</summary>
        public double Until { get; }

        /// <inheritdoc/>
        public override string ToString() => $"modestly weighted until {Until}";

        internal override void Fill(in StratumEvents events, Span<double> weights)
        {
            events.SurvivalBefore(weights);
            var floor = events.SurvivalAt(Until);
            foreach (ref var w in weights)
                w = 1 / double.Max(w, floor);
        }
    }

    /// <summary>
    /// w = 1/max(Ŝ(t-), s*): modestly weighted with the cap given as a survival probability, so that no weight is above 1/s*;
    /// Magirr (2021) advises 0.5.
    /// </summary>
    /// <remarks>s* = 1 is the log-rank test. R: <c>nphRCT::wlrt(method = "mw", s_star = s*)</c>.</remarks>
    public sealed record ModestlyWeightedToSurvival : LogRankWeight
    {
        /// <summary>The weight that stops growing at a survival.</summary>
        /// <param name="survival">s*, above 0 and at most 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">The survival is not above 0 and at most 1.</exception>
        public ModestlyWeightedToSurvival(double survival)
        {
            if (!(survival is > 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(survival), survival, $"s* is {survival}; it is above 0, at most 1.");
            Survival = survival;
        }

        /// <summary>s*: down to which survival the weight grows.</summary>
        public double Survival { get; }

        /// <inheritdoc/>
        public override string ToString() => $"modestly weighted to S = {Survival}";

        internal override void Fill(in StratumEvents events, Span<double> weights)
        {
            events.SurvivalBefore(weights);
            foreach (ref var w in weights)
                w = 1 / double.Max(w, Survival);
        }
    }

    /// <summary>The weight of each event time of one stratum.</summary>
    internal abstract void Fill(in StratumEvents events, Span<double> weights);
}
