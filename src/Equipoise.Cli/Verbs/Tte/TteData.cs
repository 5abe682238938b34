using Equipoise.Datasets;
using Equipoise.Statistics.Survival;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The rows of a table that can be analyzed.</summary>
/// <param name="Observations">How each participant was followed.</param>
/// <param name="Dropped">Rows left out because a used column is missing there.</param>
/// <param name="Arm">The arms; null when all rows are taken as one.</param>
/// <param name="Strata">The stratum of each row; empty when there are none.</param>
/// <param name="Covariates">The columns of the Cox model, arm first.</param>
sealed record TteData(Observation[] Observations, int Dropped, Factor? Arm, int[] Strata, IReadOnlyList<TteCovariate> Covariates)
{
    // Nobody corrects a thousand lines by reading them.
    const int Listed = 100;

    /// <summary>Picks and checks the columns.</summary>
    /// <exception cref="DataException">Some cannot be used; every problem is listed.</exception>
    public static TteData Of(Table table, TteOptions options)
    {
        var (time, end, arm) = (
            Required(options.Time),
            Required(options.Event),
            options.Arm is null ? null : Required(options.Arm)
        );
        Column?[] strata = [.. options.Strata.Select(Required)];
        Column?[] covariates = [.. options.Covariates.Select(Required)];
        string[] unknown =
        [
            .. new[] { options.Time, options.Event, options.Arm }
                .Concat(options.Strata)
                .Concat(options.Covariates)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(name => !table.Has(name))
                .Select(name =>
                    $"{options.File}: has no column {name}; it has {string.Join(", ", table.Columns.Select(c => c.Name))}."
                ),
        ];
        if (unknown.Length > 0)
            throw new DataException(unknown);

        Column[] used = [.. new[] { time, end, arm }.Concat(strata).Concat(covariates).OfType<Column>()];
        int[] rows =
        [
            .. Enumerable.Range(0, table.RowCount).Where(row => used.All(column => Factor.CellOf(column, row).Length > 0)),
        ];
        var problems = new List<string>();
        var observations = Observe(time!, end!, rows, options, problems);
        var arms = arm is null ? null : Factor.Of(arm, rows, options.Reference);
        if (options.Reference is not null && arms?.Levels.Contains(options.Reference) == false)
            problems.Add(
                $"{options.File}: column {arms.Column} has no level {options.Reference}; it has {string.Join(", ", arms.Levels)}."
            );
        if (rows.Length == 0)
            problems.Add(
                table.RowCount == 0
                    ? $"{options.File}: has no rows."
                    : $"{options.File}: every row lacks a value in {string.Join(", ", used.Select(column => column.Name).Distinct())}."
            );
        if (problems.Count > Listed)
            problems = [.. problems.Take(Listed), $"{options.File}: {problems.Count - Listed} more problems follow."];
        if (problems.Count > 0)
            throw new DataException(problems);
        return new(
            observations,
            table.RowCount - rows.Length,
            arms,
            Combine([.. strata.Select(column => Factor.Of(column!, rows))], rows.Length),
            [.. (arms is null ? [] : TteCovariate.Of(arms)), .. covariates.SelectMany(column => TteCovariate.Of(column!, rows))]
        );

        Column? Required(string name) => table.Find(name);
    }

    // In the order of the table, so that the first problem is the first that its owner meets.
    static Observation[] Observe(Column time, Column end, int[] rows, TteOptions options, List<string> problems)
    {
        var observations = new List<Observation>();
        foreach (var row in rows)
        {
            var (duration, isEvent) = (
                time is NumberColumn numbers ? numbers[row] : double.NaN,
                IsEvent(end, row, options.CensorValue)
            );
            if (!(double.IsFinite(duration) && duration >= 0))
                problems.Add(
                    $"{options.File}: row {row + 1}, column {time.Name}: "
                        + $"\"{Factor.CellOf(time, row)}\" is no time; a time is a number, 0 or more."
                );
            if (double.IsFinite(duration) && duration >= 0 && isEvent is { } happened)
                observations.Add(happened ? Observation.Event(duration) : Observation.CensoredAt(duration));
        }
        foreach (
            var code in rows.Where(row => IsEvent(end, row, options.CensorValue) is null).GroupBy(row => Factor.CellOf(end, row))
        )
            problems.Add(
                $"{options.File}: row {code.First() + 1}{(code.Count() > 1 ? $" and {code.Count() - 1} more" : "")}, column {end.Name}: "
                    + $"\"{code.Key}\" is neither 1 or true (event) nor 0 or false (censored); --censor-value says what means censored."
            );
        return [.. observations];
    }

    static bool? IsEvent(Column end, int row, string? censorValue)
    {
        var cell = Factor.CellOf(end, row);
        if (censorValue is not null)
            return !(
                end is NumberColumn numbers && double.TryParse(censorValue, out var code)
                    ? numbers[row] == code
                    : string.Equals(cell, censorValue, StringComparison.Ordinal)
            );
        return cell.ToUpperInvariant() switch
        {
            "1" or "TRUE" => true,
            "0" or "FALSE" => false,
            _ => null,
        };
    }

    static int[] Combine(IReadOnlyList<Factor> strata, int count)
    {
        if (strata.Count == 0)
            return [];
        var codes = new Dictionary<string, int>();
        var combined = new int[count];
        for (var i = 0; i < count; i++)
        {
            var combination = string.Join(' ', strata.Select(stratum => stratum.Codes[i]));
            codes.TryAdd(combination, codes.Count);
            combined[i] = codes[combination];
        }
        return combined;
    }
}

/// <summary>A column of the Cox model.</summary>
/// <param name="Variable">The column of the table.</param>
/// <param name="Name">The level that it indicates; the column itself when it is a number.</param>
/// <param name="Reference">The level that it is compared with; null when it is a number.</param>
/// <param name="Values">Its values.</param>
sealed record TteCovariate(string Variable, string Name, string? Reference, double[] Values)
{
    /// <summary>A number as it is; text as an indicator of each level but the first.</summary>
    public static IEnumerable<TteCovariate> Of(Column column, IReadOnlyList<int> rows) =>
        column is NumberColumn numbers
            ? [new(column.Name, column.Name, null, [.. rows.Select(row => numbers[row])])]
            : Of(Factor.Of(column, rows));

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
