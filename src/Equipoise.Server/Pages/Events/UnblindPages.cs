using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>The code of a participant is broken in an emergency.</summary>
/// <remarks>
/// The arm stands in the answer to the form and at no address: who loads the page again, or sends the form again, is told that
/// it was shown, when and to whom.
/// </remarks>
static class UnblindPages
{
    internal static void MapUnblinding(this IEndpointRouteBuilder to)
    {
        to.MapGet(
                "/p/{participant}/unblind",
                (Visitor visitor, string participant) => Show(visitor, participant, Typed.Nothing)
            )
            .For(Act.Unblind);
        to.MapPost("/p/{participant}/unblind", Unblind).For(Act.Unblind);
    }

    static IResult Show(Visitor visitor, string participant, Typed typed, Decision.Accepted? answer = null)
    {
        var views = visitor.ViewsAfterwards;
        return Page.Of<UnblindPage>(
            typed,
            ("Visitor", visitor),
            ("Who", views.Find(participant)),
            ("IsMasked", views.IsMasked),
            ("Told", views.Unblindings(participant)),
            ("WasAnswered", answer is not null),
            ("Arm", answer is null ? null : views.ArmToldBy(answer)),
            ("Zone", visitor.ZoneOf(views.Find(participant)!.Site))
        );
    }

    static async Task<IResult> Unblind(Visitor visitor, Proofs proofs, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var reason = typed.Text("why", "The reason", most: 1000);
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, UnblindParticipant.Meaning) is { } signature)
            switch (
                await visitor.DoAsync(
                    new UnblindParticipant(
                        participant,
                        UnblindingPurpose.Emergency,
                        reason,
                        visitor.Today(participant),
                        signature
                    ),
                    typed["key"]
                )
            )
            {
                case Decision.Refused refused:
                    typed.With(refused.Reasons, ("no-reason", "why"));
                    break;
                case Decision.Accepted accepted:
                    return Show(visitor, participant, Typed.Nothing, accepted);
            }
        return Show(visitor, participant, typed);
    }
}
