using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Schedule;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Views;

/// <summary>
/// The visits of a participant: what the protocol plans until today and next, and whatever forms are filled in at.
/// </summary>
/// <remarks>For whoever may not see arms the plan depends on none, as in <see cref="TodayView"/>.</remarks>
/// <param name="Participant">The participant.</param>
/// <param name="Visits">The visits, by the planned day; those before randomization first, unscheduled ones last.</param>
public sealed record VisitsView(string Participant, IReadOnlyList<VisitView> Visits)
{
    internal static VisitsView Of(Viewer viewer, ParticipantState who)
    {
        var protocol = viewer.RulesOf(who).Protocol;
        List<ScheduledItem> planned =
        [
            .. Planned(viewer, who).OrderBy(item => item.Planned).ThenBy(item => item.Name, StringComparer.Ordinal),
        ];
        List<(string Visit, int Number)> places =
        [
            .. FormVisits
                .All.Where(visit => visit != FormVisits.Unscheduled)
                .Where(visit => planned.All(item => item.Name != visit) && HasForms(protocol, visit, 1))
                .Select(visit => (visit, 1)),
            .. planned.Select(item => (item.Name, item.Number)),
        ];
        // Forms that were filled in at what is not planned for this participant, or not yet.
        places.AddRange(
            who.Forms.All.Select(form => (form.Place.Visit, form.Place.Occurrence)).Distinct().Except(places).Order()
        );
        if (HasForms(protocol, FormVisits.Unscheduled, 1))
            places.Add((FormVisits.Unscheduled, Last(who, FormVisits.Unscheduled) + 1));
        return new(who.Id, [.. places.Distinct().Select(place => VisitView.Of(viewer, who, place.Visit, place.Number, planned))]);
    }

    internal static IEnumerable<ScheduledItem> Planned(Viewer viewer, ParticipantState who) =>
        ParticipantPlan
            .Items(viewer.Trial, viewer.Rules, who, viewer.TodayAt(who.Site), viewer.SeesArms(who.Site))
            .Where(item => item.Act == PlannedAct.Visit);

    internal static bool HasForms(TrialProtocol protocol, string visit, int number) =>
        protocol.Forms.Any(form => form.IsFilledInAt(visit, number));

    /// <summary>The printed name of a visit, with its number where it repeats.</summary>
    internal static string Name(TrialProtocol protocol, string visit, int number, bool isShort = false)
    {
        var label = isShort ? visit : protocol.FollowUp?.Visits.FirstOrDefault(one => one.Id == visit)?.Label ?? visit;
        if (label.Length > 0 && !isShort)
            label = char.ToUpperInvariant(label[0]) + label[1..];
        return protocol.Repeats(visit) == false ? label
            : isShort ? $"{label} {number}"
            : $"{label}, number {number}";
    }

    static int Last(ParticipantState who, string visit) =>
        who.Forms.All.Where(form => form.Place.Visit == visit).Select(form => form.Place.Occurrence).DefaultIfEmpty(0).Max();
}

/// <summary>A visit, how it stands, and its forms.</summary>
/// <param name="Visit">The visit in the protocol.</param>
/// <param name="Number">Which of its repetitions.</param>
/// <param name="Label">Its printed name, with its number where it repeats.</param>
/// <param name="Status">How it stands; null for one that is not planned by days.</param>
/// <param name="Planned">The planned day; null for one that is not planned by days.</param>
/// <param name="Opens">The first day of its window.</param>
/// <param name="Closes">The last day of its window.</param>
/// <param name="DoneOn">The day on which it was done; null while it was not.</param>
/// <param name="Reason">Why it was not done; null unless that is recorded.</param>
/// <param name="Forms">Its forms, in the order of the protocol.</param>
public sealed record VisitView(
    string Visit,
    int Number,
    string Label,
    ScheduleStatus? Status,
    DateOnly? Planned,
    DateOnly? Opens,
    DateOnly? Closes,
    DateOnly? DoneOn,
    string? Reason,
    IReadOnlyList<FormSummaryView> Forms
)
{
    internal static VisitView Of(
        Viewer viewer,
        ParticipantState who,
        string visit,
        int number,
        IReadOnlyList<ScheduledItem> planned
    )
    {
        var protocol = viewer.RulesOf(who).Protocol;
        var plan = planned.FirstOrDefault(item => item.Name == visit && item.Number == number);
        return new(
            visit,
            number,
            VisitsView.Name(protocol, visit, number),
            plan?.Status,
            plan?.Planned,
            plan?.Opens,
            plan?.Closes,
            plan?.DoneOn,
            plan?.Reason,
            [
                .. protocol
                    .Forms.Where(form => form.IsFilledInAt(visit, number))
                    .Select(form => FormSummaryView.Of(who, form, new(visit, number, form.Id))),
            ]
        );
    }
}

/// <summary>What somebody sees of forms and of what people did with them.</summary>
public static class FormsSeen
{
    extension(Viewer viewer)
    {
        /// <summary>The visits of a participant; null where the viewer may not see them.</summary>
        /// <param name="participant">The identifier.</param>
        public VisitsView? Visits(string participant) =>
            viewer.Seen(participant) is { } who ? VisitsView.Of(viewer, who) : null;

        /// <summary>
        /// One visit; null for one that the protocol does not have, and where the viewer may not see the participant.
        /// </summary>
        /// <param name="participant">The identifier.</param>
        /// <param name="visit">The visit in the protocol.</param>
        /// <param name="number">Which of its repetitions.</param>
        public VisitView? Visit(string participant, string visit, int number)
        {
            if (number < 1 || viewer.Seen(participant) is not { } who)
                return null;
            var planned = VisitsView.Planned(viewer, who).ToList();
            return planned.Any(item => item.Name == visit && item.Number == number)
                || VisitsView.HasForms(viewer.RulesOf(who).Protocol, visit, number)
                ? VisitView.Of(viewer, who, visit, number, planned)
                : null;
        }

        /// <summary>
        /// A form; null for one that the protocol does not have there, and where the viewer may not see the participant.
        /// </summary>
        /// <param name="participant">The identifier.</param>
        /// <param name="place">The form.</param>
        public FormView? Form(string participant, FormPlace place) =>
            viewer.Seen(participant) is { } who ? FormView.Of(viewer, who, place) : null;

        /// <summary>A query; null when there is none, and where the viewer may not see the participant.</summary>
        /// <param name="participant">The identifier.</param>
        /// <param name="number">The number of the query.</param>
        public QueryView? Query(string participant, int number) =>
            viewer.Seen(participant) is { } who && who.Forms.Query(number) is { } query
                ? QueryView.Of(query, viewer, who)
                : null;

        /// <summary>The queries of the sites that the viewer sees.</summary>
        /// <param name="status">Those that came so far; null for all that are not closed.</param>
        /// <param name="page">Which page, from 1.</param>
        public QueriesView Queries(QueryStatus? status, int page = 1) => QueriesView.Of(viewer, status, page);

        /// <summary>What is to be verified at the sites where the viewer verifies.</summary>
        /// <param name="page">Which page, from 1.</param>
        public VerificationListView ToVerify(int page = 1) => VerificationListView.Of(viewer, page);

        /// <summary>The forms of a participant that can be signed; null where the viewer may not see them.</summary>
        /// <param name="participant">The identifier.</param>
        public FormsToSignView? FormsToSign(string participant) =>
            viewer.Seen(participant) is { } who ? FormsToSignView.Of(viewer, who) : null;
    }
}
