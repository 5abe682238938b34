using Equipoise.Validation.Sequential;

namespace Equipoise.Validation.Sizing;

/// <summary>
/// Worked answers of other software for trial design, kept outside the repository: <c>reference/design_reference.json</c> beside
/// the folder of the reference data. Each entry has its id, its call and its outputs.
/// </summary>
sealed class SizingReference
{
    readonly DesignReference entry;

    SizingReference(DesignReference entry) => this.entry = entry;

    /// <summary>The outputs of an entry.</summary>
    public static SizingReference Of(string id) => new(DesignReference.Of(id));

    /// <summary>The number at a path such as <c>analysis/info</c>, or one of a list at a place counted from 0.</summary>
    public double this[string path, int place = 0] => entry[path][place];
}
