using System.Runtime.CompilerServices;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Views;

/// <summary>
/// What of a participant waits for somebody on a day. It is kept until the participant or the day is another one.
/// </summary>
/// <param name="Planned">What is late, due, missed and not explained, or opens within a week.</param>
/// <param name="FormsToSign">How many forms could be signed as they stand.</param>
/// <param name="Open">The queries that wait for an answer.</param>
/// <param name="Answered">The queries that wait for who asked.</param>
/// <param name="Screening">How far somebody came who is not randomized; null for who is.</param>
sealed record Standing(
    IReadOnlyList<ScheduledItem> Planned,
    int FormsToSign,
    IReadOnlyList<QueryState> Open,
    IReadOnlyList<QueryState> Answered,
    ScreeningStanding? Screening
)
{
    /// <summary>How many days ahead a week is.</summary>
    const int Ahead = 7;

    // For whoever sees arms and for whoever does not: the two would drive each other out.
    static readonly ConditionalWeakTable<ParticipantState, Kept> keptByArm = [];
    static readonly ConditionalWeakTable<ParticipantState, Kept> keptBlinded = [];

    /// <summary>Looks everybody up, so that whoever comes first in the morning does not wait for it.</summary>
    internal static void Prepare(TrialState trial, TrialRules rules, DateTimeOffset now)
    {
        foreach (var site in trial.Sites.Keys)
            foreach (var basis in new[] { true, false }.Select(byArm => Basis.Of(trial, rules, site, now, byArm)))
                foreach (var who in trial.At(site))
                    Of(trial, who, now, basis);
    }

    /// <summary>That of one participant.</summary>
    internal static Standing Of(Viewer viewer, ParticipantState who) =>
        Of(
            viewer.Trial,
            who,
            viewer.Now,
            Basis.Of(viewer.Trial, viewer.Rules, who.Site, viewer.Now, viewer.SeesArms(who.Site))
        );

    /// <summary>A published participant never changes, so what was found of one holds as long as all else is the same.</summary>
    internal static Standing Of(TrialState trial, ParticipantState who, DateTimeOffset now, Basis basis)
    {
        var kept = basis.ByArm ? keptByArm : keptBlinded;
        if (kept.TryGetValue(who, out var found) && (ReferenceEquals(found.Basis, basis) || found.Basis == basis))
            return found.Standing;
        var standing = Find(trial, who, now, basis);
        kept.AddOrUpdate(who, new(basis, standing));
        return standing;
    }

    static Standing Find(TrialState trial, ParticipantState who, DateTimeOffset moment, Basis basis)
    {
        var (rules, today) = (basis.Rules.Under(who.BoundTo, trial), basis.Today);
        var now = new Situation(trial, who, rules, new Stamp(moment, ""));
        var forms = who.Forms;
        return new(
            [
                .. ParticipantPlan
                    .Items(trial, basis.Rules, who, today, basis.ByArm)
                    .Where(item => Waits(item, today))
                    .OrderBy(item => item.Planned)
                    .ThenBy(item => item.Act)
                    .ThenBy(item => item.Name, StringComparer.Ordinal),
            ],
            forms
                .All.Where(form => form is { IsLocked: false, Signature: null })
                .Count(form => !SignForm.AgainstSigning(now, form.Place).Any()),
            [.. forms.Queries.Where(query => query.Status == QueryStatus.Open)],
            [.. forms.Queries.Where(query => query.Status == QueryStatus.Answered)],
            who.At(Milestone.Randomization) is null ? ScreeningStanding.Of(who, rules.Protocol, today) : null
        );
    }

    static bool Waits(ScheduledItem item, DateOnly today) =>
        item.Status switch
        {
            ScheduleStatus.Late or ScheduleStatus.Due or ScheduleStatus.Missed => true,
            ScheduleStatus.Upcoming => item.Opens.DayNumber - today.DayNumber <= Ahead,
            _ => false,
        };

    /// <summary>All but the participant that a standing rests on.</summary>
    internal sealed record Basis(DateOnly Today, bool ByArm, TrialRules Rules, DateOnly? Cutoff)
    {
        internal static Basis Of(TrialState trial, TrialRules rules, string site, DateTimeOffset now, bool byArm) =>
            new(SiteClock.Today(trial, site, now), byArm, rules, trial.Part<Foundation>().LastDayThatCounts);
    }

    sealed record Kept(Basis Basis, Standing Standing);
}

/// <summary>How far somebody came who is not randomized.</summary>
/// <param name="Status">The status; null when eligibility is signed and holds: then the trial decides.</param>
/// <param name="Answers">How many questions of eligibility are answered.</param>
/// <param name="Until">The last day on which all of these answers may be relied on; null while none grows too old.</param>
sealed record ScreeningStanding(ParticipantStatus? Status, int Answers, DateOnly? Until)
{
    internal static ScreeningStanding Of(ParticipantState who, TrialProtocol protocol, DateOnly today)
    {
        var answers = protocol
            .Eligibility.Select(one => (Criterion: one, Answer: who.AnswerTo(one.Id)))
            .Where(one => one.Answer is not null)
            .ToList();
        return new(
            ParticipantStatusWords.OfScreened(who, protocol, today),
            answers.Count,
            answers.Min(one => Eligibility.LastDayOf(one.Criterion, one.Answer!))
        );
    }
}
