using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Validation.IntervalCensoring;

/// <summary>The estimate of Turnbull beside published ones, R, and its own optimality conditions.</summary>
public sealed class TurnbullAgreement
{
    static readonly Expected expected = Expected.Read("interval-censoring");

    [Fact]
    public void The_breast_cosmesis_estimate_is_the_published_one()
    {
        var agreement = new Agreement(
            "Turnbull on breast cosmesis, radiotherapy",
            new Source.Published(
                "Fay and Shaw (2010), J Stat Softw 36(2), icfit of Finkelstein and Wolfe (1985): masses to 4 decimals"
            )
        );
        (double After, double By, double Mass)[] published =
        [
            (4, 5, 0.0463),
            (6, 7, 0.0334),
            (7, 8, 0.0887),
            (11, 12, 0.0708),
            (24, 25, 0.0926),
            (33, 34, 0.0818),
            (38, 40, 0.1209),
            (46, 48, 0.4656),
        ];
        var positive = Turnbull.Estimate(Cosmesis()).Intervals.Where(interval => interval.Mass > 0).ToArray();
        positive.Length.ShouldBe(published.Length);
        foreach (var (interval, (after, by, mass)) in positive.Zip(published))
        {
            agreement.Exactly($"after {after}", interval.After, after);
            agreement.Exactly($"by {by}", interval.By, by);
            agreement.Within(0.5e-4, $"mass ({after}, {by}]", interval.Mass, mass, scale: 1); // as many decimals as are printed
        }
        agreement.ShouldBeComplete(atLeast: 24);
    }

    [Fact]
    public void The_masses_of_breast_cosmesis_satisfy_the_conditions_of_a_maximum()
    {
        var agreement = new Agreement(
            "Turnbull's conditions on breast cosmesis",
            new Source.Identity(
                "a mass is positive only where Σ 1/P over the observations that cover it is N (Gentleman and Geyer 1994)"
            )
        );
        var observations = Cosmesis();
        var fit = Turnbull.Estimate(observations);
        bool Covers(IntervalObservation o, TurnbullInterval j) => o.After <= j.After && j.By <= o.By;
        double Probability(IntervalObservation o) => fit.Intervals.Where(j => Covers(o, j)).Sum(j => j.Mass);
        foreach (var j in fit.Intervals)
        {
            var sum = observations.Where(o => Covers(o, j)).Sum(o => 1 / Probability(o));
            agreement.Within(
                1e-10,
                $"({j.After}, {j.By}]",
                j.Mass > 0 ? sum : double.Max(sum, observations.Length),
                observations.Length
            );
        }
        agreement.Within(1e-12, "log-likelihood", fit.LogLikelihood, observations.Sum(o => Math.Log(Probability(o))));
        agreement.ShouldBeComplete(atLeast: 10);
    }

    [Fact]
    public void The_estimate_of_Turnbull_1974_is_R_s()
    {
        // R stops its EM algorithm when it moves little, 2e-7 away from the maximum; here the conditions of a maximum hold to
        // 1e-10.
        var agreement = new Agreement(
            "Turnbull 1974",
            expected.Call("survfit(Surv(after, by, type = \"interval2\") ~ 1, weights = n)")
        );
        var fit = Turnbull.Estimate(Turnbull1974.Observations, Turnbull1974.Counts);
        fit.Status.ShouldBe(TurnbullStatus.Converged);
        for (var t = 1; t <= 4; t++)
            agreement.Within(1e-6, $"survival {t}", fit.SurvivalAt(t)?.Lower, expected["Turnbull 1974", $"survival {t}"]);
        agreement.ShouldBeComplete(atLeast: 4);
    }

    [Fact]
    public void Exact_and_right_censored_times_give_Kaplan_Meier()
    {
        var agreement = new Agreement("Turnbull of exact times", expected.Call("survfit(Surv(time, status) ~ 1, aml)"));
        int[] times = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45];
        int[] censored = [2, 5, 8, 10, 16];
        var fit = Turnbull.Estimate([
            .. times.Select(
                (t, row) => censored.Contains(row) ? IntervalObservation.RightCensored(t) : IntervalObservation.Exactly(t)
            ),
        ]);
        foreach (var time in times.Distinct().Where(time => time < 161))
            agreement.Within(1e-12, $"{time}", fit.SurvivalAt(time)?.Upper, expected["aml", $"survival {time}"]);
        agreement.ShouldBeComplete(atLeast: 17);
    }

    /// <summary>
    /// Months to cosmetic deterioration after radiotherapy alone: Finkelstein and Wolfe (1985), Biometrics 41:933; 46 women.
    /// </summary>
    static IntervalObservation[] Cosmesis() =>
        [
            .. (
                "45- 6-10 0-7 46- 46- 7-16 17- 7-14 37-44 0-8 4-11 15- 11-15 22- 46- 46- 25-37 46- 26-40 46- 27-34 36-44 46- 36-48 37- 40- "
                + "17-25 46- 11-18 38- 5-12 37- 0-5 18- 24- 36- 5-11 19-35 17-25 24- 32- 33- 19-26 37- 34- 36-"
            )
                .Split(' ')
                .Select(word => word.Split('-'))
                .Select(ends =>
                    ends[1].Length == 0
                        ? IntervalObservation.RightCensored(double.Parse(ends[0]))
                        : IntervalObservation.Between(double.Parse(ends[0]), double.Parse(ends[1]))
                ),
        ];
}

/// <summary>
/// Turnbull (1974), JASA 69:169, the example: at each of four ages, how many exact, right-censored and left-censored.
/// </summary>
static class Turnbull1974
{
    public static IntervalObservation[] Observations =>
        [
            .. Enumerable
                .Range(1, 4)
                .SelectMany(t =>
                    new[]
                    {
                        IntervalObservation.Exactly(t),
                        IntervalObservation.RightCensored(t),
                        IntervalObservation.LeftCensored(t),
                    }
                ),
        ];

    public static double[] Counts => [12, 3, 2, 6, 2, 4, 2, 0, 2, 3, 3, 5];
}
