using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Schedule;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.Views;

/// <summary>What of the participants of a site waits on the day that it is there.</summary>
sealed class TodayRows
{
    static readonly FoundOnce<Asked, Waiting[][]> found = new();

    readonly Viewer viewer;
    readonly DateOnly today;
    readonly Waiting[][] waiting;

    internal TodayRows(Viewer viewer, string site, IReadOnlyList<string> authorities)
    {
        (this.viewer, Site) = (viewer, site);
        var basis = Standing.Basis.Of(viewer.Trial, viewer.Rules, site, viewer.Now, viewer.SeesArms(site));
        today = basis.Today;
        waiting = found.Of(
            viewer.Trial,
            new(site, basis, viewer.May(Act.Query, site), string.Join('\n', authorities)),
            asked => Find(viewer.Trial, viewer.Now, asked, authorities)
        );
    }

    internal string Site { get; }

    /// <summary>What waits of a section, the most urgent first, without words: they are made of what is shown.</summary>
    internal IReadOnlyList<Waiting> Of(TodaySection section) =>
        section == TodaySection.Unblinded
            ? [.. waiting[(int)section].Where(told => Days((Entry)told.What) < 7)]
            : waiting[(int)section];

    static Waiting[][] Find(TrialState trial, DateTimeOffset now, Asked asked, IReadOnlyList<string> authorities)
    {
        var sections = Enum.GetValues<TodaySection>().Select(_ => new List<Waiting>()).ToArray();
        foreach (var who in trial.At(asked.Site))
            foreach (var (section, waits) in Of(who, Standing.Of(trial, who, now, asked.Basis), asked.MayQuery, authorities))
                sections[(int)section].Add(waits);
        return [.. sections.Select(section => section.OrderBy(waits => waits.DueBefore).ToArray())];
    }

    /// <summary>What waits of a participant on that day, whatever the hour: also that somebody was unblinded long ago.</summary>
    static IEnumerable<(TodaySection Section, Waiting Waits)> Of(
        ParticipantState who,
        Standing standing,
        bool mayQuery,
        IReadOnlyList<string> authorities
    )
    {
        foreach (var item in standing.Planned)
            yield return (SectionOf(item), new(Orders(item), who, item));
        foreach (var serious in SeriousStanding.Of(who, authorities))
            if (serious.IsOpen)
                foreach (var obligation in SafetyClocks.Of(who, serious.Event, authorities, DateTimeOffset.MaxValue))
                    if (obligation.IsOpen)
                        yield return (TodaySection.Serious, new(obligation.DueBefore, who, (serious.Event, obligation)));
        foreach (var told in who.EntriesOf<ParticipantUnblinded>())
            yield return (TodaySection.Unblinded, new(told.Stamp.RecordedAt, who, told));
        if (standing.Open is [var oldest, ..] open)
            yield return (TodaySection.Queries, new(oldest.Entry.Stamp.RecordedAt, who, open));
        if (mayQuery && standing.Answered is [var first, ..] answered)
            yield return (TodaySection.Answers, new(first.AnswerEntry!.Stamp.RecordedAt, who, answered));
        if (standing.FormsToSign is > 0 and var forms)
            yield return (TodaySection.FormsToSign, new(null, who, forms));
        if (standing.Screening is { } screening && screening.Status != ParticipantStatus.NotEligible && !HasLeft(who))
            yield return (TodaySection.Screening, new(screening.Until is { } until ? Day(until) : null, who, screening));
    }

