using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Comparisons;

/// <summary>One observation as Gray's test sees it; ordered by stratum and time.</summary>
readonly record struct GrayRow(int Stratum, double Time, EventKind Kind, int Group, double Entry)
{
    public static int Compare(GrayRow a, GrayRow b) =>
        a.Stratum != b.Stratum ? a.Stratum.CompareTo(b.Stratum) : a.Time.CompareTo(b.Time);
}

/// <summary>The score of Gray's test and its covariance, added up stratum by stratum.</summary>
/// <remarks>
/// With h = Yᵣ/Sᵣ(t-), gₖᵣ = L(δₖᵣ - hₖ/Σh)hᵣ and Cₖᵣ(t) = ∫ gₖᵣ dF⁰/(1 - F⁰) after t, the score is asymptotically a sum of
/// martingale integrals over the events of each group: of the cause with g + (1 - (1 - F⁰)/Sᵣ)C, of others with -(1 - F⁰)/Sᵣ·C,
/// each with variance dF/hᵣ (Gray 1988, section 3). F⁰ and Sᵣ are taken after t, where they multiply C. Late entries change Y and
/// nothing else: the integrals are of martingales whatever is known before each time.
/// </remarks>
sealed class GrayTally(int groupCount, double rho)
{
    public double[] Observed { get; } = new double[groupCount];

    public double[] Score { get; } = new double[groupCount];

    public double[,] Variance { get; } = new double[groupCount, groupCount];

    /// <summary>
    /// Whether a group's probability of no event has fallen to 0 before others of it entered: its size has no estimate then.
    /// </summary>
    public bool IsZeroBeforeLateEntries { get; private set; }

    /// <summary>Adds the rows of one stratum, sorted by time.</summary>
    public void Add(ReadOnlySpan<GrayRow> rows) => AddVariance(WalkForward(rows));

    List<EventTime> WalkForward(ReadOnlySpan<GrayRow> rows)
    {
        var times = new List<EventTime>();
        var (atRisk, free, incidence) = (new double[groupCount], new double[groupCount], new double[groupCount]);
        Array.Fill(free, 1);
        GrayRow[] late = [.. rows];
        Array.Sort(late, static (a, b) => a.Entry.CompareTo(b.Entry));
        var entered = 0;
        var common = 0.0; // F⁰
        for (int start = 0, end; start < rows.Length; start = end)
        {
            for (; entered < late.Length && late[entered].Entry < rows[start].Time; entered++)
                atRisk[late[entered].Group]++;
            var (d, others, left) = (new double[groupCount], new double[groupCount], new double[groupCount]);
            for (end = start; end < rows.Length && rows[end].Time == rows[start].Time; end++)
            {
                d[rows[end].Group] += rows[end].Kind == EventKind.OfTheCause ? 1 : 0;
                others[rows[end].Group] += rows[end].Kind == EventKind.OfAnother ? 1 : 0;
                left[rows[end].Group]++;
            }
            for (var k = 0; k < groupCount; k++)
                IsZeroBeforeLateEntries |= atRisk[k] > 0 && free[k] == 0;
            if (d.Sum() + others.Sum() > 0 && !IsZeroBeforeLateEntries)
            {
                var time = new EventTime(d, others, atRisk, free, common);
                AddScore(time, incidence);
                for (var k = 0; k < groupCount; k++)
                {
                    if (atRisk[k] == 0)
                        continue;
                    incidence[k] += free[k] * (d[k] / atRisk[k]);
                    free[k] *= (atRisk[k] - d[k] - others[k]) / atRisk[k];
                }
                common += time.Growth;
                (time.CommonAfter, time.FreeAfter) = (common, [.. free]);
                times.Add(time);
            }
            for (var k = 0; k < groupCount; k++)
                atRisk[k] -= left[k];
        }
        return times;
    }

    void AddScore(EventTime time, double[] incidence)
    {
        var (atRisk, total) = (new double[groupCount], 0.0); // R
        for (var k = 0; k < groupCount; k++)
            total += atRisk[k] = time.Size[k] * (1 - incidence[k]);
        var weight = Weight(time);
        for (var k = 0; k < groupCount; k++)
        {
            Observed[k] += time.Events[k];
            if (time.AllEvents > 0)
                Score[k] += weight * (time.Events[k] - time.AllEvents * (atRisk[k] / total));
        }
    }

    double Weight(EventTime time) => rho == 0 ? 1 : double.Pow(double.Max(0, 1 - time.Common), rho);

    void AddVariance(List<EventTime> times)
    {
        var (g, c) = (new double[groupCount], new double[groupCount, groupCount]);
        var (ofCause, ofOthers) = (new double[groupCount], new double[groupCount]);
        for (var t = times.Count - 1; t >= 0; t--)
        {
            var time = times[t];
            var weight = Weight(time);
            for (var r = 0; r < groupCount; r++)
            {
                if (time.AtRisk[r] == 0)
                    continue; // then h is 0, and nobody of the group can have an event
                var pull = time.FreeAfter[r] > 0 ? (1 - time.CommonAfter) / time.FreeAfter[r] : 0; // where S is 0, so is C
                for (var k = 0; k < groupCount; k++)
                {
                    g[k] = weight * ((k == r ? 1 : 0) - time.Size[k] / time.AllSize) * time.Size[r];
                    ofCause[k] = g[k] + (1 - pull) * c[k, r];
                    ofOthers[k] = -pull * c[k, r];
                }
                var (v, w) = (time.VarianceOfCause(r), time.VarianceOfOthers(r));
                for (var k = 0; k < groupCount; k++)
                {
                    for (var l = 0; l < groupCount; l++)
                        Variance[k, l] += ofCause[k] * ofCause[l] * v + ofOthers[k] * ofOthers[l] * w;
                    if (time.Growth > 0)
                        c[k, r] += g[k] * (time.Growth / (1 - time.Common));
                }
            }
        }
    }

    /// <summary>A time with events in the stratum. Before it: at risk, S and F⁰; after it, what is set later.</summary>
    sealed class EventTime
    {
        readonly double[] others;
        readonly double[] free;

        public EventTime(double[] events, double[] others, double[] atRisk, double[] free, double common)
        {
            (Events, this.others, AtRisk, this.free, Common) = (events, others, [.. atRisk], [.. free], common);
            Size = new double[events.Length];
            for (var k = 0; k < events.Length; k++)
                AllSize += Size[k] = AtRisk[k] > 0 ? AtRisk[k] / free[k] : 0;
            AllEvents = events.Sum();
        }

        public double[] Events { get; }

        public double AllEvents { get; }

        public double[] AtRisk { get; }

        /// <summary>h of each group.</summary>
        public double[] Size { get; }

        public double AllSize { get; }

        public double Common { get; }

        public double CommonAfter { get; set; }

        public double[] FreeAfter { get; set; } = [];

        /// <summary>dF⁰.</summary>
        public double Growth => AllEvents / AllSize;

        /// <summary>dF⁰/h, less what ties take.</summary>
        public double VarianceOfCause(int r) => Growth / Size[r] * Untied(AllEvents, AllSize * free[r]);

        /// <summary>dF of other causes/h, less what ties take.</summary>
        public double VarianceOfOthers(int r) => free[r] * (others[r] / AtRisk[r]) / Size[r] * Untied(others[r], AtRisk[r]);

        static double Untied(double d, double n) => d > 1 ? 1 - (d - 1) / (n - 1) : 1;
    }
}
