namespace Equipoise.Statistics.Regression;

/// <summary>Where Newton's method ended on a log-likelihood.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Coefficients">The last coefficients.</param>
/// <param name="At">The likelihood there.</param>
/// <param name="Step">The step it would take next.</param>
/// <param name="Iterations">The steps it took.</param>
sealed record Ascent<TAt>(AscentEnd End, double[] Coefficients, TAt At, double[] Step, int Iterations)
    where TAt : LikelihoodAt;

enum AscentEnd
{
    Maximum,

    /// <summary>The likelihood levels off while coefficients go to infinity.</summary>
    Monotone,

    Exhausted,
}
