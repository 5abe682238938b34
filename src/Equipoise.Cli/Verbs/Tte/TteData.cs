using Equipoise.Datasets;
using Equipoise.Statistics;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The rows of a table that can be analyzed.</summary>
/// <param name="Observations">How each participant was followed.</param>
/// <param name="Weights">How much each counts.</param>
/// <param name="Dropped">Rows left out because a used column is missing there.</param>
/// <param name="Arm">The arms; null when all rows are taken as one.</param>
/// <param name="Strata">The stratum of each row; empty when there are none.</param>
/// <param name="Covariates">The columns of the Cox model, arm first.</param>
sealed record TteData(
    Observation[] Observations,
    CaseWeights Weights,
    int Dropped,
    Factor? Arm,
    int[] Strata,
    IReadOnlyList<TteCovariate> Covariates
)
{
    // Nobody corrects a thousand lines by reading them.
    const int Listed = 100;

    /// <summary>The observations of one arm.</summary>
    public Observation[] InArm(int code) => InArm(code, Observations);

    /// <summary>The weights of one arm; empty when all are 1.</summary>
    public double[] WeightsInArm(int code) => Weights.Values.Length == 0 ? [] : InArm(code, Weights.Values);

    T[] InArm<T>(int code, T[] values)
    {
        var picked = new T[Arm!.Codes.AsSpan().Count(code)];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
            if (Arm.Codes[i] == code)
                picked[next++] = values[i];
        return picked;
    }

    /// <summary>Picks and checks the columns.</summary>
    /// <exception cref="DataException">Some cannot be used; every problem is listed.</exception>
    public static TteData Of(Table table, TteOptions options)
    {
        var (time, end) = (Required(options.Time), Required(options.Event));
        var (entry, weight, arm) = (Optional(options.Entry), Optional(options.Weight), Optional(options.Arm));
        Column?[] strata = [.. options.Strata.Select(Required)];
        Column?[] covariates = [.. options.Covariates.Select(Required)];
        string[] unknown =
        [
            .. options
                .Columns.Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(name => !table.Has(name))
                .Select(name =>
                    $"{options.File}: has no column {name}; it has {string.Join(", ", table.Columns.Select(c => c.Name))}."
                ),
        ];
        if (unknown.Length > 0)
            throw new DataException(unknown);

        Column[] used = [.. new[] { time, end, entry, weight, arm }.Concat(strata).Concat(covariates).OfType<Column>()];
        var rows = Complete(used, table.RowCount);
        var complete = rows.Length;
        var problems = new List<string>();
        var weights = CaseWeights.Of(weight, ref rows, options, problems);
        var observations = FollowUpColumns.Of(time!, end!, entry, rows, options, problems);
        var arms = arm is null ? null : Factor.Of(arm, rows, options.Reference);
        if (options.Reference is not null && arms?.Levels.Contains(options.Reference) == false)
            problems.Add(
                $"{options.File}: column {arms.Column} has no level {options.Reference}; it has {string.Join(", ", arms.Levels)}."
            );
        if (rows.Length == 0)
            problems.Add(
                table.RowCount == 0 ? $"{options.File}: has no rows."
                : complete > 0 ? $"{options.File}: every row has weight 0 in {weight!.Name}."
                : $"{options.File}: every row lacks a value in "
                    + $"{string.Join(", ", used.Select(column => column.Name).Distinct())}."
            );
        if (problems.Count > Listed)
            problems = [.. problems.Take(Listed), $"{options.File}: {problems.Count - Listed} more problems follow."];
        if (problems.Count > 0)
            throw new DataException(problems);
        return new(
            observations,
            weights,
            table.RowCount - complete,
            arms,
            Combine([.. strata.Select(column => Factor.Of(column!, rows))], rows.Length),
            [.. (arms is null ? [] : TteCovariate.Of(arms)), .. covariates.SelectMany(column => TteCovariate.Of(column!, rows))]
        );

        Column? Required(string name) => table.Find(name);
        Column? Optional(string? name) => name is null ? null : table.Find(name);
    }

    // The rows that have a value in every one of these columns.
    static int[] Complete(Column[] used, int count)
    {
        var isMissing = new bool[count];
        foreach (var column in used)
            if (column is NumberColumn { Values: var numbers })
                for (var row = 0; row < isMissing.Length; row++)
                    isMissing[row] |= double.IsNaN(numbers[row]);
            else if (column is TextColumn { Values: var texts })
                for (var row = 0; row < isMissing.Length; row++)
                    isMissing[row] |= texts[row].Length == 0;
        var rows = new int[isMissing.AsSpan().Count(false)];
        var next = 0;
        for (var row = 0; row < count; row++)
            if (!isMissing[row])
                rows[next++] = row;
        return rows;
    }

    // Numbered in the order of their first rows.
    static int[] Combine(IReadOnlyList<Factor> strata, int count)
    {
        if (strata.Count == 0)
            return [];
        var combined = new int[count];
        foreach (var stratum in strata)
        {
            var codes = new Dictionary<(int, int), int>();
            for (var i = 0; i < count; i++)
            {
                codes.TryAdd((combined[i], stratum.Codes[i]), codes.Count);
                combined[i] = codes[(combined[i], stratum.Codes[i])];
            }
        }
        return combined;
    }
}
