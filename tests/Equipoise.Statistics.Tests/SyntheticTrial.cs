namespace Equipoise.Statistics.Tests;

/// <summary>A trial from a fixed congruential sequence: no two runs differ, and nothing about it is special.</summary>
sealed record SyntheticTrial(Observation[] Observations, int[] Groups, int[] Strata, double[] Covariate)
{
    public static SyntheticTrial Of(int count, int strata)
    {
        var state = 12345UL;
        double Next()
        {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
            return (state >> 11) / (double)(1UL << 53);
        }
        var rows = Enumerable
            .Range(0, count)
            .Select(i =>
            {
                var x = Math.Round(8 * (Next() + Next() + Next() - 1.5)) / 8;
                var time = Math.Ceiling(100 * -Math.Log(1 - Next()) * Math.Exp(-0.5 * x));
                return (
                    Observation: Next() < 0.7 ? Observation.Event(time) : Observation.CensoredAt(time),
                    X: x,
                    Group: i % 2,
                    Stratum: i / 2 % strata
                );
            })
            .ToArray();
        return new(
            [.. rows.Select(row => row.Observation)],
            [.. rows.Select(row => row.Group)],
            [.. rows.Select(row => row.Stratum)],
            [.. rows.Select(row => row.X)]
        );
    }
}
