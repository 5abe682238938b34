using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>When data are cut: at events, on a day, or by a rule that waits for events and a time.</summary>
static class ReadCutoff
{
    const string Latest = ", at the latest in month ";

    const string Wanted =
        "at planned events, at 257 events, on 2024-06-30, or the later of 257 events and 24 months after the last participant "
            + "(or month 36, or 2024-06-30); where events are waited for, it may end with: , at the latest in month 60";

    public static DataCutoff From(YamlCursor at, int participants)
    {
        if (at.Words(Wanted) is not { } words)
            return new DataCutoff.AtPlannedEvents();
        var text = string.Join(' ', words);
        double? latest = null;
        if (text.IndexOf(Latest, StringComparison.Ordinal) is >= 0 and var comma)
        {
            latest = Month(text[(comma + Latest.Length)..]);
            if (latest is null)
                return Rejected(at, text);
            words = text[..comma].Split(' ');
        }
        switch (words)
        {
            case ["at", .. var events] when Events(events) is { } cutoff:
                return Checked(at, cutoff with { AtTheLatest = latest }, participants);
            case ["the", "later", "of", .. var both] when Both(both) is var (cutoff, wait):
                if (latest is { } end && wait is LookWait.InMonth(var month) && month >= end)
                    at.Report(
                        $"waits for month {month:0.##} and ends at the latest in month {end:0.##}",
                        "let the latest month come after the one that is waited for"
                    );
                return Checked(at, cutoff with { NotBefore = wait, AtTheLatest = latest }, participants);
            case ["on", var day] when Quantities.ParseDate(day) is { } date:
                if (latest is not null)
                    at.Report("names a day, and a latest month too", "write the day alone: it is waited for whatever was seen");
                return new DataCutoff.On(date);
            default:
                return Rejected(at, text);
        }
    }

    /// <summary>
    /// What a look waits for: <c>50%</c>, or <c>the later of 50% and month 18</c>; the share as it is written.
    /// </summary>
    public static (string Share, LookWait? Wait)? Look(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var share] => (share, null),
            ["the", "later", "of", var share, "and", .. var wait] when Wait(wait) is { } found => (share, found),
            _ => null,
        };

    static DataCutoff.AtPlannedEvents Rejected(YamlCursor at, string text)
    {
        at.Reject(text, Wanted);
        return new();
    }

    static DataCutoff Checked(YamlCursor at, DataCutoff cutoff, int participants)
    {
        if (cutoff is DataCutoff.AtEvents(var events) && participants > 0 && events > participants)
            at.Report(
                $"{events} events cannot come from {participants} participants",
                "write fewer events or enroll more participants"
            );
        return cutoff;
    }

    static (DataCutoff Cutoff, LookWait Wait)? Both(string[] words)
    {
        var and = Array.IndexOf(words, "and");
        return and > 0 && Events(words[..and]) is { } cutoff && Wait(words[(and + 1)..]) is { } wait ? (cutoff, wait) : null;
    }

    static DataCutoff? Events(string[] words) =>
        words switch
        {
            ["planned", "events"] => new DataCutoff.AtPlannedEvents(),
            [var number, "events"] when Scalars.ParseInteger(number) is >= 1 and var events => new DataCutoff.AtEvents(events),
            _ => null,
        };

    static LookWait? Wait(string[] words) =>
        words switch
        {
            ["month", var month] when Month(month) is { } at => new LookWait.InMonth(at),
            [var day] when Quantities.ParseDate(day) is { } date => new LookWait.OnDay(date),
            [var amount, var unit, "after", "the", "last", "participant"]
                when Scalars.ParseNumber(amount) is > 0 and <= 1200 and var number && Quantities.ParseUnit(unit) is { } known =>
                new LookWait.AfterLast(new Duration(number, known).Months),
            _ => null,
        };

    static double? Month(string text) => Scalars.ParseNumber(text) is > 0 and < 512 and var month ? month : null;
}
