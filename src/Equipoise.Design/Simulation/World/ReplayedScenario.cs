using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;
using Equipoise.Design.Simulation.Observed;
using Equipoise.Statistics;

namespace Equipoise.Design.Simulation.World;

/// <summary>One simulated trial of a world in full: everybody in it, and every look that was made.</summary>
/// <param name="Participants">All who were to be randomized, in that order, also those who would have come after the trial
/// ended.</param>
/// <param name="Looks">The looks that were made, in order; the last one ended the trial.</param>
/// <param name="Secondary">What the last look found in the secondary endpoint; null without one. Its decision says
/// nothing.</param>
/// <param name="NeverReached">Whether a look waited for events that never came, so that the final look was made at the last event
/// possible.</param>
public sealed record ReplayedScenario(
    IReadOnlyList<ScenarioParticipant> Participants,
    IReadOnlyList<ScenarioLook> Looks,
    ReplayedLook? Secondary,
    bool NeverReached
)
{
    internal static ReplayedScenario Of<R>(ScenarioTrial trial, ScenarioWorkspace<R> workspace)
        where R : struct, IRegister<R>
    {
        ScenarioLook[] looks =
        [
            .. Enumerable
                .Range(0, workspace.Made)
                .Select(made => new ScenarioLook(workspace.Days[made], ReplayedLook.Of(workspace.Results[made]))),
        ];
        var population = workspace.Population;
        return new(
            [.. Enumerable.Range(0, population.Count).Select(i => ScenarioParticipant.Of(trial, workspace, i, looks[^1].Day))],
            looks,
            trial.Secondary is null ? null : ReplayedLook.Of(workspace.Secondary),
            workspace.NeverReached
        );
    }
}

/// <summary>A look of a simulated trial.</summary>
/// <param name="Day">The last day that counts, on the calendar of the trial, whose day 0 is the opening.</param>
/// <param name="Found">What it found.</param>
public sealed record ScenarioLook(int Day, ReplayedLook Found);

/// <summary>A tumor assessment that took place.</summary>
/// <param name="Day">The day, from randomization.</param>
/// <param name="ShowsProgression">Whether it showed progression; the others were evaluable and showed none.</param>
public readonly record struct ScenarioAssessment(int Day, bool ShowsProgression);

/// <summary>
/// A simulated participant: fate, and what was recorded of it by the look that ended the trial. Days count from randomization,
/// day 0.
/// </summary>
public sealed record ScenarioParticipant
{
    readonly Course course;
    readonly PersonWords words;
    readonly FollowUpSchedule followUp;

    ScenarioParticipant(Course course, PersonWords words, FollowUpSchedule followUp, int last)
    {
        (this.course, this.words, this.followUp) = (course, words, followUp);
        Assessments = [.. AssessmentsBy(last)];
        var untilLeft = int.Min(last, course.Leaves);
        Contacts = [.. ContactsBy(untilLeft)];
        FirstDose = Day(course.FirstDose, last);
        Died = Day(course.Died, last);
        Withdrew = Day(course.Withdraws < course.Dies ? course.Withdraws : Course.Never, last);
        NewTherapy = Day(course.Therapy, last);
        TreatmentEnd = course.IsTreated ? Day(course.TreatmentEnd, untilLeft) : null;
    }

    /// <summary>The day of randomization, on the calendar of the trial.</summary>
    public required int Randomized { get; init; }

    /// <summary>0 for control, 1 for experimental.</summary>
    public required int Arm { get; init; }

    /// <summary>Counted from 0.</summary>
    public required int Stratum { get; init; }

    /// <summary>True progression, which the trial does not know; null when there is none.</summary>
    public int? Progresses => Day(course.Progresses, Course.Never - 1);

    /// <summary>True death, whether or not the trial learns of it; null when it never comes.</summary>
    public int? Dies => Day(course.Dies, Course.Never - 1);

    /// <summary>The first dose; null when not treated by then.</summary>
    public int? FirstDose { get; }

    /// <summary>The assessments that took place, in order.</summary>
    public IReadOnlyList<ScenarioAssessment> Assessments { get; }

    /// <summary>Other days that showed the participant alive: visits, blood tests, completed cycles of a drug.</summary>
    public IReadOnlyList<int> Contacts { get; }

    /// <summary>The recorded death; null for none.</summary>
    public int? Died { get; }

    /// <summary>The day of leaving the study alive; null for none.</summary>
    public int? Withdrew { get; }

    /// <summary>The first anticancer therapy outside the protocol; null for none.</summary>
    public int? NewTherapy { get; }

    /// <summary>The last day of treatment; null while it goes on or without any.</summary>
    public int? TreatmentEnd { get; }

    /// <summary>The primary endpoint in days as the look that ended the trial saw it; null for those who came later.</summary>
    public required Observation? Primary { get; init; }

    /// <summary>The secondary endpoint likewise; null without one, too.</summary>
    public required Observation? Secondary { get; init; }

    /// <summary>An endpoint in days as of a day on the calendar of the trial; null when randomized later.</summary>
    public Observation? At(EndpointRule endpoint, int day)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Randomized > day)
            return null;
        var (days, isEvent) = endpoint.Observe(course, day - Randomized, followUp, words);
        return isEvent ? Observation.Event(days) : Observation.CensoredAt(days);
    }

    internal static ScenarioParticipant Of<R>(ScenarioTrial trial, ScenarioWorkspace<R> workspace, int i, int day)
        where R : struct, IRegister<R>
    {
        var population = workspace.Population;
        var drawn = new ScenarioParticipant(
            population.Courses[i],
            workspace.WordsOf(i),
            (population.Arm[i] == 0 ? trial.Control : trial.Experimental).FollowUp,
            day - population.Randomized[i]
        )
        {
            Randomized = population.Randomized[i],
            Arm = population.Arm[i],
            Stratum = population.Stratum[i],
            Primary = null,
            Secondary = null,
        };
        return drawn with
        {
            Primary = drawn.At(trial.Primary, day),
            Secondary = trial.Secondary is { } secondary ? drawn.At(secondary.Rule, day) : null,
        };
    }

    static int? Day(int day, int last) => day <= last ? day : null;

    IEnumerable<ScenarioAssessment> AssessmentsBy(int last)
    {
        if (followUp.Assessments is not { } schedule)
            yield break;
        var until = int.Min(last, course.AssessedUntil);
        for (var k = 1; k * schedule.Every - schedule.Window <= until; k++)
            if (schedule.At(k, words) is { IsKept: true } one && one.Day <= until)
                yield return new(one.Day, one.Day == course.Seen);
    }

    IEnumerable<int> ContactsBy(int last)
    {
        for (var series = 0; series < followUp.Visits.Count; series++)
        {
            var visit = followUp.Visits[series];
            var until = visit.WhileTreated ? int.Min(last, course.TreatmentEnd) : last;
            var reach = until + visit.Window - (visit.FirstDay - 1);
            var most = reach < 0 ? 0 : visit.Every is { } every ? 1 + reach / every : 1;
            for (var k = 1; k <= most; k++)
                if (visit.DayOf(series, k, words) is var day && day <= until)
                    yield return day;
        }
        foreach (var contact in course.IsTreated ? followUp.OnTreatment : [])
            for (var cycle = contact.FirstCycle; cycle <= (contact.LastCycle ?? int.MaxValue); cycle++)
            {
                var day = course.FirstDose + (cycle - 1) * contact.Cycle + contact.Offset;
                if (day > int.Min(last, course.TreatmentEnd))
                    break;
                yield return day;
            }
    }
}
