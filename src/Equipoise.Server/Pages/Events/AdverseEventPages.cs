using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>Adverse events, and whom serious ones are told.</summary>
static class AdverseEventPages
{
    const string All = "/p/{participant}/adverse-events";
    const string One = "/p/{participant}/adverse-events/{number:int}";

    internal static void MapAdverseEvents(this IEndpointRouteBuilder to)
    {
        to.MapGet(All, List).For(Act.See);
        to.MapGet($"{All}/new", New).For(Act.Record);
        to.MapPost($"{All}/new", RecordNew).For(Act.Record);
        to.MapPost($"{All}/grades", Grades).For(Act.Record);
        to.MapGet(One, (Visitor visitor, string participant, int number) => Show(visitor, participant, number, Typed.Nothing))
            .For(Act.See);
        to.MapPost(One, (Visitor visitor, string participant, int number) => Record(visitor, participant, number))
            .For(Act.Record);
        to.MapPost($"{One}/aware", Aware).For(Act.TellSponsor);
        to.MapPost($"{One}/report", Report).For(Act.TellSponsor);
        to.MapPost($"{One}/submit", Submit).For(Act.TellAuthority);
        to.MapGet("/serious", Serious).For(Act.See);
    }

    static IResult Serious(Visitor visitor, string? site, string? status, int page = 1)
    {
        var sites = visitor.Views.Sites;
        // A site that is not one of theirs is answered as if none had been asked for.
        var chosen = sites.FirstOrDefault(one => one.Site == site)?.Site;
        SeriousStatus? wanted = status switch
        {
            "open" => SeriousStatus.Open,
            "told" => SeriousStatus.Told,
            _ => null,
        };
        return Page.Of<SeriousPage>(
            ("Visitor", visitor),
            ("View", visitor.Views.Serious(chosen, wanted, Math.Clamp(page, 1, 1_000_000))),
            ("Sites", sites),
            ("Site", chosen),
            ("Status", wanted)
        );
    }

    // A draft of a new event is reached by the list.
    const string Draft = "adverse-events";

    static IResult New(Visitor visitor, Drafts drafts, string participant)
    {
        var draft = drafts.Of(visitor.Person.Id, Drafts.Place(participant, Draft));
        return Show(visitor, participant, null, draft?.Typed ?? Typed.Nothing, draft: draft?.Words(visitor.Now));
    }

