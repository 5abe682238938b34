namespace Equipoise.Statistics.Comparisons;

/// <summary>Whether a log-rank test could be made.</summary>
public abstract record LogRankStatus
{
    LogRankStatus() { }

    /// <summary>It was.</summary>
    public sealed record Estimated : LogRankStatus;

    /// <summary>It could not: chi-square and p-value are null.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record NotEstimable(string Reason) : LogRankStatus;
}
