using Equipoise.Design.Simulation;
using Equipoise.Design.Sizing;
using Equipoise.Statistics.Comparisons;
using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.TestPower;

/// <summary>What power does a plan have with a weighted log-rank test or MaxCombo in place of its log-rank test?</summary>
/// <remarks>
/// By <see cref="WeightedLaw"/> at each look. A single statistic with looks keeps the plan's bounds; between looks its Zs have
/// the correlations √(V at the earlier / V at the later) of the null. The largest of several, at a single look, is compared with
/// the value that it exceeds with probability alpha under the null. R: <c>gsDesign2::gs_power_wlr</c>, <c>gs_power_combo</c>.
/// </remarks>
public sealed class PlannedTest
{
    // More participants than this times the planned are no answer.
    const double MostTimes = 1e4;

    readonly TrialDesign design;
    readonly IReadOnlyList<LogRankWeight> weights;
    PlannedTest(TrialDesign design, SimulatedTest test, IReadOnlyList<LogRankWeight> weights)
    {
        (this.design, Test, this.weights) = (design, test, weights);
        Looks = [.. design.Looks.Select(look => Law(design.Course, look.Months, WaitsForEvents(look)))];
        CriticalZ = CriticalOf(Looks[^1]);
        Power = PowerOf(Looks);
        PowerNearNull = PowerOf(Looks, isNearNull: true);
        TypeIError = Looks.Count == 1 ? design.Assumptions.OneSidedAlpha : ErrorOfLooks();
    }

    /// <summary>The test.</summary>
    public SimulatedTest Test { get; }

    /// <summary>The law of its statistic, or statistics, at each look of the plan.</summary>
    public IReadOnlyList<WeightedLaw> Looks { get; }

    /// <summary>The power of the plan with this test.</summary>
    public double Power { get; }

    /// <summary>
    /// The same with the variances and correlations of the null, as most software has it: Φ(mean of Z - z₁₋α) for one statistic.
    /// </summary>
    public double PowerNearNull { get; }

    /// <summary>
    /// The one-sided type I error with the plan's bounds. With looks it is not quite alpha: bounds are planned for the shares of
    /// events, and a weighted statistic gathers its information otherwise. Futility bounds count where they are binding. Null
    /// where the looks are never made under the null.
    /// </summary>
    public double? TypeIError { get; }

    /// <summary>The Z of the last look, of several the largest, from which on the test succeeds.</summary>
    public double CriticalZ { get; }

