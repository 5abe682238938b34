using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.Views;

/// <summary>
/// A participant as whoever is blinded may see them: there is no member for an arm, so that no page can show one by mistake.
/// </summary>
/// <param name="Participant">The identifier.</param>
/// <param name="Site">The site.</param>
/// <param name="Screened">The day of screening.</param>
/// <param name="Consented">The day of consent; null without.</param>
/// <param name="Randomized">The day of randomization; null without.</param>
/// <param name="Left">The day on which the participant left the study; null while they are in it.</param>
/// <param name="Died">The day of death; null while nobody recorded one.</param>
/// <param name="Status">How far they have come.</param>
/// <param name="Age">Age in whole years on the day of screening.</param>
/// <param name="Sex">Sex as recorded by the site.</param>
/// <param name="ProtocolVersion">The version of the protocol that binds them.</param>
public sealed record ParticipantView(
    string Participant,
    string Site,
    DateOnly? Screened,
    DateOnly? Consented,
    DateOnly? Randomized,
    DateOnly? Left,
    DateOnly? Died,
    ParticipantStatus Status,
    int Age,
    Sex Sex,
    string ProtocolVersion
)
{
    internal static ParticipantView Of(Viewer viewer, ParticipantState who) =>
        new(
            who.Id,
            who.Site,
            who.At(Milestone.Screening)?.On,
            who.At(Milestone.Consent)?.On,
            who.At(Milestone.Randomization)?.On,
            who.At(Milestone.Withdrawal)?.On,
            who.At(Milestone.Death)?.On,
            ParticipantStatusWords.Of(viewer, who),
            who.Screened.Age,
            who.Screened.Sex,
            viewer.RulesOf(who).Protocol.Trial.Version
        );
}

/// <summary>A randomized participant as whoever may see arms sees them.</summary>
/// <param name="Participant">The participant without the arm.</param>
/// <param name="Arm">The id of the arm.</param>
public sealed record UnblindedParticipantView(ParticipantView Participant, string Arm)
{
    internal static UnblindedParticipantView Of(Viewer viewer, ParticipantState who) =>
        new(ParticipantView.Of(viewer, who), who.Randomized!.Arm);
}

/// <summary>A value as it was recorded once.</summary>
/// <param name="Sequence">The row of the log.</param>
/// <param name="What">What it is a value of.</param>
/// <param name="Value">The entry, as the log has it.</param>
/// <param name="By">Who recorded it: the identifier.</param>
/// <param name="Name">Who recorded it: the printed name; null for a log without people.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Reason">Why it replaced an earlier value; null for the first.</param>
public sealed record RecordedView(
    long Sequence,
    string What,
    string Value,
    string By,
    string? Name,
    DateTimeOffset At,
    string? Reason
)
{
    internal static RecordedView Of(Entry entry, TrialState trial)
    {
        var fact = (ParticipantEvent)entry.Event;
        return new(
            entry.Sequence,
            fact.What,
            EventJson.Write(fact),
            entry.Stamp.By,
            trial.People.GetValueOrDefault(entry.Stamp.By)?.Name,
            entry.Stamp.RecordedAt,
            fact.ReasonForChange
        );
    }
}
