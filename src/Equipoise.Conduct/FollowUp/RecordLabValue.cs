using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records a laboratory value, in the unit that the protocol states for the test.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value; 0 or more.</param>
/// <param name="On">The day on which the sample was drawn.</param>
public sealed record RecordLabValue(string Participant, string Test, double Value, DateOnly On)
    : ParticipantCommand(Participant, On)
{
    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (Planned(now.Rules) is null)
            yield return new("unknown-test", $"The protocol has no laboratory test '{Test}'.");
        if (!double.IsFinite(Value) || Value < 0)
            yield return new("bad-value", $"A laboratory value of {Value} is not possible.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new LabValueRecorded(Participant, Test, Value, Planned(now.Rules)!.Unit, On)];

    Protocol.LaboratoryTest? Planned(TrialRules rules) =>
        rules.Protocol.FollowUp?.Laboratory.FirstOrDefault(test => test.Id == Test);
}

/// <summary>A laboratory value was recorded.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="On">The day on which the sample was drawn.</param>
public sealed record LabValueRecorded(string Participant, string Test, double Value, string Unit, DateOnly On) : ParticipantEvent
{
    internal override FactItem Item => new(Test, On);

    internal override string What => $"{Test} of {On:yyyy-MM-dd}";
}
