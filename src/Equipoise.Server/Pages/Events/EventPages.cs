using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>What happens to a participant after randomization.</summary>
static class EventPages
{
    internal static void MapEvents(this IEndpointRouteBuilder to)
    {
        to.MapVisits();
        to.MapAdverseEvents();
        to.MapLaboratory();
        to.MapDoses();
        to.MapDisease();
        to.MapImport();
        to.MapEnd();
        to.MapErrors();
        to.MapTransfer();
        to.MapUnblinding();
    }
}
