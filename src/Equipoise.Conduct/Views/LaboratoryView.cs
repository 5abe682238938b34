using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Views;

/// <summary>The laboratory tests of the protocol that binds a participant, and what was measured.</summary>
/// <param name="Dictionary">By what values are graded; null for nothing.</param>
/// <param name="Tests">The tests, in the order of the protocol.</param>
/// <param name="Values">The values, the latest day first.</param>
public sealed record LaboratoryView(
    string? Dictionary,
    IReadOnlyList<LaboratoryTest> Tests,
    IReadOnlyList<LaboratoryValueView> Values
)
{
    internal static LaboratoryView Of(Viewer viewer, ParticipantState who)
    {
        var protocol = viewer.RulesOf(who).Protocol;
        var rows = who.EntriesOf<LabValueRecorded>()
            .ToDictionary<Entry, object, Entry>(entry => entry.Event, entry => entry, ReferenceEqualityComparer.Instance);
        return new(
            protocol.FollowUp?.AdverseEvents?.Dictionary,
            protocol.FollowUp?.Laboratory ?? [],
            [
                .. GradedLaboratory
                    .Of(who, protocol)
                    .Select(graded => LaboratoryValueView.Of(graded, viewer.NumberOf(who, rows[graded.Value].Sequence)))
                    .OrderByDescending(one => one.On)
                    .ThenBy(one => one.Test, StringComparer.Ordinal)
                    .ThenBy(one => one.Sample),
            ]
        );
    }

    internal static LaboratoryValueView? WouldBe(Viewer viewer, RecordLabValue typed)
    {
        if (viewer.Seen(typed.Participant) is not { } who || !double.IsFinite(typed.Value))
            return null;
        var value = new LabValueRecorded(
            typed.Participant,
            typed.Test,
            typed.Value,
            "",
            typed.On,
            typed.LowerLimit,
            typed.UpperLimit,
            typed.Sample == 1 ? null : typed.Sample,
            typed.Comparator
        );
        return GradedLaboratory.WouldBe(who, viewer.RulesOf(who).Protocol, value) is { } graded
            ? LaboratoryValueView.Of(graded, number: null)
            : null;
    }
}

/// <summary>A laboratory value with its grade.</summary>
/// <param name="Sequence">Its row; null for one that is not recorded.</param>
/// <param name="Test">The id of the test.</param>
/// <param name="On">The day of the sample.</param>
/// <param name="Sample">Which sample of the day.</param>
/// <param name="Value">The value, or the bound that was reported.</param>
/// <param name="Unit">The unit of the protocol.</param>
/// <param name="LowerLimit">The lower limit of normal that holds for it; null for none.</param>
/// <param name="UpperLimit">The upper limit of normal that holds for it; null for none.</param>
/// <param name="Indicator">LOW, NORMAL or HIGH; null where it cannot be told.</param>
/// <param name="Grade">The worst grade; null where there is none or it cannot be told.</param>
/// <param name="Says">The grade and its term, or why there is none, in words.</param>
/// <param name="IsUnusual">Whether somebody should look again.</param>
/// <param name="Usual">The usual values, in words; null where the protocol states none.</param>
public sealed record LaboratoryValueView(
    long? Sequence,
    string Test,
    DateOnly On,
    int Sample,
    MeasuredValue Value,
    string Unit,
    double? LowerLimit,
    double? UpperLimit,
    string? Indicator,
    int? Grade,
    string Says,
    bool IsUnusual,
    string? Usual
)
{
    internal static LaboratoryValueView Of(GradedLaboratoryValue graded, long? number)
    {
        var (value, test) = (graded.Value, graded.Test);
        var reading = value.Reading(test);
        return new(
            number,
            test.Id,
            value.On,
            value.SampleNumber,
            value.Result,
            test.Unit,
            reading.LowerLimit,
            reading.UpperLimit,
            reading.Indicator(),
            graded.Worst?.Grade,
            Words(graded),
            graded.IsUnusual,
            test.Usual?.ToString()
        );
    }

    static string Words(GradedLaboratoryValue graded) =>
        graded.Worst is { } worst
            ? worst.Grade == 0
                ? "grade 0"
                : $"grade {worst.Grade}: {worst.Term.Name} ({worst.Because})"
            : string.Join(" ", graded.Grades.OfType<CtcaeGrade.NotGradable>().Select(none => none.Reason));
}
