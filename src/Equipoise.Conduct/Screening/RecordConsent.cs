using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Screening;

/// <summary>Records that the participant consented. Nothing else may be recorded for an earlier day.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day on which the participant signed.</param>
/// <param name="FormVersion">The version of the form that was signed, as printed on it; null where it is not said.</param>
public sealed record RecordConsent(string Participant, DateOnly On, string? FormVersion = null)
    : ParticipantCommand(Participant, On)
{
    internal override Act Act => Act.Screen;

    internal override Milestone Needs => Milestone.Screening;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in ConsentForm.Objections(FormVersion))
            yield return refusal;
        var earliest = now
            .Participant.Facts.Where(fact => fact is not (ParticipantScreened or ConsentRecorded))
            .MinBy(fact => fact.Began.Last);
        if (earliest?.Began.IsBefore(On) is true)
            yield return new(
                "before-consent",
                $"Consent on {On:yyyy-MM-dd} would come after {earliest.What} of {earliest.Began}, which is "
                    + "already recorded."
            );
    }

    private protected override IEnumerable<ParticipantEvent> Facts(Situation now) =>
        [new ConsentRecorded(Participant, On, FormVersion?.Trim() ?? now.Participant.Consent?.FormVersion)];
}

/// <summary>The participant consented.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day of the signature; exported as RFICDTC.</param>
/// <param name="FormVersion">The version of the form that was signed; null where it was not said.</param>
public sealed record ConsentRecorded(
    string Participant,
    DateOnly On,
    [property: SinceFormat(2)] string? FormVersion = null
) : ParticipantEvent
{
    internal override FactItem Item => new();

    internal override string What => "the consent";

    internal override string Says(TrialProtocol protocol) => $"Consent{(FormVersion is null ? "" : $", form {FormVersion}")}";

    internal override string? InsteadOfTakingBack =>
        "Consent is not taken back: correct its day, with a reason; who no longer consents is withdrawn.";

    internal override Milestone? Reaches => Milestone.Consent;

    internal override bool Completes(ParticipantEvent earlier) =>
        earlier is ConsentRecorded { FormVersion: null } before && SaysTheSameAs(before with { FormVersion = FormVersion });

    internal override TrialCommand AsAsked(Trace trace) =>
        new RecordConsent(Participant, On, FormVersion) { ReasonForChange = ReasonForChange };

    internal override void Apply(TrialState trial, Entry entry)
    {
        base.Apply(trial, entry);
        trial.Change(entry, Participant).Own<Consents>().To ??= trial.InForce?.Sha256;
    }
}

/// <summary>To which version of the protocol a participant consented last.</summary>
sealed class Consents : Part
{
    /// <summary>SHA-256 of the version; null without consent.</summary>
    internal string? To { get; set; }
}

/// <summary>The consent of a participant.</summary>
public static class ConsentState
{
    extension(ParticipantState who)
    {
        /// <summary>The consent; null when there is none.</summary>
        public ConsentRecorded? Consent => who.The<ConsentRecorded>();

        /// <summary>SHA-256 of the latest version to which the participant consented; null without consent.</summary>
        public string? ConsentedTo => who.Part<Consents>().To;
    }

    extension(TrialState trial)
    {
        /// <summary>The amendment that a participant has to consent to before being randomized; null for none.</summary>
        internal ProtocolAmended? ConsentStillNeeded(ParticipantState participant)
        {
            var consentedTo = trial.Part<Foundation>().Versions.FindIndex(version => version.Sha256 == participant.ConsentedTo);
            return trial
                .Amendments.Skip(consentedTo)
                .LastOrDefault(amendment => amendment.Binds == AmendmentBinding.AfterRenewedConsent);
        }
    }
}
