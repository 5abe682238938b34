using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Participants;

/// <summary>The participants, and one of them.</summary>
static class ParticipantPages
{
    internal static void MapParticipants(this IEndpointRouteBuilder to)
    {
        to.MapGet("/participants", List).For(Act.See);
        to.MapPost("/p/{participant}/draft/{form}", Keep).For(Act.Screen, Act.Record);
    }

    static IResult List(Visitor visitor, string? site, string? search, int page = 1) =>
        Page.Of<ParticipantsPage>(
            ("Visitor", visitor),
            ("Shown", visitor.Views.Participants(site, search, Math.Clamp(page, 1, 1_000_000))),
            ("Site", string.IsNullOrWhiteSpace(site) ? null : site),
            ("Search", string.IsNullOrWhiteSpace(search) ? null : search)
        );

    static IResult Keep(Visitor visitor, Drafts drafts, string participant, string form) =>
        drafts.Keep(visitor.Person.Id, Drafts.Place(participant, form), visitor.Http.Request.Form)
            ? Results.NoContent()
            : Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
}
