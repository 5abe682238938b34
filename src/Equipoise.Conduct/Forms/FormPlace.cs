namespace Equipoise.Conduct.Forms;

/// <summary>One form of one participant: at which visit, which of its occurrences, and which form.</summary>
/// <param name="Visit">The id of the visit.</param>
/// <param name="Occurrence">Which of its repetitions, counted from 1.</param>
/// <param name="Form">The id of the form.</param>
public readonly record struct FormPlace(string Visit, int Occurrence, string Form)
{
    /// <summary>For people: "vital-signs at cycle 2".</summary>
    public override string ToString() => $"{Form} at {Visit} {Occurrence}";
}

/// <summary>One item of a form, in the first or a further repetition of its group.</summary>
/// <param name="Item">The id of the item.</param>
/// <param name="Repeat">Which repetition of its group, counted from 1.</param>
public readonly record struct ItemPlace(string Item, int Repeat)
{
    /// <summary>For people: "systolic", "condition (2)".</summary>
    public override string ToString() => Repeat == 1 ? Item : $"{Item} ({Repeat})";
}
