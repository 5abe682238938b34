using Equipoise.Design.Sizing;
using Equipoise.Protocol;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Forecast;

/// <summary>Those who are still to be randomized, at the rates that the protocol planned.</summary>
/// <param name="Number">How many.</param>
/// <param name="PerMonth">Participants per month, over the months of the trial.</param>
/// <param name="FromMonth">The month of the trial at the data date, from which they come.</param>
public sealed record ParticipantsToCome(int Number, PiecewiseRate PerMonth, double FromMonth)
{
    /// <summary>The days after the data date on which they come in one draw of a Poisson process of these rates.</summary>
    /// <remarks>Infinite for those whom the rates never bring.</remarks>
    internal void Draw(RandomStream random, Span<double> days)
    {
        var arrived = PerMonth.Cumulative(FromMonth);
        for (var i = 0; i < days.Length; i++)
            days[i] = DaysUntil(arrived += random.Exponential(1));
    }

    /// <summary>The stretches of days after the data date in which they are expected, and how many a day.</summary>
    internal IEnumerable<(double From, double To, double PerDay)> Stretches()
    {
        if (Number == 0)
            yield break;
        var last = DaysUntil(PerMonth.Cumulative(FromMonth) + Number);
        for (var i = 0; i < PerMonth.Pieces.Count; i++)
        {
            var (month, perMonth) = PerMonth.Pieces[i];
            var (from, to) = (Math.Max(0, Day(month)), last);
            if (i + 1 < PerMonth.Pieces.Count)
                to = Math.Min(to, Day(PerMonth.Pieces[i + 1].FromMonth));
            if (from < to && perMonth > 0)
                yield return (from, to, perMonth / Duration.DaysPerMonth);
        }
    }

    double DaysUntil(double arrived) => Day(PerMonth.Inverse(arrived));

    double Day(double month) => (month - FromMonth) * Duration.DaysPerMonth;
}
