using Equipoise.Design.Sizing;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Design.TestPower;

/// <summary>Who is expected at risk at each time from entry, by a month of the trial, among strata whose events are compared
/// together.</summary>
sealed class RiskSets
{
    // Of the participants: fewer than these at risk have no event that counts.
    const double Nobody = 1e-14;

    // A weight such as the root of 1 - S is not smooth at 0: cells that double from so small a part on.
    const int Doublings = 40;

    readonly RunningIntegral cells = new();
    readonly double[] hazard;

    /// <summary>The arms of the strata, control and experimental in turn.</summary>
    public Arm[] Arms { get; }

    /// <summary>At risk in the control arms.</summary>
    public double[] Control { get; }

    /// <summary>At risk in the experimental arms.</summary>
    public double[] Experimental { get; }

    /// <summary>Events per month from entry in the control arms.</summary>
    public double[] ControlEvents { get; }

    /// <summary>Events per month from entry in the experimental arms.</summary>
    public double[] ExperimentalEvents { get; }

    /// <summary>The pooled survival function.</summary>
    public double[] Survival { get; }

    /// <summary>The integrals over time.</summary>
    public RunningIntegral Cells => cells;

    /// <param name="course">The trial.</param>
    /// <param name="strata">The strata that are compared together, each as its control and its experimental arm.</param>
    /// <param name="month">The month of the analysis.</param>
    /// <param name="bends">Times from entry at which a weight is not smooth.</param>
    public RiskSets(ExpectedCourse course, ArmCourse[][] strata, double month, IEnumerable<double> bends)
    {
        var (trial, accrual) = (course.Assumptions, course.Assumptions.Accrual);
        var last = Math.Min(month, trial.FollowUpPerParticipant);
        Cut(course, strata, month, last, bends);
        var size = cells.Points.Count;
        double[] entered = [.. cells.Points.Select(x => accrual.By(month - x))];
        double[] entering = [.. cells.Points.Select(x => month - x < accrual.Months ? accrual.PerMonth.At(month - x) : 0)];
        Arms = new Arm[strata.Length];
        double[][] atRisk = [new double[size], new double[size]];
        double[][] happening = [new double[size], new double[size]];
        for (var a = 0; a < strata.Length; a++)
        {
            var (events, ends, completed) = (new double[size], new double[size], 0.0);
            var share = 0.0;
            foreach (var life in strata[a])
            {
                share += life.Share;
                completed += month > last ? life.Share * accrual.By(month - last) * life.SurvivingTo(last) : 0;
                for (var i = 0; i < size; i++)
                {
                    var x = cells.Points[i];
                    var (λ, η) = life.HazardsAt(x);
                    var s = life.Share * life.SurvivingTo(x);
                    events[i] += s * entered[i] * λ;
                    ends[i] += s * (entered[i] * η + entering[i]);
                    atRisk[a % 2][i] += s * entered[i];
                    happening[a % 2][i] += s * entered[i] * λ;
                }
            }
            Arms[a] = new(a % 2, share * accrual.Participants, events, ends, completed);
        }
        (Control, Experimental) = (atRisk[0], atRisk[1]);
        (ControlEvents, ExperimentalEvents) = (happening[0], happening[1]);
        hazard = Each(i => Events(i) / AtRisk(i));
        Survival = Array.ConvertAll(cells.UpToEach(hazard), x => Math.Exp(-x));
    }

    /// <summary>At risk in both arms.</summary>
    public double AtRisk(int i) => Control[i] + Experimental[i];

    /// <summary>Events per month in both arms.</summary>
    public double Events(int i) => ControlEvents[i] + ExperimentalEvents[i];

    /// <summary>A function of time, at each point.</summary>
    public double[] Each(Func<int, double> f) => [.. Enumerable.Range(0, cells.Points.Count).Select(f)];

    /// <summary>The weight at each point; and S times its derivative by the pooled survival there.</summary>
    public (double[] Weight, double[] Slope) Of(LogRankWeight weight) =>
        weight switch
        {
            LogRankWeight.FlemingHarrington { Rho: var ρ, Gamma: var γ } => (
                Each(i => Raised(Survival[i], ρ) * Raised(1 - Survival[i], γ)),
                Each(i =>
                    ρ * Raised(Survival[i], ρ) * Raised(1 - Survival[i], γ)
                    - (γ == 0 ? 0 : γ * Raised(Survival[i], ρ + 1) * Raised(1 - Survival[i], γ - 1))
                )
            ),
            LogRankWeight.ModestlyWeighted { Until: var until } => Modestly(SurvivalAt(until)),
            _ => (Each(_ => 1), Each(_ => 0)),
        };

    /// <summary>The integral from each point on over what the pooled survival there has a part in, through a weight.</summary>
    public double[] FromEach(LogRankWeight weight, double[] f)
    {
        // From its time on a modest weight is that of the survival then: what happens later changes it no more.
        var until = weight is LogRankWeight.ModestlyWeighted modest ? modest.Until : double.PositiveInfinity;
        var (total, before) = (cells.Total(f), cells.UpToEach(f));
        return Each(i => cells.Points[i] < until ? total - before[i] : 0);
    }

    (double[] Weight, double[] Slope) Modestly(double least) =>
        (Each(i => 1 / Math.Max(Survival[i], least)), Each(i => -1 / Math.Max(Survival[i], least)));

    double SurvivalAt(double month) => Math.Exp(-cells.Total(Each(i => cells.Points[i] < month ? hazard[i] : 0)));

    static double Raised(double x, double power) => power == 0 ? 1 : Math.Pow(x, power);

    void Cut(ExpectedCourse course, ArmCourse[][] strata, double month, double last, IEnumerable<double> bends)
    {
        var accrual = course.Assumptions.Accrual;
        var cuts = new SortedSet<double> { 0, last };
        IEnumerable<double> places =
        [
            .. strata.SelectMany(arm => arm).SelectMany(life => life.From.ToArray()),
            .. accrual.PerMonth.Pieces.Select(piece => month - piece.FromMonth),
            month - accrual.Months,
            .. bends,
        ];
        cuts.UnionWith(places.Where(x => x > 0 && x < last));
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var fastest = strata.SelectMany(arm => arm).Max(life => life.HazardsAt(from) is var (λ, η) ? λ + η : 0);
            var least = (from == 0 ? to : double.PositiveInfinity) * Math.Pow(2, -Doublings);
            for (var x = from; x < to;)
            {
                var step = from == 0 ? Math.Max(x, least) : double.PositiveInfinity;
                var next = Math.Min(to, x + Math.Min(step, fastest > 0 ? 1 / fastest : double.PositiveInfinity));
                if (!(strata.All(arm => arm.Max(life => life.SurvivingTo(next)) > Nobody) && accrual.By(month - x) > 0))
                    return;
                cells.Add(x, next);
                x = next;
            }
        }
    }

    /// <summary>What becomes of the participants of one arm of one stratum.</summary>
    /// <param name="Group">0 for control, 1 for experimental.</param>
    /// <param name="Participants">How many there will be.</param>
    /// <param name="Events">Events per month from entry.</param>
    /// <param name="Ends">Follow-up that ends per month from entry, by loss or by the analysis.</param>
    /// <param name="Completed">Followed as long as each is.</param>
    public sealed record Arm(int Group, double Participants, double[] Events, double[] Ends, double Completed);
}
