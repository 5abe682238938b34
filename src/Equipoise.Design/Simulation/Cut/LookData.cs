namespace Equipoise.Design.Simulation;

/// <summary>
/// The data of a look as its test reads them: a word for each participant, stratum after stratum, sorted by follow-up time.
/// </summary>
/// <remarks>
/// A word holds the time in ticks, above a bit that is set when it is censored, above the arm: so events stand before censored times of the
/// same tick, which are still at risk of them.
/// </remarks>
sealed class LookData(int capacity, int strata)
{
    public const int TimeShift = 2;
    public const uint Censored = 2;
    public const uint Arm = 1;

    public uint[] Words { get; } = new uint[capacity];

    /// <summary>Where each stratum begins in <see cref="Words"/>; and, as the last, where all end.</summary>
    public int[] Starts { get; } = new int[strata + 1];

    public int Enrolled { get; private set; }

    /// <summary>Cuts the data at a tick and sorts them.</summary>
    public void Cut(Population population, int cutoff)
    {
        var m = 0;
        for (var s = 0; s < strata; s++)
        {
            Starts[s] = m;
            for (var i = 0; i < population.Count && population.Arrival[i] <= cutoff; i++)
            {
                if (strata > 1 && population.Stratum[i] != s)
                    continue;
                var open = cutoff - population.Arrival[i];
                var time = int.Min(open, population.FollowUp[i]);
                var isEvent = population.EventMonth[i] <= cutoff;
                Words[m++] = ((uint)time << TimeShift) | (isEvent ? 0 : Censored) | (uint)population.Arm[i];
            }
            Array.Sort(Words, Starts[s], m - Starts[s]);
        }
        (Starts[strata], Enrolled) = (m, m);
    }
}
