namespace Equipoise.Design.Simulation;

/// <summary>From an amount of cumulative rate to the tick at which a piecewise constant rate has reached it.</summary>
sealed class TimeScale
{
    readonly double[] amounts; // the cumulative rate where a piece begins
    readonly double[] starts; // in ticks
    readonly double[] ticksPerAmount;

    public TimeScale(IReadOnlyList<RatePiece> pieces)
    {
        (amounts, starts, ticksPerAmount) = (new double[pieces.Count], new double[pieces.Count], new double[pieces.Count]);
        for (var j = 0; j < pieces.Count; j++)
        {
            starts[j] = pieces[j].FromMonth * Ticks.PerMonth;
            amounts[j] = j == 0 ? 0 : amounts[j - 1] + pieces[j - 1].PerMonth * (pieces[j].FromMonth - pieces[j - 1].FromMonth);
            ticksPerAmount[j] = pieces[j].PerMonth > 0 ? double.Min(Ticks.PerMonth / pieces[j].PerMonth, double.MaxValue) : double.MaxValue;
        }
    }

    public int TicksOf(double amount)
    {
        var ticks = amount * ticksPerAmount[0];
        for (var j = 1; j < amounts.Length; j++)
            if (amount >= amounts[j])
                ticks = starts[j] + (amount - amounts[j]) * ticksPerAmount[j];
        return (int)double.Round(double.Min(ticks, Ticks.Never));
    }
}
