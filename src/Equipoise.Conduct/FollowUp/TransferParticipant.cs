using Equipoise.Conduct.Access;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.FollowUp;

/// <summary>
/// Moves a participant to another site, which looks after them from then on. The number, the stratum and the arm stay.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site that takes over.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">The signature of the investigator who hands over, or of the sponsor's signatory.</param>
public sealed record TransferParticipant(string Participant, string Site, string Reason, DateOnly On, Signature Signature)
    : ParticipantCommand(Participant, On)
{
    /// <summary>What the signature means.</summary>
    public const string Meaning =
        "I confirm that both sites agree: from that day on the other site looks after this participant.";

    internal override Act Act => Act.Transfer;

    internal override string? SignedAs => Signature.Name;

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    internal override bool EvenAfterCutoff => true;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (!now.State.Sites.ContainsKey(Site))
            yield return new("unknown-site", $"There is no site {Site}: an administrator has to register it.");
        if (Site == now.Participant.Site)
            yield return new("same-site", $"{Participant} is a participant of site {Site} already.");
        foreach (var refusal in SignedToday.OfParticipant(Reason, On, Signature, Meaning, now.Stamp))
            yield return refusal;
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new ParticipantTransferred(Participant, now.Participant.Site, Site, Reason, On, Signature)];
}

/// <summary>A participant was moved to another site.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="From">The site that handed over.</param>
/// <param name="To">The site that took over.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">The signature.</param>
[SinceFormat(2)]
public sealed record ParticipantTransferred(
    string Participant,
    string From,
    string To,
    [FreeText] string Reason,
    DateOnly On,
    Signature Signature
) : ParticipantEvent
{
    internal override FactItem Item => new(From, On);

    internal override string What => $"the transfer to site {To}";

    internal override string Says(TrialProtocol protocol) => $"Moved from site {From} to site {To}: {Reason}";

    internal override string? SignedAs => Signature.Name;

    internal override string? InsteadOfTakingBack =>
        "A transfer is not taken back, because the other site has looked after the participant since: transfer back.";

    internal override bool MayFollowTheEnd => true;

    internal override TrialCommand AsAsked(Trace trace) =>
        new TransferParticipant(Participant, To, Reason, On, Signature) { ReasonForChange = ReasonForChange };

    internal override void Apply(TrialState trial, Entry entry)
    {
        base.Apply(trial, entry);
        trial.Place(trial.Change(entry, Participant), To);
    }
}
