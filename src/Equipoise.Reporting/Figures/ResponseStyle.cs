namespace Equipoise.Reporting.Figures;

/// <summary>How a best overall response looks: a color, and a line that tells in gray.</summary>
/// <param name="Code">Its short name, where there is room for no other.</param>
/// <param name="Fill">The color of its bars and lines.</param>
/// <param name="Dash">The dash pattern of its lines; "none" for a solid one.</param>
readonly record struct ResponseStyle(string Code, string Fill, string Dash)
{
    static readonly (string Response, ResponseStyle Style)[] known =
    [
        ("CR", new("CR", "#003A5D", "none")),
        ("PR", new("PR", "#0072B2", "9 2")),
        ("SD", new("SD", "#7FB2D0", "4 2")),
        ("NON-CR/NON-PD", new("NN", "#8A7A5A", "9 2 2 2")),
        ("PD", new("PD", "#D55E00", "2 2")),
        ("NE", new("NE", "#8D969D", "1 3")),
    ];

    /// <summary>That of participants whose response is in no data, who have no assessment.</summary>
    static readonly ResponseStyle none = new("–", "#B9C0C5", "1 5");

    /// <summary>The style of a best overall response.</summary>
    public static ResponseStyle Of(string response)
    {
        var found = Array.Find(known, one => one.Response == response);
        return found.Response is null ? none : found.Style;
    }

    /// <summary>Its place among them, the best first.</summary>
    public static int Rank(string response) =>
        Array.FindIndex(known, one => one.Response == response) is >= 0 and var place ? place : known.Length;
}
