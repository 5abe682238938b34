using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>How often does who has the event earlier also have the higher predicted risk? Harrell's C of a Cox model.</summary>
/// <remarks>
/// <para>Over all pairs of one stratum in which one has the event while the other is at risk and goes on: C = (concordant + tied
/// risk/2) / (concordant + discordant + tied risk). A pair weighs the product of its weights. Somebody censored at an event time
/// goes on; two events at one time are no pair. 0.5 is chance, 1 is perfect; it depends on how long censoring lets follow-up
/// be.</para>
/// <para>The variance is the infinitesimal jackknife: the sum over rows, or clusters, of the squared derivative of C by their
/// weight. It takes β as given.</para>
/// <para>Source: Harrell et al. (1982), JAMA 247:2543; Therneau and Watson (2015), Mayo technical report 85. R:
/// <c>concordance(fit)</c> (with timewt = "n"); SAS: <c>proc phreg concordance=harrell(se)</c>. Cost: O(n log n).</para>
/// </remarks>
public sealed record ConcordanceIndex
{
    /// <summary>C; null when there is no pair to compare.</summary>
    public required double? Estimate { get; init; }

    /// <summary>Its standard error.</summary>
    public required double? StandardError { get; init; }

    /// <summary>The two-sided level of the limits.</summary>
    public required double Confidence { get; init; }

    /// <summary>The weight of the pairs in which the higher risk has the event first.</summary>
    public required double Concordant { get; init; }

    /// <summary>The weight of the pairs in which the lower risk has the event first.</summary>
    public required double Discordant { get; init; }

    /// <summary>The weight of the pairs of equal risk. R: tied.x.</summary>
    public required double TiedRisk { get; init; }

    /// <summary>The weight of the pairs of different risk with events at one time. R: tied.y.</summary>
    public required double TiedTime { get; init; }

    /// <summary>The weight of the pairs of equal risk with events at one time. R: tied.xy.</summary>
    public required double TiedBoth { get; init; }

    /// <summary>The lower Wald limit, 0 at least.</summary>
    public double? Lower => Estimate is { } c ? double.Max(0, c - TwoSided.Critical(Confidence) * StandardError!.Value) : null;

    /// <summary>The upper Wald limit, 1 at most.</summary>
    public double? Upper => Estimate is { } c ? double.Min(1, c + TwoSided.Critical(Confidence) * StandardError!.Value) : null;

    internal static ConcordanceIndex Of(CoxSolution solution, Clusters clusters, double confidence)
    {
        var pairs = new Pairs(solution.Model, solution.Coefficients);
        var all = pairs.Concordant + pairs.Discordant + pairs.TiedRisk;
        double? c = all > 0 ? (pairs.Concordant + pairs.TiedRisk / 2) / all : null;
        return new()
        {
            Estimate = c,
            StandardError = c is { } estimate ? double.Sqrt(Variance(pairs, clusters, estimate, all)) : null,
            Confidence = confidence,
            Concordant = pairs.Concordant,
            Discordant = pairs.Discordant,
            TiedRisk = pairs.TiedRisk,
            TiedTime = pairs.TiedTime,
            TiedBoth = pairs.TiedBoth,
        };
    }

    static double Variance(Pairs pairs, Clusters clusters, double c, double all)
    {
        var influence = new double[pairs.OfPositions.Length];
        for (var position = 0; position < influence.Length; position++)
        {
            // Below are the concordant partners: 1 - c each, 1/2 - c for ties, -c for the discordant.
            var of = pairs.OfPositions[position];
            influence[position] = pairs.Weight(position) * (of.Below * (1 - c) + of.Same * (0.5 - c) - of.Above * c) / all;
        }
        return clusters.Sum(influence, 1).Sum(x => x * x);
    }

    /// <summary>
    /// Counts the pairs, stratum by stratum: once from the last event to the first, once from the first to the last.
    /// </summary>
    sealed class Pairs
    {
        readonly CoxModel model;
        readonly int[] ranks;

        public Pairs(CoxModel model, ReadOnlySpan<double> β)
        {
            (this.model, ranks, OfPositions) = (model, new int[model.Sets.Order.Length], new Around[model.Sets.Order.Length]);
            foreach (var stratum in model.Sets.Strata)
            {
                var trees = Rank(stratum, β);
                var late = LateByFirstTime(stratum);
                Backward(stratum, late, trees);
                Forward(stratum, late, trees);
            }
        }

        /// <summary>The weight of each position's concordant (below), tied and discordant (above) partners.</summary>
        public Around[] OfPositions { get; }

