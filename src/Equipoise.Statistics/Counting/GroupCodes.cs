namespace Equipoise.Statistics.Counting;

/// <summary>Groups counted from 0, one for each row.</summary>
static class GroupCodes
{
    /// <summary>Refuses what is not one group for each row.</summary>
    public static void Check(int count, ReadOnlySpan<int> groups)
    {
        if (groups.Length != count)
            throw new ArgumentException($"{groups.Length} groups for {count} observations.", nameof(groups));
        for (var row = 0; row < count; row++)
            if (groups[row] < 0)
                throw new ArgumentOutOfRangeException(nameof(groups), groups[row], $"The group of row {row} is below 0.");
    }
}
