namespace Equipoise.Protocol.Forms;

/// <summary>Occurrences of a visit at which a form is filled in: all, the first few, or every so many.</summary>
/// <param name="Visit">The id of a visit of the follow-up, or one of <see cref="FormVisits"/>.</param>
/// <param name="First">The first occurrence, counted from 1.</param>
/// <param name="Last">The last occurrence; null for as long as the visit goes on.</param>
/// <param name="Step">How many occurrences lie from one to the next; 1 for each.</param>
public sealed record FormTiming(string Visit, int First, int? Last, int Step)
{
    /// <summary>Whether that occurrence of that visit is one of these.</summary>
    public bool Includes(string visit, int occurrence) =>
        visit == Visit && occurrence >= First && !(occurrence > Last) && (occurrence - First) % Step == 0;
}