    /// <summary>The row of something that waits.</summary>
    internal TodayRow Row(TodaySection section, Waiting one) =>
        (section, one.What) switch
        {
            (_, ScheduledItem item) => Planned(item),
            (_, ValueTuple<AdverseEventRecorded, SafetyObligation>(var item, var obligation)) => Told(one.Who, item, obligation),
            (_, Entry told) => Row(one.Who, TodaySection.Unblinded) with
            {
                Says = told.Event.Says(viewer.RulesOf(one.Who).Protocol),
                Left = Days(told) == 0 ? "today" : $"{Counted(Days(told), "day", "days")} ago",
                DueBefore = one.DueBefore,
            },
            (TodaySection.Queries, IReadOnlyList<QueryState> open) => Row(one.Who, TodaySection.Queries) with
            {
                Says = Counted(open.Count, "query", "queries"),
                Left = $"oldest {Counted(Days(open[0].Entry), "day", "days")}",
                DueBefore = one.DueBefore,
                Count = open.Count,
            },
            (TodaySection.Answers, IReadOnlyList<QueryState> answered) => Row(one.Who, TodaySection.Answers) with
            {
                Says = Counted(answered.Count, "answer to look at", "answers to look at"),
                Left = $"oldest {Counted(Days(answered[0].AnswerEntry!), "day", "days")}",
                DueBefore = one.DueBefore,
                Count = answered.Count,
            },
            (_, int forms) => Row(one.Who, TodaySection.FormsToSign) with
            {
                Says = Counted(forms, "form to sign", "forms to sign"),
                Count = forms,
            },
            (_, ScreeningStanding screening) => Screening(one.Who, screening),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    static bool HasLeft(ParticipantState who) =>
        who.At(Milestone.Death) is not null || who.At(Milestone.Withdrawal) is not null;

    static DateTimeOffset Day(DateOnly day) => new(day.ToDateTime(default), TimeSpan.Zero);

    static DateTimeOffset Orders(ScheduledItem item) =>
        Day(SectionOf(item) == TodaySection.ThisWeek ? item.Opens : item.Closes);

    static TodaySection SectionOf(ScheduledItem item) =>
        item.Status switch
        {
            ScheduleStatus.Late => TodaySection.Late,
            ScheduleStatus.Missed => TodaySection.Missed,
            ScheduleStatus.Due => TodaySection.Due,
            _ => TodaySection.ThisWeek,
        };

    TodayRow Planned(ScheduledItem item)
    {
        var section = SectionOf(item);
        var left = section switch
        {
            TodaySection.Late or TodaySection.Missed => $"window ended {item.Closes.InWords}",
            TodaySection.Due => DaysLeft(item.Closes),
            _ => $"window opens {item.Opens.InWords}",
        };
        return new(
            section,
            Site,
            item.Participant,
            item.Act == PlannedAct.Visit ? $"{item.Label}, number {item.Number}" : $"{item.Label} {item.Number}",
            left,
            Orders(item),
            item.Opens,
            item.Closes,
            item.Name,
            item.Number,
            Count: 1
        );
    }

    TodayRow Told(ParticipantState who, AdverseEventRecorded item, SafetyObligation obligation) =>
        Row(who, TodaySection.Serious) with
        {
            Says = $"{obligation.Term} of {obligation.On.InWords}: {obligation.InWords}",
            Left =
                obligation.DueBefore is { } due ? TimeLeft.InWords(due - viewer.Now)
                : obligation.Rule == SafetyRule.SponsorWithin24Hours ? "when the site learned of it is not recorded"
                : "now",
            DueBefore = obligation.DueBefore,
            Number = item.Number,
        };

    TodayRow Screening(ParticipantState who, ScreeningStanding screening)
    {
        var status = ParticipantStatusWords.Of(viewer, who);
        var (_, answers, until) = screening;
        var criteria = viewer.RulesOf(who).Protocol.Eligibility;
        return Row(who, TodaySection.Screening) with
        {
            Says =
                status == ParticipantStatus.Screening
                    ? $"{answers} of {criteria.Count} answered{(who.Consent is null ? ", no consent" : "")}"
                    : status.Words,
            Left =
                until is not { } day ? null
                : day < today ? $"an answer is too old since {day.AddDays(1).InWords}"
                : $"answers usable, {DaysLeft(day)}",
            DueBefore = until is { } last ? Day(last) : null,
            Closes = until,
            Count = answers,
        };
    }

    TodayRow Row(ParticipantState who, TodaySection section) =>
        new(section, Site, who.Id, "", null, null, null, null, null, null, Count: 1);

    int Days(Entry entry) => Math.Max(0, (int)(viewer.Now - entry.Stamp.RecordedAt).TotalDays);

    string DaysLeft(DateOnly last) =>
        (last.DayNumber - today.DayNumber) switch
        {
            0 => "last day",
            var days => $"{Counted(days, "day", "days")} left",
        };

    /// <summary>What is asked of a state: all on which the answer depends but the hour.</summary>
    readonly record struct Asked(string Site, Standing.Basis Basis, bool MayQuery, string Authorities);

    static string Counted(int number, string one, string more) => $"{number} {(number == 1 ? one : more)}";
}

/// <summary>Something that waits, before it has words.</summary>
/// <param name="DueBefore">The moment by which it is ordered in its section.</param>
/// <param name="Who">The participant.</param>
/// <param name="What">What waits.</param>
readonly record struct Waiting(DateTimeOffset? DueBefore, ParticipantState Who, object What);
