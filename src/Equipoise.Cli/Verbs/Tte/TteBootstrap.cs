using Equipoise.Datasets;
using Equipoise.Statistics.Resampling;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Limits of an analysis by the bootstrap: draws of whom rows are, within arms.</summary>
/// <param name="Draws">How many draws, and their seed.</param>
/// <param name="Unit">What is drawn: "participant", "row", or the name of the column whose levels are drawn whole.</param>
/// <param name="IsWithinArms">Whether each arm keeps its number of them: not where one of them is in several arms.</param>
/// <param name="Values">The numbers with their limits.</param>
sealed record TteBootstrap(TteDraws Draws, string Unit, bool IsWithinArms, IReadOnlyList<BootstrappedValue> Values)
{
    // The draws are kept in memory until their limits are read off.
    const long MostValues = 20_000_000;

    /// <summary>Draws from the rows of an analysis.</summary>
    /// <exception cref="DataException">So many values of so many draws would not be kept.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static TteBootstrap Of(TteAnalysis analysis, Action<double> report, CancellationToken cancellation)
    {
        var (data, options) = (analysis.Data, analysis.Options);
        var asked = options.Draws!;
        var rows = data.Weights.Repeated(data.Observations.Length);
        var numbers = TteNumber.Of(data, options);
        RefuseMoreThanIsKept(asked.Count, numbers.Count);
        var whose = options.Model.Cluster is null ? data.People.Of : data.Clusters;
        var arms = data.Arm?.Codes ?? [];
        var isWithinArms = arms.Length > 0 && !CrossesArms(whose, arms);
        var draws = BootstrapDraws.Of(rows.Length, asked.Seed, isWithinArms ? Pick(arms, rows) : [], Pick(whose, rows));
        var all = new TteSample(data, options, rows);
        var done = 0;
        // A limit of the ratio is the ratio of a limit: draws are of its logarithm.
        var limits =
            numbers.Count == 0
                ? []
                : Bootstrap.Limits(
                    draws,
                    asked.Count,
                    numbers.Count,
                    (drawn, values) =>
                    {
                        var sample = new TteSample(data, options, Pick(rows, drawn));
                        for (var number = 0; number < values.Length; number++)
                            values[number] = numbers[number].In(sample);
                    },
                    options.Curves.Confidence,
                    drawn: () => report(Interlocked.Increment(ref done) / (double)asked.Count),
                    cancellation: cancellation
                );
        return new(
            asked,
            options.Model.Cluster
                ?? (
                    data.People.Of.Length > 0 ? options.Table.Id!
                    : data.IsOfIntervals && data.Causes.Count == 0 ? "row"
                    : "participant"
                ),
            isWithinArms,
            [.. numbers.Zip(limits, (number, limit) => new BootstrappedValue(number, number.In(all), limit))]
        );
    }

    /// <summary>Refuses draws that would not be kept.</summary>
    /// <exception cref="DataException">They would not.</exception>
    public static void RefuseMoreThanIsKept(int draws, long values)
    {
        if (draws * values > MostValues)
            throw new DataException(
                $"--bootstrap {draws}: of {values} numbers that is more than the {MostValues} that are kept; ask for fewer "
                    + "draws, arms or times."
            );
    }

    static bool CrossesArms(int[] whose, int[] arms)
    {
        var armOf = new Dictionary<int, int>();
        for (var row = 0; row < whose.Length; row++)
            if (!armOf.TryAdd(whose[row], arms[row]) && armOf[whose[row]] != arms[row])
                return true;
        return false;
    }

    static T[] Pick<T>(T[] values, ReadOnlySpan<int> rows)
    {
        if (values.Length == 0)
            return [];
        var picked = new T[rows.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }
}

/// <summary>A number with its limits.</summary>
/// <param name="Number">Which number; a ratio's is its logarithm.</param>
/// <param name="Estimate">Its value in the data; an infinity where it is beyond all that was seen.</param>
/// <param name="Limits">What the draws say.</param>
sealed record BootstrappedValue(TteNumber Number, double? Estimate, BootstrapLimits Limits)
{
    /// <summary>The value as it is told: of a ratio itself.</summary>
    public double? Told(double? value) => Number.IsRatio && value is { } logarithm ? double.Exp(logarithm) : value;
}
