using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Checking;

/// <summary>A stretch of a text that is read for numbers, each of which is taken by one reader only.</summary>
/// <param name="text">The text.</param>
sealed class TextStretch(string text)
{
    // Neither letter nor digit, and in no text: what was taken is found by nobody else.
    const char Taken = '\uFFFC';
    const int Shown = 36;

    readonly char[] left = text.ToCharArray();

    /// <summary>Takes every place of a word or number that stands by itself, from left to right.</summary>
    public IReadOnlyList<int> Take(string wanted)
    {
        var places = new List<int>();
        for (var at = Find(wanted, 0); at >= 0; at = Find(wanted, at + wanted.Length))
        {
            places.Add(at);
            left.AsSpan(at, wanted.Length).Fill(Taken);
        }
        return places;
    }

    /// <summary>Takes this place.</summary>
    public void Take(int at, int length) => left.AsSpan(at, length).Fill(Taken);

    /// <summary>The numbers that nobody took, each with its place.</summary>
    public IEnumerable<(int At, string Number)> Rest()
    {
        var rest = new string(left);
        var from = 0;
        foreach (var number in StandingNumber.In(rest))
        {
            var at = rest.IndexOf(number, from, StringComparison.Ordinal);
            from = at + number.Length;
            yield return (at, from < rest.Length && rest[from] == '%' ? $"{number}%" : number);
        }
    }

    /// <summary>The words around a place.</summary>
    public static string Around(string text, int at, int length)
    {
        var start = Math.Max(0, at - Shown);
        var end = Math.Min(text.Length, at + length + Shown);
        if (start > 0 && text.IndexOf(' ', start, at - start) is var space and >= 0)
            start = space + 1;
        if (end < text.Length && text.LastIndexOf(' ', end - 1, end - at - length) is var last and > 0)
            end = last;
        return string.Join(' ', text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    int Find(string wanted, int from)
    {
        for (var at = from; wanted.Length > 0 && (at = new string(left).IndexOf(wanted, at, StringComparison.Ordinal)) >= 0; at++)
            if (StandsAlone(at, at + wanted.Length))
                return at;
        return -1;
    }

    /// <summary>Not within a longer number or word: 3 is not in 0.3, 3.5, 13 or HER3.</summary>
    bool StandsAlone(int start, int end) =>
        (start == 0 || !(char.IsLetterOrDigit(left[start - 1]) || IsMark(start - 1, -1)))
        && (end == left.Length || !(char.IsLetterOrDigit(left[end]) || IsMark(end, 1)));

    /// <summary>A point or comma between two digits.</summary>
    bool IsMark(int at, int onward) =>
        left[at] is '.' or ','
        && at + onward >= 0
        && at + onward < left.Length
        && char.IsDigit(left[at + onward]);
}