    /// <summary>A plan with another test; or why its power is not known by formula.</summary>
    /// <param name="design">The plan.</param>
    /// <param name="test">The test of its looks.</param>
    public static (PlannedTest? Planned, string? Refusal) Of(TrialDesign design, SimulatedTest test)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(test);
        IReadOnlyList<LogRankWeight>? used = test switch
        {
            SimulatedTest.LogRank => [new LogRankWeight.LogRank()],
            SimulatedTest.WeightedLogRank one => [one.Weight],
            SimulatedTest.MaxCombo several => several.Used,
            _ => null,
        };
        if (used is null || !used.All(WeightedLaw.HasLaw))
            return (null, "The power of this test is not known by formula: --verify simulates it.");
        if (design.Assumptions.Margin != 1)
            return (
                null,
                "The power of a weighted test is known against a hazard ratio of 1, and the margin is "
                    + $"{design.Assumptions.Margin}."
            );
        if (test is SimulatedTest.MaxCombo && design.Looks.Count > 1)
            return (
                null,
                $"A MaxCombo test at {design.Looks.Count} looks: group-sequential bounds are for one normal statistic, and the "
                    + "largest of several is not. Plan a single look."
            );
        if (used.Count > MultivariateNormal.MostVariables)
            return (null, $"{used.Count} weights of a MaxCombo test: from 1 to {MultivariateNormal.MostVariables}.");
        return design.Looks.FirstOrDefault(look => !double.IsFinite(look.Months)) is { } never
            ? (null, $"The {never.Events} events of look {never.Look} never come, so the test's statistic has no law there.")
            : (new(design, test, used), null);
    }

    /// <summary>
    /// The events with which the planned participants give the power asked for, the looks at the same shares of them and with the
    /// same bounds, and the month in which they are expected; null where waiting does not give it, or where a time decides when
    /// the looks are made.
    /// </summary>
    public (int Events, double Month)? EventsNeeded()
    {
        var target = design.Assumptions.Power;
        if (!design.Looks.All(WaitsForEvents))
            return null;
        var ever = (int)(design.Course.EventsEver * (1 - 1e-6));
        var (low, high) = (0, Math.Min(design.Events, ever));
        while (PowerAt(high) < target)
        {
            if (high == ever)
                return null;
            (low, high) = (high, Math.Min(ever, high + Math.Max(1, high / 4)));
        }
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = PowerAt(middle) < target ? (middle, high) : (low, middle);
        }
        return (high, design.Course.MonthOfEvents(high));

        double PowerAt(int events) =>
            PowerOf([
                .. design.Looks.Select(look =>
                    Law(design.Course, design.Course.MonthOfEvents(events * Share(look)), waitsForEvents: true)
                ),
            ]);

        double Share(DesignLook look) => (double)look.WaitsFor / design.Looks[^1].WaitsFor;
    }

    /// <summary>
    /// How many times the planned participants give the power asked for, the looks in the same months and with the same bounds;
    /// null where no number does.
    /// </summary>
    public double? ParticipantsNeeded()
    {
        var target = design.Assumptions.Power;
        double Gap(double times) => PowerOf(Looks, times) - target;
        var (low, high) = (1.0, 1.0);
        while (Gap(high) < 0)
            if ((high *= 2) > MostTimes)
                return null;
        while (Gap(low) >= 0)
            if ((low /= 2) < 1 / MostTimes)
                return null;
        return Brent.Zero(Gap, low, high);
    }

    // A look whose month is that of its events waits for them; else a time decided.
    bool WaitsForEvents(DesignLook look) => look.Months == design.Course.MonthOfEvents(look.WaitsFor);

    WeightedLaw Law(ExpectedCourse course, double month, bool waitsForEvents) =>
        WeightedLaw.Of(course, month, weights, Test.IsStratified, waitsForEvents);

    // So many times the participants in the same months: means grow with the root, the rest stays.
    double PowerOf(IReadOnlyList<WeightedLaw> looks, double times = 1, bool isNearNull = false)
    {
        var root = Math.Sqrt(times);
        if (weights.Count > 1)
        {
            var (law, critical) = (looks[0], CriticalOf(looks[0]));
            double[] errors = [.. weights.Select((_, a) => isNearNull ? 1 : Math.Sqrt(law.Covariance[a, a]))];
            return Exceeds(
                [.. errors.Select((error, a) => (critical - root * law.Means[a]) / error)],
                isNearNull ? law.NullCorrelation : Correlation(law.Covariance, errors)
            );
        }
        double[] error = [.. looks.Select(law => isNearNull ? 1 : Math.Sqrt(law.Covariance[0, 0]))];
        return ExitProbabilities
            .Of(
                Fractions(looks),
                [.. design.Boundary.FutilityZ.Select((z, k) => (z ?? double.NegativeInfinity) / error[k])],
                [.. design.Boundary.EfficacyZ.Select((z, k) => z / error[k])],
                [.. looks.Select((law, k) => root * law.Means[0] / error[k])]
            )
            .TotalAbove;
    }

    double? ErrorOfLooks()
    {
        if (!design.Looks.All(look => double.IsFinite(look.MonthsUnderNull)))
            return null;
        var underNull = ExpectedCourse.Of(design.Course.Assumptions.WithHazardRatio(1));
        WeightedLaw[] looks = [.. design.Looks.Select(look => Law(underNull, look.MonthsUnderNull, WaitsForEvents(look)))];
        var isBinding = design.Assumptions.Looks?.Futility
            is FutilityRule.Spending { Binding: true }
                or FutilityRule.FixedZ { Binding: true };
        return ExitProbabilities
            .Of(
                Fractions(looks),
                [.. design.Boundary.FutilityZ.Select(z => isBinding ? z ?? double.NegativeInfinity : double.NegativeInfinity)],
                [.. design.Boundary.EfficacyZ],
                [.. looks.Select(_ => 0.0)]
            )
            .TotalAbove;
    }

    /// <summary>The shares of the test's information at the looks.</summary>
    static double[] Fractions(IReadOnlyList<WeightedLaw> looks) =>
        [.. looks.Select(law => law.Variance[0, 0] / looks[^1].Variance[0, 0])];

    double CriticalOf(WeightedLaw law)
    {
        var one = design.Looks[^1].Efficacy.Z;
        if (weights.Count == 1)
            return one;
        var alpha = Normal.UpperTail(one);
        double Gap(double z) => Exceeds([.. weights.Select(_ => z)], law.NullCorrelation) - alpha;
        return Brent.Zero(Gap, one, -Normal.Quantile(alpha / weights.Count));
    }

    static double Exceeds(double[] bounds, double[,] correlation) =>
        MultivariateNormal.Outside([.. bounds.Select(_ => double.NegativeInfinity)], bounds, correlation);

    static double[,] Correlation(double[,] covariance, double[] errors)
    {
        var correlation = new double[errors.Length, errors.Length];
        for (var a = 0; a < errors.Length; a++)
            for (var b = 0; b <= a; b++)
                correlation[b, a] = correlation[a, b] =
                    a == b ? 1 : Math.Clamp(covariance[a, b] / (errors[a] * errors[b]), -1, 1);
        return correlation;
    }
}
