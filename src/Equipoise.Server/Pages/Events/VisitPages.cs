using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>A visit took place, or something planned was not done.</summary>
static class VisitPages
{
    const string Place = "visits/record";

    internal static void MapVisits(this IEndpointRouteBuilder to)
    {
        to.MapGet("/p/{participant}/visits/record", Form).For(Act.Record);
        to.MapPost("/p/{participant}/visits/record", Record).For(Act.Record);
    }

    static IResult Form(Visitor visitor, Drafts drafts, string participant, string? visit, int? number) =>
        Show(visitor, drafts, participant, Typed.Nothing, visit, number);

    static IResult Show(
        Visitor visitor,
        Drafts drafts,
        string participant,
        Typed typed,
        string? visit = null,
        int? number = null
    )
    {
        var plan = visitor.Views.Plan(participant)!;
        var chosen = visit is null
            ? plan.Visits.Select(one => plan.Next(one.Id)).OfType<Conduct.Schedule.ScheduledItem>().MinBy(item => item.Planned)
            : number is null
                ? plan.Next(visit)
                : plan.Items.FirstOrDefault(item => item.Name == visit && item.Number == number);
        // What is refused stays the form that it was.
        var form =
            typed["draft"] is { Length: > 0 } named ? named
            : chosen is null ? Place
            : $"{Place}?visit={Uri.EscapeDataString(chosen.Name)}&number={chosen.Number}";
        return Page.Of<VisitPage>(
            typed.IsRead ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            ("Form", form),
            ("Into", new TypedInto(drafts, visitor, participant, typed)),
            ("Who", visitor.Views.Find(participant)),
            ("Plan", plan),
            ("Chosen", chosen),
            ("Tests", visitor.Views.Laboratory(participant)!.Tests.Select(test => test.Id).ToList()),
            ("Today", visitor.Today(participant))
        );
    }

    static async Task<IResult> Record(Visitor visitor, Drafts drafts, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var visit = typed["visit"];
        if (visit.Length == 0)
            typed.With("visit", "Choose what it is.");
        // A visit is known by its number; a sample and an assessment by their day.
        var test = visit.StartsWith(VisitPage.Test, StringComparison.Ordinal) ? visit[VisitPage.Test.Length..] : null;
        var isVisit = test is null && visit != VisitPage.Assessment;
        var number = isVisit ? typed.Whole("number", "The number") : 0;
        var isDone = typed.IsYes("done", "Whether it was done");
        var on = typed.Day("on", "The day");
        var why = isDone ? null : typed.Text("why", "The reason why it was not done", most: 1000);
        var reason = EventWords.Reason(typed);
        if (isDone && !isVisit && typed.IsRead)
            typed.With("visit", "What was measured or seen is recorded at the page of the laboratory or of the disease.");
        ParticipantCommand command = isDone
            ? new RecordVisit(participant, visit, number, on) { ReasonForChange = reason }
            : new RecordNotDone(
                participant,
                isVisit ? PlannedAct.Visit
                    : test is null ? PlannedAct.TumorAssessment
                    : PlannedAct.LaboratorySample,
                isVisit ? visit : test,
                isVisit ? number : null,
                why ?? "",
                on
            )
            {
                ReasonForChange = reason,
            };
        if (!await visitor.Gives(
            typed,
            command,
            ("unknown-visit", "visit"),
            ("unknown-test", "visit"),
            ("bad-visit-number", "number"),
            ("recorded-as-not-done", "done"),
            ("was-done", "done"),
            ("no-reason", "why")
        ))
            return Show(visitor, drafts, participant, typed);
        drafts.Delete(visitor.Person.Id, Drafts.Place(participant, typed["draft"]));
        return FromScript.GoTo(visitor.Http, $"/p/{participant}");
    }
}
