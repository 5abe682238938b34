using Equipoise.Conduct.FollowUp;
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
    readonly bool byArm;

    internal TodayRows(Viewer viewer, string site, IReadOnlyList<string> authorities)
    {
        (this.viewer, this.site, this.authorities) = (viewer, site, authorities);
        (today, byArm) = (viewer.TodayAt(site), viewer.SeesArms(site));
    }

    internal IEnumerable<TodayRow> Of(ParticipantState who)
    {
        var standing = Standing.Of(viewer, who, today, byArm);
        foreach (var item in standing.Planned)
            yield return Planned(item);
        foreach (var item in standing.Serious)
            foreach (var obligation in SafetyClocks.Of(who, item, authorities, viewer.Now))
                if (obligation.Status is ObligationStatus.StartUnknown or ObligationStatus.Due or ObligationStatus.Overdue)
                    yield return Told(who, item, obligation);
        foreach (var told in who.EntriesOf<ParticipantUnblinded>().Where(told => Days(told) < 7))
            yield return Row(who, TodaySection.Unblinded) with
            {
                Says = told.Event.Says(viewer.RulesOf(who).Protocol),
                Left = Days(told) == 0 ? "today" : $"{Counted(Days(told), "day", "days")} ago",
                DueBefore = told.Stamp.RecordedAt,
            };
        if (standing.Open is [var oldest, ..] open)
            yield return Row(who, TodaySection.Queries) with
            {
                Says = Counted(open.Count, "query", "queries"),
                Left = $"oldest {Counted(Days(oldest.Entry), "day", "days")}",
                DueBefore = oldest.Entry.Stamp.RecordedAt,
                Count = open.Count,
            };
        if (standing.Answered is [var first, ..] answered && viewer.May(Act.Query, site))
            yield return Row(who, TodaySection.Answers) with
            {
                Says = Counted(answered.Count, "answer to look at", "answers to look at"),
                Left = $"oldest {Counted(Days(first.AnswerEntry!), "day", "days")}",
                DueBefore = first.AnswerEntry!.Stamp.RecordedAt,
                Count = answered.Count,
            };
        if (standing.FormsToSign is > 0 and var forms)
            yield return Row(who, TodaySection.FormsToSign) with
            {
                Says = Counted(forms, "form to sign", "forms to sign"),
                Count = forms,
            };
        if (who.At(Milestone.Randomization) is null && Screening(who) is { } screening)
            yield return screening;
    }

    TodayRow Planned(ScheduledItem item)
    {
        var (section, left) = item.Status switch
        {
            ScheduleStatus.Late => (TodaySection.Late, $"window ended {item.Closes.InWords}"),
            ScheduleStatus.Missed => (TodaySection.Missed, $"window ended {item.Closes.InWords}"),
            ScheduleStatus.Due => (TodaySection.Due, DaysLeft(item.Closes)),
            _ => (TodaySection.ThisWeek, $"window opens {item.Opens.InWords}"),
        };
        var orders = section == TodaySection.ThisWeek ? item.Opens : item.Closes;
        return new(
            section,
            site,
            item.Participant,
            item.Act == PlannedAct.Visit ? $"{item.Label}, number {item.Number}" : $"{item.Label} {item.Number}",
            left,
            new(orders.ToDateTime(default), TimeSpan.Zero),
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

    TodayRow? Screening(ParticipantState who)
    {
        var status = ParticipantStatusWords.Of(viewer, who);
        if (status is ParticipantStatus.NotEligible or ParticipantStatus.Left or ParticipantStatus.Died)
            return null;
        var criteria = viewer.RulesOf(who).Protocol.Eligibility;
        var answers = criteria
            .Select(one => (Criterion: one, Answer: who.AnswerTo(one.Id)))
            .Where(one => one.Answer is not null)
            .ToList();
        var until = answers.Min(one => Eligibility.LastDayOf(one.Criterion, one.Answer!));
        return Row(who, TodaySection.Screening) with
        {
            Says =
                status == ParticipantStatus.Screening
                    ? $"{answers.Count} of {criteria.Count} answered{(who.Consent is null ? ", no consent" : "")}"
                    : status.Words,
            Left =
                until is not { } day ? null
                : day < today ? $"an answer is too old since {day.AddDays(1).InWords}"
                : $"answers usable, {DaysLeft(day)}",
            DueBefore = until is { } last ? new(last.ToDateTime(default), TimeSpan.Zero) : null,
            Closes = until,
            Count = answers.Count,
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
