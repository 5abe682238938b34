using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Equipoise.Reporting.Rendering.Web;

namespace Equipoise.Reporting.Checking;

/// <summary>The numbers of a page, each bound by the address that its element carries.</summary>
static class HtmlNumbers
{
    const string Blocks = "tr, p, li, dt, dd, figcaption, summary, h1, h2, h3";

    // What a drawing shows stands beside it as a table; code is read by machines; a name may hold a number of its own; checklists
    // and conventions are numbered.
    const string Apart =
        $"[{HtmlText.Result}], .{HtmlText.Stated}, svg, code, style, script, nav, .see, #consort, #consort-harms";

    public static WrittenText Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var page = new HtmlParser().ParseDocument(stream);
        List<WrittenNumber> numbers = [];
        List<(string, TextPlace)> strays = [];
        var heading = "";
        // A drawing has the addresses alone; the table beside it has the values.
        var raw = page.QuerySelectorAll($"data[{HtmlText.Result}]")
            .DistinctBy(element => element.GetAttribute(HtmlText.Result))
            .ToDictionary(element => element.GetAttribute(HtmlText.Result)!, Raw, StringComparer.Ordinal);
        foreach (var node in page.Body?.Descendants() ?? [])
            switch (node)
            {
                case IElement { LocalName: "h1" or "h2" or "h3" or "caption" or "figcaption" or "summary" } title:
                    heading = Plain(title);
                    break;
                // The same drawing once more, for a narrow page.
                case IElement element when element.Closest(".narrow") is not null:
                    break;
                case IElement element when element.GetAttribute(HtmlText.Result) is { } address:
                    var text = Plain(element);
                    var place = Place(element, element, text, heading);
                    numbers.Add(new(address, text, null, Raw(element) ?? raw.GetValueOrDefault(address), place));
                    break;
                case IText words when words.ParentElement is { } parent && parent.Closest(Apart) is null:
                    strays.AddRange(
                        new TextStretch(words.Data)
                            .Rest()
                            .Select(rest => (rest.Number, Place(words, parent, rest.Number, heading)))
                    );
                    break;
            }
        return new(numbers, strays);
    }

    static double? Raw(IElement element) =>
        double.TryParse(element.GetAttribute("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out var raw)
            ? raw
            : null;

    static TextPlace Place(INode node, IElement within, string number, string heading)
    {
        var block = within.Closest(Blocks) ?? within;
        var before = string.Concat(
            block.Descendants<IText>().TakeWhile(text => text != node && text.Parent != node).Select(text => text.Data)
        );
        var whole = string.Concat(block.Descendants<IText>().Select(text => text.Data));
        var at = whole.IndexOf(number, Math.Min(before.Length, whole.Length), StringComparison.Ordinal);
        return new(null, heading, TextStretch.Around(whole, Math.Max(0, at), Math.Min(number.Length, whole.Length)));
    }

    static string Plain(INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
