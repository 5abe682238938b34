using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Views;

/// <summary>What waits for somebody at a site, or at every site that the viewer sees, on the day that it is there.</summary>
/// <remarks>
/// For whoever may not see arms, nothing of it depends on one: visits on treatment then end with the last of all recorded
/// treatments, whichever arm they belong to.
/// </remarks>
/// <param name="Sites">The sites, each with its day.</param>
/// <param name="Counts">How many rows there are of each section that has any, in the order in which they stand.</param>
/// <param name="Rows">
/// The rows, section after section, in each the most urgent first: the first <see cref="First"/> of every section, or a page of
/// one.
/// </param>
public sealed record TodayView(
    IReadOnlyList<SiteView> Sites,
    IReadOnlyList<TodayCount> Counts,
    IReadOnlyList<TodayRow> Rows
)
{
    /// <summary>How many rows of each section are shown when all sections are.</summary>
    public const int First = 20;

    /// <summary>How many rows stand on a page of one section.</summary>
    public const int Size = 50;

    /// <summary>How many rows there are, also those not shown.</summary>
    public int Total => Counts.Sum(count => count.Rows);

    /// <summary>Every section, or a page of one.</summary>
    internal static TodayView Of(Viewer viewer, string? site, IReadOnlyList<string> authorities, TodaySection? only, int page)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        List<TodayRows> sites = [.. viewer.SitesSeen(site).Select(at => new TodayRows(viewer, at, authorities))];
        var sections = Enum.GetValues<TodaySection>();
        return new(
            [.. sites.Select(at => SiteView.Of(viewer, at.Site))],
            [
                .. sections
                    .Select(section => new TodayCount(section, sites.Sum(at => at.Of(section).Count)))
                    .Where(count => count.Rows > 0),
            ],
            only is { } one
                ? Shown(one, (int)Math.Min(((long)page - 1) * Size, int.MaxValue - Size), Size)
                : [.. sections.SelectMany(section => Shown(section, 0, First))]
        );

        // A stable order: of what is as urgent the participant screened first comes first. What is not shown gets no words.
        IReadOnlyList<TodayRow> Shown(TodaySection section, int after, int count) =>
            [
                .. sites
                    .SelectMany(at => at.Of(section).Take(after + count).Select(waits => (At: at, Waits: waits)))
                    .OrderBy(row => row.Waits.DueBefore)
                    .Skip(after)
                    .Take(count)
                    .Select(row => row.At.Row(section, row.Waits)),
            ];
    }

    /// <summary>
    /// Looks up of everybody what waits, for whoever will ask on that day: done after the start and when a day begins, nobody
    /// waits for it.
    /// </summary>
    /// <param name="trial">What is recorded.</param>
    /// <param name="rules">The rules of the trial.</param>
    /// <param name="now">The moment.</param>
    public static void Prepare(TrialState trial, TrialRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(rules);
        Standing.Prepare(trial, rules, now);
    }
}

/// <summary>How many rows a section has.</summary>
/// <param name="Section">The section.</param>
/// <param name="Rows">How many, also those not shown.</param>
public readonly record struct TodayCount(TodaySection Section, int Rows);

/// <summary>The sections of what waits, in the order in which they stand.</summary>
public enum TodaySection
{
    /// <summary>A window has closed with nothing recorded.</summary>
    Late,

    /// <summary>Somebody has to be told of a serious adverse event.</summary>
    Serious,

    /// <summary>The code of a participant was broken within a week: that, and never which arm.</summary>
    Unblinded,

    /// <summary>A window is open.</summary>
    Due,

    /// <summary>A window opens within a week.</summary>
    ThisWeek,

    /// <summary>It can no longer be done, and why it was not is not recorded.</summary>
    Missed,

    /// <summary>Queries wait for an answer of the site.</summary>
    Queries,

    /// <summary>Answers wait for whoever asked; for those who may close queries.</summary>
    Answers,

    /// <summary>Forms are complete and not signed.</summary>
    FormsToSign,

    /// <summary>Somebody is not randomized yet.</summary>
    Screening,
}

/// <summary>Something that waits.</summary>
/// <param name="Section">The section in which it stands.</param>
/// <param name="Site">The site.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Says">What waits, in a line: "Day 1 of each cycle, number 3".</param>
/// <param name="Left">How much time is left or has gone, in words: "3 days left", "48 min left"; null where none counts.</param>
/// <param name="DueBefore">
/// The moment by which rows are ordered: the first that is too late, or since when it waits. Null for a clock of which nobody
/// recorded the start, and where none counts.
/// </param>
/// <param name="Opens">The first day of the window; null for what has none.</param>
/// <param name="Closes">The last day of the window, or on which the answers of a screening may be relied on; null for
/// none.</param>
/// <param name="Visit">The visit in the protocol, "" for a tumor assessment; null for what is no part of the plan.</param>
/// <param name="Number">Which of its repetitions, or the number of the adverse event; null for neither.</param>
/// <param name="Count">How many queries, forms or answers; 1 otherwise.</param>
public sealed record TodayRow(
    TodaySection Section,
    string Site,
    string Participant,
    string Says,
    string? Left,
    DateTimeOffset? DueBefore,
    DateOnly? Opens,
    DateOnly? Closes,
    string? Visit,
    int? Number,
    int Count
);
