namespace Equipoise.Statistics.Sequential;

/// <summary>Whether there are bounds as asked for.</summary>
public abstract record BoundaryStatus
{
    BoundaryStatus() { }

    /// <summary>There are.</summary>
    public sealed record Solved : BoundaryStatus;

    /// <summary>There are not; the numbers that would follow are null, lists are empty.</summary>
    /// <param name="Reason">Why, as a sentence with the quantity.</param>
    public sealed record NotSolved(string Reason) : BoundaryStatus;
}
