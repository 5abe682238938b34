using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>Something was entered in error: one person takes it back, or two who sign one after the other.</summary>
static class ErrorPages
{
    const string One = "/p/{participant}/error/{sequence:long}";

    internal static void MapErrors(this IEndpointRouteBuilder to)
    {
        to.MapGet(
                One,
                (Visitor visitor, string participant, long sequence) => Show(visitor, participant, sequence, Typed.Nothing)
            )
            .For(Act.Record, Act.DeclareError, Act.ConfirmError);
        to.MapPost($"{One}/mark", Mark).For(Act.Record);
        to.MapPost($"{One}/declare", Declare).For(Act.DeclareError);
        to.MapPost($"{One}/confirm", Confirm).For(Act.ConfirmError);
    }

    static IResult Show(Visitor visitor, string participant, long sequence, Typed typed) =>
        visitor.Views.Error(participant, sequence) is { } fact
            ? Page.Of<ErrorPage>(typed, ("Visitor", visitor), ("Who", visitor.Views.Find(participant)), ("Fact", fact))
            : Results.NotFound();

    static Task<IResult> Mark(Visitor visitor, Proofs proofs, string participant, long sequence) =>
        TakeBack(
            visitor,
            proofs,
            participant,
            sequence,
            visitor.Views.Error(participant, sequence)?.NeedsSignature == true ? MarkEnteredInError.Meaning : null,
            (reason, on, signature) => new MarkEnteredInError(participant, sequence, reason, on, signature)
        );

    static Task<IResult> Declare(Visitor visitor, Proofs proofs, string participant, long sequence) =>
        TakeBack(
            visitor,
            proofs,
            participant,
            sequence,
            DeclareError.Meaning,
            (reason, on, signature) => new DeclareError(participant, sequence, reason, on, signature!)
        );

    static Task<IResult> Confirm(Visitor visitor, Proofs proofs, string participant, long sequence) =>
        TakeBack(
            visitor,
            proofs,
            participant,
            sequence,
            ConfirmError.Meaning,
            (_, on, signature) => new ConfirmError(participant, sequence, on, signature!),
            isExplained: true
        );

    static async Task<IResult> TakeBack(
        Visitor visitor,
        Proofs proofs,
        string participant,
        long sequence,
        string? meaning,
        Func<string, DateOnly, Signature?, ParticipantCommand> command,
        bool isExplained = false
    )
    {
        if (visitor.Views.Error(participant, sequence) is null)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var reason = isExplained ? "" : typed.Text("why", "The reason", most: 1000);
        var signature = meaning is not null && typed.IsRead ? await proofs.SignAsync(visitor, typed, meaning) : null;
        return typed.IsRead
            && await visitor.Gives(typed, command(reason, visitor.Today(participant), signature), ("no-reason", "why"))
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}")
            : Show(visitor, participant, sequence, typed);
    }
}
