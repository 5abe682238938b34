using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Forms;

/// <summary>What the site does with a form that participants answer themselves: gives out a code, clears answers.</summary>
static class OwnForms
{
    internal static void MapOwnForms(this IEndpointRouteBuilder to, string form)
    {
        to.MapPost($"{form}/code", Give).For(Act.Record);
        to.MapPost($"{form}/clear", Clear).For(Act.Record);
    }

    /// <summary>The letter with the code: its letters are on this page, and nowhere else.</summary>
    static async Task<IResult> Give(
        Visitor visitor,
        AnswerCodes codes,
        string participant,
        string visit,
        int number,
        string form
    )
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        switch (await visitor.DoAsync(new GiveAnswerCode(participant, place), typed["key"]))
        {
            case Decision.Refused refused:
                typed.With(refused.Reasons);
                break;
            case Decision.Accepted { IsRepeat: true }:
                typed.With(null, "This code was given out already, and its letters are shown once. Give out another.");
                break;
            case Decision.Accepted:
                var given = visitor.ViewsAfterwards.Form(participant, place)!.Code!;
                return Page.Of<LetterPage>(
                    ("Form", view),
                    ("Address", $"{visitor.Http.Request.Scheme}://{visitor.Http.Request.Host}/answer"),
                    ("Code", codes.Make(participant, given.Number, given.Ends)),
                    ("Ends", given.Ends),
                    ("Zone", visitor.ZoneOf(view.Site))
                );
        }
        return FormPages.Draw(visitor, visitor.ViewsAfterwards.Form(participant, place)!, work: typed);
    }

    /// <summary>Answers that are not the participant's own are cleared; then a code can be given out anew.</summary>
    static async Task<IResult> Clear(Visitor visitor, string participant, string visit, int number, string form)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        if (!view.IsParticipantsOwn)
            typed.With(null, $"The site fills in {view.Standing.Label}: its values are changed in the form.");
        var reason = typed.Text("why-cleared", "The reason", most: 1000);
        var command = new RecordForm(
            participant,
            place,
            [
                .. view
                    .Items.Where(item => item.Value is not null)
                    .Select(item => new ItemEntry(item.Place.Item, "", item.Place.Repeat)),
            ],
            visitor.TodayAt(view.Site)
        )
        {
            BasedOn = view.Version,
            ReasonForChange = reason,
        };
        return await visitor.Gives(typed, command)
            ? FromScript.GoTo(visitor.Http, FormWords.Address(participant, place))
            : FormPages.Draw(visitor, visitor.ViewsAfterwards.Form(participant, place)!, work: typed);
    }
}
