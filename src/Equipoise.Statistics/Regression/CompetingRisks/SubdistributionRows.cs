using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>
/// Observations sorted once for a subdistribution model, with centered and scaled covariates and the chance of not being
/// censored.
/// </summary>
/// <remarks>Rows of one time and kind are ordered by group and covariates, so that sums come out the same in whatever order rows
/// came.</remarks>
sealed class SubdistributionRows
{
    // A mean is accurate to a few units in the last place: what is left of a constant column is no larger than this times its
    // values.
    const double Noise = 16 * 2.220446049250313e-16;

    SubdistributionRows(int width) => (Width, Mean, Scale) = (width, new double[width], new double[width]);

    /// <summary>How many covariates there are.</summary>
    public int Width { get; }

    /// <summary>What was subtracted from each covariate.</summary>
    public double[] Mean { get; }

    /// <summary>What each covariate was then divided by: its largest distance from the mean.</summary>
    public double[] Scale { get; }

    /// <summary>The covariates of each row in order, row after row.</summary>
    public double[] X { get; private set; } = [];

    public EventKind[] Kinds { get; private set; } = [];

    /// <summary>The censoring group of each row.</summary>
    public int[] Groups { get; private set; } = [];

    public int GroupCount { get; private set; }

    /// <summary>The distinct times.</summary>
    public double[] Times { get; private set; } = [];

    /// <summary>Where each distinct time starts, and one past the last row.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Events of the cause at each distinct time.</summary>
    public int[] Events { get; private set; } = [];

    /// <summary>
    /// G(t-) of each censoring group at each distinct time: the Kaplan-Meier curve of censoring just before it.
    /// </summary>
    public double[][] Uncensored { get; private set; } = [];

    /// <summary>How many of each censoring group are at risk at each distinct time.</summary>
    public int[][] AtRisk { get; private set; } = [];

    /// <summary>How many of each censoring group are censored at each distinct time.</summary>
    public int[][] Censored { get; private set; } = [];

    public ReadOnlySpan<double> At(int position) => X.AsSpan(position * Width, Width);

    public static SubdistributionRows Of(
        ReadOnlySpan<CompetingObservation> observations,
        int cause,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> censoringGroups
    )
    {
        var keys = new Key[observations.Length];
        var x = covariates.ToArray();
        for (var row = 0; row < keys.Length; row++)
        {
            var o = observations[row];
            var kind =
                o.Cause == cause ? EventKind.OfTheCause
                : o.IsEvent ? EventKind.OfAnother
                : EventKind.None;
            keys[row] = new(o.Time, kind, censoringGroups.IsEmpty ? 0 : censoringGroups[row], row);
        }
        Array.Sort(keys, (a, b) => Compare(a, b, x, width));
        var rows = new SubdistributionRows(width)
        {
            Kinds = Array.ConvertAll(keys, key => key.Kind),
            Groups = Array.ConvertAll(keys, key => key.Group),
            X = new double[x.Length],
        };
        rows.GroupCount = rows.Groups.Length == 0 ? 0 : rows.Groups.Max() + 1;
        for (var position = 0; position < keys.Length; position++)
            x.AsSpan(keys[position].Row * width, width).CopyTo(rows.X.AsSpan(position * width));
        rows.FindTimes(keys);
        rows.EstimateCensoring();
        rows.Standardize();
        return rows;
    }

    /// <summary>The same rows with some of the covariates.</summary>
    public SubdistributionRows Keep(int[] columns)
    {
        var fewer = new SubdistributionRows(columns.Length)
        {
            Kinds = Kinds,
            Groups = Groups,
            GroupCount = GroupCount,
            Times = Times,
            Starts = Starts,
            Events = Events,
            Uncensored = Uncensored,
            AtRisk = AtRisk,
            Censored = Censored,
            X = new double[Kinds.Length * columns.Length],
        };
        for (var c = 0; c < columns.Length; c++)
        {
            (fewer.Mean[c], fewer.Scale[c]) = (Mean[columns[c]], Scale[columns[c]]);
            for (var position = 0; position < Kinds.Length; position++)
                fewer.X[position * columns.Length + c] = X[position * Width + columns[c]];
        }
        return fewer;
    }

