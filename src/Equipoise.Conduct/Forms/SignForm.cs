using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>
/// Signs a form as it stands. It must be complete, and every query closed; a later change of any value ends the signature.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Signature">The signature, under <see cref="Meaning"/>.</param>
public sealed record SignForm(string Participant, FormPlace Place, Signature Signature) : FormCommand(Participant)
{
    internal override Act Act => Act.SignForms;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signer confirms.</summary>
    public const string Meaning =
        "I confirm that I have reviewed this form and that its data are, to the best of my knowledge, complete and accurate.";

    internal override bool RefusalIsKept => true;

    /// <summary>
    /// The <see cref="FormState.Version"/> that the signer saw: a value that was recorded since is not signed unseen. Null for a
    /// signature that rests on no look at the form, as of an import.
    /// </summary>
    public long? BasedOn { get; init; }

    private protected override IEnumerable<Refusal> Objections(Situation now) =>
        [
            .. AgainstSigning(now, Place),
            .. BasedOn is { } seen
                ? ChangedMeanwhile.SinceSeen(
                    BindingForms.Find(now, Place.Form),
                    now.Participant.Forms.Find(Place),
                    seen,
                    _ => true
                )
                : [],
            .. Signature.Objections(Meaning, now.Stamp),
        ];

    /// <summary>What speaks against anybody's signing that form as it stands.</summary>
    internal static IEnumerable<Refusal> AgainstSigning(Situation now, FormPlace place)
    {
        var who = now.Participant.Id;
        foreach (
            var refusal in NoSuchForm(now, place)
                .Concat(NothingRecorded(now, place))
                .Concat(Locked(now, place))
                .Concat(LockForm.Unclosed(now, place))
        )
            yield return refusal;
        if (now.Participant.Forms.Find(place) is not { } state || BindingForms.Find(now, place.Form) is not { } form)
            yield break;
        var missing = ItemChecks.Missing(form, state).ToList();
        if (missing.Count > 0)
            yield return new("not-complete", $"{place} of {who} lacks {string.Join(", ", missing)}.");
        if (state.Signature is { } signed)
            yield return new("already-signed", $"{place} of {who} is signed by {signed.Signature.Name}.");
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        [new FormSigned(Participant, Place.Visit, Place.Occurrence, Place.Form, Signature)];
}

/// <summary>A form was signed.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="Signature">The signature.</param>
public sealed record FormSigned(string Participant, string Visit, int Occurrence, string Form, Signature Signature) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"{Place} was signed by {Signature.Name}";

    internal override TrialCommand AsAsked(Trace trace) => new SignForm(Participant, Place, Signature);

    private protected override FormState Apply(FormState form, Entry entry) =>
        form with { SignatureEntry = entry, SignatureLapsed = null };
}

/// <summary>
/// A signed form was changed, so that its signature no longer holds. It comes with the change, by who changed it.
/// </summary>
/// <param name="Participant">The participant.</param>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions.</param>
/// <param name="Form">The id of the form.</param>
/// <param name="Signer">The printed name on the signature that ended.</param>
public sealed record FormSignatureLapsed(string Participant, string Visit, int Occurrence, string Form, string Signer) : FormAct
{
    internal override string Says(TrialProtocol protocol) => $"The signature of {Signer} on {Place} ended with a change";

    internal override TrialCommand? AsAsked(Trace trace) => null;

    internal override string WhyNotAsked => "A signature ends when a value of its form is changed.";

    private protected override FormState Apply(FormState form, Entry entry) =>
        form with { SignatureEntry = null, SignatureLapsed = this };
}
