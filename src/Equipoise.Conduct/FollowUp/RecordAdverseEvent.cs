using System.Text.Json.Serialization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Conduct.FollowUp;

/// <summary>Records an adverse event, or completes or corrects one: telling it again with an end completes it.</summary>
/// <remarks>
/// An event is known by its number, so that a misspelled term or a wrong first day can be corrected and it stays one event.
/// Told without a number, it is the recorded event of the same term and first day, and a new one where there is none.
/// </remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Term">What was observed, in the words of the site.</param>
/// <param name="PreferredTerm">The dictionary's term for it, exported as AEDECOD; null to use the site's.</param>
/// <param name="BodySystem">The dictionary's body system; null when not coded.</param>
/// <param name="Grade">The worst CTCAE grade so far, 1 to 5.</param>
/// <param name="Serious">Whether it meets a criterion of seriousness.</param>
/// <param name="Related">Whether the investigator sees a reasonable possibility that the treatment caused it.</param>
/// <param name="Action">What was done to the treatment.</param>
/// <param name="Outcome">How it stands or ended.</param>
/// <param name="Start">Its first day, as far as it is known.</param>
/// <param name="End">Its last day, as far as it is known; null while it goes on.</param>
/// <param name="Criteria">Which criteria of seriousness it meets: at least one for a serious event; null for one that is
/// not.</param>
/// <param name="Expected">Whether the reference safety information lists it with that nature and severity; null while nobody
/// has judged.</param>
/// <param name="Number">The number of the recorded event that this is about; null for a new one.</param>
public sealed record RecordAdverseEvent(
    string Participant,
    string Term,
    string? PreferredTerm,
    string? BodySystem,
    int Grade,
    bool Serious,
    bool Related,
    ActionTaken Action,
    AdverseEventOutcome Outcome,
    PartialDate Start,
    PartialDate? End,
    SeriousnessCriteria? Criteria = null,
    bool? Expected = null,
    int? Number = null
) : PartiallyDatedCommand(Participant, Start)
{
    internal override Act Act => Act.Record;

    internal override DateOnly LastDay => AdverseEventRecorded.LastDayOf(Start, End);

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (string.IsNullOrWhiteSpace(Term))
            yield return new("no-term", "An adverse event needs a term.");
        if (Grade is < 1 or > 5)
            yield return new("bad-grade", $"A CTCAE grade is 1 to 5, not {Grade}.");
        else if ((Grade == 5) != (Outcome == AdverseEventOutcome.Fatal))
            yield return new("grade-5-is-death", "Grade 5 and a fatal outcome go together: one was given without the other.");
        if (Outcome == AdverseEventOutcome.Fatal && !Serious)
            yield return new("fatal-is-serious", "A fatal adverse event is a serious one.");
        if (!Enum.IsDefined(Action))
            yield return new("bad-action", "What was done to the treatment is not one of the list.");
        if (!Enum.IsDefined(Outcome))
            yield return new("bad-outcome", "How the adverse event stands is not one of the list.");
        foreach (var refusal in Seriousness())
            yield return refusal;
        foreach (var refusal in Identity(now.Participant))
            yield return refusal;
        if (End?.IsBefore(Start) is true)
            yield return new(
                "ends-before-it-starts",
                $"The adverse event ends on {End}, before it starts on {Start}."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [
            new AdverseEventRecorded(
                Participant,
                Term.Trim(),
                PreferredTerm,
                BodySystem,
                Grade,
                Serious,
                Related,
                Action,
                Outcome,
                Start,
                End,
                Criteria,
                Expected,
                now.Rules.Protocol.FollowUp?.AdverseEvents?.Dictionary,
                Number ?? (Like(now.Participant) is { } known ? known.Number : NextNumber(now.Participant))
            ),
        ];

    /// <summary>The recorded event of that term and first day; null when there is none.</summary>
    AdverseEventRecorded? Like(ParticipantState participant) =>
        participant.All<AdverseEventRecorded>().FirstOrDefault(item => item.Term == Term.Trim() && item.Start == Start);

    /// <summary>
    /// A number is never given again, so that what was said of an event that was taken back is not said of another.
    /// </summary>
    static int NextNumber(ParticipantState participant) =>
        participant
            .All<AdverseEventRecorded>()
            .Concat(participant.TakenBack.Select(one => one.Fact.Event).OfType<AdverseEventRecorded>())
            .Max(item => item.Number)
            .GetValueOrDefault() + 1;

    IEnumerable<Refusal> Identity(ParticipantState participant)
    {
        if (string.IsNullOrWhiteSpace(Term))
            yield break;
        if (Number is null)
        {
            // A reason for a change that would make a second event of one whose first day or term is corrected.
            if (
                !string.IsNullOrWhiteSpace(ReasonForChange)
                && Like(participant) is null
                && participant.All<AdverseEventRecorded>().ToList() is { Count: > 0 } recorded
            )
                yield return new(
                    "which-event",
                    $"A change needs a recorded event, and none has this term and first day: say its number, or leave the reason "
                        + "out for a new one. Recorded: "
                        + $"{string.Join("; ", recorded.Select(item => $"{item.Number} {item.Term}"))}."
                );
            yield break;
        }
        if (participant.All<AdverseEventRecorded>().All(item => item.Number != Number))
            yield return new("no-such-event", $"{Participant} has no adverse event number {Number}.");
        // Two events of one term and day could not be told apart by whoever names them so.
        else if (Like(participant) is { } other && other.Number != Number)
            yield return new(
                "another-event",
                $"{other.What} is recorded as number {other.Number}: this would be it a second time."
            );
    }

    IEnumerable<Refusal> Seriousness()
    {
        var met = Criteria ?? SeriousnessCriteria.None;
        if ((met & ~SeriousnessCriteria.All) != SeriousnessCriteria.None)
            yield return new("bad-criterion", "A criterion of seriousness is not one of the list.");
        else if (Serious && met == SeriousnessCriteria.None)
            yield return new(
                "serious-without-criterion",
                "Say why the event is serious: death, life-threatening, hospitalization, disability, congenital anomaly or "
                    + "medically important."
            );
        else if (!Serious && met != SeriousnessCriteria.None)
            yield return new("criterion-without-serious", "An event that meets a criterion of seriousness is a serious one.");
        else if (Serious && met.HasFlag(SeriousnessCriteria.Death) != (Outcome == AdverseEventOutcome.Fatal))
            yield return new(
                "death-is-fatal",
                "The criterion of death and a fatal outcome go together: one was given without the other."
            );
    }
}

/// <summary>What makes an adverse event serious (ICH E2A, section II.B): it may meet several criteria.</summary>
[Flags]
public enum SeriousnessCriteria
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It results in death; exported as AESDTH.</summary>
    Death = 1,

    /// <summary>The participant was at risk of death when it happened; exported as AESLIFE.</summary>
    LifeThreatening = 2,

    /// <summary>It requires or prolongs a stay in hospital; exported as AESHOSP.</summary>
    Hospitalization = 4,

    /// <summary>It results in persistent or significant disability or incapacity; exported as AESDISAB.</summary>
    Disability = 8,

    /// <summary>It is a congenital anomaly or birth defect; exported as AESCONG.</summary>
    CongenitalAnomaly = 16,

    /// <summary>It is medically important for another reason; exported as AESMIE.</summary>
    MedicallyImportant = 32,

    /// <summary>Every criterion.</summary>
    All = Death | LifeThreatening | Hospitalization | Disability | CongenitalAnomaly | MedicallyImportant,
}

