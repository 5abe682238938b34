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

/// <summary>The queries of the sites that somebody sees, the oldest first; the closed ones the latest first.</summary>
/// <param name="Open">How many wait for an answer.</param>
/// <param name="Answered">How many wait for whoever asked.</param>
/// <param name="Closed">How many are done.</param>
/// <param name="Shown">Those that are wanted; at most <see cref="Most"/>.</param>
public sealed record QueriesView(int Open, int Answered, int Closed, IReadOnlyList<QueryView> Shown)
{
    /// <summary>How many are shown at most.</summary>
    public const int Most = 200;

    internal static QueriesView Of(Viewer viewer, QueryStatus? status)
    {
        List<(ParticipantState Who, QueryState Query)> all =
        [
            .. viewer
                .SitesSeen(null)
                .SelectMany(viewer.Trial.At)
                .SelectMany(who => who.Forms.Queries.Select(query => (who, query))),
        ];
        var wanted = all.Where(one => status is null ? one.Query.Status != QueryStatus.Closed : one.Query.Status == status);
        return new(
            all.Count(one => one.Query.Status == QueryStatus.Open),
            all.Count(one => one.Query.Status == QueryStatus.Answered),
            all.Count(one => one.Query.Status == QueryStatus.Closed),
            [
                .. (
                    status == QueryStatus.Closed
                        ? wanted.OrderByDescending(one => one.Query.ClosingEntry!.Sequence)
                        : wanted.OrderBy(one => one.Query.Entry.Sequence)
                )
                    .Take(Most)
                    .Select(one => QueryView.Of(one.Query, viewer, one.Who)),
            ]
        );
    }
}
