namespace Equipoise.Statistics.Numerics;

/// <summary>Student's t distribution.</summary>
/// <remarks>Outside the promise of versions.</remarks>
public static class StudentT
{
    /// <summary>
    /// The t that a variable exceeds in size with probability 1 - confidence. R: <c>qt((1 + confidence) / 2, df)</c>.
    /// </summary>
    /// <remarks>t²/(df + t²) is a beta variable of ½ and df/2.</remarks>
    /// <param name="confidence">The two-sided level.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1, or there is no degree of
    /// freedom.</exception>
    public static double Critical(double confidence, double degreesOfFreedom)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        var y = Beta.UpperQuantile(1 - confidence, 0.5, degreesOfFreedom / 2);
        if (y < 0.5)
            return double.Sqrt(degreesOfFreedom * y / (1 - y));
        // 1 - y has its digits only from the other side.
        var x = Beta.Quantile(1 - confidence, degreesOfFreedom / 2, 0.5);
        return double.Sqrt(degreesOfFreedom * (1 - x) / x);
    }
}
