namespace Equipoise.Protocol;

/// <summary>A time before which an analysis is not made, however many events there are.</summary>
public abstract record LookWait
{
    LookWait() { }

    /// <summary>A month of the trial, from its opening on.</summary>
    /// <param name="Month">Above 0.</param>
    public sealed record InMonth(double Month) : LookWait
    {
        /// <inheritdoc/>
        public override string ToString() => $"month {Month}";
    }

    /// <summary>A day of the calendar.</summary>
    /// <param name="Day">The day.</param>
    public sealed record OnDay(DateOnly Day) : LookWait
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Day:yyyy-MM-dd}";
    }

    /// <summary>So long after the last participant entered: the least follow-up of everyone.</summary>
    /// <param name="Months">Above 0.</param>
    public sealed record AfterLast(double Months) : LookWait
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Months:0.##} months after the last participant";
    }
}
