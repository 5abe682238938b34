using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>A query: it is put to a site, and never to a person.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site that looks after them.</param>
/// <param name="Number">Its number, counted from 1 for each participant.</param>
/// <param name="Place">The form.</param>
/// <param name="Form">The printed name of the form and of the visit.</param>
/// <param name="Item">The question; null for the form as a whole.</param>
/// <param name="IsRepeated">Whether the group of the question repeats.</param>
/// <param name="Ask">The question in words; null for the form as a whole.</param>
/// <param name="Status">How far it came.</param>
/// <param name="IsAutomatic">Whether a check of the program asks.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Answered">The answer; null without.</param>
/// <param name="Closed">Its end; null while it goes on.</param>
public sealed record QueryView(
    string Participant,
    string Site,
    int Number,
    FormPlace Place,
    string Form,
    ItemPlace? Item,
    bool IsRepeated,
    string? Ask,
    QueryStatus Status,
    bool IsAutomatic,
    SaidView Asked,
    SaidView? Answered,
    SaidView? Closed
)
{
    internal static QueryView Of(QueryState query, Viewer viewer, ParticipantState who)
    {
        var (protocol, opened) = (viewer.RulesOf(who).Protocol, query.Opened);
        var form = protocol.Forms.FirstOrDefault(one => one.Id == opened.Form);
        return new(
            who.Id,
            who.Site,
            opened.Query,
            opened.Place,
            $"{form?.Label ?? opened.Form}, {VisitsView.Name(protocol, opened.Visit, opened.Occurrence)}",
            opened.ItemPlace,
            opened.ItemId is not null && form?.GroupOf(opened.ItemId)?.Repeats == true,
            opened.ItemId is { } item ? form?.Find(item)?.Ask ?? item : null,
            query.Status,
            opened.Automatic,
            SaidView.Of(query.Entry, opened.Text, viewer, isByProgram: opened.Automatic),
            query.AnswerEntry is { } answer ? SaidView.Of(answer, query.Answered!.Text, viewer) : null,
            query.ClosingEntry is { } end
                ? SaidView.Of(end, query.Closed!.Reason, viewer, isByProgram: query.Closed.Automatic)
                : null
        );
    }
}

/// <summary>What somebody said about a form.</summary>
/// <param name="Text">The words; null for an act without.</param>
/// <param name="By">The printed name of who said it; "the program" for a check.</param>
/// <param name="At">When, UTC.</param>
public sealed record SaidView(string? Text, string By, DateTimeOffset At)
{
    internal static SaidView Of(Entry entry, string? text, Viewer viewer, bool isByProgram = false) =>
        new(
            text,
            isByProgram ? "the program" : viewer.NameOf(entry.Stamp.By) ?? entry.Stamp.By,
            entry.Stamp.RecordedAt
        );
}

/// <summary>A page of the queries of the sites that somebody sees, the oldest first; of closed ones the latest first.</summary>
/// <param name="Open">How many wait for an answer.</param>
/// <param name="Answered">How many wait for whoever asked.</param>
/// <param name="Closed">How many are done.</param>
/// <param name="Shown">Those on the page.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="HasMore">Whether there are more after it.</param>
public sealed record QueriesView(
    int Open,
    int Answered,
    int Closed,
    IReadOnlyList<QueryView> Shown,
    int Page,
    bool HasMore
)
{
    /// <summary>How many stand on a page.</summary>
    public const int Size = 50;

    internal static QueriesView Of(Viewer viewer, QueryStatus? status, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        var ofTrial = viewer.Trial.Part<QueriesOfTrial>();
        List<(ParticipantState Who, QueryState Query)> unclosed = [.. Seen(viewer, ofTrial.Unclosed)];
        var closed = ofTrial.Closed;
        var wanted =
            status == QueryStatus.Closed ? Seen(viewer, closed.Reverse())
            : status is null ? unclosed
            : unclosed.Where(one => one.Query.Status == status);
        List<(ParticipantState Who, QueryState Query)> found =
        [
            .. wanted.Skip((int)Math.Min(((long)page - 1) * Size, int.MaxValue)).Take(Size + 1),
        ];
        return new(
            unclosed.Count(one => one.Query.Status == QueryStatus.Open),
            unclosed.Count(one => one.Query.Status == QueryStatus.Answered),
            viewer.SeesEverySite ? closed.Count : Seen(viewer, closed).Count(),
            [.. found.Take(Size).Select(one => QueryView.Of(one.Query, viewer, one.Who))],
            page,
            found.Count > Size
        );
    }

    static IEnumerable<(ParticipantState Who, QueryState Query)> Seen(Viewer viewer, IEnumerable<QueryPlace> places) =>
        from place in places
        let who = viewer.Seen(place.Participant)
        where who is not null
        select (who, who.Forms.Query(place.Number)!);
}
