namespace Equipoise.Conduct.Forms;

/// <summary>How one form stands: its values, and what people did with it. The fold of its events.</summary>
public sealed class FormState
{
    readonly OrderedDictionary<ItemPlace, ItemState> items = [];

    internal FormState(FormPlace place) => Place = place;

    /// <summary>Which form this is.</summary>
    public FormPlace Place { get; }

    /// <summary>Every item that was ever recorded, in the order in which they were first recorded.</summary>
    public IReadOnlyDictionary<ItemPlace, ItemState> Items => items;

    /// <summary>Whether values may not be changed for now.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Whether nothing at all may be done with it.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>The signature in force; null when there is none.</summary>
    public FormSigned? Signature { get; private set; }

    /// <summary>The change that ended a signature, until the form is signed again; null when none did.</summary>
    public FormSignatureLapsed? SignatureLapsed { get; private set; }

    /// <summary>The value of an item; null when it has none.</summary>
    public string? ValueOf(ItemPlace item) => items.GetValueOrDefault(item)?.Value;

    internal void Apply(FormItemRecorded recorded)
    {
        var place = recorded.ItemPlace;
        items[place] = items.TryGetValue(place, out var before) ? before with { Recorded = recorded } : new(recorded, null, null);
    }

    internal void Apply(FormAct one)
    {
        switch (one)
        {
            case ItemVerified verified:
                Change(verified.ItemPlace, item => item with { Verified = verified, VerificationLapsed = null });
                break;
            case ItemVerificationLapsed lapsed:
                Change(lapsed.ItemPlace, item => item with { Verified = null, VerificationLapsed = lapsed });
                break;
            case FormFrozen or FormUnfrozen:
                IsFrozen = one is FormFrozen;
                break;
            case FormLocked or FormUnlocked:
                IsLocked = one is FormLocked;
                break;
            case FormSigned signed:
                (Signature, SignatureLapsed) = (signed, null);
                break;
            case FormSignatureLapsed lapsed:
                (Signature, SignatureLapsed) = (null, lapsed);
                break;
        }
    }

    void Change(ItemPlace place, Func<ItemState, ItemState> change)
    {
        if (items.TryGetValue(place, out var item))
            items[place] = change(item);
    }
}

/// <summary>How one item stands.</summary>
/// <param name="Recorded">The latest record of it.</param>
/// <param name="Verified">Its source data verification in force; null when there is none.</param>
/// <param name="VerificationLapsed">The change that ended a verification, until it is verified again; null when none did.</param>
public sealed record ItemState(FormItemRecorded Recorded, ItemVerified? Verified, ItemVerificationLapsed? VerificationLapsed)
{
    /// <summary>Its value; null when it was cleared.</summary>
    public string? Value => Recorded.Value;
}
