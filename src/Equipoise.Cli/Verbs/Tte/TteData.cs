using System.Globalization;
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
    /// <summary>The rows of the table that are analyzed, counted from 0.</summary>
    public int[] Rows { get; private init; } = [];

    /// <summary>How many rows <c>--where</c> left out.</summary>
    public int FilteredOut { get; private init; }

    /// <summary>Whose each row is.</summary>
    public TtePeople People { get; private init; } = TtePeople.None;

    /// <summary>The cluster of each row for the robust variance of the Cox model; empty for none.</summary>
    public int[] Clusters { get; private init; } = [];

    /// <summary>
    /// Whether a row may be one interval of somebody who has others: rows begin late, and nobody says whose they are.
    /// </summary>
    public bool IsOfIntervals { get; private init; }

    /// <summary>Whose each row of one arm is; empty when nobody says so.</summary>
    public int[] PeopleInArm(int code) => People.Of.Length == 0 ? [] : InArm(code, People.Of);

    /// <summary>The values of the column of ends.</summary>
    public IReadOnlyList<EndOfFollowUp> Ends { get; private init; } = [];

    /// <summary>How each participant was followed, with the cause of each event; empty without <c>--cause</c>.</summary>
    public CompetingObservation[] Competing { get; private init; } = [];

    /// <summary>What the causes are called, the one that is asked about first; empty without <c>--cause</c>.</summary>
    public IReadOnlyList<string> Causes { get; private init; } = [];

    /// <summary>Whether the follow-up of somebody ended without any event.</summary>
    public bool HasCensored => Ends.Any(end => !(end.IsEvent || end.IsCompeting));

    /// <summary>The columns in whose levels the hazard ratio of the arms is told.</summary>
    public IReadOnlyList<Factor> Subgroups { get; private init; } = [];

    /// <summary>What a reader of the table should know that is no error.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The observations of one arm.</summary>
    public Observation[] InArm(int code) => InArm(code, Observations);

    /// <summary>The columns of the model for these rows, row after row.</summary>
    public double[] Matrix(ReadOnlySpan<int> rows)
    {
        double[][] columns = [.. Covariates.Select(column => column.Values)];
        var matrix = new double[rows.Length * columns.Length];
        var next = 0;
        foreach (var row in rows)
            foreach (var column in columns)
                matrix[next++] = column[row];
        return matrix;
    }

    /// <summary>The weights of one arm; empty when all are 1.</summary>
    public double[] WeightsInArm(int code) => Weights.Values.Length == 0 ? [] : InArm(code, Weights.Values);

    /// <summary>What belongs to the rows of one arm.</summary>
    public T[] InArm<T>(int code, T[] values)
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
        var (time, end) = (Required(options.Table.Time), Required(options.Table.Event));
        var (entry, weight, arm) = (Optional(options.Table.Entry), Optional(options.Table.Weight), Optional(options.Model.Arm));
        var (id, cluster) = (Optional(options.Table.Id), Optional(options.Model.Cluster));
        Column?[] strata = [.. options.Model.Strata.Select(Required)];
        Column?[] covariates =
        [
            .. options.Model.CovariateColumns.Where(name => !IsArm(name)).Select(Required),
        ];
        Column?[] single = [time, end, entry, weight, arm, id, cluster];
        Column?[] subgroups = [.. options.Model.Subgroups.Select(Required)];
        Column[] used = [.. single.Concat(strata).Concat(covariates).Concat(subgroups).OfType<Column>()];
        var chosen = UsedRows.Of(table, options, used);
        var rows = chosen.Complete;
        var ofRows = new RowProblems(options.Table.File);
        var weights = CaseWeights.Of(weight, ref rows, options, ofRows);
        var followUp = FollowUpColumns.Of(time!, end!, entry, rows, options.Table, ofRows);
        var observations = followUp.Observations;
        var people = ofRows.None ? TtePeople.From(id, rows, observations, ofRows) : TtePeople.None;
        List<string> problems = [.. ofRows.Lines];
        var arms = arm is null ? null : Factor.Of(arm, rows, options.Model.Reference);
        if (options.Model.Reference is { } reference && arms?.Levels.Contains(reference) == false)
            problems.Add(
                $"{options.Table.File}: column {arms.Column} has no level {reference}; it has {string.Join(", ", arms.Levels)}."
            );
        if (rows.Length > 0 && options.Table.Cause is { } cause && !followUp.Ends.Any(one => one.IsEvent))
            problems.Add(
                $"{options.Table.File}: column {end!.Name} has no {cause} in the rows that are analyzed; "
                    + $"it has {string.Join(", ", followUp.Ends.Select(one => one.Value).Take(10))}."
            );
        if (options.Table.Cause is not null && people.Count > 0 && people.Count < rows.Length)
            problems.Add(
                $"{options.Table.File}: with --cause each participant has one row; "
                    + $"{id!.Name} has {people.Count} in {rows.Length} rows."
            );
        if (rows.Length == 0)
            problems.Add(chosen.WhyNone(used, weight));
        problems.AddRange(subgroups.Select(column => TooManyLevels(column!, rows, options.Table.File)).OfType<string>());
        if (problems.Count > 0)
            throw new DataException(problems);
        return new(
            observations,
            weights,
            chosen.Dropped,
            arms,
            Combine([.. strata.Select(column => Factor.Of(column!, rows))], rows.Length),
            WithInteractions(
                [
                    .. arms is null ? [] : TteCovariate.Of(arms),
                    .. covariates.SelectMany(column => TteCovariate.Of(column!, rows, IsFactor(column!))),
                ],
                options.Model
            )
        )
        {
            Rows = rows,
            FilteredOut = chosen.FilteredOut,
            Subgroups = [.. subgroups.Select(column => Factor.Of(column!, rows))],
            Ends = followUp.Ends,
            Competing = followUp.Competing,
            Causes = followUp.Causes,
            People = people,
            Clusters =
                cluster is not null ? Factor.Of(cluster, rows).Codes
                : people.HaveSeveralEvents ? people.Of
                : [],
            IsOfIntervals = entry is not null && id is null,
            Notes =
            [
                .. SeveralEvents(followUp.Ends, options.Table),
                .. covariates
                    .Where(column => !IsFactor(column!))
                    .Select(column => HalfNumbers(column!, rows, options.Table.File))
                    .OfType<string>(),
            ],
        };

        bool IsArm(string name) => name.Equals(options.Model.Arm, StringComparison.OrdinalIgnoreCase);
        bool IsFactor(Column column) => options.Model.AsLevels.Contains(column.Name, StringComparer.OrdinalIgnoreCase);
        Column? Required(string name) => table.Find(name);
        Column? Optional(string? name) => name is null ? null : table.Find(name);
    }

    // Events of several kinds are one event only where that is meant.
    static IEnumerable<string> SeveralEvents(IReadOnlyList<EndOfFollowUp> ends, TteTable table)
    {
        EndOfFollowUp[] events = [.. ends.Where(end => end.IsEvent)];
        const int few = 10;
        if (events.Length is > 1 and <= few)
            yield return $"{table.File}: column {table.Event} has {events.Length} values that are taken for one event, "
                + $"{string.Join(" and ", events.Select(end => $"{end.Value} ({end.Rows})"))}. "
                + $"Where one rules out another, say --cause {events[0].Value}.";
    }

    static IReadOnlyList<TteCovariate> WithInteractions(IReadOnlyList<TteCovariate> columns, TteModel model)
    {
        return
        [
            .. columns,
            .. model.Interactions.SelectMany(pair => TteCovariate.Of(Columns(pair.First), [.. Columns(pair.Second)])),
        ];

        IEnumerable<TteCovariate> Columns(string name) =>
            columns.Where(column => column.Variable.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // A subgroup is a level: of a measurement each value would be one.
    static string? TooManyLevels(Column column, int[] rows, string file)
    {
        const int most = 20;
        var levels = Factor.Of(column, rows).Levels.Count;
        return levels <= most
            ? null
            : $"{file}: column {column.Name} has {levels} values, and --subgroups are of {most} at most: "
                + "make a column of groups.";
    }

    // A column of numbers in which some cells are words is a column of text, and each number a level: rarely what was meant.
    static string? HalfNumbers(Column column, int[] rows, string file)
    {
        if (column is not TextColumn texts)
            return null;
        bool IsNumber(int row) => double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        int[] words = [.. rows.Where(row => !IsNumber(row))];
        if (words.Length == 0 || 2 * words.Length > rows.Length)
            return null;
        var first = string.Join(", ", words.Take(3).Select(row => $"row {row + 1} \"{texts[row]}\""));
        return $"{file}: column {column.Name} is taken as levels, because {words.Length} of {rows.Length} rows are no numbers: "
            + $"{first}{(words.Length > 3 ? ", …" : "")}. If these are missing values, say --missing \"{texts[words[0]]}\"; "
            + $"if levels are meant, say --factor {column.Name}.";
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
