using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.AccessLog;
using Equipoise.Server.Accounts;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Pages.Forms;
using Equipoise.Server.Trial;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Answering;

/// <summary>Where a participant answers a form of their own: a code on paper, one questionnaire, no account.</summary>
/// <remarks>
/// The code comes with every request and begins no session: whoever closes the window leaves nothing behind, and whoever opens
/// the page on another device goes on there.
/// </remarks>
static class AnswerPages
{
    /// <summary>Requests of one address in a minute.</summary>
    const int Most = 30;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    internal static void MapAnswering(this IEndpointRouteBuilder to)
    {
        to.MapGet("/answer", () => Page.Of<CodePage>()).ForAnybody();
        to.MapPost("/answer", Answer).ForAnybody();
        to.MapGet("/answer/thanks", () => Page.Of<ThanksPage>()).ForAnybody();
    }

    static async Task<IResult> Answer(
        HttpContext http,
        AnswerCodes codes,
        Attempts attempts,
        RunningTrial trial,
        AccessTrail trail,
        TimeProvider clock
    )
    {
        var typed = Typed.Of(http);
        var address = http.Connection.RemoteIpAddress?.ToString();
        if (await attempts.CountAsync($"answer {address}", Minute) > Most)
            return Page.Of<CodePage>(
                StatusCodes.Status429TooManyRequests,
                ("Typed", typed.With("code", "Too many attempts at once. Please wait a minute."))
            );
        if (trial.Conduct is not { } conduct)
            return Page.Of<CodePage>(
                StatusCodes.Status503ServiceUnavailable,
                ("Typed", typed.With("code", "Please try again in a minute."))
            );
        var state = await conduct.LookAsync();
        if (codes.Find(typed["code"]) is not var (participant, number))
        {
            trail.Note(null, address, "unknown answer code");
            return Page.Of<CodePage>(
                typed.With("code", "We do not know this code, or its time is over. Look at your letter again.")
            );
        }
        if (OwnFormView.Of(state, trial.Rules, participant, number, clock.GetUtcNow()) is not { } form)
            return Page.Of<CodePage>(
                typed.With(
                    "code",
                    state.Find(participant)?.Forms.Codes.ElementAtOrDefault(number - 1)?.IsUsed == true
                        ? "You have answered with this code already. Thank you: there is nothing more to do."
                        : "This code counts no more. Please ask for another letter."
                )
            );
        if (!typed.Has("answers"))
            return Page.Of<AnswerPage>(("Form", form), ("Code", typed["code"]));
        var command = new AnswerForm(participant, form.Place, Entries(typed, form), number, form.Today);
        if (await conduct.DoAsync(command, OwnName.Of(participant), typed["key"]) is Decision.Refused refused)
        {
            foreach (var reason in refused.Reasons)
                Refuse(typed, form, reason);
            return Page.Of<AnswerPage>(typed, ("Form", form), ("Code", typed["code"]));
        }
        trail.Note(OwnName.Of(participant), address, "answered", $"code {number}");
        return FromScript.GoTo(http, "/answer/thanks");
    }

    static IReadOnlyList<ItemEntry> Entries(Typed typed, OwnFormView form) =>
        [
            .. form
                .Questions.Select(question => (question.Place, Text: FormSave.TypedInto(typed, question)))
                .Where(one => !string.IsNullOrEmpty(one.Text))
                .Select(one => new ItemEntry(one.Place.Item, one.Text!)),
        ];

    /// <summary>Tells a refusal to somebody who never saw the names of a protocol.</summary>
    static void Refuse(Typed typed, OwnFormView form, Refusal reason)
    {
        if (form.About(reason) is not { } question)
        {
            typed.With(null, "Your answers cannot be taken any more. Please call the hospital.");
            return;
        }
        typed.With(
            FormWords.Field(question),
            (reason.Rule, question.Kind) switch
            {
                ("not-answered", _) => $"{question.Ask} Please answer this question.",
                ("not-of-its-type", ItemKind.Choice or ItemKind.YesNo) => $"{question.Ask} Please choose one of the answers.",
                ("not-asked", _) => $"{question.Ask} Please leave this empty: it does not belong to your other answers.",
                ("in-the-future", _) => $"{question.Ask} This day has not come yet.",
                ("not-possible", _) => $"{question.Ask} Please write {question.Possible}.",
                _ when question.Kind == ItemKind.Number => $"{question.Ask} Please write a number.",
                _ when question.Kind == ItemKind.Text => $"{question.Ask} Please write less: at most {question.Longest} letters.",
                _ => $"{question.Ask} Please look at this again.",
            }
        );
    }
}
