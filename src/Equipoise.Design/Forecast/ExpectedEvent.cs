namespace Equipoise.Design.Forecast;

/// <summary>The day of the n-th event, as predicted.</summary>
/// <param name="Events">Which event: n.</param>
/// <param name="Median">The day by which half of the predictions have it; null for never.</param>
/// <param name="Lower">The day by which 2.5% have it; null for never.</param>
/// <param name="Upper">The day by which 97.5% have it; null for never.</param>
/// <param name="NeverReached">The share of the predictions that never have it: too many are lost, or complete.</param>
public sealed record ExpectedEvent(int Events, DateOnly? Median, DateOnly? Lower, DateOnly? Upper, double NeverReached)
{
    /// <summary>From the days after the data date in each prediction, infinite for never.</summary>
    /// <remarks>A quantile is the first day by which at least that share has it; an event is on the day it falls in.</remarks>
    internal static ExpectedEvent Of(int events, double[] days, DateOnly dataDate)
    {
        Array.Sort(days);
        return new(events, Quantile(0.5), Quantile(0.025), Quantile(0.975), days.Count(double.IsInfinity) / (double)days.Length);

        DateOnly? Quantile(double p)
        {
            // The product of a share and a whole number may lie a bit above the whole number that it is.
            var rank = (int)Math.Ceiling(p * days.Length - 1e-9);
            var day = Math.Ceiling(days[Math.Max(rank, 1) - 1]);
            // Beyond the calendar of the program, the year 9999, is never.
            return day > DateOnly.MaxValue.DayNumber - dataDate.DayNumber ? null : dataDate.AddDays((int)day);
        }
    }
}
