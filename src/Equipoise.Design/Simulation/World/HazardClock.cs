namespace Equipoise.Design.Simulation.World;

/// <summary>From an amount of cumulative hazard to the month in which a piecewise constant hazard has reached it.</summary>
sealed class HazardClock
{
    readonly double[] starts;
    readonly double[] amounts; // the cumulative hazard where a piece begins
    readonly double[] hazards;

    public HazardClock(IReadOnlyList<RatePiece> pieces)
    {
        (starts, amounts, hazards) = (new double[pieces.Count], new double[pieces.Count], new double[pieces.Count]);
        for (var j = 0; j < pieces.Count; j++)
        {
            (starts[j], hazards[j]) = (pieces[j].FromMonth, pieces[j].PerMonth);
            amounts[j] = j == 0 ? 0 : amounts[j - 1] + hazards[j - 1] * (starts[j] - starts[j - 1]);
        }
    }

    /// <summary>The month; infinite when the hazard never amounts to it.</summary>
    public double MonthOf(double amount)
    {
        var j = starts.Length - 1;
        while (j > 0 && amount <= amounts[j])
            j--;
        return hazards[j] > 0 ? starts[j] + (amount - amounts[j]) / hazards[j] : double.PositiveInfinity;
    }
}
