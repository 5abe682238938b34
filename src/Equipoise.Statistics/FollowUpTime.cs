using System.Globalization;

namespace Equipoise.Statistics;

/// <summary>What the time of every observation obeys, and how it is written.</summary>
static class FollowUpTime
{
    /// <summary>The time, with -0 as 0, so that it ties with 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, not finite or not after the entry.</exception>
    public static double Check(double time, double entry)
    {
        if (!(double.IsFinite(time) && time >= 0))
            throw new ArgumentOutOfRangeException(nameof(time), time, "A follow-up time is a finite number, 0 or more.");
        if (!(entry < time))
            throw new ArgumentOutOfRangeException(
                nameof(entry),
                entry,
                $"An entry time lies before the end of follow-up, {time}."
            );
        return time + 0.0;
    }

    /// <summary>"5+", or "(2, 5+]" with an entry time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="ending">How it ended: the "+".</param>
    /// <param name="entry">When observation began; negative infinity for the origin.</param>
    public static string Text(double time, string ending, double entry)
    {
        var end = time.ToString(CultureInfo.InvariantCulture) + ending;
        return double.IsNegativeInfinity(entry) ? end : $"({entry.ToString(CultureInfo.InvariantCulture)}, {end}]";
    }
}
