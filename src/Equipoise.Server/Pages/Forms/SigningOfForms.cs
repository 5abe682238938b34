using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Views;
using Equipoise.Server.Endpoints;
using Equipoise.Server.Signing;
using Equipoise.Server.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Server.Pages.Forms;

/// <summary>Many forms of a participant, signed in one act: one proof of who signs, and a signature for each form.</summary>
static class SigningOfForms
{
    const string Chosen = "f-";

    internal static void MapSigningOfForms(this IEndpointRouteBuilder to)
    {
        to.MapGet(
                "/p/{participant}/sign",
                (Visitor visitor, string participant, string? signed) =>
                    Draw(visitor, visitor.Views, participant, Typed.Nothing, signed is not null)
            )
            .For(Act.SignForms);
        to.MapPost("/p/{participant}/sign", Sign).For(Act.SignForms);
    }

    /// <summary>The field by which a form is chosen; what it sends is the version that was shown.</summary>
    internal static string Field(FormPlace place) => $"{Chosen}{place.Visit}/{place.Occurrence}/{place.Form}";

    static IResult Draw(Visitor visitor, Viewer views, string participant, Typed typed, bool wasSigned = false) =>
        Page.Of<SignFormsPage>(
            typed,
            ("Visitor", visitor),
            ("View", views.FormsToSign(participant)),
            ("WasSigned", wasSigned)
        );

    static async Task<IResult> Sign(Visitor visitor, Proofs proofs, string participant)
    {
        var typed = Typed.Of(visitor.Http);
        List<(FormView Form, long Seen)> forms = [];
        foreach (var field in typed.Fields.Where(field => field.StartsWith(Chosen, StringComparison.Ordinal)))
            if (Place(field) is not { } place || visitor.Views.Form(participant, place) is not { } form)
                typed.With(null, "There is no such form.");
            else
                // What is no version of the form is none that anybody saw, and the rules say so.
                forms.Add((form, FormWork.Version(typed[field])));
        if (forms.Count == 0 && typed.IsRead)
            typed.With(null, "Choose the forms that you sign.");
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, SignForm.Meaning) is { } signature)
            foreach (var (form, seen) in forms)
            {
                // Sent again, each form is answered as the first time.
                var key = Token.Hash($"{typed["key"]}/{form.Place}");
                var command = new SignForm(participant, form.Place, signature) { BasedOn = seen };
                if (await visitor.DoAsync(command, key) is Decision.Refused refused)
                    foreach (var reason in refused.Reasons)
                        typed.With(null, $"{form.Standing.Label}, {form.VisitLabel}: {reason.Words}");
            }
        return typed.IsRead
            ? FromScript.GoTo(visitor.Http, $"/p/{participant}/sign?signed=yes")
            : Draw(visitor, visitor.ViewsAfterwards, participant, typed);
    }

    static FormPlace? Place(string field) =>
        field[Chosen.Length..].Split('/') is [var visit, var number, var form]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence)
            ? new(visit, occurrence, form)
            : null;
}
