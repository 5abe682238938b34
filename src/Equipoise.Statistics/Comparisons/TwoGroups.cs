namespace Equipoise.Statistics.Comparisons;

/// <summary>Observations of a control group, 0, and an experimental group, 1.</summary>
static class TwoGroups
{
    /// <summary>The observations of each.</summary>
    /// <exception cref="ArgumentException">There is not one group for each observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A group is neither 0 nor 1.</exception>
    public static (Observation[] Control, Observation[] Experimental) Split(
        ReadOnlySpan<Observation> observations,
        ReadOnlySpan<int> groups
    )
    {
        Check(groups, observations.Length);
        var (control, experimental) = (new List<Observation>(), new List<Observation>());
        for (var row = 0; row < groups.Length; row++)
            (groups[row] == 0 ? control : experimental).Add(observations[row]);
        return ([.. control], [.. experimental]);
    }

    /// <summary>Refuses what is neither.</summary>
    public static void Check(ReadOnlySpan<int> groups, int count)
    {
        if (groups.Length != count)
            throw new ArgumentException($"{groups.Length} groups for {count} observations.", nameof(groups));
        for (var row = 0; row < groups.Length; row++)
            if (groups[row] is not (0 or 1))
                throw new ArgumentOutOfRangeException(
                    nameof(groups),
                    groups[row],
                    $"The group of row {row} is {groups[row]}; it is 0 for control or 1 for experimental."
                );
    }
}