    static async Task<IResult> RecordNew(Visitor visitor, Drafts drafts, string participant)
    {
        var answer = await Record(visitor, participant, null);
        if (answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status422UnprocessableEntity })
            drafts.Delete(visitor.Person.Id, Drafts.Place(participant, Draft));
        return answer;
    }

    static IResult List(Visitor visitor, Drafts drafts, string participant)
    {
        var who = visitor.Views.Find(participant)!;
        return Page.Of<AdverseEventsPage>(
            ("Who", who),
            ("Events", visitor.Views.AdverseEvents(participant)),
            ("MayRecord", visitor.May(Act.Record, who.Site)),
            ("HasDraft", drafts.Of(visitor.Person.Id, Drafts.Place(participant, Draft)) is not null)
        );
    }

    static AdverseEventView? Find(Visitor visitor, string participant, int number) =>
        visitor.Views.AdverseEvents(participant).FirstOrDefault(one => one.Event.Number == number);

    static IResult Show(
        Visitor visitor,
        string participant,
        int? number,
        Typed typed,
        Typed? told = null,
        string? draft = null
    )
    {
        var found = number is { } known ? Find(visitor, participant, known) : null;
        if (number is not null && found is null)
            return Results.NotFound();
        var who = visitor.Views.Find(participant)!;
        var status = typed.IsRead && told?.IsRead != false ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return Page.Of<AdverseEventPage>(
            status,
            ("Visitor", visitor),
            ("Who", who),
            ("Known", found),
            ("Grades", visitor.Views.GradesOf(participant, typed.WasSent ? typed["term"] : found?.Event.Term ?? "")),
            ("Zone", visitor.ZoneOf(who.Site)),
            ("Typed", typed),
            ("Told", told ?? Typed.Nothing),
            ("DraftKept", draft)
        );
    }

    /// <summary>What the grades of the term mean that is typed so far.</summary>
    static IResult Grades(Visitor visitor, string participant) =>
        Page.Of<GradeTable>(("Grades", visitor.Views.GradesOf(participant, Typed.Of(visitor.Http)["term"])));

    static async Task<IResult> Record(Visitor visitor, string participant, int? number)
    {
        if (number is { } known && Find(visitor, participant, known) is null)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var term = typed.Text("term", "The term");
        var start = typed.PartialDay("on", "The first day");
        if (start is null && typed.Against("on") is null)
            typed.With("on", "The first day is missing: its year at least.");
        var criteria = Enum.GetValues<SeriousnessCriteria>()
            .Where(one => typed[$"criterion-{one}"] == "yes")
            .Aggregate(SeriousnessCriteria.None, (all, one) => all | one);
        var command = new RecordAdverseEvent(
            participant,
            term,
            typed.TextOrNothing("preferred", "The preferred term"),
            typed.TextOrNothing("system", "The body system"),
            typed.Whole("grade", "The grade"),
            typed.IsYes("serious", "Whether it is serious"),
            typed.IsYes("related", "Whether it is related"),
            typed.Choice<ActionTaken>("action", "What was done to the treatment"),
            typed.Choice<AdverseEventOutcome>("outcome", "How it stands"),
            start ?? default(DateOnly),
            typed.PartialDay("end", "The last day"),
            criteria == SeriousnessCriteria.None ? null : criteria,
            typed.YesOrNo("expected"),
            number
        )
        {
            ReasonForChange = EventWords.Reason(typed),
        };
        if (
            !await visitor.Gives(
                typed,
                command,
                ("no-term", "term"),
                ("another-event", "term"),
                ("which-event", "reason"),
                ("bad-grade", "grade"),
                ("grade-5-is-death", "outcome"),
                ("fatal-is-serious", "serious"),
                ("death-is-fatal", "outcome"),
                ("serious-without-criterion", "serious"),
                ("criterion-without-serious", "serious"),
                ("ends-before-it-starts", "end")
            )
        )
            return Show(visitor, participant, number, typed);
        // A serious event leads on to its clock.
        var recorded =
            number
            ?? visitor
                .ViewsAfterwards.AdverseEvents(participant)
                .First(one => one.Event.Term == term && one.Event.Start == start)
                .Event.Number;
        return FromScript.GoTo(
            visitor.Http,
            command.Serious ? $"/p/{participant}/adverse-events/{recorded}" : $"/p/{participant}/adverse-events"
        );
    }

    static Task<IResult> Aware(Visitor visitor, string participant, int number) =>
        Tell(
            visitor,
            participant,
            number,
            (typed, item, zone) =>
                new RecordSiteAwareness(
                    participant,
                    item.Term,
                    item.Start,
                    typed.Moment("aware", "When the site learned of it", zone)
                ),
            "aware"
        );

    static Task<IResult> Report(Visitor visitor, string participant, int number) =>
        Tell(
            visitor,
            participant,
            number,
            (typed, item, zone) =>
                new ReportToSponsor(
                    participant,
                    item.Term,
                    item.Start,
                    typed.Moment("report", "When the sponsor received it", zone),
                    typed.Whole("report-number", "The number of the report")
                ),
            "report"
        );

    static Task<IResult> Submit(Visitor visitor, string participant, int number) =>
        Tell(
            visitor,
            participant,
            number,
            (typed, item, zone) =>
                new SubmitToAuthority(
                    participant,
                    item.Term,
                    item.Start,
                    typed.Text("authority", "The authority", most: 80),
                    typed.Choice<SubmissionKind>("kind", "Which report it is"),
                    typed.Moment("submit", "When it was submitted", zone)
                ),
            "submit"
        );

    static async Task<IResult> Tell(
        Visitor visitor,
        string participant,
        int number,
        Func<Typed, AdverseEventRecorded, TimeZoneInfo, ParticipantCommand> command,
        string field
    )
    {
        if (Find(visitor, participant, number) is not { } found)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var asked = command(typed, found.Event, visitor.ZoneOf(found.Site)) with
        {
            ReasonForChange = EventWords.Reason(typed, $"{field}-reason"),
        };
        return await visitor.Gives(
            typed,
            asked,
            ("in-the-future", field),
            ("before-the-event", field),
            ("after-the-report", field),
            ("before-awareness", field),
            ("before-the-report", field),
            ("no-awareness", field),
            ("reports-out-of-order", field),
            ("bad-report-number", "report-number"),
            ("no-authority", "authority"),
            ("not-reported", field),
            ("follow-up-without-first", "kind"),
            ("change-without-reason", $"{field}-reason")
        )
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}/adverse-events/{number}")
            : Show(visitor, participant, number, Typed.Nothing, typed);
    }
}