    void FindTimes(Key[] keys)
    {
        var (times, starts, events) = (new List<double>(), new List<int>(), new List<int>());
        for (var position = 0; position < keys.Length; position++)
        {
            if (position == 0 || keys[position].Time != keys[position - 1].Time)
            {
                times.Add(keys[position].Time);
                starts.Add(position);
                events.Add(0);
            }
            events[^1] += keys[position].Kind == EventKind.OfTheCause ? 1 : 0;
        }
        starts.Add(keys.Length);
        (Times, Starts, Events) = ([.. times], [.. starts], [.. events]);
    }

    // Who has an event at a time of censoring is at risk of being censored there.
    void EstimateCensoring()
    {
        (Uncensored, AtRisk, Censored) = (new double[GroupCount][], new int[GroupCount][], new int[GroupCount][]);
        for (var group = 0; group < GroupCount; group++)
            (Uncensored[group], AtRisk[group], Censored[group]) = (
                new double[Times.Length],
                new int[Times.Length],
                new int[Times.Length]
            );
        var atRisk = new int[GroupCount];
        for (var t = Times.Length - 1; t >= 0; t--)
        {
            for (var position = Starts[t]; position < Starts[t + 1]; position++)
            {
                atRisk[Groups[position]]++;
                Censored[Groups[position]][t] += Kinds[position] == EventKind.None ? 1 : 0;
            }
            for (var group = 0; group < GroupCount; group++)
                AtRisk[group][t] = atRisk[group];
        }
        for (var group = 0; group < GroupCount; group++)
        {
            var g = 1.0;
            for (var t = 0; t < Times.Length; t++)
            {
                Uncensored[group][t] = g;
                if (Censored[group][t] > 0)
                    g *= (AtRisk[group][t] - Censored[group][t]) / (double)AtRisk[group][t];
            }
        }
    }

    // Who is censored before the first event of the cause is in no risk set and has no say.
    void Standardize()
    {
        var first = Array.FindIndex(Events, d => d > 0);
        for (var c = 0; c < Width; c++)
        {
            var (sum, count, largest) = (0.0, 0, 0.0);
            for (var position = 0; position < Kinds.Length; position++)
                if (IsInARiskSet(position))
                    (sum, count, largest) = (
                        sum + X[position * Width + c],
                        count + 1,
                        double.Max(largest, double.Abs(X[position * Width + c]))
                    );
            Mean[c] = count == 0 ? 0 : sum / count;
            for (var position = 0; position < Kinds.Length; position++)
            {
                ref var value = ref X[position * Width + c];
                value = IsInARiskSet(position) ? value - Mean[c] : 0;
                Scale[c] = double.Max(Scale[c], double.Abs(value));
            }
            var constant = Scale[c] <= Noise * largest;
            Scale[c] = constant ? 1 : Scale[c];
            for (var position = 0; position < Kinds.Length; position++)
                X[position * Width + c] = constant ? 0 : X[position * Width + c] / Scale[c];
        }

        bool IsInARiskSet(int position) => first >= 0 && (position >= Starts[first] || Kinds[position] == EventKind.OfAnother);
    }

    static int Compare(Key a, Key b, double[] x, int width)
    {
        if (a.Time != b.Time)
            return a.Time < b.Time ? -1 : 1;
        if (a.Kind != b.Kind)
            return a.Kind < b.Kind ? -1 : 1;
        if (a.Group != b.Group)
            return a.Group < b.Group ? -1 : 1;
        return x.AsSpan(a.Row * width, width).SequenceCompareTo(x.AsSpan(b.Row * width, width));
    }

    readonly record struct Key(double Time, EventKind Kind, int Group, int Row);
}
