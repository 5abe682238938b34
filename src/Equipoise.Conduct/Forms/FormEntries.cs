using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Values;
using Equipoise.TrialLog;

namespace Equipoise.Conduct.Forms;

/// <summary>Whether the values of one save can be, each by itself and all together with what is recorded.</summary>
static class FormEntries
{
    internal static IEnumerable<Refusal> Objections(
        FormDefinition form,
        FormState? state,
        IReadOnlyList<ItemEntry> entries,
        Stamp stamp
    )
    {
        Dictionary<ItemPlace, string?> given = [];
        foreach (var entry in entries)
        {
            var unknown = ItemChecks.NoSuchItem(form, entry.Place).ToList();
            if (unknown.Count > 0)
                foreach (var refusal in unknown)
                    yield return refusal;
            else if (given.ContainsKey(entry.Place))
                yield return new("item-twice", $"'{entry.Place}' was given twice.") { About = $"{entry.Place}" };
            else if (entry.Value.Length > 0 && Impossible(form.Find(entry.Item)!, entry, stamp) is { } impossible)
            {
                yield return impossible;
                // Whether other items are asked is then seen by what is recorded.
                given.Add(entry.Place, state?.ValueOf(entry.Place));
            }
            else
                given.Add(entry.Place, entry.Value.Length == 0 ? null : form.Find(entry.Item)!.Type.Read(entry.Value));
        }
        foreach (var refusal in NotAsked(form, state, given))
            yield return refusal;
    }

    static Refusal? Impossible(FormItem item, ItemEntry entry, Stamp stamp)
    {
        var about = $"{entry.Place}";
        if (item.Type.Read(entry.Value) is not { } value)
            return new("not-of-its-type", $"{item.Ask} ({entry.Place}): write {item.Type.Wanted}.") { About = about };
        if (
            item.Type is ItemType.Date or ItemType.PartOfDate
            && PartialDate.Read(value)?.IsAfter(stamp.LatestToday) is true
        )
            return new("in-the-future", $"{item.Ask} ({entry.Place}): {value} is in the future.") { About = about };
        return item.Possible?.Holds(value) == false
            ? new("not-possible", $"{item.Ask} ({entry.Place}): {value} is not possible; write {item.Possible}.")
            {
                About = about,
            }
            : null;
    }

    /// <summary>Values that stand, after this save, where nothing is asked.</summary>
    static IEnumerable<Refusal> NotAsked(FormDefinition form, FormState? state, IReadOnlyDictionary<ItemPlace, string?> given)
    {
        string? After(ItemPlace place) => given.TryGetValue(place, out var value) ? value : state?.ValueOf(place);

        var recorded = state?.Items.Select(item => item.Key).Where(place => !given.ContainsKey(place)) ?? [];
        foreach (var place in given.Keys.Concat(recorded))
            if (form.Find(place.Item) is { } item && After(place) is not null && !ItemChecks.IsAsked(form, place, After))
                yield return (
                    given.ContainsKey(place)
                        ? new Refusal("not-asked", $"{item.Ask} ({place}): this is asked only if {item.OnlyIf}.")
                        : new Refusal(
                            "no-longer-asked",
                            $"{item.Ask} ({place}): this is asked only if {item.OnlyIf}; clear it in the same save."
                        )
                ) with
                {
                    About = $"{place}",
                };
    }
}
