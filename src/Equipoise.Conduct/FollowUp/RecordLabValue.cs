using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

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
/// <param name="Sample">
/// Which sample of the day it was measured in, counted from 1 to 99: a second blood count on one day is a fact of its own.
/// </param>
/// <param name="Comparator">
/// On which side of <paramref name="Value"/> the value lies, where the laboratory reports a bound such as "&lt;0.1"; null for the
/// value itself.
/// </param>
public sealed record RecordLabValue(
    string Participant,
    string Test,
    double Value,
    DateOnly On,
    double? LowerLimit = null,
    double? UpperLimit = null,
    int Sample = 1,
    Comparator? Comparator = null
) : ParticipantCommand(Participant, On)
{
    // A profile of a day has a dozen or two; a number beyond that was typed into the wrong field.
    const int MostSamplesOfADay = 99;

    internal override Act Act => Act.Record;

    MeasuredValue Result => new(Value, Comparator);

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Rules.Protocol.FollowUp?.Laboratory.FirstOrDefault(test => test.Id == Test) is not { } planned)
            yield return new("unknown-test", $"The protocol has no laboratory test '{Test}'.");
        else if ((UpperLimit ?? planned.UpperLimitOfNormal) <= (LowerLimit ?? planned.LowerLimitOfNormal))
            yield return new("bad-limits", $"The upper limit of normal of {Test} must lie above the lower one.");
        else
            foreach (var refusal in PlausibleValue.Objections(planned, Result, LowerLimit, UpperLimit))
                yield return refusal;
        foreach (var refusal in now.Participant.AgainstDoing(PlannedItem.Sample(Test, On)))
            yield return refusal;
        if (Sample is < 1 or > MostSamplesOfADay)
            yield return new("bad-sample", $"The samples of a day are counted from 1 to {MostSamplesOfADay}, not {Sample}.");
        if (!double.IsFinite(Value) || Value < 0)
            yield return new("bad-value", $"A laboratory value of {Value} is not possible.");
        if (Comparator is { } comparator && !Enum.IsDefined(comparator))
            yield return new("bad-comparator", "A value that is only a bound is <, <=, >= or > a number.");
        else if (Value == 0 && Comparator is Protocol.Values.Comparator.LessThan or Protocol.Values.Comparator.AtLeast)
            yield return new("bad-value", $"A laboratory value of {Result} says nothing: no value is below 0.");
        if (LowerLimit is { } lower && (!double.IsFinite(lower) || lower < 0))
            yield return new("bad-limits", $"A lower limit of normal of {lower} is not possible.");
        if (UpperLimit is { } upper && (!double.IsFinite(upper) || upper < 0))
            yield return new("bad-limits", $"An upper limit of normal of {upper} is not possible.");
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new LabValueRecorded(
                Participant,
                Test,
                Value,
                Planned(now.Rules).Unit,
                On,
                LowerLimit,
                UpperLimit,
                Sample == 1 ? null : Sample,
                Comparator
            ),
        ];

    Protocol.LaboratoryTest Planned(TrialRules rules) => rules.Protocol.FollowUp!.Laboratory.First(test => test.Id == Test);
}

/// <summary>A laboratory value was recorded.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The id of the test in the protocol.</param>
/// <param name="Value">The value, or the bound of it where there is a comparator.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="On">The day on which the sample was drawn.</param>
/// <param name="LowerLimit">The lower limit of normal of that laboratory; null where the protocol's holds.</param>
/// <param name="UpperLimit">The upper limit of normal of that laboratory; null where the protocol's holds.</param>
/// <param name="Sample">Which sample of the day, from 2, exported as LBREFID; null for the first.</param>
/// <param name="Comparator">On which side of the bound the value lies; null for the value itself.</param>
public sealed record LabValueRecorded(
    string Participant,
    string Test,
    double Value,
    string Unit,
    DateOnly On,
    double? LowerLimit = null,
    double? UpperLimit = null,
    [property: SinceFormat(2)] int? Sample = null,
    [property: SinceFormat(2)] Comparator? Comparator = null
) : ParticipantEvent
{
    /// <summary>What was measured: the value, or that it lies below or above a bound.</summary>
    internal MeasuredValue Result => new(Value, Comparator);

    /// <summary>Which sample of the day, counted from 1.</summary>
    internal int SampleNumber => Sample ?? 1;

    internal override FactItem Item => new(Test, On, Which: Sample ?? 0);

    internal override PlannedItem? Fulfils => PlannedItem.Sample(Test, On);

    internal override string What => $"{Test} of {On:yyyy-MM-dd}{(Sample is null ? "" : $" in sample {Sample}")}";

    internal override string Says(TrialProtocol protocol) =>
        $"{Test.Capitalized} {Result} {Unit}{(Sample is null ? "" : $", sample {Sample}")}";

    /// <summary>The value with the limits that hold for it.</summary>
    internal LaboratoryReading Reading(Protocol.LaboratoryTest test) =>
        new(Result, LowerLimit ?? test.LowerLimitOfNormal, UpperLimit ?? test.UpperLimitOfNormal);

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordLabValue(Participant, Test, Value, On, LowerLimit, UpperLimit, SampleNumber, Comparator)
        {
            ReasonForChange = ReasonForChange,
        };
}

/// <summary>The laboratory values of a participant.</summary>
public static class LaboratoryState
{
    extension(ParticipantState who)
    {
        /// <summary>The values of a test, in the order in which their samples were drawn.</summary>
        public IReadOnlyList<LabValueRecorded> LaboratoryValues(string test) =>
            [
                .. who.All<LabValueRecorded>()
                    .Where(value => value.Test == test)
                    .OrderBy(value => value.On)
                    .ThenBy(value => value.SampleNumber),
            ];
    }
}
