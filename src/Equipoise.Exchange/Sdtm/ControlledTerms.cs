using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets.Standards;

namespace Equipoise.Exchange.Sdtm;

/// <summary>The words of CDISC controlled terminology for the closed lists of the log.</summary>
static class ControlledTerms
{
    /// <summary>Code list NCOMPLT.</summary>
    internal static string Of(DiscontinuationReason reason) =>
        reason switch
        {
            DiscontinuationReason.ProgressiveDisease => Terms.ProgressiveDisease,
            DiscontinuationReason.AdverseEvent => "ADVERSE EVENT",
            DiscontinuationReason.WithdrawalBySubject => Terms.WithdrawalBySubject,
            DiscontinuationReason.PhysicianDecision => "PHYSICIAN DECISION",
            DiscontinuationReason.Death => Terms.Death,
            DiscontinuationReason.LostToFollowUp => Terms.LostToFollowUp,
            DiscontinuationReason.Other => "OTHER",
            _ => throw Unlisted(reason),
        };

    /// <summary>Code list NCOMPLT.</summary>
    internal static string Of(WithdrawalReason reason) =>
        reason switch
        {
            WithdrawalReason.WithdrawalBySubject => Terms.WithdrawalBySubject,
            WithdrawalReason.LostToFollowUp => Terms.LostToFollowUp,
            WithdrawalReason.PhysicianDecision => "PHYSICIAN DECISION",
            WithdrawalReason.Other => "OTHER",
            _ => throw Unlisted(reason),
        };

    /// <summary>What an unblinding was for; of no code list.</summary>
    internal static string Of(UnblindingPurpose purpose) =>
        purpose switch
        {
            UnblindingPurpose.Emergency => "EMERGENCY",
            _ => throw Unlisted(purpose),
        };

    /// <summary>Code list ACN.</summary>
    internal static string Of(ActionTaken action) =>
        action switch
        {
            ActionTaken.DoseNotChanged => "DOSE NOT CHANGED",
            ActionTaken.DoseReduced => Terms.DoseReduced,
            ActionTaken.DrugInterrupted => Terms.DrugInterrupted,
            ActionTaken.DrugWithdrawn => Terms.DrugWithdrawn,
            ActionTaken.NotApplicable => "NOT APPLICABLE",
            _ => throw Unlisted(action),
        };

    /// <summary>Code list OUT.</summary>
    internal static string Of(AdverseEventOutcome outcome) =>
        outcome switch
        {
            AdverseEventOutcome.Recovered => "RECOVERED/RESOLVED",
            AdverseEventOutcome.RecoveredWithSequelae => "RECOVERED/RESOLVED WITH SEQUELAE",
            AdverseEventOutcome.Recovering => "RECOVERING/RESOLVING",
            AdverseEventOutcome.NotRecovered => "NOT RECOVERED/NOT RESOLVED",
            AdverseEventOutcome.Fatal => Terms.Fatal,
            AdverseEventOutcome.Unknown => "UNKNOWN",
            _ => throw Unlisted(outcome),
        };

    /// <summary>Code list ONCRSR.</summary>
    internal static string Of(OverallResponse response) => response.Word;

    /// <summary>Code list TUIDRS.</summary>
    internal static string Of(LesionKind kind) =>
        kind switch
        {
            LesionKind.Target => "TARGET",
            LesionKind.NonTarget => "NON-TARGET",
            LesionKind.New => "NEW",
            _ => throw Unlisted(kind),
        };

    /// <summary>What is said of a tumor that is not measured.</summary>
    internal static string Of(LesionState state) =>
        state switch
        {
            LesionState.Present => "PRESENT",
            LesionState.Absent => "ABSENT",
            LesionState.UnequivocalProgression => "UNEQUIVOCAL PROGRESSION",
            _ => throw Unlisted(state),
        };

    static ArgumentOutOfRangeException Unlisted(Enum value) => new(nameof(value), value, "No controlled term is known for it.");
}
