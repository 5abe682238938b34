using Equipoise.Statistics.Curves;

namespace Equipoise.Statistics.Comparisons;

/// <summary>The score of an interval by the curve of all: (S(a) log S(a) - S(b) log S(b))/(S(a) - S(b)).</summary>
sealed class ScoresOfIntervals
{
    readonly double[] ends; // of the innermost intervals, ascending
    readonly double[] survival; // before each, and after the last
    readonly double[] product; // S log S there

    public ScoresOfIntervals(IReadOnlyList<TurnbullInterval> intervals, IntervalScores kind)
    {
        ends = [.. intervals.Select(interval => interval.By)];
        (survival, product) = (new double[ends.Length + 1], new double[ends.Length + 1]);
        // From the end on, so that what is left of a survival of 0 is 0.
        for (var j = ends.Length - 1; j >= 0; j--)
            survival[j] = survival[j + 1] + intervals[j].Mass;
        var hazard = 0.0;
        for (var j = 0; j <= ends.Length; j++)
        {
            product[j] = survival[j] > 0 ? survival[j] * (kind == IntervalScores.Sun ? -hazard : double.Log(survival[j])) : 0;
            if (j < ends.Length && survival[j] > 0)
                hazard += intervals[j].Mass / survival[j];
        }
    }

    public double Of(IntervalObservation observation)
    {
        var upTo = CountBy(observation.By);
        // What is known exactly is in the last innermost interval by then, a point.
        var from = observation.IsExact ? upTo - 1 : CountBy(observation.After);
        // Nothing is left of it only where the curve was not found.
        var mass = survival[from] - survival[upTo];
        return mass > 0 ? (product[from] - product[upTo]) / mass : 0;
    }

    // How many innermost intervals end by a time.
    int CountBy(double time)
    {
        var (low, high) = (0, ends.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends[middle] <= time ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
