using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Safety;

/// <summary>The columns of tables of harms: the arms as treated and, where the plan asks, all of them together.</summary>
/// <param name="Id">The id of the arm, or of everyone.</param>
/// <param name="Treated">How many were treated.</param>
/// <param name="Holds">Who is in it.</param>
sealed record SafetyColumn(string Id, int Treated, Predicate<Participant> Holds)
{
    public static IReadOnlyList<SafetyColumn> Of(TrialData trial, GroupCatalog catalog)
    {
        var columns = trial
            .Protocol.Arms.Select(arm => new SafetyColumn(
                arm.Id,
                trial.Safety.Count(who => who.Received == arm),
                who => who.Received == arm
            ))
            .ToList();
        if (trial.Protocol.Analysis.Safety is not { Total: true })
            return columns;
        catalog.Everyone();
        return [.. columns, new(By.Everyone, trial.Safety.Count, _ => true)];
    }

    /// <summary>How many participants of this column had one of these events.</summary>
    public int Participants(IEnumerable<AdverseEvent> events) =>
        events.Where(item => Holds(item.Who)).Select(item => item.Who.Id).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How many of these events were in this column.</summary>
    public int Events(IEnumerable<AdverseEvent> events) => events.Count(item => Holds(item.Who));
}
