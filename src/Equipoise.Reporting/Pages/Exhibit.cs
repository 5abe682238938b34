namespace Equipoise.Reporting.Pages;

/// <summary>A drawing in the page, with its caption above and its conventions below.</summary>
static class Exhibit
{
    /// <param name="id">The anchor.</param>
    /// <param name="caption">What it shows. Its number is counted by the style sheet.</param>
    /// <param name="drawings">The drawing; a second one is for narrow screens.</param>
    /// <param name="notes">What stands under it.</param>
    /// <param name="scrolls">Whether it keeps its size on a narrow screen and scrolls in a box of its own.</param>
    public static Html Figure(string id, Html caption, IReadOnlyList<string> drawings, Html notes, bool scrolls)
    {
        // The drawings escape their own texts; they are the only markup that enters as a string.
        var body = drawings is [var wide, var narrow]
            ? Html.Of($"<div class=\"wide\">{new Html(wide)}</div>\n<div class=\"narrow\">{new Html(narrow)}</div>\n")
            : new Html(drawings[0]);
        var box = scrolls
            ? Html.Of($"<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}-caption\" tabindex=\"0\"><div class=\"keeps-size\">{body}</div></div>\n")
            : body;
        return Html.Of($"<figure class=\"exhibit\" id=\"{id}\">\n<figcaption id=\"{id}-caption\">{caption}</figcaption>\n{box}{notes}</figure>\n");
    }
}
