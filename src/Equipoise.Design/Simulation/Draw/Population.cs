namespace Equipoise.Design.Simulation;

/// <summary>The participants of one simulated trial, a column a fact, in the order of arrival. Times are ticks.</summary>
/// <remarks>Columns are as long as whole vectors; what stands behind the last participant arrives never and has no event.</remarks>
sealed class Population
{
    public const int Lanes = 16;

    public Population(int participants)
    {
        Count = participants;
        Padded = (participants + Lanes - 1) / Lanes * Lanes;
        (Arrival, Arm, Stratum) = (new int[Padded], new int[Padded], new int[Padded]);
        (Event, Dropout, FollowUp, EventMonth) = (new int[Padded], new int[Padded], new int[Padded], new int[Padded]);
    }

    public int Count { get; }

    /// <summary>The length of the columns, a multiple of <see cref="Lanes"/>.</summary>
    public int Padded { get; }

    /// <summary>When they are randomized, on the clock of the trial; rising.</summary>
    public int[] Arrival { get; }

    /// <summary>0 for control, 1 for experimental.</summary>
    public int[] Arm { get; }

    /// <summary>Counted from 0.</summary>
    public int[] Stratum { get; }

    /// <summary>From randomization to the event; <see cref="Ticks.Never"/> when it never comes.</summary>
    public int[] Event { get; }

    /// <summary>From randomization to the loss; <see cref="Ticks.Never"/> when it never comes.</summary>
    public int[] Dropout { get; }

    /// <summary>From randomization to the event or the loss, whichever is first.</summary>
    public int[] FollowUp { get; }

    /// <summary>On the clock of the trial, the event; <see cref="int.MaxValue"/> when it is never seen, however late the cutoff.</summary>
    public int[] EventMonth { get; }
}