        public double Concordant { get; private set; }
        public double Discordant { get; private set; }
        public double TiedRisk { get; private set; }
        public double TiedTime { get; private set; }
        public double TiedBoth { get; private set; }

        public double Weight(int position) => model.Weights?[position] ?? 1;

        // Gives the positions the ranks of their risk, and returns how many there are.
        int Rank(StratumRange stratum, ReadOnlySpan<double> β)
        {
            var (η, positions) = (new double[stratum.End - stratum.Start], new int[stratum.End - stratum.Start]);
            for (var i = 0; i < η.Length; i++)
                (η[i], positions[i]) = (FittedHazard.LinearPredictor(model, stratum.Start + i, β), stratum.Start + i);
            Array.Sort(η, positions);
            var rank = 0;
            for (var i = 0; i < η.Length; i++)
            {
                rank += i > 0 && η[i] != η[i - 1] ? 1 : 0;
                ranks[positions[i]] = rank;
            }
            return rank + 1;
        }

        // Whoever enters after the first event time, by the first event time at which they are at risk.
        int[] LateByFirstTime(StratumRange stratum)
        {
            if (model.Sets.FirstAtRisk is not { } first)
                return [];
            var late = new List<int>();
            for (var position = stratum.Start; position < stratum.End; position++)
                if (first[position] > stratum.FirstTime)
                    late.Add(position);
            return [.. late.OrderBy(position => first[position])];
        }

        // For each event, those who go on: whoever leaves later, less whoever has not yet entered.
        void Backward(StratumRange stratum, int[] late, int count)
        {
            var (leaving, entering) = (new WeightTree(count), late.Length > 0 ? new WeightTree(count) : null);
            var (next, end) = (late.Length - 1, stratum.End);
            for (var t = stratum.LastTime - 1; t >= stratum.FirstTime; t--)
            {
                var time = model.Sets.Times[t];
                for (var position = time.End; position < end; position++)
                    leaving.Add(ranks[position], Weight(position));
                for (; next >= 0 && model.Sets.FirstAtRisk![late[next]] > t; next--)
                    entering!.Add(ranks[late[next]], Weight(late[next]));
                for (var position = time.Start; position < time.End; position++)
                {
                    var going = leaving.Around(ranks[position]);
                    OfPositions[position] = entering is null ? going : going - entering.Around(ranks[position]);
                    Concordant += Weight(position) * OfPositions[position].Below;
                    TiedRisk += Weight(position) * OfPositions[position].Same;
                    Discordant += Weight(position) * OfPositions[position].Above;
                }
                CountTies(time);
                for (var position = time.Start; position < time.End; position++)
                    leaving.Add(ranks[position], Weight(position));
                end = time.Start;
            }
        }

        // For everybody, the events while at risk: those up to leaving, less those before entering.
        void Forward(StratumRange stratum, int[] late, int count)
        {
            var (events, next) = (new WeightTree(count), 0);
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
            {
                var time = model.Sets.Times[t];
                for (; next < late.Length && model.Sets.FirstAtRisk![late[next]] == t; next++)
                    if (model.Sets.IsEverAtRisk(late[next], stratum))
                        before[late[next]] = events.Around(ranks[late[next]]);
                for (var position = time.Start; position < time.End; position++)
                    Partner(position, events);
                for (var position = time.Start; position < time.End; position++)
                    events.Add(ranks[position], Weight(position));
                var end = t + 1 < stratum.LastTime ? model.Sets.Times[t + 1].Start : stratum.End;
                for (var position = time.End; position < end; position++)
                    if (model.Sets.IsEverAtRisk(position, stratum))
                        Partner(position, events);
            }
        }

        readonly Dictionary<int, Around> before = [];

        void Partner(int position, WeightTree events)
        {
            var met = events.Around(ranks[position]);
            OfPositions[position] += (before.TryGetValue(position, out var missed) ? met - missed : met).Reversed;
        }

        void CountTies(EventTime time)
        {
            if (time.Events == 1)
                return;
            var (sum, byRank) = (0.0, new Dictionary<int, double>());
            for (var position = time.Start; position < time.End; position++)
            {
                var same = byRank.GetValueOrDefault(ranks[position]);
                TiedBoth += Weight(position) * same;
                TiedTime += Weight(position) * (sum - same);
                sum += Weight(position);
                byRank[ranks[position]] = same + Weight(position);
            }
        }
    }

    /// <summary>"0.6029 (95% 0.5528 to 0.653)"</summary>
    public override string ToString() =>
        Summary.Of(Estimate, Lower, Upper, Confidence);
}
