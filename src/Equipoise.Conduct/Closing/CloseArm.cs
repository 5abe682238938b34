using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Closing;

/// <summary>Closes an arm to further participants, for good: as when an interim look stops it.</summary>
/// <remarks>
/// While two or more arms stay open, accrual goes on among them, in their ratio: permuted blocks begin anew in every stratum,
/// minimization weighs the open arms alone. With fewer, randomization has ended. Who is in the arm stays in it, in treatment and
/// in analysis.
/// </remarks>
/// <param name="Arm">The id of the arm.</param>
/// <param name="Reason">Why, in words that the report can quote.</param>
/// <param name="On">The day, which must be today.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record CloseArm(string Arm, string Reason, DateOnly On, Signature Signature) : TrialCommand
{
    internal override Act Act => Act.Direct;

    internal override string? SignedAs => Signature.Name;

    /// <summary>What the signature means.</summary>
    public const string Meaning = "I confirm that this arm is closed: nobody is allocated to it any more.";

    internal override bool IsActOfToday => true;

    internal override bool RefusalIsKept => true;

    private protected override Decision Consider(TrialState state, TrialRules rules, Stamp stamp)
    {
        if (rules.Protocol.Arms.All(arm => arm.Id != Arm))
            return Refuse("unknown-arm", $"The protocol has no arm '{Arm}'.");
        if (state.ClosedArms.TryGetValue(Arm, out var closed))
            return Refuse("arm-closed", $"Arm '{Arm}' was closed on {closed.On:yyyy-MM-dd}: {closed.Reason}");
        List<Refusal> reasons = [.. SignedToday.OfTrial(Reason, On, Signature, Meaning, stamp)];
        return reasons.Count > 0
            ? new Decision.Refused(reasons)
            : new Decision.Accepted([new ArmClosed(Arm, Reason, On, Signature)]);
    }
}

/// <summary>An arm was closed to further participants.</summary>
/// <param name="Arm">The id of the arm.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
/// <param name="Signature">Who answers for it.</param>
public sealed record ArmClosed(string Arm, [FreeText] string Reason, DateOnly On, Signature Signature) : TrialEvent
{
    internal override string Says(TrialProtocol protocol) => $"Arm {Arm} was closed: {Reason}";

    internal override TrialCommand AsAsked(Trace trace) => new CloseArm(Arm, Reason, On, Signature);

    internal override void Apply(TrialState trial, Entry entry)
    {
        var closings = trial.Own<Closings>();
        closings.Arms = closings.Arms.SetItem(Arm, this);
        trial.Own<Allocations>().Tally.Close(Arm);
    }
}
