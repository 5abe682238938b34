using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;

namespace Equipoise.Server.Api;

/// <summary>A page of participants, the one screened last first.</summary>
/// <param name="Participants">Those on the page, at most 50.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
sealed record ParticipantsTold(IReadOnlyList<ParticipantTold> Participants, int Total, int Page, int Pages)
{
    internal static ParticipantsTold Of(ParticipantPage page) =>
        new([.. page.Participants.Select(ParticipantTold.Of)], page.Total, page.Page, page.Pages);
}

/// <summary>A participant. There is no arm here, whoever asks.</summary>
/// <param name="Participant">The identifier.</param>
/// <param name="Site">The site.</param>
/// <param name="Status">How far they have come.</param>
/// <param name="Screened">The day of screening.</param>
/// <param name="Consented">The day of consent; null without.</param>
/// <param name="Randomized">The day of randomization; null without.</param>
/// <param name="Left">The day on which they left the study; null while they are in it.</param>
/// <param name="Died">The day of death; null while nobody recorded one.</param>
/// <param name="Age">Age in whole years on the day of screening.</param>
/// <param name="Sex">Sex as recorded by the site.</param>
/// <param name="ProtocolVersion">The version of the protocol that binds them.</param>
sealed record ParticipantTold(
    string Participant,
    string Site,
    ParticipantStatus Status,
    DateOnly? Screened,
    DateOnly? Consented,
    DateOnly? Randomized,
    DateOnly? Left,
    DateOnly? Died,
    int Age,
    Sex Sex,
    string ProtocolVersion
)
{
    internal static ParticipantTold Of(ParticipantView who) =>
        new(
            who.Participant,
            who.Site,
            who.Status,
            who.Screened,
            who.Consented,
            who.Randomized,
            who.Left,
            who.Died,
            who.Age,
            who.Sex,
            who.ProtocolVersion
        );
}

/// <summary>A participant with the criteria of eligibility.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Eligibility">Whether they may enter.</param>
sealed record OneParticipantTold(ParticipantTold Who, EligibilityTold Eligibility)
{
    internal static OneParticipantTold Of(ParticipantView who, ScreeningView screening) =>
        new(ParticipantTold.Of(who), EligibilityTold.Of(screening));
}

/// <summary>Whether a participant may enter.</summary>
/// <param name="IsMet">Whether every criterion is answered, permits entry, and rests on evidence that is not too old today.</param>
/// <param name="IsSigned">Whether an investigator signed for what is recorded now; it is signed in the browser only.</param>
/// <param name="Criteria">The criteria, in the order of the protocol.</param>
sealed record EligibilityTold(bool IsMet, bool IsSigned, IReadOnlyList<CriterionTold> Criteria)
{
    internal static EligibilityTold Of(ScreeningView screening) =>
        new(
            screening.IsMet,
            screening.Signed is { Holds: true },
            [
                .. screening.Criteria.Select(one => new CriterionTold(
                    one.Id,
                    one.Question,
                    one.Kind,
                    one.Asks,
                    one.Unit,
                    one.Options,
                    one.Answer,
                    one.On,
                    one.UsableUntil,
                    one.Verdict
                )),
            ]
        );
}

/// <summary>A criterion with its latest answer.</summary>
/// <param name="Id">Its id in the protocol, by which it is answered.</param>
/// <param name="Question">The question.</param>
/// <param name="Kind">Whether meeting its rule lets in or keeps out.</param>
/// <param name="Asks">What kind of answer it asks for: true or false, a number, a text.</param>
/// <param name="Unit">The unit of a number; null for none.</param>
/// <param name="Options">The choices that meet the rule; empty for another kind.</param>
/// <param name="Answer">The latest answer, as it is printed; null without.</param>
/// <param name="On">The day of its evidence; null without.</param>
/// <param name="UsableUntil">The last day on which it may be relied on; null for one that never grows too old.</param>
/// <param name="Verdict">What the answer means today.</param>
sealed record CriterionTold(
    string Id,
    string Question,
    CriterionKind Kind,
    AnswerKind Asks,
    string? Unit,
    IReadOnlyList<string> Options,
    string? Answer,
    DateOnly? On,
    DateOnly? UsableUntil,
    CriterionVerdict Verdict
);

/// <summary>An allocation.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="On">The day.</param>
/// <param name="Arm">The id of the arm in the protocol; null for whoever may not see arms.</param>
/// <param name="ArmName">The printed name of the arm; null for whoever may not see arms.</param>
sealed record RandomizationTold(string Participant, DateOnly On, string? Arm, string? ArmName)
{
    internal static RandomizationTold? Of(Viewer views, string participant) =>
        views.Find(participant)?.Randomized is { } on
            ? new(participant, on, views.FindUnblinded(participant)?.Arm, views.ArmOf(participant))
            : null;
}

/// <summary>What became of what was asked.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Outcome">Whether something was recorded by it.</param>
sealed record RecordedTold(string Participant, Outcome Outcome);

/// <summary>Whether something was recorded.</summary>
enum Outcome
{
    /// <summary>This request recorded it, now or when it was asked first.</summary>
    Recorded,

    /// <summary>Exactly this was recorded already, by another request.</summary>
    RecordedBefore,

    /// <summary>It is not recorded, for these reasons.</summary>
    Refused,
}

/// <summary>What became of each row.</summary>
/// <param name="Recorded">How many rows this request recorded, now or when it was asked first.</param>
/// <param name="RecordedBefore">How many were recorded already, by another request.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Rows">The rows, in the order in which they were sent.</param>
sealed record BatchTold(int Recorded, int RecordedBefore, int Refused, IReadOnlyList<RowTold> Rows)
{
    internal static BatchTold Of(IReadOnlyList<RowTold> rows) =>
        new(Count(rows, Outcome.Recorded), Count(rows, Outcome.RecordedBefore), Count(rows, Outcome.Refused), rows);

    static int Count(IReadOnlyList<RowTold> rows, Outcome outcome) => rows.Count(row => row.Outcome == outcome);
}

/// <summary>What became of a row.</summary>
/// <param name="Row">Its place, from 1.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Outcome">Whether it is recorded.</param>
/// <param name="Refusals">Why not; empty when it is.</param>
sealed record RowTold(int Row, string Participant, Outcome Outcome, IReadOnlyList<RefusalTold> Refusals);
