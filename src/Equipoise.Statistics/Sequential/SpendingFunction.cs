using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Sequential;

/// <summary>How much of an error may have been spent by a fraction of the information (or of calendar time)?</summary>
/// <remarks>
/// <para>A spending function rises from 0 at fraction 0 to the total at fraction 1 and stays there. The same functions spend the
/// type I error (efficacy) and the type II error (futility). With one-sided alpha as total they are those of gsDesign, rpact,
/// lrstat and East; for a symmetric two-sided test each side spends its own alpha.</para>
/// <para>Source: Lan and DeMets (1983), Biometrika 70:659; Kim and DeMets (1987), Biometrika 74:149; Hwang, Shih and DeCani
/// (1990), Statistics in Medicine 9:1439.</para>
/// </remarks>
public abstract record SpendingFunction
{
    SpendingFunction() { }

    /// <summary>The cumulative error spent.</summary>
    /// <param name="fraction">The fraction of information or of calendar time;
    /// 0 and below spend nothing, 1 and beyond everything.</param>
    /// <param name="total">The error to spend in all, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not a number, the total not between 0 and 1.</exception>
    public double At(double fraction, double total)
    {
        if (double.IsNaN(fraction))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction of the information is a number.");
        if (!(total > 0 && total < 1))
            throw new ArgumentOutOfRangeException(nameof(total), total, "The error to spend lies between 0 and 1.");
        return fraction <= 0 ? 0
            : fraction >= 1 ? total
            : double.Min(Within(fraction, total), total);
    }

    /// <summary>The error spent strictly inside: the fraction is between 0 and 1.</summary>
    protected abstract double Within(double fraction, double total);

    /// <summary>Little early: bounds near those of O'Brien and Fleming. f(t) = 2 - 2Φ(z₁₋α⸝₂ / √t).</summary>
    /// <remarks>α is the one-sided level. R: <c>gsDesign::sfLDOF</c>, rpact "asOF",
    /// lrstat "sfOF". SAS SEQDESIGN: ERRFUNCOBF.</remarks>
    public sealed record LanDeMetsOBrienFleming : SpendingFunction
    {
        /// <inheritdoc/>
        protected override double Within(double fraction, double total) =>
            2 * Normal.UpperTail(-Normal.Quantile(total / 2) / double.Sqrt(fraction));

        /// <inheritdoc/>
        public override string ToString() => "Lan-DeMets O'Brien-Fleming";
    }

    /// <summary>Much early: bounds near those of Pocock. f(t) = α ln(1 + (e - 1) t).</summary>
    /// <remarks>R: <c>gsDesign::sfLDPocock</c>, rpact "asP", lrstat "sfP". SAS SEQDESIGN: ERRFUNCPOC.</remarks>
    public sealed record LanDeMetsPocock : SpendingFunction
    {
        /// <inheritdoc/>
        protected override double Within(double fraction, double total) => total * double.Log(1 + (double.E - 1) * fraction);

        /// <inheritdoc/>
        public override string ToString() => "Lan-DeMets Pocock";
    }

    /// <summary>One parameter from late (-4 is near O'Brien-Fleming) to early (1 is near Pocock).
    /// f(t) = α (1 - e^(-γt)) / (1 - e^(-γ)).</summary>
    /// <remarks>γ = 0 spends in proportion. R: <c>gsDesign::sfHSD</c>, rpact "asHSD", lrstat "sfHSD".
    /// SAS SEQDESIGN: ERRFUNCGAMMA.</remarks>
    public sealed record HwangShihDeCani : SpendingFunction
    {
        /// <summary>The largest |γ| that is taken; the function is a step long before.</summary>
        public const double LargestGamma = 40;

        /// <param name="gamma">γ, within -40 to 40.</param>
        /// <exception cref="ArgumentOutOfRangeException">γ is outside.</exception>
        public HwangShihDeCani(double gamma) =>
            Gamma =
                double.Abs(gamma) <= LargestGamma
                    ? gamma
                    : throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "γ lies within -40 to 40.");

        /// <summary>γ: below 0 late, above 0 early.</summary>
        public double Gamma { get; }

        /// <inheritdoc/>
        protected override double Within(double fraction, double total) =>
            // (1 - e^-x) = 2 e^(-x/2) sinh(x/2) loses nothing where γ is small.
            Gamma == 0 ? total * fraction
            : double.Abs(Gamma) >= 1 ? total * (1 - double.Exp(-Gamma * fraction)) / (1 - double.Exp(-Gamma))
            : total * double.Exp(Gamma * (1 - fraction) / 2) * double.Sinh(Gamma * fraction / 2) / double.Sinh(Gamma / 2);

