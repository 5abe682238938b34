namespace Equipoise.Conduct.Record;

/// <summary>
/// A part of what is known that one stage of the trial keeps for itself, of the trial or of a participant. Snapshots share it
/// until somebody changes it: the one who does gets a copy.
/// </summary>
public abstract class Part
{
    private protected Part() { }

    /// <summary>Who may change it in place; null once it is published.</summary>
    internal Fold? Owner { get; set; }

    /// <summary>A copy that can be changed without changing this.</summary>
    internal virtual Part Copy() => (Part)MemberwiseClone();
}

/// <summary>
/// One course of applying entries. What it made since it last published is its own to change; all else is shared.
/// </summary>
sealed class Fold;

/// <summary>Parts by their type.</summary>
sealed class Parts
{
    readonly Dictionary<Type, Part> parts;

    internal Parts() => parts = [];

    internal Parts(Parts others) => parts = new(others.parts);

    /// <summary>The part as it stands; as it is at the beginning when nothing changed it yet.</summary>
    internal T Get<T>()
        where T : Part, new() => parts.TryGetValue(typeof(T), out var part) ? (T)part : new T();

    /// <summary>The part, to be changed in that fold.</summary>
    internal T Own<T>(Fold fold)
        where T : Part, new()
    {
        if (parts.TryGetValue(typeof(T), out var part) && part.Owner == fold)
            return (T)part;
        var own = part is null ? new T() : (T)part.Copy();
        own.Owner = fold;
        parts[typeof(T)] = own;
        return own;
    }
}
