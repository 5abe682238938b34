using Equipoise.Datasets;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>A column of the Cox model.</summary>
/// <param name="Variable">The column of the table.</param>
/// <param name="Level">The level that it indicates; null when it is a number.</param>
/// <param name="Reference">The level that it is compared with; null when it is a number.</param>
/// <param name="Values">Its values.</param>
sealed record TteCovariate(string Variable, string? Level, string? Reference, double[] Values)
{
    /// <summary>Whether it is the product of two others.</summary>
    public bool IsInteraction { get; private init; }

    /// <summary>What its hazard ratio is against.</summary>
    public string Against => IsInteraction ? "none" : Reference ?? "1 less";

    /// <summary>What its coefficient is called.</summary>
    public string Name => Level is null ? Variable : $"{Variable} {Level}";

    /// <summary>A number as it is, unless its values are levels; text as an indicator of each level but the first.</summary>
    public static IEnumerable<TteCovariate> Of(Column column, int[] rows, bool asLevels) =>
        column is NumberColumn numbers && !asLevels
            ? [new(column.Name, null, null, Of(numbers.Values, rows))]
            : Of(Factor.Of(column, rows));

    static double[] Of(double[] values, int[] rows) =>
        rows.Length == values.Length ? values : Array.ConvertAll(rows, row => values[row]);

    /// <summary>The products of two sets of columns: how the ratio of one changes with the other.</summary>
    public static IEnumerable<TteCovariate> Of(IEnumerable<TteCovariate> first, IReadOnlyList<TteCovariate> second) =>
        first.SelectMany(a =>
            second.Select(b => new TteCovariate(
                $"{a.Variable}*{b.Variable}",
                (a.Level, b.Level) is (null, null) ? null : $"{a.Level ?? a.Variable}*{b.Level ?? b.Variable}",
                null,
                [.. a.Values.Zip(b.Values, (x, y) => x * y)]
            )
            {
                IsInteraction = true,
            })
        );

    /// <summary>An indicator of each level but the first.</summary>
    public static IEnumerable<TteCovariate> Of(Factor factor) =>
        factor
            .Levels.Index()
            .Skip(1)
            .Select(level => new TteCovariate(
                factor.Column,
                level.Item,
                factor.Levels[0],
                Array.ConvertAll(factor.Codes, code => code == level.Index ? 1.0 : 0.0)
            ));
}
