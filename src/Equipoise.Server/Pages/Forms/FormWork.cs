using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Forms;

/// <summary>What people do with forms that others filled in: ask and answer, verify, freeze and lock.</summary>
static class FormWork
{
    internal static void MapFormWork(this IEndpointRouteBuilder to, string form)
    {
        to.MapPost($"{form}/queries", Ask).For(Act.Query);
        to.MapPost($"{form}/verify", Verify).For(Act.Verify);
        to.MapPost($"{form}/standing", Stand).For(Act.FreezeForms);
        to.MapPost("/p/{participant}/queries/{query:int}/answer", Answer).For(Act.AnswerQuery);
        to.MapPost("/p/{participant}/queries/{query:int}/close", Close).For(Act.Query);
        to.MapGet("/queries", (Visitor visitor, string? status, int page = 1) => Queries(visitor, status, page)).For(Act.See);
        to.MapGet(
                "/verify",
                (Visitor visitor, int page = 1) =>
                    Page.Of<VerifyPage>(("View", visitor.Views.ToVerify(Math.Clamp(page, 1, 1_000_000))))
            )
            .For(Act.Verify);
    }

    static IResult Queries(Visitor visitor, string? status, int page = 1, Typed? work = null) =>
        Page.Of<QueriesPage>(
            work?.IsRead == false ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            ("Visitor", visitor),
            ("View", visitor.ViewsAfterwards.Queries(Status(status), Math.Clamp(page, 1, 1_000_000))),
            ("Status", Status(status)),
            ("Work", work ?? Typed.Nothing)
        );

    static QueryStatus? Status(string? status) =>
        status switch
        {
            "open" => QueryStatus.Open,
            "answered" => QueryStatus.Answered,
            "closed" => QueryStatus.Closed,
            _ => null,
        };

    static async Task<IResult> Ask(Visitor visitor, string participant, string visit, int number, string form)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var about = typed["item"];
        var item = view.Items.FirstOrDefault(one => FormWords.Field(one) == about);
        if (item is null && about.Length > 0)
            typed.With(null, "The form has no such question.");
        var text = typed[item is null ? "text" : $"text-{about}"].Trim().ReplaceLineEndings("\n");
        return await Do(visitor, view, typed, new OpenQuery(participant, place, item?.Place, text));
    }

    static async Task<IResult> Verify(Visitor visitor, string participant, string visit, int number, string form)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        List<ItemPlace> items = [];
        // What was compared is what the page showed: a value that was changed since was not.
        var version = view.Version;
        if (typed["all"].Length > 0)
            version = Version(typed["all"]);
        else
            foreach (var item in view.Items)
                if (typed[$"v-{FormWords.Field(item)}"] is { Length: > 0 } seen)
                    if (item.Recorded is { } recorded && Printed(recorded.Sequence) == seen)
                        items.Add(item.Place);
                    else
                        typed.With(null, $"{item.Ask}: the value was changed since you looked: compare again.");
        if (items.Count == 0 && typed["all"].Length == 0 && typed.IsRead)
            typed.With(null, "Choose the values that agree with the source.");
        return await Do(visitor, view, typed, new MarkVerified(participant, place, items) { BasedOn = version });
    }

    /// <summary>The version of a form that a page showed; -1 for what is none.</summary>
    internal static long Version(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    static string Printed(long version) => version.ToString(CultureInfo.InvariantCulture);

    static async Task<IResult> Stand(Visitor visitor, string participant, string visit, int number, string form)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var typed = Typed.Of(visitor.Http);
        var reason = typed["reason"].Trim();
        FormCommand? command = typed["act"] switch
        {
            "freeze" => new FreezeForm(participant, place),
            "unfreeze" => new UnfreezeForm(participant, place, reason),
            "lock" => new LockForm(participant, place),
            "unlock" => new UnlockForm(participant, place, reason),
            _ => null,
        };
        if (command is null)
            typed.With(null, "Freeze, unfreeze, lock or unlock.");
        return await Do(visitor, view, typed, command);
    }

    static Task<IResult> Answer(Visitor visitor, string participant, int query)
    {
        var typed = Typed.Of(visitor.Http);
        return OfQuery(
            visitor,
            participant,
            query,
            typed,
            new AnswerQuery(participant, query, typed["text"].Trim().ReplaceLineEndings("\n"))
        );
    }

    static Task<IResult> Close(Visitor visitor, string participant, int query)
    {
        var typed = Typed.Of(visitor.Http);
        var reason = typed["reason"].Trim();
        var command = new CloseQuery(participant, query, reason.Length == 0 ? null : reason);
        return OfQuery(visitor, participant, query, typed, command);
    }

    static async Task<IResult> OfQuery(Visitor visitor, string participant, int query, Typed typed, FormCommand command)
    {
        var view = visitor.Views.Query(participant, query) is { } asked ? visitor.Views.Form(participant, asked.Place) : null;
        if (view is not null)
            return await Do(visitor, view, typed, command);
        // There is no such query, or the form in force no longer has its place: the list says what became of the act.
        return await visitor.Gives(typed, command)
            ? FromScript.GoTo(visitor.Http, "/queries")
            : Queries(visitor, null, work: typed);
    }

    static async Task<IResult> Do(Visitor visitor, FormView view, Typed typed, FormCommand? command) =>
        await visitor.Gives(typed, command!)
            ? FromScript.GoTo(visitor.Http, FormWords.Address(view.Participant, view.Place))
            : FormPages.Draw(visitor, visitor.ViewsAfterwards.Form(view.Participant, view.Place)!, work: typed);
}
