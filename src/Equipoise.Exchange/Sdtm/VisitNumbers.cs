using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>VISITNUM and VISIT of every visit that the trial plans.</summary>
/// <remarks>
/// For a visit of the follow-up the thousands tell which it is, the rest its repetition, so that a number never depends on who
/// came when. Screening is 1, baseline 2, and the tumor assessments come after the visits.
/// </remarks>
sealed class VisitNumbers
{
    /// <summary>The tumor assessments, under a name that no visit of a protocol can have.</summary>
    internal const string TumorAssessment = "tumor assessment";

    const int NumbersPerVisit = 1000;

    readonly Dictionary<string, (int Number, bool Repeats)> visits = [];

    /// <param name="versions">Every version of the protocol, the first one first: a visit keeps the number that it first
    /// had.</param>
    internal VisitNumbers(IEnumerable<TrialProtocol> versions)
    {
        IReadOnlyList<TrialProtocol> all = [.. versions];
        Plans =
        [
            .. all.SelectMany(version => version.FollowUp?.Visits ?? []).GroupBy(visit => visit.Id).Select(same => same.Last()),
        ];
        Tumor = all.Select(version => version.FollowUp?.TumorAssessment).LastOrDefault(plan => plan is not null);
        visits.Add(FormVisits.Screening, (1, false));
        visits.Add(FormVisits.Baseline, (2, false));
        foreach (var (index, visit) in Plans.Index())
            visits[visit.Id] = ((index + 1) * NumbersPerVisit, visit.Every is not null);
        visits.Add(TumorAssessment, ((Plans.Count + 1) * NumbersPerVisit, true));
    }

    /// <summary>The visits of the follow-up, each as the latest version plans it.</summary>
    internal IReadOnlyList<VisitPlan> Plans { get; }

    /// <summary>The tumor assessments; null where none are planned.</summary>
    internal TumorAssessmentPlan? Tumor { get; }

    /// <summary>Whether the trial plans a visit of that name: not what comes unscheduled.</summary>
    internal bool Plan(string visit) => visits.ContainsKey(visit);

    /// <summary>VISITNUM of a planned visit.</summary>
    internal int Number(string visit, int occurrence) =>
        visits[visit] is { Number: >= NumbersPerVisit and var thousands } ? thousands + occurrence : visits[visit].Number;

    /// <summary>VISIT of a planned visit.</summary>
    internal string Name(string visit, int occurrence) =>
        (visits[visit].Repeats ? $"{visit} {occurrence}" : visit).ToUpperInvariant();
}
