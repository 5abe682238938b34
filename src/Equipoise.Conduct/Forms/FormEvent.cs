using Equipoise.Conduct.TrialLog;

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
}
