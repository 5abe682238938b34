namespace Equipoise.Design.Simulation.Tally;

/// <summary>A number estimated from simulated trials, and how far it may be off.</summary>
/// <param name="Estimate">The mean over the trials.</param>
/// <param name="StandardError">Its Monte-Carlo standard error; null of one trial.</param>
public readonly record struct MonteCarloEstimate(double Estimate, double? StandardError)
{
    /// <summary>A probability estimated by k of n trials: k/n, with √(p(1 - p)/n); null of none.</summary>
    public static MonteCarloEstimate? OfCount(long count, long trials)
    {
        if (trials == 0)
            return null;
        var p = (double)count / trials;
        return new(p, double.Sqrt(p * (1 - p) / trials));
    }
}