        /// <inheritdoc/>
        public override string ToString() => $"Hwang-Shih-DeCani ({Gamma})";
    }

    /// <summary>A power of time. f(t) = α t^ρ: 1 spends in proportion, 3 is near O'Brien-Fleming.</summary>
    /// <remarks>R: <c>gsDesign::sfPower</c>, rpact "asKD", lrstat "sfKD". SAS SEQDESIGN: ERRFUNCPOW.</remarks>
    public sealed record KimDeMets : SpendingFunction
    {
        /// <param name="rho">ρ, above 0 and no more than 50.</param>
        /// <exception cref="ArgumentOutOfRangeException">ρ is outside.</exception>
        public KimDeMets(double rho) =>
            Rho =
                rho > 0 && rho <= 50
                    ? rho
                    : throw new ArgumentOutOfRangeException(nameof(rho), rho, "ρ lies above 0 and within 50.");

        /// <summary>ρ, the exponent.</summary>
        public double Rho { get; }

        /// <inheritdoc/>
        protected override double Within(double fraction, double total) => total * double.Pow(fraction, Rho);

        /// <inheritdoc/>
        public override string ToString() => $"Kim-DeMets ({Rho})";
    }

    /// <summary>Points of one's own, with straight lines from (0, 0) through them to (1, 1).</summary>
    /// <remarks>R: <c>gsDesign::sfLinear</c>; rpact "asUser" where the looks are the points.</remarks>
    public sealed record UserDefined : SpendingFunction
    {
        readonly SpendingPoint[] line;

        /// <param name="points">Fractions increasing within 0 to 1; shares of the total that never decrease.</param>
        /// <exception cref="ArgumentException">There is no point, or a point is out of order, outside,
        /// or spends less than the one before.</exception>
        public UserDefined(IReadOnlyList<SpendingPoint> points)
        {
            ArgumentNullException.ThrowIfNull(points);
            if (points.Count == 0)
                throw new ArgumentException("A spending function of one's own has at least one point.", nameof(points));
            Points = [.. points];
            var before = new SpendingPoint(0, 0);
            foreach (var point in Points)
            {
                if (!(point.Fraction > before.Fraction && point.Fraction <= 1))
                    throw new ArgumentException(
                        $"Fraction {point.Fraction} after {before.Fraction}: fractions increase, above 0 and up to 1.",
                        nameof(points)
                    );
                if (!(point.Share >= before.Share && point.Share <= 1))
                    throw new ArgumentException(
                        $"Share {point.Share} after {before.Share}, at fraction {point.Fraction}: "
                            + "what is spent never decreases, and is at most 1.",
                        nameof(points)
                    );
                before = point;
            }
            if (before is { Fraction: 1, Share: < 1 })
                throw new ArgumentException(
                    $"Share {before.Share} at fraction 1: there everything is spent, a share of 1.",
                    nameof(points)
                );
            line = before.Fraction < 1 ? [new(0, 0), .. Points, new(1, 1)] : [new(0, 0), .. Points];
        }

        /// <summary>The points given.</summary>
        public IReadOnlyList<SpendingPoint> Points { get; }

        /// <inheritdoc/>
        public bool Equals(UserDefined? other) => other is not null && Points.SequenceEqual(other.Points);

        /// <inheritdoc/>
        public override int GetHashCode() => Points.Aggregate(0, HashCode.Combine);

        /// <inheritdoc/>
        protected override double Within(double fraction, double total)
        {
            var next = Array.FindIndex(line, point => point.Fraction >= fraction);
            var (from, to) = (line[next - 1], line[next]);
            return fraction == to.Fraction
                ? total * to.Share
                : total
                    * (from.Share + (to.Share - from.Share) * (fraction - from.Fraction) / (to.Fraction - from.Fraction));
        }

        /// <inheritdoc/>
        public override string ToString() =>
            $"user-defined ({string.Join(", ", Points.Select(point => $"{point.Share} at {point.Fraction}"))})";
    }
}

/// <summary>A point of a spending function of one's own.</summary>
/// <param name="Fraction">The fraction of information or of calendar time, above 0 and up to 1.</param>
/// <param name="Share">The share of the total error that is spent by then, 0 to 1.</param>
public readonly record struct SpendingPoint(double Fraction, double Share);
