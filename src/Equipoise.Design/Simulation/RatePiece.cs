namespace Equipoise.Design.Simulation;

/// <summary>A rate that holds from a month on, until the next piece begins: of accrual, of events, of dropout.</summary>
/// <param name="FromMonth">Where it begins; the first piece of a list begins at 0. Months of 30.4375 days.</param>
/// <param name="PerMonth">Participants per month, or the hazard per month; 0 for none.</param>
public sealed record RatePiece(double FromMonth, double PerMonth)
{
    /// <summary>One rate for all time.</summary>
    public static IReadOnlyList<RatePiece> Constant(double perMonth) => [new(0, perMonth)];

    /// <summary>The constant hazard of an exponential time with this median: log 2 / median.</summary>
    public static IReadOnlyList<RatePiece> OfMedian(double months) => Constant(Math.Log(2) / months);

    /// <summary>The constant hazard of being lost with this probability within a year: -log(1 - p) / 12.</summary>
    public static IReadOnlyList<RatePiece> OfYearlyProbability(double probability) => Constant(-Math.Log(1 - probability) / 12);
}
