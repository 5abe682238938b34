using System.Text.Json.Serialization;
using Equipoise.Statistics.Rates;

namespace Equipoise.Design.Simulation.Tally;

/// <summary>A number estimated from simulated trials, and how far it may be off.</summary>
/// <param name="Estimate">The mean over the trials.</param>
/// <param name="StandardError">Its Monte-Carlo standard error; null of one trial, and of a share of 0 or 1: it would be 0 however
/// few the trials, and only the limits tell.</param>
public readonly record struct MonteCarloEstimate(double Estimate, double? StandardError)
{
    /// <summary>Of a share the exact lower 95% limit (Clopper and Pearson); null of any other mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Lower { get; private init; }

    /// <summary>Of a share the exact upper 95% limit (Clopper and Pearson); null of any other mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Upper { get; private init; }

    /// <summary>Whether it is a share of 0 or 1, of which the limits are told and no standard error.</summary>
    [JsonIgnore]
    public bool IsNoneOrAll => Lower is not null && StandardError is null;

    /// <summary>A probability estimated by k of n trials: k/n, with √(p(1 - p)/n) and exact limits; null of none.</summary>
    public static MonteCarloEstimate? OfCount(long count, long trials)
    {
        if (trials == 0)
            return null;
        var share = Proportion.Of(count, trials);
        var p = share.Estimate;
        return new(p, count == 0 || count == trials ? null : double.Sqrt(p * (1 - p) / trials))
        {
            Lower = share.Lower,
            Upper = share.Upper,
        };
    }

    /// <summary>The same in another unit, such as 100 for per cent.</summary>
    public MonteCarloEstimate Times(double unit) =>
        new(unit * Estimate, unit * StandardError) { Lower = unit * Lower, Upper = unit * Upper };
}
