using System.Globalization;
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

    /// <summary>The observations of one arm.</summary>
    public Observation[] InArm(int code)
    {
        var observations = new Observation[Arm!.Codes.AsSpan().Count(code)];
        var next = 0;
        for (var i = 0; i < Observations.Length; i++)
            if (Arm.Codes[i] == code)
                observations[next++] = Observations[i];
        return observations;
    }

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
        var rows = Complete(used, table.RowCount);
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

    // In the order of the table, so that the first problem is the first that its owner meets.
    static Observation[] Observe(Column time, Column end, int[] rows, TteOptions options, List<string> problems)
    {
        var ends = Factor.Of(end, rows);
        bool?[] isEvent = [.. ends.Levels.Select(level => IsEvent(level, end is NumberColumn, options.CensorValue))];
        var unclear = new Dictionary<int, (int First, int Count)>();
        var observations = new Observation[rows.Length];
        var times = (time as NumberColumn)?.Values;
        for (var i = 0; i < rows.Length; i++)
        {
            var duration = times is null ? double.NaN : times[rows[i]];
            if (!(double.IsFinite(duration) && duration >= 0))
                problems.Add(
                    $"{options.File}: row {rows[i] + 1}, column {time.Name}: "
                        + $"\"{Factor.CellOf(time, rows[i])}\" is no time; a time is a number, 0 or more."
                );
            else if (isEvent[ends.Codes[i]] is { } happened)
                observations[i] = happened ? Observation.Event(duration) : Observation.CensoredAt(duration);
        }
        if (isEvent.Contains(null))
            for (var i = 0; i < rows.Length; i++)
                if (isEvent[ends.Codes[i]] is null)
                    unclear[ends.Codes[i]] = unclear.TryGetValue(ends.Codes[i], out var same)
                        ? (same.First, same.Count + 1)
                        : (rows[i], 1);
        foreach (var (code, (first, count)) in unclear.OrderBy(level => level.Value.First))
            problems.Add(
                $"{options.File}: row {first + 1}{(count > 1 ? $" and {count - 1} more" : "")}, column {end.Name}: "
                    + $"\"{ends.Levels[code]}\" is neither 1 or true (event) nor 0 or false (censored); --censor-value says what means censored."
            );
        return observations;
    }

    static bool? IsEvent(string level, bool isNumber, string? censorValue)
    {
        if (censorValue is not null)
            return isNumber && double.TryParse(censorValue, CultureInfo.InvariantCulture, out var code)
                ? double.Parse(level, CultureInfo.InvariantCulture) != code
                : !string.Equals(level, censorValue, StringComparison.Ordinal);
        return level.ToUpperInvariant() switch
        {
            "1" or "TRUE" => true,
            "0" or "FALSE" => false,
            _ => null,
        };
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

/// <summary>A column of the Cox model.</summary>
/// <param name="Variable">The column of the table.</param>
/// <param name="Name">The level that it indicates; the column itself when it is a number.</param>
/// <param name="Reference">The level that it is compared with; null when it is a number.</param>
/// <param name="Values">Its values.</param>
sealed record TteCovariate(string Variable, string Name, string? Reference, double[] Values)
{
    /// <summary>A number as it is; text as an indicator of each level but the first.</summary>
    public static IEnumerable<TteCovariate> Of(Column column, int[] rows) =>
        column is NumberColumn numbers
            ? [new(column.Name, column.Name, null, Of(numbers.Values, rows))]
            : Of(Factor.Of(column, rows));

    static double[] Of(double[] values, int[] rows) =>
        rows.Length == values.Length ? values : Array.ConvertAll(rows, row => values[row]);

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
