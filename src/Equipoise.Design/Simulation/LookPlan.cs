namespace Equipoise.Design.Simulation;

/// <summary>An analysis of the accumulating data: when it is made, and where it stops the trial.</summary>
/// <remarks>
/// A look is made when its trigger is met, or together with the look before it where its trigger was met earlier. Z is above 0
/// where the experimental arm has fewer events than expected.
/// </remarks>
public abstract record LookPlan
{
    LookPlan() { }

    /// <summary>The trial stops for efficacy when Z is this or larger; null when it cannot.</summary>
    public double? EfficacyZ { get; init; }

    /// <summary>The trial stops for futility when Z is this or smaller and not efficacious; null when it cannot. Of the final
    /// look, no matter.</summary>
    public double? FutilityZ { get; init; }

    /// <summary>
    /// At the moment at which this many events have happened; all events of that tick count, which is now and then one more.
    /// </summary>
    /// <param name="Events">From 1 to the number of participants.</param>
    public sealed record AtEvents(int Events) : LookPlan;

    /// <summary>
    /// At the moment at which this many events have happened and what else is waited for has come. In a trial that never has so
    /// many it is made in the month that is the latest, if there is one.
    /// </summary>
    /// <param name="Events">From 1 to the number of participants.</param>
    public sealed record WhenDue(int Events) : LookPlan
    {
        /// <summary>The month from the opening before which it is not made; 0 for any.</summary>
        public double NotBefore { get; init; }

        /// <summary>The months after the last of all participants has entered; null for not to wait for them.</summary>
        public double? AfterLast { get; init; }

        /// <summary>The months after the look before; 0 for any.</summary>
        public double Apart { get; init; }

        /// <summary>The month in which it is made although something is still waited for; null for none.</summary>
        public double? AtTheLatest { get; init; }
    }

    /// <summary>At the end of this month from the opening of the trial, whatever was seen.</summary>
    /// <param name="Month">Above 0.</param>
    public sealed record AtMonth(double Month) : LookPlan;
}
