using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>VISITNUM and VISIT of every visit that can take place.</summary>
/// <remarks>
/// For a visit of the follow-up the thousands tell which it is, the rest its repetition, so that a number never depends on who
/// came when. Screening is 1, baseline 2, and unscheduled visits come after all the planned ones.
/// </remarks>
sealed class VisitNumbers
{
    const int NumbersPerVisit = 1000;

    readonly Dictionary<string, (int Number, bool Repeats)> visits = [];

    /// <param name="versions">Every version of the protocol, the first one first: a visit keeps the number that it first
    /// had.</param>
    internal VisitNumbers(IEnumerable<TrialProtocol> versions)
    {
        List<VisitPlan> planned =
        [
            .. versions
                .SelectMany(version => version.FollowUp?.Visits ?? [])
                .GroupBy(visit => visit.Id)
                .Select(same => same.Last()),
        ];
        visits.Add(FormVisits.Screening, (1, false));
        visits.Add(FormVisits.Baseline, (2, false));
        visits.Add(FormVisits.Unscheduled, ((planned.Count + 1) * NumbersPerVisit, true));
        foreach (var (index, visit) in planned.Index())
            visits[visit.Id] = ((index + 1) * NumbersPerVisit, visit.Every is not null);
    }

    /// <summary>VISITNUM.</summary>
    internal int Number(string visit, int occurrence) =>
        visits[visit] is { Number: >= NumbersPerVisit and var thousands } ? thousands + occurrence : visits[visit].Number;

    /// <summary>VISIT.</summary>
    internal string Name(string visit, int occurrence) =>
        (visits[visit].Repeats ? $"{visit} {occurrence}" : visit).ToUpperInvariant();
}
