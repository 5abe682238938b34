using Equipoise.Conduct.Record;
using Equipoise.Protocol.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Whether a save would overwrite what somebody recorded after the person who saves had looked.</summary>
/// <remarks>
/// Item by item: two people who fill in different items of one form do not disturb each other, and neither do two who say the
/// same.
/// </remarks>
static class ChangedMeanwhile
{
    /// <summary>Every item that was recorded after that version of the form and to which this save gives another value.</summary>
    internal static IEnumerable<Refusal> Objections(
        FormDefinition form,
        FormState? state,
        IReadOnlyList<ItemEntry> entries,
        long seen
    )
    {
        // A version that does not exist yet would switch the check off.
        if (seen < 0 || seen > (state?.Version ?? 0))
        {
            yield return new("unknown-version", $"The form has no version {seen}: it is at version {state?.Version ?? 0}.");
            yield break;
        }
        foreach (var entry in entries)
        {
            if (state?.Find(entry.Place) is not { } meanwhile || form.Find(entry.Item) is not { } item)
                continue;
            if (meanwhile.Entry.Sequence <= seen)
                continue;
            var given = entry.Value.Length == 0 ? null : item.Type.Read(entry.Value);
            // What is no value of its type is refused for that.
            if (given == meanwhile.Value || (given is null && entry.Value.Length > 0))
                continue;
            var (stamp, yours) = (meanwhile.Entry.Stamp, given is null ? "clear it" : $"give {given}");
            yield return new(
                "changed-meanwhile",
                $"{item.Ask} ({entry.Place}): after you opened the form, {stamp.By} {Recorded(meanwhile.Value)} on "
                    + $"{stamp.RecordedAt.Utc}; you {yours}. Look again, and save what is right."
            )
            {
                About = $"{entry.Place}",
            };
        }
    }

    /// <summary>
    /// Every item that was recorded after that version of the form, of those that somebody signs or has compared: they answer for
    /// what they saw.
    /// </summary>
    internal static IEnumerable<Refusal> SinceSeen(
        FormDefinition? form,
        FormState? state,
        long seen,
        Func<ItemPlace, bool> isMeant
    )
    {
        if (seen < 0 || seen > (state?.Version ?? 0))
        {
            yield return new("unknown-version", $"The form has no version {seen}: it is at version {state?.Version ?? 0}.");
            yield break;
        }
        foreach (var (place, item) in state?.Items ?? [])
            if (item.Entry.Sequence > seen && isMeant(place))
                yield return new(
                    "changed-since-seen",
                    $"{form?.Find(place.Item)?.Ask ?? place.Item} ({place}): the value was changed since you looked: "
                        + $"{item.Entry.Stamp.By} {Recorded(item.Value)} on {item.Entry.Stamp.RecordedAt.Utc}. Look again."
                )
                {
                    About = $"{place}",
                };
    }

    static string Recorded(string? value) => value is null ? "cleared it" : $"recorded {value}";
}
