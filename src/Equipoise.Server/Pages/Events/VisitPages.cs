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
    internal static void MapVisits(this IEndpointRouteBuilder to)
    {
        to.MapGet("/p/{participant}/visits/record", Form).For(Act.Record);
        to.MapPost("/p/{participant}/visits/record", Record).For(Act.Record);
    }

    static IResult Form(Visitor visitor, string participant, string? visit, int? number) =>
        Show(visitor, participant, Typed.Nothing, visit, number);

    static IResult Show(Visitor visitor, string participant, Typed typed, string? visit = null, int? number = null)
    {
        var plan = visitor.Views.Plan(participant)!;
        var chosen = visit is null
            ? plan.Visits.Select(one => plan.Next(one.Id)).OfType<Conduct.Schedule.ScheduledItem>().MinBy(item => item.Planned)
            : number is null
                ? plan.Next(visit)
                : plan.Items.FirstOrDefault(item => item.Name == visit && item.Number == number);
        return Page.Of<VisitPage>(
            typed,
            ("Who", visitor.Views.Find(participant)),
            ("Plan", plan),
            ("Chosen", chosen),
            ("Today", visitor.Today(participant))
        );
    }

    static async Task<IResult> Record(Visitor visitor, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        var visit = typed["visit"];
        if (visit.Length == 0)
            typed.With("visit", "Choose what it is.");
        // What is not done is known by its number, an assessment by its day.
        var isAssessment = visit == "tumor-assessment";
        var number = isAssessment ? 0 : typed.Whole("number", "The number");
        var isDone = typed.IsYes("done", "Whether it was done");
        var on = typed.Day("on", "The day");
        var why = isDone ? null : typed.Text("why", "The reason why it was not done", most: 1000);
        var reason = EventWords.Reason(typed);
        if (isDone && isAssessment && typed.IsRead)
            typed.With("visit", "What was seen at a tumor assessment is recorded at the page of the disease.");
        ParticipantCommand command = isDone
            ? new RecordVisit(participant, visit, number, on) { ReasonForChange = reason }
            : new RecordNotDone(
                participant,
                isAssessment ? PlannedAct.TumorAssessment : PlannedAct.Visit,
                isAssessment ? null : visit,
                isAssessment ? null : number,
                why!,
                on
            )
            {
                ReasonForChange = reason,
            };
        return await visitor.Gives(
            typed,
            command,
            ("unknown-visit", "visit"),
            ("bad-visit-number", "number"),
            ("recorded-as-not-done", "done"),
            ("was-done", "done"),
            ("no-reason", "why")
        )
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}")
            : Show(visitor, participant, typed);
    }
}
