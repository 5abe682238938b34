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
        List<FormView> forms = [];
        foreach (var field in typed.Fields.Where(field => field.StartsWith(Chosen, StringComparison.Ordinal)))
            if (Place(field) is not { } place || visitor.Views.Form(participant, place) is not { } form)
                typed.With(null, "There is no such form.");
            else if (typed[field] != form.Version.ToString(CultureInfo.InvariantCulture))
                typed.With(null, $"{form.Standing.Label}, {form.VisitLabel}: a value was changed since you looked. Look again.");
            else
                forms.Add(form);
        if (forms.Count == 0 && typed.IsRead)
            typed.With(null, "Choose the forms that you sign.");
        if (typed.IsRead && await proofs.SignAsync(visitor, typed, SignForm.Meaning) is { } signature)
            foreach (var form in forms)
            {
                // Sent again, each form is answered as the first time.
                var key = Token.Hash($"{typed["key"]}/{form.Place}");
                await visitor.Gives(typed, new SignForm(participant, form.Place, signature), key);
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
