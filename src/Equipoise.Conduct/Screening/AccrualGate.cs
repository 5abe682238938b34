using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>
/// Whether anybody may still enter: a day of accrual, a site that is open, two arms to choose between, and a place under the
/// limit of enrollment.
/// </summary>
static class AccrualGate
{
    /// <summary>What keeps a new person from being screened at that site.</summary>
    internal static IEnumerable<Refusal> ToScreening(TrialState state, TrialProtocol protocol, string site)
    {
        if (state.ClosedSites.TryGetValue(site, out var closed))
            yield return new("site-closed", $"Site {site} was closed on {closed.On:yyyy-MM-dd}: {closed.Reason}");
        if (protocol.Arms.Count(arm => !state.ClosedArms.ContainsKey(arm.Id)) < 2 && state.ClosedArms.Count > 0)
            yield return new("randomization-ended", "Randomization has ended: fewer than two arms are open.");
    }

    /// <summary>What the calendar says against somebody's coming in on that day.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="on">The day.</param>
    /// <param name="what">What the trial is closed to after it: "new participants", "randomization".</param>
    internal static IEnumerable<Refusal> Calendar(TrialProtocol protocol, DateOnly on, string what)
    {
        if (protocol.Trial.Calendar is not { } calendar)
            yield break;
        if (on < calendar.Opens)
            yield return new("not-yet-accruing", $"The trial opens on {calendar.Opens:yyyy-MM-dd}.");
        if (on > calendar.ClosesToAccrual)
            yield return new("accrual-closed", $"The trial closed to {what} on {calendar.ClosesToAccrual:yyyy-MM-dd}.");
    }

    /// <summary>What keeps anybody from being randomized at that site.</summary>
    internal static IEnumerable<Refusal> ToRandomization(TrialState state, TrialProtocol protocol, string site)
    {
        foreach (var refusal in ToScreening(state, protocol, site))
            yield return refusal;
        if (protocol.Randomization?.AtMost is { } most && state.Part<Allocations>().Tally.Total >= most)
            yield return new("enrollment-full", $"All {most} participants that the protocol allows are randomized.");
    }
}
