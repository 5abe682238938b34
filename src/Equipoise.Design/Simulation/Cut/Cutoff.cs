namespace Equipoise.Design.Simulation;

/// <summary>When a look cuts the data.</summary>
static class Cutoff
{
    /// <summary>The tick of the event of this number, counted from 1; null when there are not so many.</summary>
    public static int? OfEvent(Population population, int number)
    {
        var sorted = (int[])population.EventMonth.Clone();
        Array.Sort(sorted);
        return sorted[number - 1] == int.MaxValue ? null : sorted[number - 1];
    }

    /// <summary>The tick of the last event possible; of the last arrival when there is no event.</summary>
    public static int OfLastEvent(Population population)
    {
        var last = -1;
        foreach (var month in population.EventMonth)
            if (month != int.MaxValue)
                last = int.Max(last, month);
        return last >= 0 ? last : population.Arrival[population.Count - 1];
    }
}
