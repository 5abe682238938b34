namespace Equipoise.Design.Sizing;

/// <summary>When the last analysis takes place.</summary>
public abstract record AnalysisTime
{
    AnalysisTime() { }

    /// <summary>So many months after the last participant entered.</summary>
    /// <param name="Months">0 or more.</param>
    public sealed record AfterAccrual(double Months) : AnalysisTime;

    /// <summary>In a month of the trial.</summary>
    /// <param name="Month">Above 0.</param>
    public sealed record AtMonth(double Month) : AnalysisTime;

    /// <summary>When so many events are expected.</summary>
    /// <param name="Events">Above 0.</param>
    public sealed record AtEvents(double Events) : AnalysisTime;
}
