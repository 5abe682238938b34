using Equipoise.Protocol;

namespace Equipoise.Analysis.TimeToEvent;

/// <summary>The times under which numbers at risk are printed.</summary>
static class TimeAxis
{
    const int MostTicks = 13;
    const int FewTicks = 9;

    /// <summary>From 0 up to the last time in steps that a reader counts in: half years for months, else 1, 2, 5, 10 …</summary>
    public static IReadOnlyList<double> Ticks(double lastTime, TimeUnit unit)
    {
        if (!(lastTime > 0))
            return [0];
        var step = Steps(unit).First(step => lastTime / step < (unit == TimeUnit.Month && step < 6 ? FewTicks : MostTicks));
        return [.. Enumerable.Range(0, (int)(lastTime / step) + 1).Select(tick => (double)(tick * (decimal)step))];
    }

    static IEnumerable<double> Steps(TimeUnit unit)
    {
        if (unit == TimeUnit.Month)
            foreach (var step in (double[])[1, 2, 3, 6, 12, 24, 60])
                yield return step;
        for (var power = unit == TimeUnit.Year ? 0.1 : 1; ; power *= 10)
            foreach (var digit in (double[])[1, 2, 5])
                yield return digit * power;
    }
}
