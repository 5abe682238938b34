using System.ComponentModel;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;

namespace Equipoise.Server.Api;

/// <summary>A page of participants, the one screened last first.</summary>
sealed record ParticipantsTold(
    [Description("Those on the page, at most 50.")] IReadOnlyList<ParticipantTold> Participants,
    [Description("How many there are on all pages.")] int Total,
    [Description("Which page, from 1.")] int Page,
    [Description("How many pages there are.")] int Pages
)
{
    internal static ParticipantsTold Of(ParticipantPage page) =>
        new([.. page.Participants.Select(ParticipantTold.Of)], page.Total, page.Page, page.Pages);
}

/// <summary>A participant. There is no arm here, whoever asks.</summary>
sealed record ParticipantTold(
    [Description("The identifier.")] string Participant,
    [Description("The site.")] string Site,
    [Description("How far they have come.")] ParticipantStatus Status,
    [Description("The day of screening.")] DateOnly? Screened,
    [Description("The day of consent; null without.")] DateOnly? Consented,
    [Description("The day of randomization; null without.")] DateOnly? Randomized,
    [Description("The day on which they left the study; null while they are in it.")] DateOnly? Left,
    [Description("The day of death; null while nobody recorded one.")] DateOnly? Died,
    [Description("Age in whole years on the day of screening.")] int Age,
    [Description("Sex as recorded by the site.")] Sex Sex,
    [Description("The version of the protocol that binds them.")] string ProtocolVersion
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
sealed record OneParticipantTold(
    [Description("The participant.")] ParticipantTold Who,
    [Description("Whether they may enter.")] EligibilityTold Eligibility
)
{
    internal static OneParticipantTold Of(ParticipantView who, ScreeningView screening) =>
        new(ParticipantTold.Of(who), EligibilityTold.Of(screening));
}

/// <summary>Whether a participant may enter.</summary>
sealed record EligibilityTold(
    [Description("Whether every criterion is answered, permits entry, and rests on evidence that is not too old today.")]
        bool IsMet,
    [Description("Whether an investigator signed for what is recorded now; it is signed in the browser only.")]
        bool IsSigned,
    [Description("The criteria, in the order of the protocol.")] IReadOnlyList<CriterionTold> Criteria
)
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
sealed record CriterionTold(
    [Description("Its id in the protocol, by which it is answered.")] string Id,
    [Description("The question.")] string Question,
    [Description("Whether meeting its rule lets in or keeps out.")] CriterionKind Kind,
    [Description("What kind of answer it asks for: true or false, a number, a text.")] AnswerKind Asks,
    [Description("The unit of a number; null for none.")] string? Unit,
    [Description("The choices that meet the rule; empty for another kind.")] IReadOnlyList<string> Options,
    [Description("The latest answer, as it is printed; null without.")] string? Answer,
    [Description("The day of its evidence; null without.")] DateOnly? On,
    [Description("The last day on which it may be relied on; null for one that never grows too old.")] DateOnly? UsableUntil,
    [Description("What the answer means today.")] CriterionVerdict Verdict
);

/// <summary>An allocation.</summary>
sealed record RandomizationTold(
    [Description("The participant.")] string Participant,
    [Description("The day.")] DateOnly On,
    [Description("The id of the arm in the protocol; null for whoever may not see arms.")] string? Arm,
    [Description("The printed name of the arm; null for whoever may not see arms.")] string? ArmName
)
{
    internal static RandomizationTold? Of(Viewer views, string participant) =>
        views.Find(participant)?.Randomized is { } on
            ? new(participant, on, views.FindUnblinded(participant)?.Arm, views.ArmOf(participant))
            : null;
}

/// <summary>What became of what was asked.</summary>
sealed record RecordedTold(
    [Description("The participant.")] string Participant,
    [Description("Whether something was recorded by it.")] Outcome Outcome
);

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
sealed record BatchTold(
    [Description("How many rows this request recorded, now or when it was asked first.")] int Recorded,
    [Description("How many were recorded already, by another request.")] int RecordedBefore,
    [Description("How many were refused.")] int Refused,
    [Description("The rows, in the order in which they were sent.")] IReadOnlyList<RowTold> Rows
)
{
    internal static BatchTold Of(IReadOnlyList<RowTold> rows) =>
        new(Count(rows, Outcome.Recorded), Count(rows, Outcome.RecordedBefore), Count(rows, Outcome.Refused), rows);

    static int Count(IReadOnlyList<RowTold> rows, Outcome outcome) => rows.Count(row => row.Outcome == outcome);
}

/// <summary>What became of a row.</summary>
sealed record RowTold(
    [Description("Its place, from 1.")] int Row,
    [Description("The participant.")] string Participant,
    [Description("Whether it is recorded.")] Outcome Outcome,
    [Description("Why not; empty when it is.")] IReadOnlyList<RefusalTold> Refusals
);
