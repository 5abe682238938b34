using Equipoise.Statistics;

namespace Equipoise.Validation.Survival;

/// <summary>Small samples for Cox models: as typed, with every row repeated, or cut at every event time.</summary>
static class CoxTestData
{
    /// <summary>"6" is an event at 6, "6+" is censored there.</summary>
    public static Observation[] Parse(string text) =>
        [
            .. text.Split(' ')
                .Select(word =>
                    word.EndsWith('+') ? Observation.CensoredAt(double.Parse(word[..^1])) : Observation.Event(double.Parse(word))
                ),
        ];

    /// <summary>Ages of the kidney patients of <see cref="ClassicTrial.Kidney"/>.</summary>
    public static double[] KidneyAges { get; } =
    [
        .. """
            28 28 48 48 32 32 31 32 10 10 16 17 51 51 55 56 69 69 51 52 44 44 34 34 35 35 42 42 17 17 60 60 60 60 43 44 53 53 44 44 46 47
            30 30 62 63 42 43 43 43 57 58 10 10 52 52 53 53 54 54 56 56 50 51 57 57 44 45 22 22 42 42 52 52 60 60
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(double.Parse),
    ];

    /// <summary>Each row as often as its weight says.</summary>
    public static CoxDiagnosticsCase Replicated(CoxDiagnosticsCase data)
    {
        int[] rows = [.. data.Weights.SelectMany((weight, row) => Enumerable.Repeat(row, (int)weight))];
        return data with
        {
            Observations = [.. rows.Select(row => data.Observations[row])],
            Covariates = [.. rows.Select(row => data.Covariates[row])],
            Weights = [],
        };
    }

    /// <summary>The rows cut at every event time: each piece with its row and with the number of event times before it.</summary>
    public static (Observation Piece, int Row, int Period)[] Cut(Observation[] observations)
    {
        double[] cuts = [.. observations.Where(o => o.IsEvent).Select(o => o.Time).Distinct().Order()];
        return
        [
            .. observations.SelectMany(
                (o, row) =>
                {
                    double[] inner = [.. cuts.Where(cut => cut < o.Time)];
                    return Enumerable
                        .Range(0, inner.Length + 1)
                        .Select(k =>
                        {
                            var entry = k == 0 ? double.NegativeInfinity : inner[k - 1];
                            var piece =
                                k < inner.Length ? Observation.CensoredAt(inner[k], entry)
                                : o.IsEvent ? Observation.Event(o.Time, entry)
                                : Observation.CensoredAt(o.Time, entry);
                            return (piece, row, k);
                        });
                }
            ),
        ];
    }
}
