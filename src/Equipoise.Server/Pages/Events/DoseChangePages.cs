using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Events;

/// <summary>What departs from the plan of a treatment: a change of dose outside the rules, and a cycle without a dose.</summary>
static class DoseChangePages
{
    /// <summary>The rules of dates, which each form tells at its own day.</summary>
    static readonly string[] dates = ["in-the-future", "before-randomization", "after-death", "after-withdrawal", "after-cutoff"];

    /// <summary>The forms, each for one treatment.</summary>
    internal const string Changed = "form-change";
    internal const string Left = "form-not-done";

    internal static void MapDoseChanges(this IEndpointRouteBuilder to)
    {
        to.MapPost("/p/{participant}/dose/change", Change).For(Act.Record);
        to.MapPost("/p/{participant}/dose/not-done", NotDone).For(Act.Record);
    }

    static Task<IResult> Change(Visitor visitor, Drafts drafts, string participant) =>
        Record(
            visitor,
            drafts,
            participant,
            (typed, treatment) =>
                new ModifyDose(
                    participant,
                    treatment,
                    typed.Choice<DoseChange>("change", "What was decided"),
                    typed.NumberOrNothing("change-level", "The new dose"),
                    typed.Text("change-why", "Why", most: 1000),
                    typed.Day("changed", "The first day")
                )
                {
                    ReasonForChange = EventWords.Reason(typed, "change-reason"),
                },
            Changed,
            "changed",
            "change-reason",
            ("not-in-arm", "change"),
            ("bad-change", "change"),
            ("no-reason", "change-why"),
            ("after-discontinuation", "changed"),
            ("level-without-reduction", "change-level"),
            ("no-levels", "change"),
            ("not-a-lower-level", "change-level")
        );

    static Task<IResult> NotDone(Visitor visitor, Drafts drafts, string participant) =>
        Record(
            visitor,
            drafts,
            participant,
            (typed, treatment) =>
                new RecordNotDone(
                    participant,
                    PlannedAct.Dose,
                    treatment,
                    typed.Whole("left-cycle", "The cycle"),
                    typed.Text("left-why", "Why", most: 1000),
                    typed.Day("left", "The day")
                )
                {
                    ReasonForChange = EventWords.Reason(typed, "left-reason"),
                },
            Left,
            "left",
            "left-reason",
            ("no-reason", "left-why"),
            ("bad-cycle", "left-cycle"),
            ("was-done", "left-cycle")
        );

    static async Task<IResult> Record(
        Visitor visitor,
        Drafts drafts,
        string participant,
        Func<Typed, string, ParticipantCommand> command,
        string form,
        string day,
        string reason,
        params (string, string)[] fields
    )
    {
        if (!visitor.Views.SeesDosesOf(participant))
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var treatment = typed["treatment"];
        return await visitor.Gives(
            typed,
            command(typed, treatment),
            [.. fields, .. dates.Select(rule => (rule, day)), ("change-without-reason", reason)]
        )
            ? DosePages.Again(visitor, drafts, participant, treatment, form)
            : DosePages.Show(visitor, drafts, participant, treatment, typed);
    }
}
