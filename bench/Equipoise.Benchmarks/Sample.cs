using Equipoise.Statistics.Randomness;
using Equipoise.Statistics.Survival;

namespace Equipoise.Benchmarks;

/// <summary>A made-up trial, the same in every run.</summary>
sealed class Sample
{
    Sample(int n, int p) => (Observations, Covariates, Groups, Strata) = (new Observation[n], new double[n * p], new int[n], new int[n]);

    public Observation[] Observations { get; }

    public double[] Covariates { get; }

    public int[] Groups { get; }

    public int[] Strata { get; }

    public string[] Names => [.. Enumerable.Range(1, Covariates.Length / Observations.Length).Select(j => $"x{j}")];

    /// <summary>Continuous times, seven events in ten; the first covariate is the arm, the others are normal.</summary>
    public static Sample Continuous(int n, int p) => Draw(n, p, Normal, time => time);

    /// <summary>Times in whole days over about four years, every covariate of a few levels.</summary>
    public static Sample WholeDays(int n, int p) => Draw(n, p, FewLevels, time => double.Ceiling(365 * time));

    static Sample Draw(int n, int p, Func<Random, int, double> covariate, Func<double, double> unit)
    {
        var (sample, random) = (new Sample(n, p), new Random(20261123));
        for (var i = 0; i < n; i++)
        {
            var η = 0.0;
            for (var j = 0; j < p; j++)
            {
                var x = covariate(random, j);
                sample.Covariates[i * p + j] = x;
                η += x * 0.3 / (j + 1);
            }
            sample.Groups[i] = (int)sample.Covariates[i * p];
            sample.Strata[i] = random.Next(8);
            var (toEvent, toCensoring) = (Exponential(random) / double.Exp(η), 2.5 * random.NextDouble() + 1.5);
            var time = unit(double.Min(toEvent, toCensoring));
            sample.Observations[i] = toEvent <= toCensoring ? Observation.Event(time) : Observation.CensoredAt(time);
        }
        return sample;
    }

    static double Exponential(Random random) => -double.Log(1 - random.NextDouble()) * 2.2;

    static double Normal(Random random, int j) =>
        j == 0 ? random.Next(2) : double.Sqrt(-2 * double.Log(1 - random.NextDouble())) * double.Cos(2 * double.Pi * random.NextDouble());

    static double FewLevels(Random random, int j) => random.Next(2);
}
