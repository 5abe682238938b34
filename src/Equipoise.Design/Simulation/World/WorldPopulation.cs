using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// The participants of one simulated trial in a world, in the order of their randomization. Times are whole days.
/// </summary>
sealed class WorldPopulation(int participants)
{
    public int Count { get; } = participants;

    /// <summary>The day of randomization on the calendar of the trial, whose day 0 is the opening; rising.</summary>
    public int[] Randomized { get; } = new int[participants];

    public int[] Stratum { get; } = new int[participants];

    /// <summary>0 for control, 1 for experimental.</summary>
    public int[] Arm { get; } = new int[participants];

    public Course[] Courses { get; } = new Course[participants];

    /// <summary>
    /// On the calendar of the trial, the day on which the primary event is counted; <see cref="int.MaxValue"/> when it never is.
    /// </summary>
    public int[] Counted { get; } = new int[participants];

    /// <summary>How many are randomized by a day.</summary>
    public int RandomizedBy(int day)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Randomized[middle] <= day ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
