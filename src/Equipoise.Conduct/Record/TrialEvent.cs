using System.Text.Json.Serialization;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.Record;

/// <summary>Something that happened and was written down. The set is closed: each use case's file adds its own.</summary>
/// <remarks>
/// <para>
/// The name of the type is the event's kind in the log, and the order of its properties their order in the stored JSON. Both
/// are for ever: a log outlives the program that wrote it. A later version may add optional properties at the end.
/// </para>
/// <para>An event brings what it changes: a new use case is one file, and no list elsewhere names it.</para>
/// </remarks>
public abstract record TrialEvent
{
    private protected TrialEvent() { }

    /// <summary>The request that this answers; null for one that had no key.</summary>
    [JsonPropertyOrder(200)]
    public Request? Request { get; init; }

    /// <summary>
    /// What happened, with its values, in a line for people; names are those of the protocol that binds the participant, or that
    /// is in force.
    /// </summary>
    internal abstract string Says(TrialProtocol protocol);

    /// <summary>Whether it tells the arm of the participant, or lets it be guessed: whoever is blinded does not see it.</summary>
    internal virtual bool TellsArm => false;

    /// <summary>The participant whom it is about; null for none.</summary>
    internal virtual string? Concerns => null;

    /// <summary>What it changes in what is known of the trial.</summary>
    internal abstract void Apply(TrialState trial, Entry entry);

    /// <summary>
    /// Whether a member that is marked as free text was typed freely. A value of a form is not when its item asks for a number,
    /// a day or a code.
    /// </summary>
    internal virtual bool IsTyped(string member, TrialState trial, TrialRules rules) => true;

    /// <summary>Whether it may be recorded when the trial is locked, because it is not about participants.</summary>
    internal virtual bool MayFollowTheLock => false;

    /// <summary>
    /// The event as it is written: what only the sealed key can add (an arm) is added at the moment of writing and never
    /// before, so that no decision, weighing or trial run holds it.
    /// </summary>
    internal virtual TrialEvent AsWritten(TrialState trial, TrialRules rules) => this;

    /// <summary>The event as it was decided, before the key added to it: what <see cref="AsWritten"/> makes, undone.</summary>
    internal virtual TrialEvent AsDecided() => this;

    /// <summary>
    /// The command that this, and what was recorded with it, came from: told again from the record, so that it can be put to
    /// the rules again. Null for what nobody asks for by itself, see <see cref="WhyNotAsked"/>.
    /// </summary>
    internal abstract TrialCommand? AsAsked(Trace trace);

    /// <summary>Why no command gives this, in a sentence; null for what a command gives.</summary>
    internal virtual string? WhyNotAsked => null;
}

/// <summary>A fact about one participant. A later event with the same item replaces the value; the log keeps both.</summary>
public abstract record ParticipantEvent : TrialEvent
{
    private protected ParticipantEvent() { }

    /// <summary>The participant's identifier.</summary>
    public abstract string Participant { get; init; }

    /// <summary>
    /// The day on which it happened, at the site; the first that it may have been, where only the month or year is known.
    /// </summary>
    public abstract DateOnly On { get; init; }

    /// <summary>Why this replaces a value recorded earlier; null when it does not.</summary>
    [FreeText]
    [JsonPropertyOrder(100)]
    public string? ReasonForChange { get; init; }

    internal sealed override string Concerns => Participant;

    /// <summary>What this is a value of: two events of one type and item are the same fact, told twice.</summary>
    internal abstract FactItem Item { get; }

    /// <summary>The fact in words, for refusals.</summary>
    internal abstract string What { get; }

    /// <summary>The question of a form that it answers, see <see cref="Refusal.About"/>; null for every other fact.</summary>
    internal virtual string? About => null;

    /// <summary>The printed name with which it is signed; null when it is not.</summary>
    internal virtual string? SignedAs => null;

    /// <summary>When it happened or began, as far as it is known.</summary>
    internal virtual PartialDate Began => On;

    /// <summary>The last day of something that lasts; the first that it may be, where it is not known.</summary>
    internal virtual DateOnly LastDay => On;

    /// <summary>The station of a participant's life that this is; null for all that happens in between.</summary>
    internal virtual Milestone? Reaches => null;

    /// <summary>
    /// Whether this is an act of those who conduct the trial, which may come after the participant's death or leaving.
    /// </summary>
    internal virtual bool MayFollowTheEnd => false;

    /// <summary>Whether this only adds what was still open, which is no change of a recorded value.</summary>
    internal virtual bool Completes(ParticipantEvent earlier) => false;

    /// <summary>
    /// What to do instead of taking it back as entered in error, in a sentence; null for a fact that can be taken back.
    /// </summary>
    internal virtual string? InsteadOfTakingBack => null;

    /// <summary>Whether it is taken back under a signature only.</summary>
    internal virtual bool IsTakenBackUnderSignature => IsTakenBackByTwo;

    /// <summary>
    /// Whether taking it back needs two people, who sign one after the other: what ends something and so decides whether later
    /// facts are taken at all.
    /// </summary>
    internal virtual bool IsTakenBackByTwo => Reaches is not null;

    /// <summary>What the protocol plans that was done by this; null for what is no planned act.</summary>
    internal virtual PlannedItem? Fulfils => null;

    /// <summary>Whether this makes no sense without that fact of the same participant.</summary>
    internal virtual bool RestsOn(ParticipantEvent other) => false;

    internal bool SaysTheSameAs(ParticipantEvent other) => Bare(this).Equals(Bare(other));

    internal override void Apply(TrialState trial, Entry entry) => trial.Change(entry, Participant).Take(entry, this);

    static ParticipantEvent Bare(ParticipantEvent fact) => fact with { ReasonForChange = null, Request = null };
}

/// <summary>A fact that began on a day of which perhaps only the month or year is known.</summary>
public abstract record PartiallyDatedEvent : ParticipantEvent
{
    private protected PartiallyDatedEvent() { }

    /// <summary>When it began, as far as it is known; a day is written as in every other event.</summary>
    [JsonPropertyName("on")]
    public abstract PartialDate Start { get; init; }

    /// <summary>The first day on which it may have begun; a day that is known when it is set.</summary>
    [JsonIgnore]
    public sealed override DateOnly On
    {
        get => Start.First;
        init => Start = value;
    }

    internal sealed override PartialDate Began => Start;
}

/// <summary>What a fact is a value of, within its participant and kind.</summary>
/// <param name="Name">Such as a test, a treatment or a visit; "" where there can be one only.</param>
/// <param name="On">The day, where the fact is one of a day.</param>
/// <param name="Number">The cycle or repetition, where it has one.</param>
/// <param name="Which">
/// Which of several of one name, day and number, where there may be more: the second interval of a cycle, the second sample of a
/// day. 0 for the first.
/// </param>
readonly record struct FactItem(string Name = "", DateOnly? On = null, int Number = 0, int Which = 0);

/// <summary>The stations of a participant's life, in their order.</summary>
enum Milestone
{
    Screening,
    Consent,
    Randomization,
    Withdrawal,
    Death,
}
