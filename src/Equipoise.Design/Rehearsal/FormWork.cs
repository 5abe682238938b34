using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Protocol;
using Equipoise.Protocol.Forms;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// What happens to the forms of a rehearsal: the coordinator fills them in some days after the visit and now and then types a
/// value wrong, the monitor compares some with the source and asks, the site answers and corrects, the physician signs, data
/// management closes and freezes.
/// </summary>
/// <remarks>
/// It answers to what is recorded, day by day, as the people would, and never looks ahead. Each form draws from a stream of its
/// own: no form moves the luck of another, and none that of a life.
/// </remarks>
sealed class FormWork(Rehearsed world)
{
    readonly Dictionary<(string Participant, FormPlace Place), FormCase> cases = [];
    readonly Dictionary<(string Participant, int Query), FormCase> asked = [];
    readonly Dictionary<string, int> unscheduled = [];
    readonly Dictionary<string, int> forms = [];

    // The items of the protocol by their place, which names the stream of a person's level.
    readonly Dictionary<FormItem, int> items = world
        .Protocol.Forms.SelectMany(form => form.Items)
        .Distinct(ReferenceEqualityComparer.Instance)
        .Cast<FormItem>()
        .Index()
        .ToDictionary(one => one.Item, one => one.Index, (IEqualityComparer<FormItem>)ReferenceEqualityComparer.Instance);

    /// <summary>What is to be done, and when, because of something that was recorded today.</summary>
    public IEnumerable<Errand> After(VirtualPerson person, TrialEvent one, DateOnly today) =>
        one switch
        {
            ConsentRecorded consent => OfNoPlan(person, FormVisits.Screening, consent.On, today),
            ParticipantRandomized randomized => OfNoPlan(person, FormVisits.Baseline, randomized.On, today),
            VisitRecorded visit => Fill(person, visit.Visit, visit.Number, visit.On, today),
            // Whoever has a severe event is looked at when it begins.
            AdverseEventRecorded { Grade: 3 or 4, End: null } harm => Fill(
                person,
                FormVisits.Unscheduled,
                unscheduled[person.Id] = unscheduled.GetValueOrDefault(person.Id) + 1,
                harm.On,
                today
            ),
            FormItemRecorded item => cases[(person.Id, new(item.Visit, item.Occurrence, item.Form))].Recorded(today),
            QueryOpened query => Of(query).Asked(query, today),
            QueryAnswered answer => asked[(person.Id, answer.Query)].Answered(answer, today),
            QueryClosed closed => asked[(person.Id, closed.Query)].Closed(today),
            FormSigned signed => cases[(person.Id, new(signed.Visit, signed.Occurrence, signed.Form))].Signed(today),
            FormSignatureLapsed lapsed => cases[(person.Id, new(lapsed.Visit, lapsed.Occurrence, lapsed.Form))].Lapsed(today),
            _ => [],
        };

    FormCase Of(QueryOpened query) =>
        asked[(query.Participant, query.Query)] = cases[
            (query.Participant, new(query.Visit, query.Occurrence, query.Form))
        ];

    /// <summary>The forms of a visit that every trial has, unless the follow-up plans one of that name itself.</summary>
    IEnumerable<Errand> OfNoPlan(VirtualPerson person, string visit, DateOnly on, DateOnly today) =>
        (world.Protocol.FollowUp?.Visits ?? []).Any(plan => plan.Id == visit) ? [] : Fill(person, visit, 1, on, today);

    IEnumerable<Errand> Fill(VirtualPerson person, string visit, int occurrence, DateOnly on, DateOnly today)
    {
        if (!world.HasForms(person.Site))
            yield break;
        foreach (var form in world.Protocol.Forms.Where(form => form.IsFilledInAt(visit, occurrence)))
        {
            // Virtual participants have no paper with a code; what they are asked themselves stays empty.
            if (form.IsParticipantsOwn)
                continue;
            var number = forms[person.Id] = forms.GetValueOrDefault(person.Id) + 1;
            var random = world.Stream(Purpose.Forms, person.Index, number);
            var answers = new VirtualAnswers(form, on, Level, random).Drawn();
            if (answers.All.Count == 0)
                continue;
            var place = new FormPlace(visit, occurrence, form.Id);
            var filled = cases[(person.Id, place)] = new FormCase(world, person, form, place, on, answers, random);
            yield return filled.ToFill(today);
        }

        double Level(FormItem item) => world.Stream(Purpose.Levels, person.Index, items[item]).Uniform();
    }
}

/// <summary>Something that somebody will do on a day, if it is still to be done then.</summary>
/// <param name="On">The day.</param>
/// <param name="Do">The command and who gives it; null when there is nothing to do any more.</param>
sealed record Errand(DateOnly On, Func<DateOnly, (TrialCommand Command, string By)?> Do);
