using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// Something that people did with a form, at the moment at which it was recorded: asked, verified, froze, locked, signed.
/// </summary>
/// <remarks>It is no fact of the participant's life, so it may come after consent was withdrawn and after death.</remarks>
public abstract record FormEvent : TrialEvent
{
    private protected FormEvent() { }

    /// <summary>The participant's identifier.</summary>
    public abstract string Participant { get; init; }

    internal sealed override string Concerns => Participant;

    /// <summary>What it changes in the forms and queries of the participant.</summary>
    private protected abstract void Apply(ParticipantForms forms, Entry entry);

    /// <summary>The number of the query that this is a step of; null for none.</summary>
    private protected virtual int? OfQuery => null;

    internal override void Apply(TrialState trial, Entry entry)
    {
        var forms = trial.Change(entry, Participant).Own<ParticipantForms>();
        Apply(forms, entry);
        if (OfQuery is { } number && forms.Query(number) is { } query)
            trial.Own<QueriesOfTrial>().Take(Participant, query);
    }
}

/// <summary>Such an event about one form.</summary>
public abstract record FormAct : FormEvent
{
    private protected FormAct() { }

    /// <summary>The id of the visit.</summary>
    public abstract string Visit { get; init; }

    /// <summary>Which of its repetitions, counted from 1.</summary>
    public abstract int Occurrence { get; init; }

    /// <summary>The id of the form.</summary>
    public abstract string Form { get; init; }

    internal FormPlace Place => new(Visit, Occurrence, Form);

    /// <summary>What it changes in the form.</summary>
    private protected abstract FormState Apply(FormState form, Entry entry);

    private protected sealed override void Apply(ParticipantForms forms, Entry entry) =>
        forms.Change(Place, form => Apply(form, entry));
}
