using Equipoise.Statistics;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Benchmarks;

/// <summary>A made-up trial, the same in every run.</summary>
sealed class Sample
{
    Sample(int n, int p)
    {
        (Observations, Covariates, Groups, Strata) = (new Observation[n], new double[n * p], new int[n], new int[n]);
        Names = [.. Enumerable.Range(1, p).Select(j => $"x{j}")];
    }

    public Observation[] Observations { get; }

    /// <summary>A row per participant; the first covariate is the arm.</summary>
    public double[] Covariates { get; }

    public int[] Groups { get; }

    /// <summary>Eight strata.</summary>
    public int[] Strata { get; }

    public string[] Names { get; }

    /// <summary>Continuous times, seven events in ten; an arm and normal covariates.</summary>
    public static Sample Continuous(int n, int p) => Draw(n, p, Normal, time => time);

    /// <summary>Whole days over four years; an arm and factors of two levels.</summary>
    public static Sample WholeDays(int n, int p) =>
        Draw(n, p, (random, _) => random.Between(0, 1), time => double.Ceiling(365 * time));

    /// <summary>For R: the times, 1 for an event, the group and stratum, then the covariates, all as doubles.</summary>
    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write((double)Observations.Length);
        writer.Write((double)Names.Length);
        foreach (var observation in Observations)
            writer.Write(observation.Time);
        foreach (var observation in Observations)
            writer.Write(observation.IsEvent ? 1.0 : 0.0);
        foreach (var group in Groups)
            writer.Write((double)group);
        foreach (var stratum in Strata)
            writer.Write((double)stratum);
        foreach (var x in Covariates)
            writer.Write(x);
    }

    static Sample Draw(int n, int p, Func<RandomStream, int, double> covariate, Func<double, double> unit)
    {
        var (sample, random) = (new Sample(n, p), new RandomStream(20261123, 0, 0));
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
            sample.Strata[i] = random.Between(0, 7);
            var toEvent = random.Exponential(1 / 2.2) / double.Exp(η);
            var toCensoring = 2.5 * random.Uniform() + 1.5;
            var time = unit(double.Min(toEvent, toCensoring));
            sample.Observations[i] = toEvent <= toCensoring ? Observation.Event(time) : Observation.CensoredAt(time);
        }
        return sample;
    }

    static double Normal(RandomStream random, int j) => j == 0 ? random.Between(0, 1) : random.Gaussian(0, 1);
}
