using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>
/// Observations sorted once for a subdistribution model, with centered and scaled covariates and the chance of being
/// under observation.
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

    /// <summary>The first distinct time at which each row is at risk: after its entry.</summary>
    public int[] First { get; private set; } = [];

    /// <summary>Whether somebody entered late.</summary>
    public bool HasLateEntries { get; private set; }

    /// <summary>How those who had an event of another cause are weighed.</summary>
    public RiskSetWeights Weights { get; private set; }

    /// <summary>How likely each censoring group is to be under observation at each distinct time.</summary>
    public ChanceOfBeingSeen[] Seen { get; private set; } = [];

    public ReadOnlySpan<double> At(int position) => X.AsSpan(position * Width, Width);

    public static SubdistributionRows Of(
        ReadOnlySpan<CompetingObservation> observations,
        int cause,
        ReadOnlySpan<double> covariates,
        int width,
        ReadOnlySpan<int> censoringGroups,
        RiskSetWeights weights
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
            keys[row] = new(o.Time, kind, censoringGroups.IsEmpty ? 0 : censoringGroups[row], o.Entry, row);
        }
        Array.Sort(keys, (a, b) => Compare(a, b, x, width));
        var rows = new SubdistributionRows(width)
        {
            Kinds = Array.ConvertAll(keys, key => key.Kind),
            Groups = Array.ConvertAll(keys, key => key.Group),
            X = new double[x.Length],
            HasLateEntries = Array.Exists(keys, static key => double.IsFinite(key.Entry)),
            Weights = weights,
        };
        rows.GroupCount = rows.Groups.Length == 0 ? 0 : rows.Groups.Max() + 1;
        for (var position = 0; position < keys.Length; position++)
            x.AsSpan(keys[position].Row * width, width).CopyTo(rows.X.AsSpan(position * width));
        rows.FindTimes(keys);
        rows.FindEntries(keys);
        rows.EstimateSeen(keys);
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
            First = First,
            HasLateEntries = HasLateEntries,
            Weights = Weights,
            Seen = Seen,
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

    // At risk after the entry: at a time that is the entry, not yet.
    void FindEntries(Key[] keys)
    {
        First = new int[keys.Length];
        for (var position = 0; position < keys.Length && HasLateEntries; position++)
        {
            var place = Array.BinarySearch(Times, keys[position].Entry);
            First[position] = place < 0 ? ~place : place + 1;
        }
    }

    void EstimateSeen(Key[] keys)
    {
        var rows = new List<(int Time, EventKind Kind, double Entry)>[GroupCount];
        for (var group = 0; group < GroupCount; group++)
            rows[group] = [];
        for (var t = 0; t < Times.Length; t++)
            for (var position = Starts[t]; position < Starts[t + 1]; position++)
                rows[Groups[position]].Add((t, Kinds[position], keys[position].Entry));
        Seen = Array.ConvertAll(rows, ofGroup => ChanceOfBeingSeen.Of(Times, ofGroup, Weights));
    }

    /// <summary>
    /// The first time at which somebody had an event of another cause, and could not have been under observation as the chance is
    /// estimated: later risk sets would divide by 0. Null when there is none.
    /// </summary>
    public double? FirstUnseen()
    {
        var last = Array.FindLastIndex(Events, static d => d > 0);
        for (var t = 0; t < last; t++)
            for (var position = Starts[t]; position < Starts[t + 1]; position++)
                if (Kinds[position] == EventKind.OfAnother && Seen[Groups[position]].Chance[t] <= 0)
                    return Times[t];
        return null;
    }

    // Who is not followed at any event of the cause, and had none of another, is in no risk set and has no say.
    void Standardize()
    {
        var events = new int[Times.Length + 1]; // of the cause, before each time
        for (var t = 0; t < Times.Length; t++)
            events[t + 1] = events[t] + Events[t];
        var isInARiskSet = new bool[Kinds.Length];
        for (var t = 0; t < Times.Length; t++)
            for (var position = Starts[t]; position < Starts[t + 1]; position++)
                isInARiskSet[position] =
                    events[^1] > 0 && (events[t + 1] > events[First[position]] || Kinds[position] == EventKind.OfAnother);
        for (var c = 0; c < Width; c++)
        {
            var (sum, count, largest) = (0.0, 0, 0.0);
            for (var position = 0; position < Kinds.Length; position++)
                if (isInARiskSet[position])
                    (sum, count, largest) = (
                        sum + X[position * Width + c],
                        count + 1,
                        double.Max(largest, double.Abs(X[position * Width + c]))
                    );
            Mean[c] = count == 0 ? 0 : sum / count;
            for (var position = 0; position < Kinds.Length; position++)
            {
                ref var value = ref X[position * Width + c];
                value = isInARiskSet[position] ? value - Mean[c] : 0;
                Scale[c] = double.Max(Scale[c], double.Abs(value));
            }
            var constant = Scale[c] <= Noise * largest;
            Scale[c] = constant ? 1 : Scale[c];
            for (var position = 0; position < Kinds.Length; position++)
                X[position * Width + c] = constant ? 0 : X[position * Width + c] / Scale[c];
        }
    }

    static int Compare(Key a, Key b, double[] x, int width)
    {
        if (a.Time != b.Time)
            return a.Time < b.Time ? -1 : 1;
        if (a.Kind != b.Kind)
            return a.Kind < b.Kind ? -1 : 1;
        if (a.Group != b.Group)
            return a.Group < b.Group ? -1 : 1;
        if (a.Entry != b.Entry)
            return a.Entry < b.Entry ? -1 : 1;
        return x.AsSpan(a.Row * width, width).SequenceCompareTo(x.AsSpan(b.Row * width, width));
    }

    readonly record struct Key(double Time, EventKind Kind, int Group, double Entry, int Row);
}