/// <summary>What was done to the treatment because of an adverse event (CDISC controlled terminology, AEACN).</summary>
public enum ActionTaken
{
    /// <summary>The dose was not changed.</summary>
    DoseNotChanged,

    /// <summary>The dose was reduced.</summary>
    DoseReduced,

    /// <summary>The drug was withheld for a time.</summary>
    DrugInterrupted,

    /// <summary>The drug was stopped for good.</summary>
    DrugWithdrawn,

    /// <summary>There was no treatment to act on.</summary>
    NotApplicable,
}

/// <summary>How an adverse event stands or ended (CDISC controlled terminology, AEOUT).</summary>
public enum AdverseEventOutcome
{
    /// <summary>Recovered or resolved.</summary>
    Recovered,

    /// <summary>Recovered or resolved with sequelae.</summary>
    RecoveredWithSequelae,

    /// <summary>Recovering or resolving.</summary>
    Recovering,

    /// <summary>Not recovered or not resolved.</summary>
    NotRecovered,

    /// <summary>Fatal: the same as CTCAE grade 5.</summary>
    Fatal,

    /// <summary>Unknown.</summary>
    Unknown,
}

/// <summary>An adverse event was recorded. The members are those of <see cref="RecordAdverseEvent"/>.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Term">What was observed, in the words of the site.</param>
/// <param name="PreferredTerm">The dictionary's term; null to use the site's.</param>
/// <param name="BodySystem">The dictionary's body system; null when not coded.</param>
/// <param name="Grade">The worst CTCAE grade, 1 to 5.</param>
/// <param name="Serious">Whether it meets a criterion of seriousness.</param>
/// <param name="Related">Whether the investigator sees a reasonable possibility that the treatment caused it.</param>
/// <param name="Action">What was done to the treatment.</param>
/// <param name="Outcome">How it stands or ended.</param>
/// <param name="Start">Its first day, as far as it is known.</param>
/// <param name="End">Its last day, as far as it is known; null while it goes on.</param>
/// <param name="Criteria">Which criteria of seriousness it meets; null where none was stated.</param>
/// <param name="Expected">Whether the reference safety information lists it; null while nobody has judged.</param>
/// <param name="Dictionary">The dictionary of the grade, such as "CTCAE 4.03"; null where the protocol names none.</param>
/// <param name="Number">
/// Its number among the participant's, from 1; null in logs of the first format, where term and first day tell it apart.
/// </param>
public sealed record AdverseEventRecorded(
    string Participant,
    [FreeText] string Term,
    string? PreferredTerm,
    string? BodySystem,
    int Grade,
    bool Serious,
    bool Related,
    ActionTaken Action,
    AdverseEventOutcome Outcome,
    [property: JsonPropertyName("on")] PartialDate Start,
    PartialDate? End,
    SeriousnessCriteria? Criteria = null,
    bool? Expected = null,
    string? Dictionary = null,
    [property: SinceFormat(2)] int? Number = null
) : PartiallyDatedEvent
{
    internal override FactItem Item => Number is { } number ? new(Number: number) : new(Term, On);

    /// <summary>
    /// Whether a record that names an event so is about this one: by the number where it has one, else by term and first day.
    /// </summary>
    internal bool IsNamed(int? number, string term, PartialDate start) =>
        number is null ? term == Term && start == Start : number == Number;

    internal override string What => $"the adverse event '{Term}' of {Start}";

    internal override string Says(TrialProtocol protocol) =>
        $"{Term} grade {Grade}, {(Serious ? "serious" : "not serious")}, {(Related ? "related" : "not related")}, "
            + (End is { } end ? $"until {end.InWords}: {Outcome.InWords}" : $"ongoing: {Outcome.InWords}");

    internal override DateOnly LastDay => LastDayOf(Start, End);

    /// <summary>What ended in the month in which it began did not end before it did.</summary>
    internal static DateOnly LastDayOf(PartialDate start, PartialDate? end) =>
        end is { First: var first } && first > start.First ? first : start.First;

    /// <summary>Whether it goes on after a day: null where its dates are not known well enough to tell.</summary>
    internal bool? IsGoingOn(DateOnly day) =>
        (Start.IsAfter(day), End is { } end ? end.IsAfter(day) : true) switch
        {
            (true, _) or (_, false) => false,
            (false, true) => true,
            _ => null,
        };

    /// <summary>
    /// The end of an event that went on, and its outcome, are news and no correction; so is what was not stated before: a
    /// criterion of seriousness of an event known to be serious, whether it was expected, and the dictionary.
    /// </summary>
    internal override bool Completes(ParticipantEvent earlier) =>
        earlier is AdverseEventRecorded open
        && SaysTheSameAs(
            open with
            {
                End = open.End ?? End,
                Outcome = open.End is null ? Outcome : open.Outcome,
                Criteria = open.Criteria ?? Criteria,
                Expected = open.Expected ?? Expected,
                Dictionary = open.Dictionary ?? Dictionary,
            }
        );

    internal override TrialCommand AsAsked(Trace trace)
    {
        var isKnown = trace.Before.Find(Participant)?.Recorded(this) is not null;
        return new RecordAdverseEvent(
            Participant,
            Term,
            PreferredTerm,
            BodySystem,
            Grade,
            Serious,
            Related,
            Action,
            Outcome,
            Start,
            End,
            Criteria,
            Expected,
            isKnown ? Number : null
        )
        {
            ReasonForChange = ReasonForChange,
        };
    }
}
