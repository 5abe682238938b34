using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>Records that a participant consented again, to the version of the protocol that is in force.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day on which the participant signed.</param>
/// <param name="FormVersion">The version of the form that was signed, as printed on it; null where it is not said.</param>
public sealed record RenewConsent(string Participant, DateOnly On, string? FormVersion = null)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Screen;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in ConsentForm.Objections(FormVersion))
            yield return refusal;
        if (now.State.Amendments.Count == 0)
            yield return new("nothing-to-renew", "The protocol was never amended: the consent given is to the version in force.");
        else if (On < now.State.Amendments[^1].On)
            yield return new(
                "before-the-version",
                $"Version {now.State.InForce!.Version} is in force from {now.State.Amendments[^1].On:yyyy-MM-dd} on."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now)
    {
        var version = now.State.InForce!;
        var before = now.Participant.All<ConsentRenewed>().FirstOrDefault(one => one.ProtocolSha256 == version.Sha256);
        return [new ConsentRenewed(Participant, version.Version, version.Sha256, On, FormVersion?.Trim() ?? before?.FormVersion)];
    }
}

/// <summary>A participant consented again.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="ProtocolVersion">The version consented to.</param>
/// <param name="ProtocolSha256">The SHA-256 by which the log knows it.</param>
/// <param name="On">The day.</param>
/// <param name="FormVersion">The version of the form that was signed; null where it was not said.</param>
public sealed record ConsentRenewed(
    string Participant,
    string ProtocolVersion,
    string ProtocolSha256,
    DateOnly On,
    [property: SinceFormat(2)] string? FormVersion = null
) : ParticipantEvent
{
    internal override FactItem Item => new(ProtocolSha256);

    internal override string What => $"the consent to version {ProtocolVersion}";

    internal override string Says(TrialProtocol protocol) =>
        $"Consent to version {ProtocolVersion} of the protocol{(FormVersion is null ? "" : $", form {FormVersion}")}";

    internal override string? InsteadOfTakingBack =>
        "Consent is not taken back: correct its day, with a reason; who no longer consents is withdrawn.";

    internal override bool Completes(ParticipantEvent earlier) =>
        earlier is ConsentRenewed { FormVersion: null } before && SaysTheSameAs(before with { FormVersion = FormVersion });

    internal override TrialCommand AsAsked(Trace trace) =>
        new RenewConsent(Participant, On, FormVersion) { ReasonForChange = ReasonForChange };

    internal override void Apply(TrialState trial, Entry entry)
    {
        base.Apply(trial, entry);
        var who = trial.Change(entry, Participant);
        (who.Own<Consents>().To, who.BoundTo) = (ProtocolSha256, ProtocolSha256);
    }
}
