using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>That somebody was told the arm of a participant, for everybody who sees the participant: not which arm.</summary>
/// <param name="Person">The identifier of the one who was told.</param>
/// <param name="Name">Their printed name.</param>
/// <param name="At">When, UTC.</param>
/// <param name="LocalAt">The same by the clock of the site.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record UnblindingView(
    string Person,
    string Name,
    DateTimeOffset At,
    DateTimeOffset LocalAt,
    UnblindingPurpose Purpose,
    string Reason
)
{
    internal static UnblindingView Of(Viewer viewer, ParticipantState who, Entry entry)
    {
        var told = (ParticipantUnblinded)entry.Event;
        return new(
            told.ToldTo,
            told.Signature.Name,
            entry.Stamp.RecordedAt,
            SiteClock.Local(viewer.Trial, who.Site, entry.Stamp.RecordedAt),
            told.Purpose,
            told.Reason
        );
    }
}

/// <content>The code of a participant is broken.</content>
public sealed partial class Viewer
{
    /// <summary>
    /// Who was told the arm of a participant of a masked trial, the latest first; nobody where the viewer may not see them.
    /// </summary>
    /// <param name="participant">The identifier.</param>
    public IReadOnlyList<UnblindingView> Unblindings(string participant) =>
        Seen(participant) is { } who
            ? [.. who.EntriesOf<ParticipantUnblinded>().Reverse().Select(entry => UnblindingView.Of(this, who, entry))]
            : [];

    /// <summary>
    /// The printed name of the arm that an unblinding tells: once, in the answer of the request that recorded it, to the person
    /// who asked. Null for an answer that is told again, for anybody else, and for whatever is not recorded.
    /// </summary>
    /// <param name="answer">What the command was answered with.</param>
    public string? ArmToldBy(Decision.Accepted answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return
            answer is { IsRepeat: false, Events: [ParticipantUnblinded told] }
            && told.ToldTo == Person?.Id
            && Seen(told.Participant) is { Randomized: { } randomized } who
            && who.Unblinded.Any(told.Equals)
            ? RulesOf(who).ArmOf(randomized).Label
            : null;
    }
}
