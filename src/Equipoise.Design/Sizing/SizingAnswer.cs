namespace Equipoise.Design.Sizing;

/// <summary>The answer to what a trial needs: its size, or why there is none.</summary>
public abstract record SizingAnswer
{
    SizingAnswer() { }

    /// <summary>There is a trial.</summary>
    /// <param name="Trial">Everything about it.</param>
    public sealed record Sized(TrialSize Trial) : SizingAnswer;

    /// <summary>There is none.</summary>
    /// <param name="Quantity">What cannot be had.</param>
    /// <param name="Reason">Why, and what would be possible.</param>
    public sealed record Refused(string Quantity, string Reason) : SizingAnswer;

    /// <summary>The trial; null when there is none.</summary>
    public TrialSize? Size => (this as Sized)?.Trial;
}
