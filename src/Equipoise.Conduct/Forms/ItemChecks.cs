using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>What a form says about its items: which there are, which are asked, and which are missing.</summary>
static class ItemChecks
{
    // No participant has more diseases than this; a number beyond is a slip.
    const int MostRepeats = 999;

    internal static IEnumerable<Refusal> NoSuchItem(FormDefinition form, ItemPlace place)
    {
        if (form.GroupOf(place.Item) is not { } group)
            yield return new("unknown-item", $"Form '{form.Id}' has no item '{place.Item}'.") { About = $"{place}" };
        else if (place.Repeat < 1 || place.Repeat > (group.Repeats ? MostRepeats : 1))
            yield return new("bad-repeat", $"There is no number {place.Repeat} of '{place.Item}' in form '{form.Id}'.")
            {
                About = $"{place}",
            };
    }

    /// <summary>
    /// Whether an item is asked, given the values of the others. What depends on an item that is not asked is not asked either.
    /// </summary>
    internal static bool IsAsked(FormDefinition form, ItemPlace place, Func<ItemPlace, string?> value)
    {
        if (form.Find(place.Item)?.OnlyIf is not { } rule)
            return true;
        var group = form.GroupOf(rule.Item)!;
        var other = new ItemPlace(rule.Item, group.Repeats ? place.Repeat : 1);
        return value(other) is { } recorded
            && recorded == form.Find(rule.Item)!.Type.Read(rule.Value)
            && IsAsked(form, other, value);
    }

    /// <summary>
    /// The required items that are asked and have no value. A repetition of a group counts as soon as it has any value.
    /// </summary>
    internal static IEnumerable<ItemPlace> Missing(FormDefinition form, FormState state) =>
        from grp in form.Groups
        from repeat in grp.Repeats
            ? state
                .Items.Where(item => item.Value.Value is not null && grp.Items.Any(one => one.Id == item.Key.Item))
                .Select(item => item.Key.Repeat)
                .Distinct()
                .Order()
            : Enumerable.Repeat(1, 1)
        from item in grp.Items
        let place = new ItemPlace(item.Id, repeat)
        where item.Required && state.ValueOf(place) is null && IsAsked(form, place, state.ValueOf)
        select place;
}
