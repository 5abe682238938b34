using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>One form of one person, from the visit until it is signed and frozen.</summary>
sealed class FormCase
{
    // How often, and within how many days. All of it is [assumed].
    const double TypedWrong = 0.015;
    const double Compared = 0.15;
    const double AskedAbout = 0.03;
    const double Frozen = 0.25;
    static readonly (int, int) toFill = (0, 4);
    static readonly (int, int) toCorrect = (4, 25);
    static readonly (int, int) toCompare = (14, 50);
    static readonly (int, int) toAsk = (10, 45);
    static readonly (int, int) toAnswer = (1, 21);
    static readonly (int, int) toClose = (1, 14);
    static readonly (int, int) toSign = (14, 60);
    static readonly (int, int) toSignAgain = (5, 20);
    static readonly (int, int) toFreeze = (20, 60);

    readonly Rehearsed world;
    readonly VirtualPerson person;
    readonly FormPlace place;
    readonly DateOnly on;
    readonly IReadOnlyDictionary<ItemPlace, string> answers;
    readonly bool isComplete;
    readonly RandomStream random;
    readonly (ItemPlace Item, string Typed)? slip;

    int open;
    bool isBegun;
    bool isWrong;
    bool isSigned;
    bool isFrozen;
    bool waitsToBeSigned;

    internal FormCase(
        Rehearsed world,
        VirtualPerson person,
        FormDefinition form,
        FormPlace place,
        DateOnly on,
        VirtualAnswers answers,
        RandomStream random
    )
    {
        (this.world, this.person, this.place, this.on, this.random) = (world, person, place, on, random);
        (this.answers, isComplete) = (answers.All, answers.IsComplete);
        slip = random.Happens(TypedWrong) ? Slip(form) : null;
        isWrong = slip is not null;
    }

    string Coordinator => VirtualStaff.CoordinatorOf(person.Site);

    string Monitor => VirtualStaff.MonitorOf(person.Site);

    internal Errand ToFill(DateOnly today) =>
        Later(
            today,
            toFill,
            _ => (new RecordForm(person.Id, place, [.. answers.Keys.Select(item => Entry(item, Typed(item)))], on), Coordinator)
        );

    /// <summary>Values were recorded: the first time, everything else about the form follows.</summary>
    internal IEnumerable<Errand> Recorded(DateOnly today)
    {
        if (isBegun)
            return ReadyToSign(today);
        isBegun = true;
        List<Errand> errands = [];
        if (slip is { } wrong)
            errands.Add(Later(today, toCorrect, _ => Correction(wrong.Item)));
        if (random.Happens(Compared))
            errands.Add(Later(today, toCompare, _ => (new MarkVerified(person.Id, place, []), Monitor)));
        if (random.Happens(AskedAbout))
            errands.Add(Later(today, toAsk, _ => Question()));
        errands.Add(Later(today, toSign, Sign));
        return errands;
    }

    /// <summary>A query was opened: what is typed wrong is corrected anyway, and everything else is answered.</summary>
    internal IEnumerable<Errand> Asked(QueryOpened query, DateOnly today)
    {
        open++;
        if (query.Automatic && isWrong && slip?.Item == new ItemPlace(query.ItemId!, query.Repeat!.Value))
            yield break;
        var words = query.Automatic ? "Measured twice, the value is right." : "Compared with the source: the value is right.";
        yield return Later(today, toAnswer, _ => (new AnswerQuery(person.Id, query.Query, words), Coordinator));
    }

    /// <summary>A query was answered: whoever asked closes it, data management for the program.</summary>
    internal IEnumerable<Errand> Answered(QueryAnswered answer, DateOnly today) =>
        [Later(today, toClose, _ => (new CloseQuery(person.Id, answer.Query, Reason: null), VirtualStaff.DataManager))];

    internal IEnumerable<Errand> Closed(DateOnly today)
    {
        open--;
        return ReadyToSign(today);
    }

    internal IEnumerable<Errand> Signed(DateOnly today)
    {
        isSigned = true;
        return random.Happens(Frozen) ? [Later(today, toFreeze, _ => Freeze())] : [];
    }

    internal IEnumerable<Errand> Lapsed(DateOnly today)
    {
        isSigned = false;
        return [Later(today, toSignAgain, Sign)];
    }

    (TrialCommand, string)? Correction(ItemPlace item)
    {
        isWrong = false;
        return (
            new RecordForm(person.Id, place, [Entry(item, answers[item])], on)
            {
                ReasonForChange = "Typing error, corrected from the source.",
            },
            Coordinator
        );
    }

    (TrialCommand, string)? Question()
    {
        var item = answers.Keys.ElementAt(random.Between(0, answers.Count - 1));
        return (new OpenQuery(person.Id, place, item, "Please compare with the source."), Monitor);
    }

    /// <summary>Nobody signs while something is still asked, or is still to be corrected.</summary>
    (TrialCommand, string)? Sign(DateOnly today)
    {
        if (isSigned || !isComplete)
            return null;
        if (open > 0 || isWrong)
        {
            waitsToBeSigned = true;
            return null;
        }
        var signature = world.Staff.PhysicianSigns(person.Site, person.Index, SignForm.Meaning, today);
        return (new SignForm(person.Id, place, signature), VirtualStaff.PhysicianOf(person.Site, person.Index));
    }

    IEnumerable<Errand> ReadyToSign(DateOnly today)
    {
        if (!waitsToBeSigned || open > 0 || isWrong)
            return [];
        waitsToBeSigned = false;
        return [Later(today, toSignAgain, Sign)];
    }

    (TrialCommand, string)? Freeze()
    {
        if (!isSigned || isFrozen || isWrong || open > 0)
            return null;
        isFrozen = true;
        return (new FreezeForm(person.Id, place), VirtualStaff.DataManager);
    }

    Errand Later(DateOnly today, (int Low, int High) days, Func<DateOnly, (TrialCommand, string)?> act) =>
        new(today.AddDays(random.Between(days.Low, days.High)), act);

    string Typed(ItemPlace item) => slip is { } wrong && wrong.Item == item ? wrong.Typed : answers[item];

    static ItemEntry Entry(ItemPlace item, string value) => new(item.Item, value, item.Repeat);

    /// <summary>A number that somebody types wrong; null where the form has none that could be.</summary>
    (ItemPlace, string)? Slip(FormDefinition form)
    {
        // On what other questions depend is seen at once.
        var numbers = answers
            .Keys.Where(place => form.Find(place.Item)!.Type is ItemType.WholeNumber or ItemType.DecimalNumber)
            .Where(place => form.Items.All(item => item.OnlyIf?.Item != place.Item))
            .ToList();
        if (numbers.Count == 0)
            return null;
        var slipped = numbers[random.Between(0, numbers.Count - 1)];
        var (item, right) = (form.Find(slipped.Item)!, decimal.Parse(answers[slipped], CultureInfo.InvariantCulture));
        // A digit too much, the point in the wrong place, the wrong ten: the first of them that the form takes.
        foreach (var wrong in new[] { right * 10, right / 10, right + 10, right - 10 })
            if (
                item.Type.Read(wrong.ToString("0.####", CultureInfo.InvariantCulture)) is { } typed
                && typed != answers[slipped]
                && item.Possible?.Holds(typed) != false
            )
                return (slipped, typed);
        return null;
    }
}
