using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>VISITNUM and VISIT of every visit that the trial plans.</summary>
/// <remarks>
/// For a visit of the follow-up the thousands tell which it is, the rest its repetition, so that a number never depends on who
/// came when, nor on a visit that an amendment adds. Screening is 1, baseline 2; tumor assessments come after all visits, and
/// last the laboratory samples, whose repetition is the planned day.
/// </remarks>
sealed class VisitNumbers
{
    /// <summary>The tumor assessments, under a name that no visit of a protocol can have.</summary>
    internal const string TumorAssessment = "tumor assessment";

    /// <summary>The laboratory samples, under a name that no visit of a protocol can have.</summary>
    internal const string LaboratorySample = "laboratory sample";

    // The cycles of the laboratory in a protocol, which states no window for them: half a week is near enough.
    const int DaysOfCycle = 28;
    const int SampleWindow = 3;

    const int NumbersPerVisit = 1000;
    const int TumorAssessments = 90 * NumbersPerVisit;
    const int LaboratorySamples = 100 * NumbersPerVisit;

    readonly Dictionary<string, (int Number, bool Repeats)> visits = [];
    readonly IReadOnlyList<LaboratoryTiming> samples;

    /// <param name="versions">Every version of the protocol, the first one first: a visit keeps the number that it first
    /// had.</param>
    internal VisitNumbers(IEnumerable<TrialProtocol> versions)
    {
        IReadOnlyList<FollowUpPlan> all = [.. versions.Select(version => version.FollowUp).OfType<FollowUpPlan>()];
        Plans = [.. all.SelectMany(plan => plan.Visits).GroupBy(visit => visit.Id).Select(same => same.Last())];
        Tumor = all.Select(plan => plan.TumorAssessment).LastOrDefault(plan => plan is not null);
        samples = [.. all.SelectMany(plan => plan.Laboratory).SelectMany(test => test.When).Distinct()];
        visits.Add(FormVisits.Screening, (1, false));
        visits.Add(FormVisits.Baseline, (2, false));
        foreach (var (index, visit) in Plans.Index())
            visits[visit.Id] = ((index + 1) * NumbersPerVisit, visit.Every is not null);
        visits.Add(TumorAssessment, (TumorAssessments, true));
        visits.Add(LaboratorySample, (LaboratorySamples, true));
    }

    /// <summary>The visits of the follow-up, each as the latest version plans it.</summary>
    internal IReadOnlyList<VisitPlan> Plans { get; }

    /// <summary>The tumor assessments; null where none are planned.</summary>
    internal TumorAssessmentPlan? Tumor { get; }

    /// <summary>Whether the trial plans a visit of that name: not what comes unscheduled.</summary>
    internal bool Plan(string visit) => visits.ContainsKey(visit);

    /// <summary>
    /// The planned day of the laboratory sample that was drawn on a day, both counted from the first dose; null for none near
    /// it.
    /// </summary>
    internal int? Sample(int day) =>
        samples
            .Select(timing => timing.CycleDay + DaysOfCycle * (Cycle(day - timing.CycleDay, timing) - 1))
            .Where(planned => Math.Abs(planned - day) <= SampleWindow)
            .OrderBy(planned => Math.Abs(planned - day))
            .Select(planned => (int?)planned)
            .FirstOrDefault();

    /// <summary>VISITNUM of a planned visit.</summary>
    internal int Number(string visit, int occurrence) =>
        visits[visit] is { Number: >= NumbersPerVisit and var thousands } ? thousands + occurrence : visits[visit].Number;

    /// <summary>VISIT of a planned visit.</summary>
    internal string Name(string visit, int occurrence) =>
        (
            visit == LaboratorySample ? $"laboratory {InCycles(occurrence)}"
            : visits[visit].Repeats ? $"{visit} {occurrence}"
            : visit
        ).ToUpperInvariant();

    /// <summary>The day of a laboratory sample: "cycle 2 day 15".</summary>
    internal static string InCycles(int planned) =>
        $"cycle {(planned - 1) / DaysOfCycle + 1} day {(planned - 1) % DaysOfCycle + 1}";

    /// <summary>The cycle of a timing that is nearest to so many days after its day of the first cycle.</summary>
    static int Cycle(int since, LaboratoryTiming timing) =>
        Math.Clamp(
            (int)Math.Round((double)since / DaysOfCycle, MidpointRounding.AwayFromZero) + 1,
            timing.FirstCycle,
            timing.LastCycle ?? int.MaxValue
        );
}
