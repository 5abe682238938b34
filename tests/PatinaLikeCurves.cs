
using Equipoise.Analysis.Results;
using Equipoise.Protocol;

namespace Equipoise.Tests;

/// <summary>Curves to draw: participants at even quantiles of exponential times, censored at even times between 36 and 84 months.</summary>
static class PatinaLikeCurves
{
    public static readonly double[] Ticks = [0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60, 66, 72, 78];

    public static IEnumerable<EndpointCurves> Of(TrialProtocol protocol) =>
        [
            new("PFS", "months", Ticks, [Curve(protocol.Arms[0].Id, 261, 44.3), Curve(protocol.Arms[1].Id, 257, 29.1)]),
            new("OS", "months", Ticks, [Curve(protocol.Arms[0].Id, 261, 130), Curve(protocol.Arms[1].Id, 257, 115)]),
        ];

    public static int AtRisk(int participants, double median, double time) =>
        Times(participants, median).Count(one => one.Time >= time);

    static IEnumerable<(double Time, bool IsEvent)> Times(int participants, double median) =>
        Enumerable
            .Range(0, participants)
            .Select(i =>
            {
                var time = -Math.Log(1 - ((i + 0.5) / participants)) * median / Math.Log(2);
                // 97 is coprime to the sizes: censoring is spread over the event times without pattern.
                var censor = 36 + (48.0 * (i * 97 % participants) / participants);
                return (Math.Min(time, censor), time <= censor);
            })
            .OrderBy(one => one.Item1);

    static ArmCurve Curve(string arm, int participants, double median)
    {
        var steps = new List<CurveStep> { new(0, 1, 1, 1) };
        var censored = new List<double>();
        var (survival, atRisk, last) = (1.0, participants, 0.0);
        foreach (var (time, isEvent) in Times(participants, median))
        {
            if (isEvent)
            {
                survival *= 1 - (1.0 / atRisk);
                var half = 1.96 * Math.Sqrt(survival * (1 - survival) / atRisk);
                steps.Add(new(time, survival, Math.Max(0, survival - half), Math.Min(1, survival + half)));
            }
            else
                censored.Add(time);
            atRisk--;
            last = time;
        }
        return new(arm, steps, censored, last);
    }
}
