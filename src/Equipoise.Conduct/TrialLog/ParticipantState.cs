using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.TrialLog;

/// <summary>What is recorded about one participant, each fact at its latest value.</summary>
public sealed class ParticipantState
{
    readonly Dictionary<Type, OrderedDictionary<FactItem, ParticipantEvent>> facts = [];

    internal ParticipantState(ParticipantScreened screened, string boundTo) => (Screened, BoundTo) = (screened, boundTo);

    /// <summary>The participant's identifier.</summary>
    public string Id => Screened.Participant;

    /// <summary>The screening, which every participant has.</summary>
    public ParticipantScreened Screened { get; private set; }

    /// <summary>SHA-256 of the version of the protocol that binds this participant.</summary>
    public string BoundTo { get; internal set; }

    /// <summary>SHA-256 of the latest version to which the participant consented; null without consent.</summary>
    public string? ConsentedTo { get; internal set; }

    /// <summary>The consent; null when there is none.</summary>
    public ConsentRecorded? Consent { get; private set; }

    /// <summary>The latest signed eligibility; null when it was never signed.</summary>
    public EligibilitySigned? Signed { get; private set; }

    /// <summary>The allocation; null when not randomized. Once there, it never changes.</summary>
    public ParticipantRandomized? Randomized { get; private set; }

    /// <summary>The withdrawal from the study; null when there is none.</summary>
    public ParticipantWithdrawn? Withdrawal { get; private set; }

    /// <summary>The death; null when not recorded.</summary>
    public DeathRecorded? Death { get; private set; }

    /// <summary>The forms and the queries.</summary>
    public ParticipantForms Forms { get; } = new();

    /// <summary>Every fact at its latest value, grouped by kind, each kind in the order in which its facts were first recorded.</summary>
    public IEnumerable<ParticipantEvent> Facts => facts.Values.SelectMany(ofOneKind => ofOneKind.Values);

    /// <summary>The facts of one kind at their latest value, in the order in which they were first recorded.</summary>
    public IEnumerable<T> All<T>()
        where T : ParticipantEvent => facts.TryGetValue(typeof(T), out var found) ? found.Values.Cast<T>() : [];

    /// <summary>The latest answer to an eligibility criterion; null when it was never answered.</summary>
    public EligibilityAnswered? AnswerTo(string criterion) =>
        All<EligibilityAnswered>().Where(answer => answer.Criterion == criterion).MaxBy(answer => answer.On);

    internal ParticipantEvent? Recorded(ParticipantEvent fact) =>
        facts.TryGetValue(fact.GetType(), out var found) ? found.GetValueOrDefault(fact.Item) : null;

    internal void Apply(ParticipantEvent fact)
    {
        if (!facts.TryGetValue(fact.GetType(), out var ofOneKind))
            facts.Add(fact.GetType(), ofOneKind = []);
        ofOneKind[fact.Item] = fact;
        switch (fact)
        {
            case ParticipantScreened screened:
                Screened = screened;
                break;
            case ConsentRecorded consent:
                Consent = consent;
                break;
            case EligibilitySigned signed:
                Signed = signed;
                break;
            case ParticipantRandomized randomized:
                Randomized = randomized;
                break;
            case ParticipantWithdrawn withdrawn:
                Withdrawal = withdrawn;
                break;
            case DeathRecorded death:
                Death = death;
                break;
            case FormItemRecorded value:
                Forms.Apply(value);
                break;
        }
    }
}
