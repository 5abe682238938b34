using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Reporting.Rendering.Markdown;

namespace Equipoise.Reporting.Checking;

/// <summary>The numbers of a Markdown file, bound by the list at its end.</summary>
/// <remarks>
/// The list says which numbers the text holds, not where. A number of the list is looked for in the text; one that is not there
/// was edited if a number that nothing binds stands between its neighbors of the list, and else was taken out.
/// </remarks>
static partial class MarkdownNumbers
{
    public static WrittenText Read(byte[] bytes)
    {
        var file = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Replace('\u00A0', ' ').TrimStart('\uFEFF');
        var cut = file.LastIndexOf($"\n{MarkdownPage.Separator}", StringComparison.Ordinal);
        if (cut < 0)
            return new([], []);
        var (text, list) = (MarkdownText.Unescape(file[..cut]), MarkdownText.Unescape(file[cut..]));
        var stretch = new TextStretch(text);
        var sources = Source()
            .Matches(list)
            .Select(match => (match.Groups["printed"].Value, match.Groups["address"].Value, Raw(match.Groups["raw"].Value)))
            .Select(one => new Found(one.Item1, one.Item2, one.Item3))
            .ToArray();
        var names = Stated().Matches(list).Select(match => match.Groups["stated"].Value).OrderByDescending(name => name.Length);
        var waiting = new Queue<string>(names);
        // What is longer first, so that what is shorter does not take a part of it: not the 1 of "days 1 to 21".
        foreach (var same in sources.GroupBy(one => one.Printed).OrderByDescending(same => same.Key.Length))
        {
            while (waiting.TryPeek(out var name) && name.Length > same.Key.Length)
                stretch.Take(waiting.Dequeue());
            var places = stretch.Take(same.Key);
            // One that prints a percentage may leave the sign to its estimate.
            if (same.Key.EndsWith('%') && same.Key.TrimEnd('%') is var bare && sources.All(one => one.Printed != bare))
                places = [.. places, .. stretch.Take(bare)];
            foreach (var source in same)
                source.Places = places;
        }
        foreach (var name in waiting)
            stretch.Take(name);
        var strays = stretch.Rest().ToList();
        var numbers = sources.SelectMany((source, i) => Numbers(sources, i, strays, text)).ToArray();
        return new(numbers, [.. strays.Select(stray => (stray.Number, PlaceOf(text, stray.At, stray.Number.Length)))]);
    }

    static IEnumerable<WrittenNumber> Numbers(Found[] all, int i, List<(int At, string Number)> strays, string text)
    {
        var source = all[i];
        if (source.Places.Count > 0)
            return source.Places.Select(at => Number(source.Printed, at));
        if (!source.Printed.Any(char.IsDigit))
            return [];
        var after = Firsts(all[..i]).DefaultIfEmpty(-1).Max();
        var before = Firsts(all[(i + 1)..]).Where(at => at > after).DefaultIfEmpty(text.Length).Min();
        if (strays.FindIndex(stray => stray.At > after && stray.At < before) is not (>= 0 and var edited))
            return [new(source.Address, null, source.Printed, source.Raw, new(null, "", ""))];
        var (place, number) = strays[edited];
        strays.RemoveAt(edited);
        return [Number(number, place)];

        static IEnumerable<int> Firsts(IEnumerable<Found> some) => some.SelectMany(one => one.Places.Take(1));

        WrittenNumber Number(string printed, int at) =>
            new(source.Address, printed, source.Printed, source.Raw, PlaceOf(text, at, printed.Length));
    }

    sealed record Found(string Printed, string Address, double? Raw)
    {
        public IReadOnlyList<int> Places { get; set; } = [];
    }

    static TextPlace PlaceOf(string text, int at, int length)
    {
        var lines = text[..at].Split('\n');
        var heading = lines.LastOrDefault(line => line.StartsWith('#')) ?? "";
        var (start, end) = (at - lines[^1].Length, text.IndexOf('\n', at));
        var line = end < 0 ? text[start..] : text[start..end];
        return new(lines.Length, heading.TrimStart('#', ' '), TextStretch.Around(line, at - start, length));
    }

    static double? Raw(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var raw) && !double.IsNaN(raw) ? raw : null;

    [GeneratedRegex(@"^- (?<printed>.*) is `(?<address>[^`]*)` \((?<raw>[^)]*)\)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(@"^- (?<stated>(?!.* is `).*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Stated();
}
