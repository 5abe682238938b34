namespace Equipoise.Statistics.Numerics;

/// <summary>Standard normal variables with given correlations, which may be singular.</summary>
/// <remarks>
/// <para>Plackett (1954): the derivative of a normal probability with respect to one correlation is the density of that pair at
/// its bounds, times the probability of the others given that the pair lies there. So let the correlations of one variable with
/// all others grow from 0 to what they are: at 0 it is independent, and what is added is a one-dimensional integral over
/// probabilities of two variables fewer (as Genz, 2004, does for three). Four variables are integrals over Owen's bivariate
/// function; six, integrals over those.</para>
/// <para>Nothing is drawn at random: the same bounds give the same bits. R's <c>mvtnorm::pmvnorm</c> draws where it is not told
/// otherwise, and its answers differ from call to call.</para>
/// <para>Accuracy: 1e-12 (five and six variables: 1e-10), relative where outside is asked for. Cost: microseconds for 2
/// variables, a millisecond for 3, some milliseconds for 4, a tenth of a second for 5, seconds for 6.</para>
/// <para>Outside the promise of versions.</para>
/// </remarks>
public static class MultivariateNormal
{
    /// <summary>The most variables taken: more would take too long.</summary>
    public const int MostVariables = 6;

    // Correlations of 1 come out of data as 1 - 1e-15; what is left of a variable then is rounding.
    const double Singular = 1e-13;

    // A density so far below the answer adds nothing to it.
    const double Negligible = 1e-18;

    /// <summary>P(lower ≤ Z ≤ upper in every variable). R: <c>pmvnorm(lower, upper, corr = R)</c>.</summary>
    /// <param name="lower">The lower bounds; may be infinite.</param>
    /// <param name="upper">The upper bounds; may be infinite.</param>
    /// <param name="correlation">The correlations: symmetric, 1 on the diagonal, positive semidefinite.</param>
    /// <exception cref="ArgumentException">Sizes differ, there are more than 6 variables, a bound is not a number,
    /// or this is no correlation matrix.</exception>
    public static double Rectangle(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double[,] correlation)
    {
        Check(lower, upper, correlation);
        return Inside(new(lower.ToArray(), upper.ToArray(), correlation), ToleranceFor(lower.Length));
    }

    /// <summary>
    /// 1 - <see cref="Rectangle"/>, but accurate far out too: P(some variable is outside its bounds), the p-value of a maximum.
    /// R: <c>1 - pmvnorm(lower, upper, corr = R)</c>.
    /// </summary>
    /// <param name="lower">The lower bounds; may be infinite.</param>
    /// <param name="upper">The upper bounds; may be infinite.</param>
    /// <param name="correlation">The correlations: symmetric, 1 on the diagonal, positive semidefinite.</param>
    /// <exception cref="ArgumentException">As for <see cref="Rectangle"/>.</exception>
    public static double Outside(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double[,] correlation)
    {
        Check(lower, upper, correlation);
        return Outside(new(lower.ToArray(), upper.ToArray(), correlation), ToleranceFor(lower.Length));
    }

    static double Outside(NormalBox box, double tolerance)
    {
        box = box.WithoutDuplicates(Singular);
        if (box.IsEmpty)
            return 1;
        if (box.Size == 0)
            return 0;
        var pivot = box.MostDependent();
        var tail = Normal.Cdf(box.Lower[pivot]) + Normal.UpperTail(box.Upper[pivot]);
        if (box.Size == 1)
            return tail;
        var rest = Outside(box.Without(pivot), tolerance);
        return double.Clamp(tail + rest - tail * rest - Dependence(box, pivot, double.Max(tail, rest), tolerance), 0, 1);
    }

