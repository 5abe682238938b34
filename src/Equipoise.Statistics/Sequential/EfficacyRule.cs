namespace Equipoise.Statistics.Sequential;

/// <summary>What shape does the bound have whose crossing means efficacy?</summary>
/// <remarks>Every rule uses up the whole type I error by the last look, whatever the information fractions. See
/// <see cref="GroupSequentialTest"/>.</remarks>
public abstract record EfficacyRule
{
    EfficacyRule() { }

    /// <summary>The error spent is prescribed, the bounds follow.</summary>
    /// <param name="Function">The spending function.</param>
    public sealed record Spending(SpendingFunction Function) : EfficacyRule
    {
        /// <inheritdoc/>
        public override string ToString() => Function.ToString();
    }

    /// <summary>The same bound at every look: z_k = C.</summary>
    /// <remarks>Pocock (1977), Biometrika 64:191. R: rpact "P", <c>gsDesign(sfu = "Pocock")</c>.</remarks>
    public sealed record Pocock : EfficacyRule
    {
        /// <inheritdoc/>
        public override string ToString() => "Pocock";
    }

    /// <summary>The same bound for the score at every look: z_k = C / √t_k.</summary>
    /// <remarks>O'Brien and Fleming (1979), Biometrics 35:549. R: rpact "OF", <c>gsDesign(sfu = "OF")</c>.</remarks>
    public sealed record OBrienFleming : EfficacyRule
    {
        /// <inheritdoc/>
        public override string ToString() => "O'Brien-Fleming";
    }

    /// <summary>Between and beyond the two: z_k = C t_k^(Δ - ½); Δ = ½ is Pocock, 0 O'Brien-Fleming.</summary>
    /// <remarks>Wang and Tsiatis (1987), Biometrics 43:193. R: rpact "WT", <c>gsDesign(sfu = "WT", sfupar = Δ)</c>.</remarks>
    public sealed record WangTsiatis : EfficacyRule
    {
        /// <param name="delta">Δ, within -5 to 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">Δ is outside.</exception>
        public WangTsiatis(double delta) =>
            Delta =
                delta is >= -5 and <= 1
                    ? delta
                    : throw new ArgumentOutOfRangeException(nameof(delta), delta, "Δ lies within -5 to 1.");

        /// <summary>Δ.</summary>
        public double Delta { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Wang-Tsiatis ({Delta})";
    }

    /// <summary>One strict bound at every interim look; the last look takes the error that is left.</summary>
    /// <remarks>Haybittle (1971), British Journal of Radiology 44:793; Peto and others (1976),
    /// British Journal of Cancer 34:585. R: rpact "HP".</remarks>
    public sealed record HaybittlePeto : EfficacyRule
    {
        /// <param name="interimZ">The bound at interim looks, above 0; 3 as a rule.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
        public HaybittlePeto(double interimZ) =>
            InterimZ =
                interimZ > 0 && double.IsFinite(interimZ)
                    ? interimZ
                    : throw new ArgumentOutOfRangeException(nameof(interimZ), interimZ, "The bound at interim looks is above 0.");

        /// <summary>The bound at interim looks.</summary>
        public double InterimZ { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Haybittle-Peto ({InterimZ})";
    }
}

/// <summary>When is it hopeless to go on?</summary>
/// <remarks>
/// A binding rule gives the efficacy bounds credit for stopping: they are lower, and who goes on past the futility bound has lost
/// the type I error. A non-binding one leaves the efficacy bounds as they are without it; the error holds whether it is followed
/// or not. The power of either is computed as if it is followed.
/// </remarks>
public abstract record FutilityRule
{
    FutilityRule() { }

    /// <summary>Never.</summary>
    public sealed record None : FutilityRule
    {
        /// <inheritdoc/>
        public override string ToString() => "none";
    }

    /// <summary>The type II error spent is prescribed (beta spending);
    /// the bounds meet the efficacy bound at the last look.</summary>
    /// <remarks>Pampallona, Tsiatis and Kim (2001), Drug Information Journal 35:1113. R:
    /// <c>gsDesign(test.type = 4)</c>, 3 when binding.</remarks>
    /// <param name="Function">How the type II error is spent.</param>
    /// <param name="Binding">Whether the type I error counts on it.</param>
    public sealed record Spending(SpendingFunction Function, bool Binding) : FutilityRule
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Function}, {(Binding ? "binding" : "non-binding")}";
    }

    /// <summary>Bounds that are given, on the scale of Z.</summary>
    /// <remarks>R: rpact <c>futilityBounds</c> with <c>bindingFutility</c>.</remarks>
    public sealed record FixedZ : FutilityRule
    {
        /// <param name="interimZ">The bound at each interim look, first to last but one;
        /// negative infinity for none there.</param>
        /// <param name="binding">Whether the type I error counts on it.</param>
        /// <exception cref="ArgumentException">A bound is not a number, or positive infinity.</exception>
        public FixedZ(IReadOnlyList<double> interimZ, bool binding)
        {
            ArgumentNullException.ThrowIfNull(interimZ);
            foreach (var z in interimZ)
                if (double.IsNaN(z) || double.IsPositiveInfinity(z))
                    throw new ArgumentException($"{z} is no futility bound; it is a number, or -∞ for none.", nameof(interimZ));
            (InterimZ, Binding) = ([.. interimZ], binding);
        }

        /// <summary>The bound at each interim look; negative infinity for none.</summary>
        public IReadOnlyList<double> InterimZ { get; }

        /// <summary>Whether the type I error counts on it.</summary>
        public bool Binding { get; }

        /// <inheritdoc/>
        public bool Equals(FixedZ? other) =>
            other is not null && Binding == other.Binding && InterimZ.SequenceEqual(other.InterimZ);

        /// <inheritdoc/>
        public override int GetHashCode() => InterimZ.Aggregate(Binding.GetHashCode(), HashCode.Combine);

        /// <inheritdoc/>
        public override string ToString() => $"z of {string.Join(", ", InterimZ)}, {(Binding ? "binding" : "non-binding")}";
    }

    /// <summary>Whether the type I error counts on it.</summary>
    internal bool IsBinding => this is Spending { Binding: true } or FixedZ { Binding: true };
}
