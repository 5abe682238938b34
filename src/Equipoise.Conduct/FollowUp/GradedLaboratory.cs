using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>A recorded laboratory value with its CTCAE grades by the dictionary that the protocol names.</summary>
/// <param name="Value">The value.</param>
/// <param name="Test">The test in the protocol.</param>
/// <param name="Grades">A grade for each term of the test; empty where the dictionary has none, or the protocol no
/// dictionary.</param>
public sealed record GradedLaboratoryValue(LabValueRecorded Value, LaboratoryTest Test, IReadOnlyList<CtcaeGrade> Grades)
{
    /// <summary>
    /// The worst grade, and 0 only where every direction is known to be 0: null where there is none, or where one that could
    /// not be graded might be worse than nothing.
    /// </summary>
    public CtcaeGrade.Graded? Worst =>
        Grades.OfType<CtcaeGrade.Graded>().MaxBy(graded => graded.Grade) is { } worst
        && (worst.Grade > 0 || Grades.All(grade => grade is CtcaeGrade.Graded))
            ? worst
            : null;

    /// <summary>Whether the value lies beyond what is usual, so that somebody looks again: was it typed in its unit?</summary>
    public bool IsUnusual => !Test.IsUsual(Value.Result);
}

/// <summary>The laboratory values of a participant, graded.</summary>
public static class GradedLaboratory
{
    /// <summary>Every recorded value, ordered by day, code of the test and sample.</summary>
    /// <remarks>
    /// The baseline is the latest value of the test drawn up to the first day of treatment, or to the day of randomization
    /// where nothing was given; values up to then are graded without one.
    /// </remarks>
    public static IReadOnlyList<GradedLaboratoryValue> Of(ParticipantState participant, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentNullException.ThrowIfNull(protocol);
        return Of(participant, protocol, wanted: null);
    }

    /// <summary>Those among them that are wanted, in the same order; all where none is named.</summary>
    internal static IReadOnlyList<GradedLaboratoryValue> Of(
        ParticipantState participant,
        TrialProtocol protocol,
        IReadOnlySet<LabValueRecorded>? wanted
    )
    {
        if (protocol.FollowUp is not { } plan)
            return [];
        var dictionary = plan.AdverseEvents is { } adverse ? CtcaeDictionary.Find(adverse.Dictionary) : null;
        var tests = plan.Laboratory.ToDictionary(test => test.Id);
        var start = FirstDayOfTreatment(participant);
        return
        [
            .. from id in ((IEnumerable<LabValueRecorded>?)wanted ?? participant.All<LabValueRecorded>())
                .Select(value => value.Test)
                .Distinct()
            let values = participant.LaboratoryValues(id)
            let test = tests[id]
            let terms = dictionary?.Of(test.Code, test.Unit) ?? []
            let baseline = values.LastOrDefault(value => value.On <= start)
            from value in values
            where wanted?.Contains(value) != false
            orderby value.On, test.Code, value.SampleNumber
            select new GradedLaboratoryValue(
                value,
                test,
                [.. terms.Select(term => term.Grade(value.Reading(test), value.On > start ? baseline?.Reading(test) : null))]
            ),
        ];
    }

    /// <summary>A value that is not recorded, graded as it would be; null where the protocol has no such test.</summary>
    internal static GradedLaboratoryValue? WouldBe(ParticipantState participant, TrialProtocol protocol, LabValueRecorded value)
    {
        if (protocol.FollowUp is not { } plan || plan.Laboratory.FirstOrDefault(test => test.Id == value.Test) is not { } test)
            return null;
        var dictionary = plan.AdverseEvents is { } adverse ? CtcaeDictionary.Find(adverse.Dictionary) : null;
        var start = FirstDayOfTreatment(participant);
        var baseline = value.On > start ? participant.LaboratoryValues(test.Id).LastOrDefault(one => one.On <= start) : null;
        return new(
            value,
            test,
            [
                .. (dictionary?.Of(test.Code, test.Unit) ?? []).Select(term =>
                    term.Grade(value.Reading(test), baseline?.Reading(test))
                ),
            ]
        );
    }

    static DateOnly? FirstDayOfTreatment(ParticipantState participant) =>
        participant.All<DoseGiven>().Where(dose => dose.Amount is not 0).Select(dose => (DateOnly?)dose.On).Min()
        ?? participant.At(Milestone.Randomization)?.On;
}
