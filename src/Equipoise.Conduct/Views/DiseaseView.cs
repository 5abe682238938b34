using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>The disease of a participant: lesions, what became of them, and how assessments were judged.</summary>
/// <param name="Criteria">Such as "RECIST 1.1"; null where the protocol plans no tumor assessments.</param>
/// <param name="Lesions">The lesions, in the order in which they were identified, each with its row.</param>
/// <param name="Measured">What became of them, in order of time, each with its row.</param>
/// <param name="Course">What follows from the lesions.</param>
/// <param name="Judged">The assessments as they were judged, in order of time, each with its row.</param>
/// <param name="Therapies">The new therapies, each with its row.</param>
public sealed record DiseaseView(
    string? Criteria,
    IReadOnlyList<(long Sequence, LesionIdentified Lesion)> Lesions,
    IReadOnlyList<(long Sequence, LesionMeasured Measured)> Measured,
    RecistCourse Course,
    IReadOnlyList<(long Sequence, TumorAssessed Assessed)> Judged,
    IReadOnlyList<(long Sequence, NewTherapyStarted Therapy)> Therapies
)
{
    internal static DiseaseView Of(Viewer viewer, ParticipantState who)
    {
        var plan = viewer.RulesOf(who).Protocol.FollowUp?.TumorAssessment;
        return new(
            plan?.Criteria,
            [.. All<LesionIdentified>()],
            [.. All<LesionMeasured>().OrderBy(one => one.Fact.On)],
            RecistCourse.Of(who, plan),
            [.. All<TumorAssessed>().OrderBy(one => one.Fact.On)],
            [.. All<NewTherapyStarted>().OrderBy(one => one.Fact.On)]
        );

        IEnumerable<(long Sequence, T Fact)> All<T>()
            where T : ParticipantEvent => who.EntriesOf<T>().Select(entry => (entry.Sequence, (T)entry.Event));
    }
}
