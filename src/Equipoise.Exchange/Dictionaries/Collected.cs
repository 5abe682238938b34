using System.Globalization;
using Equipoise.Protocol.Forms;

namespace Equipoise.Exchange.Dictionaries;

/// <summary>
/// What both readers do with what they find: lists that a protocol takes, bounds, and rules that hold together.
/// </summary>
sealed class Collected
{
    const int LongestCode = 20;
    const int LongestText = 4000;

    readonly List<NotUnderstood> notes = [];
    readonly List<CodeList> lists = [];
    readonly Names names = new();

    internal void Note(string where, string what) => notes.Add(new(where, what));

    /// <summary>A text of at most so many characters, as far as a protocol has room for them.</summary>
    internal static ItemType.Text Text(int? longest) => new(Math.Clamp(longest ?? 200, 1, LongestText));

    /// <summary>A choice from these answers; yes or no where they say that; null, and told, where there is nothing to
    /// choose.</summary>
    internal ItemType? Choice(string where, string name, IEnumerable<(string Code, string Text)> answers)
    {
        List<CodedAnswer> taken = [];
        foreach (var (given, text) in answers)
        {
            var code = Names.OneLine(given);
            if (code.Length > LongestCode)
            {
                Note(where, $"has a code of more than {LongestCode} characters; it is cut to them");
                code = code[..LongestCode].Trim();
            }
            if (code.Length == 0)
                Note(where, "has an answer without a code, which is left out");
            else if (taken.Exists(other => string.Equals(other.Code, code, StringComparison.OrdinalIgnoreCase)))
                Note(where, "has a code twice, case apart; the second is left out");
            else
                taken.Add(new(code, Names.OneLine(text) is { Length: > 0 } words ? words : code));
        }
        if (taken.Count == 2 && taken.TrueForAll(answer => new ItemType.YesNo().Read(answer.Code) is not null))
            return new ItemType.YesNo();
        if (taken.Count < 2)
        {
            Note(where, "has fewer than two answers, which leaves nothing to choose; its items are taken as text");
            return null;
        }
        // Many systems write the same list out again for every item.
        if (lists.Find(list => list.Answers.SequenceEqual(taken)) is { } same)
            return new ItemType.Choice(same);
        lists.Add(new(names.Take(name), taken));
        return new ItemType.Choice(lists[^1]);
    }

    /// <summary>Bounds of an item; null for none, and told where they are no bounds of its type.</summary>
    internal ItemRange? Range(string where, ItemType type, string? least, string? most)
    {
        if (string.IsNullOrWhiteSpace(least) && string.IsNullOrWhiteSpace(most))
            return null;
        (least, most) = (Given(least), Given(most));
        ItemRange? range = type switch
        {
            ItemType.WholeNumber or ItemType.DecimalNumber => IsNumber(least) && IsNumber(most)
                ? new ItemRange.Numbers(Number(least), Number(most))
                : null,
            ItemType.Date or ItemType.PartOfDate => IsDay(least) && IsDay(most)
                ? new ItemRange.Dates(Day(least), Day(most))
                : null,
            _ => null,
        };
        if (
            range is null
            || range is ItemRange.Numbers { Low: { } low, High: { } high } && low > high
            || range is ItemRange.Dates { Low: { } first, High: { } last } && first > last
        )
        {
            Note(where, "has bounds that are no two numbers or days, the smaller first; they are left out");
            return null;
        }
        return range;
    }

    /// <summary>The forms, with the rules that hold within a form, and the lists that are used.</summary>
    internal StudyForms Of(IReadOnlyList<FormDefinition> forms)
    {
        List<FormDefinition> whole = [.. forms.Select(Whole)];
        var used = whole.SelectMany(form => form.Items).Select(item => (item.Type as ItemType.Choice)?.List).ToHashSet();
        return new(whole, [.. lists.Where(used.Contains)], notes);
    }

    FormDefinition Whole(FormDefinition form) =>
        form with
        {
            Groups =
            [
                .. form.Groups.Select(group =>
                    group with
                    {
                        Items =
                        [
                            .. group.Items.Select(item =>
                            {
                                if (item.OnlyIf is null || Holds(form, group, item, item.OnlyIf))
                                    return item;
                                Note(
                                    $"{form.Id}, {item.Id}",
                                    "is asked only if an item has a value, and that is none of the same form, or has no such "
                                        + "value; it is asked always"
                                );
                                return item with { OnlyIf = null };
                            }),
                        ],
                    }
                ),
            ],
        };

    static bool Holds(FormDefinition form, ItemGroup group, FormItem item, SkipRule rule)
    {
        if (form.Find(rule.Item) is not { } other || other.Type.Read(rule.Value) is not { } value)
            return false;
        var isElsewhere = form.GroupOf(other.Id) is { Repeats: true } elsewhere && elsewhere != group;
        if (isElsewhere || other.Possible?.Holds(value) == false)
            return false;
        HashSet<string> met = [item.Id];
        for (var next = other; ; next = form.Find(next.OnlyIf.Item)!)
        {
            if (!met.Add(next.Id))
                return false;
            if (next.OnlyIf is null || form.Find(next.OnlyIf.Item) is null)
                return true;
        }
    }

    static string? Given(string? bound) => string.IsNullOrWhiteSpace(bound) ? null : bound.Trim();

    static bool IsNumber(string? bound) => bound is null || Number(bound) is not null;

    static decimal? Number(string? bound) => bound is null ? null : ItemType.Number(bound);

    static bool IsDay(string? bound) => bound is null || Day(bound) is not null;

    static DateOnly? Day(string? bound) =>
        DateOnly.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
