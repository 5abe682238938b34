using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Closing;

/// <summary>
/// Locks the trial for good: nothing is recorded any more, and the key of the allocation and the block sizes are revealed.
/// </summary>
/// <remarks>
/// With the key in the log, everybody who has the log can compute every allocation anew, and see by its published SHA-256
/// that it is the key that was sealed when the trial opened. Before, who has the key could choose who gets which arm: so the
/// data have to be cut off for the final analysis first, after which nobody is randomized.
/// </remarks>
/// <param name="Signature">The sponsor's signature under <see cref="Meaning"/>.</param>
public sealed record LockTrial(Signature Signature) : TrialCommand
{
    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What is signed.</summary>
    public const string Meaning = "I confirm that the data of this trial are final and that nothing more will be recorded.";

    internal override bool RefusalIsKept => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        ArgumentNullException.ThrowIfNull(Signature);
        List<Refusal> reasons = [.. Signature.Objections(Meaning, stamp)];
        if (rules.AgainstRunning is { } concealed)
            reasons.Add(concealed);
        if (state.FinalCutoff is null)
            reasons.Add(new(
                "not-cut-off",
                "The data have to be cut off for the final analysis before the trial is locked: the key is revealed with it."
            ));
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([new TrialLocked(TrialLocked.NotRevealed, Signature)]);
    }
}

/// <summary>The trial was locked.</summary>
/// <param name="Key">The key of the allocation, lower-case hex, whose SHA-256 the opening published.</param>
/// <param name="Signature">The signature.</param>
/// <param name="BlockSizes">The block sizes, in the order of the sponsor's file; null for a method without.</param>
public sealed record TrialLocked(
    string Key,
    Signature Signature,
    [property: SinceFormat(2)] IReadOnlyList<int>? BlockSizes = null
) : TrialEvent
{
    internal override string Says(TrialProtocol protocol) => "The trial was locked";

    internal override TrialCommand AsAsked(Trace trace) => new LockTrial(Signature);

    internal override void Apply(TrialState trial, Entry entry)
    {
        trial.Own<Foundation>().IsLocked = true;
        trial.Own<Closings>().Locked = this;
    }

    internal override TrialEvent AsWritten(TrialState trial, TrialRules rules) =>
        this with { Key = rules.Key.Reveal(), BlockSizes = Allocation.BlockSizes.Of(rules.Protocol) };

    internal override TrialEvent AsDecided() => this with { Key = NotRevealed, BlockSizes = null };

    /// <summary>The key before it is revealed.</summary>
    internal const string NotRevealed = "";
}
