using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

public sealed class ConcordanceIndexTests
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(75, 2)]
    [InlineData(150, 3)]
    public void It_counts_what_all_pairs_one_by_one_count(int count, int strata)
    {
        // Covariates in halves, so that risks tie too.
        var sample = CoxSample.Of(count, strata);
        sample = sample with
        {
            Covariates = [.. sample.Covariates.Select(x => Math.Round(2 * x) / 2)],
            Offsets = [.. sample.Offsets.Select(_ => 0.0)],
            Weights = [.. sample.Weights.Select((w, i) => i % 11 == 3 ? 0 : w)],
        };
        var fit = sample.Fit();
        var (c, twin) = (fit.Concordance()!, PairByPair(sample, fit));
        c.Concordant.ShouldBe(twin.Concordant, 1e-10);
        c.Discordant.ShouldBe(twin.Discordant, 1e-10);
        c.TiedRisk.ShouldBe(twin.TiedRisk, 1e-10);
        c.TiedTime.ShouldBe(twin.TiedTime, 1e-10);
        c.TiedBoth.ShouldBe(twin.TiedBoth, 1e-10);
        c.TiedRisk.ShouldBeGreaterThan(0);
        c.Estimate.ShouldBe(twin.Estimate, 1e-13);
        c.StandardError.ShouldBe(twin.StandardError, 1e-13);
    }

    static Counted PairByPair(CoxSample of, CoxFit fit)
    {
        var (o, w, n) = (of.Observations, of.Weights, of.Observations.Length);
        var (x, g) = (fit.Coefficients[0].Estimate!.Value, fit.Coefficients[1].Estimate!.Value);
        double Risk(int i) => x * of.Covariates[2 * i] + g * of.Covariates[2 * i + 1];
        var (sums, ofEach) = (new double[5], new (double Good, double All)[n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
            {
                if (i == j || of.Strata[i] != of.Strata[j] || !o[i].IsEvent)
                    continue;
                var (pair, sign) = (w[i] * w[j], Math.Abs(Risk(i) - Risk(j)) < 1e-12 ? 0 : Math.Sign(Risk(i) - Risk(j)));
                if (o[j].IsEvent && o[j].Time == o[i].Time)
                    sums[sign == 0 ? 4 : 3] += pair / 2; // each such pair is met twice
                else if (o[j].Entry < o[i].Time && o[j].Time >= o[i].Time)
                {
                    sums[
                        sign > 0 ? 0
                        : sign < 0 ? 1
                        : 2
                    ] += pair;
                    ofEach[i] = (ofEach[i].Good + pair * (1 + sign) / 2, ofEach[i].All + pair);
                    ofEach[j] = (ofEach[j].Good + pair * (1 + sign) / 2, ofEach[j].All + pair);
                }
            }
        var all = sums[0] + sums[1] + sums[2];
        var c = (sums[0] + sums[2] / 2) / all;
        var variance = ofEach.Sum(one => Math.Pow((one.Good - c * one.All) / all, 2));
        return new(sums[0], sums[1], sums[2], sums[3], sums[4], c, Math.Sqrt(variance));
    }

    sealed record Counted(
        double Concordant,
        double Discordant,
        double TiedRisk,
        double TiedTime,
        double TiedBoth,
        double Estimate,
        double StandardError
    );

    [Fact]
    public void A_risk_that_orders_all_events_is_perfect()
    {
        // The estimate is finite only because one pair is out of order; without it C would be 1.
        var c = CoxRegression.Fit(Samples.Parse("1 2 3 4 5 6"), [6, 5, 4, 3, 1, 2], ["x"]).Concordance()!;
        c.Concordant.ShouldBe(14);
        c.Discordant.ShouldBe(1);
        c.Estimate.ShouldBe(14 / 15.0, 1e-15);
        c.Upper!.Value.ShouldBeLessThanOrEqualTo(1);
        c.Lower!.Value.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Two_rows_of_one_cluster_weigh_together()
    {
        var trial = SyntheticTrial.Of(40, strata: 1);
        var (observations, x, twos) = (trial.Observations, trial.Covariate, trial.Covariate.Select(_ => 2.0).ToArray());
        var doubled = CoxRegression.Fit([.. observations, .. observations], [.. x, .. x], ["x"], ties: TieMethod.Breslow);
        var weighted = CoxRegression.Fit(observations, x, ["x"], weights: twos, ties: TieMethod.Breslow);
        int[] people = [.. Enumerable.Range(0, 40)];
        var (clustered, once) = (doubled.Concordance([.. people, .. people])!, weighted.Concordance()!);
        clustered.Estimate.ShouldBe(once.Estimate, 1e-13);
        clustered.StandardError.ShouldBe(once.StandardError, 1e-13);
    }

    [Fact]
    public void Without_a_pair_there_is_no_concordance()
    {
        // All events at the one time at which everybody leaves: the coefficient is 0 and all risks are equal.
        var c = CoxRegression.Fit(Samples.Parse("2 2 2"), [0, 1, 1.5], ["x"]).Concordance()!;
        c.Estimate.ShouldBeNull();
        c.StandardError.ShouldBeNull();
        c.Lower.ShouldBeNull();
        c.TiedBoth.ShouldBe(3);
    }
}
