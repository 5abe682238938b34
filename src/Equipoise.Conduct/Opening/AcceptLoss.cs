using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Opening;

/// <summary>Goes on with a log that lost its end, or of which nobody can say whether it did.</summary>
/// <remarks>
/// A log that is shorter than the note beside it is not opened, unless whoever opens it says so; then it takes nothing but this,
/// and shows it for ever. What is lost is not only a record: a participant may have been told an arm that the log does not know,
/// and the place will be given again.
/// </remarks>
/// <param name="Loss">What is lost, in the words of the store (<see cref="ITrialLog.AcceptedLoss"/>).</param>
/// <param name="Reason">How it came to that, and what was done to find the entries.</param>
/// <param name="Signature">The sponsor's signature under <see cref="Meaning"/>.</param>
public sealed record AcceptLoss(string Loss, string Reason, Signature Signature) : TrialCommand
{
    /// <summary>What is signed.</summary>
    public const string Meaning =
        "I know that entries of this log are lost or may be lost, and confirm that the trial goes on without them.";

    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    internal override string? AcceptsLoss => Loss;

    internal override bool EvenAfterLock => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(Signature);
        List<Refusal> reasons = [.. Signature.Objections(Meaning, stamp)];
        if (Reasons.Against(Reason) is { } unexplained)
            reasons.Insert(0, unexplained);
        if (string.IsNullOrWhiteSpace(Loss))
            reasons.Insert(0, new("no-loss", "Say what is lost, in the words in which the log tells it: that is signed."));
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([new LossAccepted(Loss, Reason, Signature)]);
    }
}

/// <summary>The log was gone on with although entries were lost, or may have been.</summary>
/// <param name="Loss">What was lost.</param>
/// <param name="Reason">How it came to that.</param>
/// <param name="Signature">The signature.</param>
[SinceFormat(2)]
public sealed record LossAccepted(string Loss, [FreeText] string Reason, Signature Signature) : TrialEvent
{
    internal override bool MayFollowTheLock => true;

    internal override string Says(TrialProtocol protocol) => $"The loss of entries was accepted ({Loss}): {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new AcceptLoss(Loss, Reason, Signature);

    internal override void Apply(TrialState trial, Entry entry) { }
}
