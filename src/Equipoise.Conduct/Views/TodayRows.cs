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
    readonly Viewer viewer;
    readonly string site;
    readonly IReadOnlyList<string> authorities;
    readonly DateOnly today;
    readonly Standing.Basis basis;
    readonly bool mayQuery;

    internal TodayRows(Viewer viewer, string site, IReadOnlyList<string> authorities)
    {
        (this.viewer, this.site, this.authorities) = (viewer, site, authorities);
        basis = Standing.Basis.Of(viewer.Trial, viewer.Rules, site, viewer.Now, viewer.SeesArms(site));
        (today, mayQuery) = (basis.Today, viewer.May(Act.Query, site));
    }

    /// <summary>What waits of a participant, without words: they are made of what is shown.</summary>
    internal IEnumerable<Waiting> Of(ParticipantState who)
    {
        var standing = Standing.Of(viewer.Trial, who, viewer.Now, basis);
        foreach (var item in standing.Planned)
            yield return Waits(who, SectionOf(item), Orders(item), item);
        foreach (var serious in SeriousStanding.Of(who, authorities))
            if (serious.IsOpen)
                foreach (var obligation in SafetyClocks.Of(who, serious.Event, authorities, viewer.Now))
                    if (obligation.IsOpen)
                        yield return Waits(who, TodaySection.Serious, obligation.DueBefore, (serious.Event, obligation));
        foreach (var told in who.EntriesOf<ParticipantUnblinded>().Where(told => Days(told) < 7))
            yield return Waits(who, TodaySection.Unblinded, told.Stamp.RecordedAt, told);
        if (standing.Open is [var oldest, ..] open)
            yield return Waits(who, TodaySection.Queries, oldest.Entry.Stamp.RecordedAt, open);
        if (mayQuery && standing.Answered is [var first, ..] answered)
            yield return Waits(who, TodaySection.Answers, first.AnswerEntry!.Stamp.RecordedAt, answered);
        if (standing.FormsToSign is > 0 and var forms)
            yield return Waits(who, TodaySection.FormsToSign, null, forms);
        if (standing.Screening is { } screening && screening.Status != ParticipantStatus.NotEligible && !HasLeft(who))
            yield return Waits(who, TodaySection.Screening, screening.Until is { } until ? Day(until) : null, screening);
    }

    /// <summary>The row of something that waits.</summary>
    internal TodayRow Row(Waiting one) =>
        (one.Section, one.What) switch
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

    Waiting Waits(ParticipantState who, TodaySection section, DateTimeOffset? dueBefore, object what) =>
        new(section, dueBefore, who, what, this);

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
            site,
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
        new(section, site, who.Id, "", null, null, null, null, null, null, Count: 1);

    int Days(Entry entry) => Math.Max(0, (int)(viewer.Now - entry.Stamp.RecordedAt).TotalDays);

    string DaysLeft(DateOnly last) =>
        (last.DayNumber - today.DayNumber) switch
        {
            0 => "last day",
            var days => $"{Counted(days, "day", "days")} left",
        };

    static string Counted(int number, string one, string more) => $"{number} {(number == 1 ? one : more)}";
}

/// <summary>Something that waits, before it has words.</summary>
/// <param name="Section">The section in which it stands.</param>
/// <param name="DueBefore">The moment by which it is ordered in there.</param>
/// <param name="Who">The participant.</param>
/// <param name="What">What waits.</param>
/// <param name="Of">Who makes the row of it.</param>
readonly record struct Waiting(TodaySection Section, DateTimeOffset? DueBefore, ParticipantState Who, object What, TodayRows Of)
{
    internal TodayRow Row => Of.Row(this);
}
