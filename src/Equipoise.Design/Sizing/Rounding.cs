namespace Equipoise.Design.Sizing;

/// <summary>How events and participants become whole numbers.</summary>
/// <remarks>
/// Events are rounded up at the last look; interim looks take the whole number nearest to their share of it (halves to even). A
/// count within 1e-6 of a whole number is that number. R: <c>gsDesign::toInteger</c> of gsDesign 3.11.
/// </remarks>
public abstract record Rounding
{
    Rounding() { }

    /// <summary>Not at all.</summary>
    public sealed record None : Rounding;

    /// <summary>Events only; accrual is kept, so that the last look comes a little later.</summary>
    public sealed record Events : Rounding;

    /// <summary>
    /// Events, and then participants up to a multiple of a block: the accrual rates are raised as the events are, and on to the
    /// multiple; the last look is where its events are expected with these participants.
    /// </summary>
    /// <param name="Block">Such as the sum of the allocation ratios, or the block size; 1 or more.</param>
    public sealed record EventsAndParticipants(int Block) : Rounding;

    internal static double Up(double count) =>
        Math.Abs(count - Math.Round(count)) < 1e-6 ? Math.Round(count) : Math.Ceiling(count);
}
