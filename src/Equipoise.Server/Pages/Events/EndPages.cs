using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>A participant leaves the study, or dies.</summary>
static class EndPages
{
    internal static void MapEnd(this IEndpointRouteBuilder to)
    {
        to.MapGet("/p/{participant}/end", (Visitor visitor, string participant) => Show(visitor, participant, Typed.Nothing))
            .For(Act.Record);
        to.MapPost("/p/{participant}/end/withdrawal", Withdraw).For(Act.Record);
        to.MapPost("/p/{participant}/end/death", Die).For(Act.Record);
    }

    static IResult Show(Visitor visitor, string participant, Typed typed) =>
        Page.Of<EndPage>(typed, ("Who", visitor.Views.Find(participant)), ("End", visitor.Views.End(participant)));

    static async Task<IResult> Withdraw(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var command = new WithdrawParticipant(
            participant,
            typed.Choice<WithdrawalReason>("why", "Why"),
            typed.Day("on", "The last day in the study")
        )
        {
            ReasonForChange = EventWords.Reason(typed),
        };
        return await visitor.Gives(typed, command, ("bad-reason", "why"))
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}")
            : Show(visitor, participant, typed);
    }

    static async Task<IResult> Die(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        (string, string)[] dates =
        [
            .. new[]
            {
                "in-the-future",
                "before-screening",
                "before-consent",
                "after-cutoff",
                "facts-after-the-end",
            }.Select(rule => (rule, "died")),
            ("change-without-reason", "death-reason"),
        ];
        var command = new RecordDeath(
            participant,
            typed.TextOrNothing("cause", "The cause"),
            typed.Day("died", "The day of death")
        )
        {
            ReasonForChange = EventWords.Reason(typed, "death-reason"),
        };
        return await visitor.Gives(typed, command, dates)
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}")
            : Show(visitor, participant, typed);
    }
}
