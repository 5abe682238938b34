using Equipoise.Reporting.Markup;

namespace Equipoise.Reporting.Pages;

/// <summary>A drawing in the page, with its caption above and its conventions below.</summary>
static class Exhibit
{
    /// <param name="id">The anchor.</param>
    /// <param name="caption">What it shows. Its number is counted by the style sheet.</param>
    /// <param name="wide">The drawing.</param>
    /// <param name="narrow">The drawing for narrow screens.</param>
    /// <param name="notes">What stands under it.</param>
    public static Html Figure(string id, Html caption, string wide, string narrow, Html notes) =>
        // The drawings escape their own texts; they are the only markup that enters as a string.
        Html.Of(
            $"""
            <figure class="exhibit" id="{id}">
            <figcaption id="{id}-caption">{caption}</figcaption>
            <div class="wide">{new Html(wide)}</div>
            <div class="narrow">{new Html(narrow)}</div>
            {notes}</figure>

            """
        );
}
