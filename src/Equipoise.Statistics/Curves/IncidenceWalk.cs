using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Curves;

/// <summary>The state probabilities and their standard errors at every distinct time, from one walk forward.</summary>
sealed class IncidenceWalk
{
    readonly int states;
    readonly double[] probabilities;
    readonly double[] errors;
    readonly double[] events;

    IncidenceWalk(int steps, int states)
    {
        this.states = states;
        (probabilities, errors, events) = (new double[steps * states], new double[steps * states], new double[steps * states]);
    }

    public double Probability(int step, int state) => probabilities[step * states + state];

    public double StandardError(int step, int state) => errors[step * states + state];

    /// <summary>The weight of the events of a cause; of all causes for state 0.</summary>
    public double Events(int step, int state) => events[step * states + state];

    public static IncidenceWalk Over(CompetingTimes times, int causes, IncidenceVariance method)
    {
        var walk = new IncidenceWalk(times.Count, causes + 1);
        walk.Go(times, method);
        return walk;
    }

    void Go(CompetingTimes times, IncidenceVariance method)
    {
        var jackknife = method == IncidenceVariance.InfinitesimalJackknife ? new JackknifeVariance(times, states) : null;
        var aalen = method == IncidenceVariance.Aalen ? new AalenVariance(states) : null;
        var p = new double[states];
        p[0] = 1;
        for (var step = 0; step < times.Count; step++)
        {
            var d = events.AsSpan(step * states, states);
            var hadEvent = 0;
            foreach (var row in times.At(step))
                if (row.Cause > 0)
                {
                    d[row.Cause] += row.Weight;
                    d[0] += row.Weight;
                    hadEvent++;
                }
            var n = times.AtRisk[step];
            var left = hadEvent == times.CountAtRisk[step] ? 0 : (n - d[0]) / n; // exactly 0 whatever the weights
            jackknife?.Add(step, p, d, n, left);
            aalen?.Add(p[0], d, n, left);
            for (var k = 1; k < states; k++)
                p[k] += p[0] * (d[k] / n);
            p[0] *= left;
            for (var state = 0; state < states; state++)
            {
                var variance = jackknife?.Of(state) ?? aalen!.Of(state);
                probabilities[step * states + state] = p[state];
                errors[step * states + state] = double.Sqrt(double.Max(0, variance));
            }
        }
    }
}
