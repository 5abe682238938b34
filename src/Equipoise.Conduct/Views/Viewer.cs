using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>Somebody who looks: what a page shows is made for them, and for nobody else.</summary>
public sealed class Viewer
{
    readonly TrialState trial;
    readonly Person? person;
    readonly Act seeingArms;

    /// <summary>The viewer of that identifier. Whoever is not known, or whose account is closed, sees nothing.</summary>
    /// <param name="trial">What is recorded; the views show this and nothing later.</param>
    /// <param name="person">The identifier.</param>
    /// <param name="isMasked">Whether the trial is masked.</param>
    public Viewer(TrialState trial, string person, bool isMasked)
    {
        ArgumentNullException.ThrowIfNull(trial);
        (this.trial, this.person) = (trial, trial.People.GetValueOrDefault(person));
        seeingArms = isMasked ? Act.SeeArmsMasked : Act.SeeArmsOpen;
    }

    /// <summary>The participants whom the viewer may see, without arms, in the order of their screening.</summary>
    public IReadOnlyList<ParticipantView> Participants => [.. Seen(Act.See).Select(ParticipantView.Of)];

    /// <summary>Those whose arm the viewer may see as well; nobody for a viewer who is blinded.</summary>
    public IReadOnlyList<UnblindedParticipantView> Unblinded =>
        [
            .. Seen(seeingArms)
                .Where(who => May(Act.See, who.Site) && who.At(Milestone.Randomization) is not null)
                .Select(UnblindedParticipantView.Of),
        ];

    /// <summary>
    /// What was recorded about one thing, the latest first, with who and when; nothing where the viewer may not see the
    /// participant.
    /// </summary>
    /// <param name="participant">The participant.</param>
    /// <param name="sequence">The row of the value as it stands.</param>
    public IReadOnlyList<RecordedView> History(string participant, long sequence)
    {
        if (trial.Find(participant) is not { } who || !May(Act.See, who.Site))
            return [];
        var canSeeArms = May(seeingArms, who.Site);
        return
        [
            .. who
                .Entries.Where(entry => entry.Sequence == sequence)
                .SelectMany(entry => entry.History())
                .Where(entry => canSeeArms || !((ParticipantEvent)entry.Event).TellsArm)
                .Select(entry => RecordedView.Of(entry, trial)),
        ];
    }

    IEnumerable<ParticipantState> Seen(Act act) => trial.Participants.Where(who => May(act, who.Site));

    bool May(Act act, string site) => person?.May(act, site) == true;
}
