using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records a laboratory value, in the unit that the protocol states for the test.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value; 0 or more.</param>
/// <param name="On">The day on which the sample was drawn.</param>
/// <param name="LowerLimit">The lower limit of normal of the laboratory that measured it; null where the protocol's
/// holds.</param>
/// <param name="UpperLimit">The upper limit of normal of the laboratory that measured it; null where the protocol's
/// holds.</param>
public sealed record RecordLabValue(
    string Participant,
    string Test,
    double Value,
    DateOnly On,
    double? LowerLimit = null,
    double? UpperLimit = null
) : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Record;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Rules.Protocol.FollowUp?.Laboratory.FirstOrDefault(test => test.Id == Test) is not { } planned)
            yield return new("unknown-test", $"The protocol has no laboratory test '{Test}'.");
        else if ((UpperLimit ?? planned.UpperLimitOfNormal) <= (LowerLimit ?? planned.LowerLimitOfNormal))
            yield return new("bad-limits", $"The upper limit of normal of {Test} must lie above the lower one.");
        if (!double.IsFinite(Value) || Value < 0)
            yield return new("bad-value", $"A laboratory value of {Value} is not possible.");
        if (LowerLimit is { } lower && (!double.IsFinite(lower) || lower < 0))
            yield return new("bad-limits", $"A lower limit of normal of {lower} is not possible.");
        if (UpperLimit is { } upper && (!double.IsFinite(upper) || upper < 0))
            yield return new("bad-limits", $"An upper limit of normal of {upper} is not possible.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new LabValueRecorded(Participant, Test, Value, Planned(now.Rules).Unit, On, LowerLimit, UpperLimit)];

    Protocol.LaboratoryTest Planned(TrialRules rules) => rules.Protocol.FollowUp!.Laboratory.First(test => test.Id == Test);
}

/// <summary>A laboratory value was recorded.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="On">The day on which the sample was drawn.</param>
/// <param name="LowerLimit">The lower limit of normal of that laboratory; null where the protocol's holds.</param>
/// <param name="UpperLimit">The upper limit of normal of that laboratory; null where the protocol's holds.</param>
public sealed record LabValueRecorded(
    string Participant,
    string Test,
    double Value,
    string Unit,
    DateOnly On,
    double? LowerLimit = null,
    double? UpperLimit = null
) : ParticipantEvent
{
    internal override FactItem Item => new(Test, On);

    internal override string What => $"{Test} of {On:yyyy-MM-dd}";

    /// <summary>The value with the limits that hold for it.</summary>
    internal LaboratoryReading Reading(Protocol.LaboratoryTest test) =>
        new(Value, LowerLimit ?? test.LowerLimitOfNormal, UpperLimit ?? test.UpperLimitOfNormal);

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordLabValue(Participant, Test, Value, On, LowerLimit, UpperLimit) { ReasonForChange = ReasonForChange };
}
