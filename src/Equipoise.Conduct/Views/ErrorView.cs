using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A fact that somebody may want to take back as entered in error, and what that takes.</summary>
/// <param name="Sequence">Its row.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="Says">The fact with its values.</param>
/// <param name="On">The day on which it happened or began, as far as it is known.</param>
/// <param name="By">The printed name of who recorded it.</param>
/// <param name="Instead">What to do instead of taking it back; null where it can be taken back.</param>
/// <param name="NeedsSignature">Whether one person takes it back under a signature.</param>
/// <param name="NeedsTwo">Whether two people sign, one after the other.</param>
/// <param name="DeclaredBy">Who declared the error first; null while nobody did.</param>
/// <param name="DeclaredBecause">Why; null while nobody did.</param>
/// <param name="RestingOnIt">What makes no sense without it, and has to be taken back first.</param>
public sealed record ErrorView(
    long Sequence,
    string What,
    string Says,
    string On,
    string By,
    string? Instead,
    bool NeedsSignature,
    bool NeedsTwo,
    string? DeclaredBy,
    string? DeclaredBecause,
    IReadOnlyList<string> RestingOnIt
)
{
    internal static ErrorView? Of(Viewer viewer, ParticipantState who, long sequence)
    {
        if (who.Standing(sequence) is not { Event: ParticipantEvent fact } entry || (fact.TellsArm && !viewer.SeesArms(who.Site)))
            return null;
        var declared = ErrorDeclared.Of(who, sequence);
        return new(
            sequence,
            fact.What,
            fact.Says(viewer.RulesOf(who).Protocol),
            fact.Began.ToString(),
            viewer.NameOf(entry.Stamp.By) ?? entry.Stamp.By,
            fact.InsteadOfTakingBack,
            fact is { IsTakenBackUnderSignature: true, IsTakenBackByTwo: false },
            fact.IsTakenBackByTwo,
            declared is null ? null : viewer.NameOf(declared.Stamp.By) ?? declared.Stamp.By,
            ((ErrorDeclared?)declared?.Event)?.Reason,
            [
                .. who.Facts.Where(other => other.RestsOn(fact) && (viewer.SeesArms(who.Site) || !other.TellsArm))
                    .Select(other => other.What),
            ]
        );
    }
}
