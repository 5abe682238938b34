using System.Collections.Immutable;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Forms;

/// <summary>How one form stands: its values, and what people did with it. The fold of its events.</summary>
public sealed record FormState
{
    ImmutableDictionary<ItemPlace, int> places = ImmutableDictionary<ItemPlace, int>.Empty;
    ImmutableList<KeyValuePair<ItemPlace, ItemState>> items = [];

    internal FormState(FormPlace place) => Place = place;

    /// <summary>Which form this is.</summary>
    public FormPlace Place { get; }

    /// <summary>The sequence of the last entry of a value: the version of the form.</summary>
    public long Version { get; internal init; }

    /// <summary>Every item that was ever recorded, in the order in which they were first recorded.</summary>
    public IReadOnlyList<KeyValuePair<ItemPlace, ItemState>> Items => items;

    /// <summary>Whether values may not be changed for now.</summary>
    public bool IsFrozen { get; internal init; }

    /// <summary>Whether nothing at all may be done with it.</summary>
    public bool IsLocked { get; internal init; }

    /// <summary>The entry of the signature in force; null when there is none.</summary>
    public Entry? SignatureEntry { get; internal init; }

    /// <summary>The signature in force; null when there is none.</summary>
    public FormSigned? Signature => (FormSigned?)SignatureEntry?.Event;

    /// <summary>The change that ended a signature, until the form is signed again; null when none did.</summary>
    public FormSignatureLapsed? SignatureLapsed { get; internal init; }

    /// <summary>How an item stands; null when it was never recorded.</summary>
    public ItemState? Find(ItemPlace item) => places.TryGetValue(item, out var number) ? items[number].Value : null;

    /// <summary>The value of an item; null when it has none.</summary>
    public string? ValueOf(ItemPlace item) => Find(item)?.Value;

    internal FormState With(ItemPlace place, Func<ItemState?, ItemState?> change)
    {
        if (change(Find(place)) is not { } changed)
            return this;
        return places.TryGetValue(place, out var number)
            ? this with { items = items.SetItem(number, new(place, changed)) }
            : this with { places = places.Add(place, items.Count), items = items.Add(new(place, changed)) };
    }
}

/// <summary>How one item stands.</summary>
/// <param name="Entry">The latest entry of its value: who recorded it, when, and what it replaced.</param>
/// <param name="Verified">Its source data verification in force; null when there is none.</param>
/// <param name="VerificationLapsed">The change that ended a verification, until it is verified again; null when none did.</param>
public sealed record ItemState(Entry Entry, ItemVerified? Verified, ItemVerificationLapsed? VerificationLapsed)
{
    /// <summary>The latest record of it.</summary>
    public FormItemRecorded Recorded => (FormItemRecorded)Entry.Event;

    /// <summary>Its value; null when it was cleared.</summary>
    public string? Value => Recorded.Value;
}
