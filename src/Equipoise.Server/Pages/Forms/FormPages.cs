using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Forms;

/// <summary>The visits of a participant and their forms: filled in, asked about, verified, frozen, signed.</summary>
static class FormPages
{
    const string Form = "/p/{participant}/visits/{visit}/{number:int}/{form}";

    /// <summary>The rules that speak of the day.</summary>
    static readonly string[] OfTheDay =
    [
        "in-the-future",
        "before-screening",
        "before-consent",
        "before-randomization",
        "after-death",
        "after-withdrawal",
        "after-cutoff",
    ];

    internal static void MapForms(this IEndpointRouteBuilder to)
    {
        to.MapGet("/p/{participant}/visits", Visits).For(Act.See);
        to.MapGet("/p/{participant}/visits/{visit}/{number:int}", Visit).For(Act.See);
        to.MapGet(Form, Show).For(Act.See);
        to.MapPost(Form, Save).For(Act.Record);
        to.MapPost($"{Form}/draft", Keep).For(Act.Record);
        to.MapFormWork(Form);
        to.MapOwnForms(Form);
        to.MapSigningOfForms();
    }

    static IResult Visits(Visitor visitor, string participant) =>
        Page.Of<VisitsPage>(
            ("Visitor", visitor),
            ("Who", visitor.Views.Find(participant)),
            ("View", visitor.Views.Visits(participant))
        );

    static IResult Visit(Visitor visitor, string participant, string visit, int number) =>
        visitor.Views.Visit(participant, visit, number) is { } found
            ? Page.Of<VisitPage>(("Visitor", visitor), ("Who", visitor.Views.Find(participant)), ("View", found))
            : Results.NotFound();

