using Equipoise.Conduct.Record;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>
/// Whether something was found on day 1 of an earlier cycle, whatever was decided about it then, and also where nobody decided.
/// </summary>
static class Recurrence
{
    // How far from its planned day a visit may lie; the dose rules name their days so too.
    const int Around = 3;

    /// <summary>Whether one of these days is day 1 of a cycle before this one.</summary>
    /// <remarks>
    /// Day 1 is the day on which a cycle began, or the day on which it should have: what is found then puts off its beginning,
    /// so the days between both count as well. What may have been found then, its day not being known,
    /// counts too. A cycle that never began has the day of its decision.
    /// </remarks>
    internal static bool IsOnDayOneBefore(
        int cycle,
        IReadOnlyCollection<PartialDate> found,
        ParticipantState participant,
        Protocol.Treatment treatment
    )
    {
        if (found.Count == 0)
            return false;
        var began = participant
            .All<DoseGiven>()
            .Where(dose => dose.Treatment == treatment.Id && dose.Amount is not 0)
            .GroupBy(dose => dose.Cycle)
            .ToDictionary(doses => doses.Key, doses => doses.Min(dose => dose.On));
        var decided = participant
            .All<DoseDecided>()
            .Where(one => one.Treatment == treatment.Id && one.Day == 1)
            .ToLookup(one => one.Cycle, one => one.On);
        return Enumerable
            .Range(1, Math.Max(cycle - 1, 0))
            .Any(earlier =>
            {
                List<DateOnly> days = [.. decided[earlier]];
                if (began.TryGetValue(earlier, out var first))
                    days.Add(first);
                if (treatment.Cycle is { } length && began.TryGetValue(earlier - 1, out var before))
                    days.Add(before.AddDays(length.WholeDays));
                return days.Count > 0 && found.Any(day => day.IsWithin(days.Min().AddDays(-Around), days.Max()) is not false);
            });
    }
}