    static double Inside(NormalBox box, double tolerance)
    {
        box = box.WithoutDuplicates(Singular);
        if (box.IsEmpty)
            return 0;
        switch (box.Size)
        {
            case 0:
                return 1;
            case 1:
                return Interval(box.Lower[0], box.Upper[0]);
            case 2:
                return BivariateNormal.Rectangle(box.Lower[0], box.Upper[0], box.Lower[1], box.Upper[1], box.Correlation[0, 1]);
        }
        var pivot = box.MostDependent();
        return double.Clamp(
            Interval(box.Lower[pivot], box.Upper[pivot]) * Inside(box.Without(pivot), tolerance)
                + Dependence(box, pivot, scale: 1, tolerance),
            0,
            1
        );
    }

    // What the correlations of the pivot add: ∫₀¹ Σⱼ rⱼ φ₂(corner; t·rⱼ) P(others | corner) dt. With t = 1 - (1 - u)² the
    // integrand stays smooth where the matrix becomes singular at t = 1.
    static double Dependence(NormalBox box, int pivot, double scale, double tolerance)
    {
        var symmetric = box.IsSymmetric;
        return AdaptiveQuadrature.Integrate(u => Slope(1 - (1 - u) * (1 - u)) * 2 * (1 - u), 0, 1, tolerance * scale);

        double Slope(double t)
        {
            var sum = 0.0;
            for (var other = 0; other < box.Size; other++)
            {
                var r = box.Correlation[pivot, other];
                if (other == pivot || r == 0)
                    continue;
                var (low, high) = (box.Lower[pivot], box.Upper[pivot]);
                sum += symmetric
                    ? 2 * r * (Corner(other, t, high, box.Upper[other]) - Corner(other, t, high, box.Lower[other]))
                    : r * (Corner(other, t, high, box.Upper[other]) - Corner(other, t, high, box.Lower[other]))
                        - r * (Corner(other, t, low, box.Upper[other]) - Corner(other, t, low, box.Lower[other]));
            }
            return sum;
        }

        double Corner(int other, double t, double x, double y)
        {
            if (double.IsInfinity(x) || double.IsInfinity(y))
                return 0;
            var ρ = t * box.Correlation[pivot, other];
            var d = (1 - ρ) * (1 + ρ);
            var density = double.Exp(-(x * x + y * (y - 2 * ρ * x)) / (2 * d)) / (double.Tau * double.Sqrt(d));
            return density < Negligible * scale ? 0
                : box.Size == 2 ? density
                : density * Inside(box.Given(pivot, x, other, y, t, Singular), tolerance);
        }
    }

    // With one level of integrals the last digits are free; nested ones would cost seconds for digits that nobody needs.
    static double ToleranceFor(int variables) => variables <= 4 ? 1e-11 : 1e-9;

    static double Interval(double lower, double upper) =>
        lower > 0 ? Normal.UpperTail(lower) - Normal.UpperTail(upper) : Normal.Cdf(upper) - Normal.Cdf(lower);

    static void Check(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double[,] correlation)
    {
        var n = lower.Length;
        if (upper.Length != n || correlation.GetLength(0) != n || correlation.GetLength(1) != n)
            throw new ArgumentException(
                $"{n} lower bounds, {upper.Length} upper bounds, "
                    + $"{correlation.GetLength(0)}×{correlation.GetLength(1)} correlations."
            );
        if (n > MostVariables)
            throw new ArgumentException($"{n} variables; at most {MostVariables} are taken.", nameof(lower));
        for (var i = 0; i < n; i++)
        {
            if (double.IsNaN(lower[i]) || double.IsNaN(upper[i]))
                throw new ArgumentException(
                    $"A bound of variable {i} is not a number.",
                    double.IsNaN(lower[i]) ? nameof(lower) : nameof(upper)
                );
            for (var j = 0; j < n; j++)
                if (!(double.Abs(correlation[i, j]) <= 1) || correlation[i, j] != correlation[j, i] || correlation[i, i] != 1)
                    throw new ArgumentException($"The correlation of {i} and {j} is {correlation[i, j]}.", nameof(correlation));
        }
        if (!NormalBox.IsSemidefinite(correlation))
            throw new ArgumentException(
                "No variables have these correlations: the matrix is not positive semidefinite.",
                nameof(correlation)
            );
    }
}