    static IResult Show(Visitor visitor, Drafts drafts, string participant, string visit, int number, string form, string? saved)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        var draft = visitor.May(Act.Record, view.Site) ? drafts.Of(visitor.Person.Id, Draft(participant, place)) : null;
        return Draw(
            visitor,
            view,
            draft?.Typed,
            draft: draft is null ? null : draft.Words(visitor.Now) + Amended(draft.Typed, view),
            said: saved is null ? null : $"Recorded, by protocol {view.ProtocolVersion}."
        );
    }

    /// <summary>The page of a form; as 422 where something of what was typed is wrong.</summary>
    internal static IResult Draw(
        Visitor visitor,
        FormView form,
        Typed? typed = null,
        Typed? work = null,
        string? draft = null,
        string? said = null
    ) =>
        Page.Of<FormPage>(
            typed?.IsRead != false && work?.IsRead != false
                ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity,
            ("Visitor", visitor),
            ("Form", form),
            ("Zone", visitor.ZoneOf(form.Site)),
            (
                "Day",
                visitor.Views.Visit(form.Participant, form.Place.Visit, form.Place.Occurrence)?.DoneOn
                    ?? visitor.TodayAt(form.Site)
            ),
            ("Typed", typed ?? Typed.Nothing),
            ("Work", work ?? Typed.Nothing),
            ("DraftKept", draft),
            ("Said", said)
        );

    static async Task<IResult> Save(
        Visitor visitor,
        Drafts drafts,
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
        var amended = Amended(typed, view);
        if (amended.Length > 0)
            typed.With(null, amended.Trim() + " Look at the form again, and save.");
        var save = FormSave.Of(typed, view);
        if (save.Entries.Count == 0 && typed.IsRead)
            typed.With(null, "Nothing is answered otherwise than it is recorded.");
        var on = typed.Day("on", "The day");
        var isDay = typed.Against("on") is null;
        var command = new RecordForm(participant, place, save.Entries, on)
        {
            BasedOn = save.BasedOn,
            ReasonForChange = typed.TextOrNothing("reason", "The reason", most: 1000),
        };
        if (!typed.IsRead)
            Refuse(typed, view, save.Entries.Count == 0 || !isDay ? [] : visitor.Weigh(command));
        else if (await visitor.DoAsync(command, typed["key"]) is Decision.Refused refused)
            Refuse(typed, visitor.ViewsAfterwards.Form(participant, place)!, refused.Reasons);
        if (!typed.IsRead)
        {
            drafts.Keep(visitor.Person.Id, Draft(participant, place), visitor.Http.Request.Form);
            return Draw(visitor, visitor.ViewsAfterwards.Form(participant, place)!, typed);
        }
        await Answer(visitor, participant, place, save, typed["key"]);
        drafts.Delete(visitor.Person.Id, Draft(participant, place));
        return FromScript.GoTo(
            visitor.Http,
            typed.Has("next")
                ? Next(visitor, participant, place)
                : $"{FormWords.Address(participant, place)}?saved=yes"
        );
    }

    /// <summary>The word of why answers the query that the check of an unusual value has opened.</summary>
    static async Task Answer(Visitor visitor, string participant, FormPlace place, FormSave save, string key)
    {
        if (save.Confirmed.Count == 0)
            return;
        var queries = visitor.ViewsAfterwards.Form(participant, place)!.Queries;
        foreach (var (item, why) in save.Confirmed)
            if (
                queries.LastOrDefault(query => query.IsAutomatic && query.Item == item && query.Status == QueryStatus.Open) is
                { } asked
            )
                await visitor.DoAsync(new AnswerQuery(participant, asked.Number, why), Token.Hash($"{key}/{asked.Number}"));
    }

    static void Refuse(Typed typed, FormView view, IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            typed.With(
                view.About(refusal) is { } item ? FormWords.Field(item)
                    : OfTheDay.Contains(refusal.Rule) ? "on"
                    : null,
                refusal.Words
            );
    }

    /// <summary>That the protocol is another one than when the form was opened; empty when it is not.</summary>
    static string Amended(Typed typed, FormView view) =>
        typed["protocol"] is { Length: > 0 and < 50 } opened && opened != view.ProtocolVersion
            ? $" The form is now that of protocol {view.ProtocolVersion}; you opened it under {opened}. What you typed is kept."
                + Dropped(typed, view)
            : "";

    /// <summary>What was typed into questions that the form no longer has.</summary>
    static string Dropped(Typed typed, FormView view)
    {
        var known = view.Items.Select(FormWords.Field).ToHashSet();
        var gone = typed
            .Fields.Where(field => field.StartsWith("i-", StringComparison.Ordinal) && typed[field].Length > 0)
            .Where(field => !known.Contains(field) && !known.Any(one => field.StartsWith($"{one}-", StringComparison.Ordinal)))
            .Select(field => $"{field[2..]} {typed[field]}")
            .ToList();
        return gone.Count == 0 ? "" : $" It no longer asks for: {string.Join(", ", gone)}.";
    }

    static string Next(Visitor visitor, string participant, FormPlace place)
    {
        var forms = visitor.Views.Visit(participant, place.Visit, place.Occurrence)!.Forms;
        return forms.SkipWhile(form => form.Place != place).Skip(1).FirstOrDefault() is { } next
            ? FormWords.Address(participant, next.Place)
            : FormWords.Address(participant, place.Visit, place.Occurrence);
    }

    /// <summary>
    /// Keeps what is typed, and answers with what there is to say about it, each piece for its place on the page.
    /// </summary>
    static IResult Keep(Visitor visitor, Drafts drafts, string participant, string visit, int number, string form)
    {
        FormPlace place = new(visit, number, form);
        if (visitor.Views.Form(participant, place) is not { } view)
            return Results.NotFound();
        if (!drafts.Keep(visitor.Person.Id, Draft(participant, place), visitor.Http.Request.Form))
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var typed = Typed.Of(visitor.Http);
        return Page.Of<FormNotes>(
            ("Form", view),
            ("Zone", visitor.ZoneOf(view.Site)),
            ("Typed", typed),
            ("Amended", Amended(typed, view).Trim())
        );
    }

    static string Draft(string participant, FormPlace place) =>
        Drafts.Place(participant, $"visits/{place.Visit}/{place.Occurrence}/{place.Form}");
}
