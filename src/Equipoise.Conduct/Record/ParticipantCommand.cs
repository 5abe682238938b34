using System.Text.Json.Serialization;
using Equipoise.Protocol.Values;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>A command about one participant who was screened. It collects every objection before it answers.</summary>
/// <param name="Participant">The participant's identifier, unique in the trial; exported as SUBJID.</param>
/// <param name="On">The day on which it happened, at the site.</param>
public abstract record ParticipantCommand(string Participant, DateOnly On) : TrialCommand
{
    /// <summary>
    /// The day on which it happened, at the site; the first that it may have been, where only the month or year is known.
    /// </summary>
    public virtual DateOnly On { get; init; } = On;

    /// <summary>Why a value that is already recorded changes. Needed for that, and only for that.</summary>
    [SeveralLines]
    public string? ReasonForChange { get; init; }

    internal sealed override string? Concerns => Participant;

    internal sealed override DateOnly? TellsUntil => LastDay;

    private protected sealed override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (state.Find(Participant) is not { } participant)
            return Refuse("unknown-participant", $"No participant {Participant} was screened.");
        var now = new Situation(state, participant, rules.Under(participant.BoundTo, state), stamp);
        List<Refusal> reasons = [.. Timeline.Objections(this, now), .. Objections(now)];
        if (reasons.Count > 0)
            return new Decision.Refused(reasons);
        var decision = Corrections.Of(Facts(now), participant, ReasonForChange);
        return decision is Decision.Accepted { AlreadyRecorded: false } accepted
            ? new Decision.Accepted([.. accepted.Events, .. Consequences(now, accepted.Events)])
            : decision;
    }

    /// <summary>What speaks against the content; the order of dates is already looked after.</summary>
    private protected abstract IEnumerable<Refusal> Objections(Situation now);

    /// <summary>What speaks against the content, for a command that does the same and more.</summary>
    internal IEnumerable<Refusal> Against(Situation now) => Objections(now);

    /// <summary>What is to be recorded once nothing speaks against it.</summary>
    private protected abstract IEnumerable<ParticipantEvent> Facts(Situation now);

    /// <summary>What follows from what is recorded, and is recorded with it.</summary>
    private protected virtual IEnumerable<TrialEvent> Consequences(Situation now, IReadOnlyList<TrialEvent> recorded) => [];

    /// <summary>What must have come before.</summary>
    internal virtual Milestone Needs => Milestone.Consent;

    /// <summary>Whether it may concern a day after the participant left the study.</summary>
    internal virtual bool EvenAfterWithdrawal => false;

    /// <summary>Whether it may concern a day after the death that is recorded.</summary>
    internal virtual bool EvenAfterDeath => false;

    /// <summary>Whether it may concern a day after the data cutoff: what is no observation of the participant.</summary>
    internal virtual bool EvenAfterCutoff => false;

    /// <summary>When it happened or began, as far as it is known.</summary>
    internal virtual PartialDate Began => On;

    /// <summary>The last day of something that lasts; the first that it may be, where it is not known.</summary>
    internal virtual DateOnly LastDay => On;
}

/// <summary>A command about what began on a day of which perhaps only the month or year is known.</summary>
/// <param name="Participant">The participant's identifier.</param>
/// <param name="Start">When it began, as far as it is known.</param>
public abstract record PartiallyDatedCommand(string Participant, PartialDate Start)
    : ParticipantCommand(Participant, Start.First)
{
    /// <summary>When it began, as far as it is known.</summary>
    [JsonPropertyName(nameof(On))]
    public PartialDate Start
    {
        get;
        init => (field, base.On) = (value, value.First);
    } = Start;

    /// <summary>The first day on which it may have begun; a day that is known when it is set.</summary>
    [JsonIgnore]
    public sealed override DateOnly On
    {
        get => Start.First;
        init => Start = value;
    }

    internal sealed override PartialDate Began => Start;
}
