using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocol.Forms;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Rehearsal;

/// <summary>
/// What a person answers in a form: plausible by the type of each item and its bounds, and of a piece with what they answered
/// before, because everybody has a level of their own. What is not asked is not answered.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="on">The day of the visit.</param>
/// <param name="level">The level of the person in an item, from 0 to 1, the same at every visit.</param>
/// <param name="random">The luck of this form.</param>
sealed class VirtualAnswers(FormDefinition form, DateOnly on, Func<FormItem, double> level, RandomStream random)
{
    // [assumed]
    const double Unusual = 0.004;
    const double LeftOut = 0.05;
    const double Yes = 0.6;
    const int MostRepeats = 3;

    static readonly string[] conditions =
    [
        "Arterial hypertension",
        "Hypothyroidism",
        "Type 2 diabetes mellitus",
        "Osteoporosis",
        "Asthma",
        "Gastro-oesophageal reflux",
        "Migraine",
        "Osteoarthritis of the knee",
    ];

    readonly Dictionary<ItemPlace, string> answers = [];

    /// <summary>Every answer.</summary>
    public IReadOnlyDictionary<ItemPlace, string> All => answers;

    /// <summary>Whether everything that is required could be answered.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Draws the answers.</summary>
    public VirtualAnswers Drawn()
    {
        // An item may depend on one that stands below it.
        for (var before = -1; before != answers.Count;)
        {
            before = answers.Count;
            foreach (var group in form.Groups)
                for (var repeat = 1; repeat <= (group.Repeats ? MostRepeats : 1); repeat++)
                    Answer(group, repeat);
        }
        return this;
    }

    void Answer(ItemGroup group, int repeat)
    {
        // A further disease comes with a chance of one half.
        if (repeat > 1 && (!group.Items.Any(item => answers.ContainsKey(new(item.Id, repeat - 1))) || random.Happens(0.5)))
            return;
        DateOnly? earlier = null;
        foreach (var item in group.Items)
        {
            var place = new ItemPlace(item.Id, repeat);
            if (answers.ContainsKey(place) || !IsAsked(item, repeat))
                continue;
            if (!item.Required && random.Happens(LeftOut))
                continue;
            if (Value(item, earlier) is { } value)
                answers[place] = value;
            else
                IsComplete &= !item.Required;
            if (item.Type is ItemType.Date && answers.TryGetValue(place, out var day))
                earlier = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    bool IsAsked(FormItem item, int repeat) =>
        item.OnlyIf is not { } rule
        || (
            answers.TryGetValue(new(rule.Item, form.GroupOf(rule.Item)!.Repeats ? repeat : 1), out var other)
            && other == form.Find(rule.Item)!.Type.Read(rule.Value)
        );

    string? Value(FormItem item, DateOnly? earlier) =>
        item.Type switch
        {
            ItemType.WholeNumber => Number(item, 0),
            ItemType.DecimalNumber type => Number(item, type.Decimals),
            ItemType.Choice type => Choice(item, type.List),
            ItemType.YesNo => random.Happens(Yes) ? "yes" : "no",
            ItemType.Date => Day(item, earlier),
            ItemType.Text type => conditions[random.Between(0, conditions.Length - 1)] is var text && text.Length <= type.Longest
                ? text
                : text[..type.Longest],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    string Number(FormItem item, int decimals)
    {
        var (low, high) = Bounds(item.Usual as ItemRange.Numbers ?? item.Possible as ItemRange.Numbers);
        var (width, luck) = ((double)(high - low), random.Uniform());
        // In the middle of the bounds, each person at their level, with what one visit differs from the next.
        var value = (double)low + width * (0.25 + 0.5 * level(item) + 0.2 * (luck - 0.5));
        if (random.Happens(Unusual) && Beyond(item, low, high) is { } unusual)
            value = unusual;
        return Written(Math.Clamp((decimal)value, Least(item, low), Most(item)), decimals);
    }

    /// <summary>A value just outside what is usual and still possible; null where there is none.</summary>
    static double? Beyond(FormItem item, decimal low, decimal high)
    {
        var step = Math.Max(2, (high - low) / 8);
        return item.Usual is null ? null
            : item.Possible?.Holds(Written(high + step, 0)) != false ? (double)(high + step)
            : item.Possible.Holds(Written(low - step, 0)) ? (double)(low - step)
            : null;
    }

    static (decimal Low, decimal High) Bounds(ItemRange.Numbers? range)
    {
        var low = range?.Low ?? (range?.High is { } most ? most - 100 : 0);
        return (low, range?.High ?? low + 100);
    }

    static decimal Least(FormItem item, decimal low) => (item.Possible as ItemRange.Numbers)?.Low ?? Math.Min(low, 0);

    static decimal Most(FormItem item) => (item.Possible as ItemRange.Numbers)?.High ?? decimal.MaxValue;

    static string Written(decimal value, int decimals) =>
        decimal.Round(value, Math.Min(decimals, 2)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Mostly the first answers of a list: the best ones, as lists of performance and of problems have them.</summary>
    string Choice(FormItem item, CodeList list)
    {
        var worse = 0.7 * level(item) + 0.3 * random.Uniform();
        return list.Answers[Math.Min(list.Answers.Count - 1, (int)(list.Answers.Count * worse * worse * worse))].Code;
    }

    /// <summary>A day of the last years, after an earlier one of the same group, within the bounds of the item.</summary>
    string? Day(FormItem item, DateOnly? earlier)
    {
        var bounds = item.Possible as ItemRange.Dates;
        var last = bounds?.High < on ? bounds.High.Value : on;
        var first = earlier ?? last.AddYears(-8);
        if (bounds?.Low > first)
            first = bounds.Low.Value;
        return first > last
            ? null
            : last.AddDays(-random.Between(0, last.DayNumber - first.DayNumber))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
