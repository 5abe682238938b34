using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>A participant goes over to another site.</summary>
static class TransferPages
{
    const string Transfer = "/p/{participant}/transfer";

    internal static void MapTransfer(this IEndpointRouteBuilder to)
    {
        to.MapGet(Transfer, (Visitor visitor, string participant) => Show(visitor, participant, Typed.Nothing)).For(Act.Transfer);
        to.MapPost(Transfer, Move).For(Act.Transfer);
    }

    static IResult Show(Visitor visitor, string participant, Typed typed) =>
        Page.Of<TransferPage>(
            typed,
            ("Visitor", visitor),
            ("Who", visitor.Views.Find(participant)),
            ("Others", visitor.Views.SitesToTakeOver(participant))
        );

    static async Task<IResult> Move(Visitor visitor, Proofs proofs, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var site = typed["to"];
        if (visitor.Views.SitesToTakeOver(participant).All(one => one.Site != site))
            typed.With("to", "Choose the site that takes over.");
        var why = typed.Text("why", "Why", most: 1000);
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, TransferParticipant.Meaning) is { } signature)
            await visitor.Gives(
                typed,
                new TransferParticipant(participant, site, why, visitor.Today(participant), signature),
                ("unknown-site", "to"),
                ("same-site", "to"),
                ("no-reason", "why")
            );
        if (!typed.IsRead)
            return Show(visitor, participant, typed);
        // Whoever belongs to the site that handed over sees nothing of the participant any more.
        return FromScript.GoTo(
            visitor.Http,
            visitor.ViewsAfterwards.Find(participant) is null ? "/participants?handed-over=yes" : $"/p/{participant}"
        );
    }
}
