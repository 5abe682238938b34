using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>A request to record something. Deciding it is pure: the same state, rules and stamp give the same answer.</summary>
public abstract record TrialCommand
{
    private protected TrialCommand() { }

    /// <summary>What the trial answers to this command, as things stand.</summary>
    /// <remarks>
    /// Not public: a decision is made to be written. Whoever only asks whether something may be done is told what speaks
    /// against it.
    /// </remarks>
    /// <param name="state">What is recorded so far.</param>
    /// <param name="rules">The protocol.</param>
    /// <param name="stamp">Who asks, and when.</param>
    internal Decision Decide(TrialState state, TrialRules rules, Stamp stamp)
    {
        var trial = state.Part<Foundation>();
        if (!stamp.HasUser)
            return Refuse("no-user", "An entry needs the name of the user who makes it, without control characters.");
        if (trial.IsLocked && !EvenAfterLock)
            return Refuse("locked", "The trial is locked: nothing is recorded any more.");
        if (Opens)
            return Consider(state, rules, stamp);
        if (trial.Versions is not [var opened, ..])
            return Refuse("not-open", "The trial is not open yet.");
        if (trial.Format < LogFormat.Current)
            return Refuse(
                "older-format",
                $"This log is of format {trial.Format}: it is read, verified and exported, and not gone on with. "
                    + $"New trials are of format {LogFormat.Current}."
            );
        if (opened.Sha256 != rules.Protocol.Sha256)
            return Refuse("other-protocol", $"This log belongs to another protocol file (SHA-256 {opened.Sha256}).");
        if (trial.KeyCommitment != rules.Commitment)
            return Refuse("other-key", "The allocation key is not the one that was sealed when the trial opened.");
        if (
            rules.HasKey
            && rules.AgainstRunning is null
            && rules.BlockSizesCommitment(rules.Protocol.Sha256) != trial.BlockSizesCommitment
        )
            return Refuse(
                "other-block-sizes",
                "The block sizes of this protocol file are not those under which the trial was opened: start the program "
                    + "with the file of that time."
            );
        if (trial.SealCommitment != rules.SealCommitment)
            return Refuse(
                "other-seal",
                trial.SealCommitment is null
                    ? "This log was opened without seals."
                    : "The key of the seals is missing, or is not the one of this log."
            );
        return Consider(state, rules.Under(trial.Versions[^1].Sha256, state), stamp);
    }

    /// <summary>
    /// What of it goes into the digest of its request, which the log holds: all but what must not be guessed from a hash.
    /// </summary>
    internal virtual TrialCommand AsDigested() => this;

    private protected abstract Decision Consider(TrialState state, TrialRules rules, Stamp stamp);

    /// <summary>What it does, as the table of rights names it.</summary>
    internal abstract Act Act { get; }

    /// <summary>The site that it concerns; null for none.</summary>
    internal virtual string? SiteIn(TrialState state) => Concerns is { } participant ? state.Find(participant)?.Site : null;

    /// <summary>The last day that it tells of, at the site; null for what tells of none.</summary>
    internal virtual DateOnly? TellsUntil => null;

    /// <summary>The participant whom it concerns; null for none.</summary>
    internal virtual string? Concerns => null;

    /// <summary>
    /// Whether the participant gives it, who is none of the people of the trial: it is recorded in their name, see
    /// <see cref="OwnName"/>.
    /// </summary>
    internal virtual bool IsOfParticipant => false;

    /// <summary>The printed name with which it is signed; null when it is not.</summary>
    internal virtual string? SignedAs => null;

    /// <summary>The loss of entries that it accepts, in the words of the store; null for none.</summary>
    internal virtual string? AcceptsLoss => null;

    /// <summary>Whether this opens the trial.</summary>
    internal virtual bool Opens => false;

    /// <summary>
    /// Whether this may still be recorded when the trial is locked: what is about people, and not about participants.
    /// </summary>
    internal virtual bool EvenAfterLock => false;

    /// <summary>
    /// Whether it is done when it is asked for, so that its day is the day of asking: asked again after midnight it is the same
    /// request.
    /// </summary>
    internal virtual bool IsActOfToday => false;

    /// <summary>
    /// Whether a refusal is kept as the answer for ever when it was asked with a key: of what decides about the trial and is
    /// tried again at a price. Any other refusal is told, and the same request may be made once its reason is gone.
    /// </summary>
    internal virtual bool RefusalIsKept => false;

    private protected static Decision Refuse(string rule, string words) => new Decision.Refused([new(rule, words)]);
}
