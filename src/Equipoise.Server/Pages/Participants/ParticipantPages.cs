using System.Globalization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Participants;

/// <summary>The participants, and one of them.</summary>
static class ParticipantPages
{
    const int LongestForm = 200;

    internal static void MapParticipants(this IEndpointRouteBuilder to)
    {
        to.MapGet("/", Today).For(Act.See, Act.ManagePeople);
        to.MapGet("/participants", List).For(Act.See);
        to.MapGet("/p/{participant}", Show).For(Act.See);
        to.MapGet("/p/{participant}/history/{sequence:long}", History).For(Act.See);
        to.MapGet("/p/{participant}/audit", Audit).For(Act.See);
        to.MapGet("/audit", AuditOfAll).For(Act.See, Act.ManagePeople);
        to.MapPost("/p/{participant}/draft/{form}", Keep).For(Act.Screen, Act.Record, Act.RecordDose);
    }

    static IResult Today(Visitor visitor, Drafts drafts, string? site, string? section, int page = 1)
    {
        var chosen = string.IsNullOrEmpty(site) ? null : site;
        var authorities = visitor.Person.May(Act.TellAuthority) ? visitor.Views.Authorities : [];
        var only = TodayWords.SectionOf(section);
        page = Math.Clamp(page, 1, 1_000_000);
        return Page.Of<TodayPage>(
            ("Visitor", visitor),
            (
                "View",
                only is { } one
                    ? visitor.Views.TodayOf(one, page, chosen, authorities)
                    : visitor.Views.Today(chosen, authorities)
            ),
            ("Site", chosen),
            ("Only", only),
            ("Number", page),
            // A participant who went over to another site is no longer theirs to write about.
            (
                "Drafts",
                (IReadOnlyList<string>)
                    [.. drafts.PlacesOf(visitor.Person.Id).Where(place => visitor.Views.Find(place.Split('/')[0]) is not null)]
            )
        );
    }

    static IResult List(
        Visitor visitor,
        string? site,
        string? search,
        [FromQuery(Name = "handed-over")] string? handedOver,
        int page = 1
    ) =>
        Page.Of<ParticipantsPage>(
            ("Visitor", visitor),
            ("Shown", visitor.Views.Participants(site, search, Math.Clamp(page, 1, 1_000_000))),
            ("Site", string.IsNullOrWhiteSpace(site) ? null : site),
            ("Search", string.IsNullOrWhiteSpace(search) ? null : search),
            ("WasHandedOver", handedOver is not null)
        );

    static IResult Show(Visitor visitor, string participant, int page = 1) =>
        Page.Of<TimelinePage>(
            ("Visitor", visitor),
            ("Who", visitor.Views.Find(participant)),
            ("Timeline", visitor.Views.Timeline(participant, Math.Clamp(page, 1, 1_000_000))),
            ("Arm", visitor.Views.ArmOf(participant)),
            ("Zone", visitor.ZoneOf(visitor.Views.Find(participant)!.Site))
        );

    static IResult History(Visitor visitor, string participant, long sequence) =>
        visitor.Views.History(participant, sequence) is { Count: > 0 } values
            ? Page.Of<HistoryPage>(
                ("Who", visitor.Views.Find(participant)),
                ("Values", values),
                ("Zone", visitor.ZoneOf(visitor.Views.Find(participant)!.Site))
            )
            : Results.NotFound();

    static IResult AuditOfAll(Visitor visitor, string? person, string? day, int page = 1) =>
        Audit(visitor, participant: null, person, day, page);

    static IResult Audit(Visitor visitor, string? participant, string? person, string? day, int page = 1)
    {
        var filter = new AuditFilter(
            participant,
            string.IsNullOrWhiteSpace(person) ? null : person.Trim(),
            DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null
        );
        return Page.Of<AuditPage>(
            ("Visitor", visitor),
            ("Trail", visitor.Views.Audit(filter, Math.Clamp(page, 1, 1_000_000))),
            ("Filter", filter)
        );
    }

    static IResult Keep(Visitor visitor, Drafts drafts, string participant, string form) =>
        // A slash in the name of a form is not a part of the address, and comes as it was sent.
        form.Length <= LongestForm
        && drafts.Keep(
            visitor.Person.Id,
            Drafts.Place(participant, form.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)),
            visitor.Http.Request.Form
        )
            ? Results.NoContent()
            : Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
}
