using Equipoise.Statistics.Curves;
using Equipoise.Statistics.Regression.CompetingRisks;
using Equipoise.Statistics.Regression.Cox;
using static Equipoise.Statistics.Tests.CompetingSamples;

namespace Equipoise.Statistics.Tests.Regression.CompetingRisks;

public sealed class FineGrayTests
{
    [Fact]
    public void Without_an_event_of_the_cause_nothing_is_fitted()
    {
        var fit = FineGray.Fit(Parse("1:2 2+ 3:2"), [0, 1, 2], ["x"]);
        fit.Status.ShouldBe(new FitStatus.NoEvents());
        (fit.Coefficients[0].Estimate, fit.Coefficients[0].PValue, fit.Covariance[0, 0]).ShouldBe((null, null, null));
        (fit.LogLikelihood, fit.WaldPValue, fit.Incidence([0], 1)).ShouldBe((null, null, null));
        FineGray.Fit([], [], ["x"]).Status.ShouldBe(new FitStatus.NoEvents());
    }

    [Fact]
    public void A_constant_covariate_is_reported_as_rank_deficient_and_the_others_are_fitted()
    {
        var rows = Parse("1:1 2:2 3:1 4+ 5:1 6:2 7:1");
        double[] x = [0.3, -1, 2, 0, 1, 1, -2];
        var both = FineGray.Fit(rows, [.. x.SelectMany(value => new[] { 0.1, value })], ["constant", "x"]);
        var alone = FineGray.Fit(rows, x, ["x"]);
        both.Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["constant"]);
        both.Coefficients[0].Estimate.ShouldBeNull();
        both.Coefficients[1].ShouldBe(alone.Coefficients[0]);
        both.WaldPValue.ShouldBe(alone.WaldPValue);
        FineGray.Fit(Parse("1:1"), [3], ["x"]).Status.ShouldBeOfType<FitStatus.RankDeficient>();
    }

    [Fact]
    public void A_group_without_the_event_has_an_infinite_coefficient()
    {
        var fit = FineGray.Fit(Parse("1:1 2:2 3:1 4+ 2:2 5+ 3:2 6+"), [0, 0, 0, 0, 1, 1, 1, 1], ["arm"]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>().Names.ShouldBe(["arm"]);
        fit.Coefficients[0].Estimate.ShouldBe(double.NegativeInfinity);
        fit.Coefficients[0].HazardRatio.ShouldBe(0);
        (fit.Coefficients[0].StandardError, fit.Coefficients[0].Upper, fit.WaldChiSquare).ShouldBe((null, null, null));
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_and_row()
    {
        var rows = Parse("1:1 2+");
        Should.Throw<ArgumentException>(() => FineGray.Fit(rows, [1], ["x"])).Message.ShouldContain("1 covariate values");
        Should.Throw<ArgumentException>(() => FineGray.Fit(rows, [1, double.NaN], ["x"])).Message.ShouldContain("x of row 1");
        Should.Throw<ArgumentException>(() => FineGray.Fit(rows, [], []));
        Should.Throw<ArgumentException>(() => FineGray.Fit(rows, [0, 1], ["x"], censoringGroups: [0]));
        Should.Throw<ArgumentOutOfRangeException>(() => FineGray.Fit(rows, [0, 1], ["x"], cause: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => FineGray.Fit(rows, [0, 1], ["x"], confidence: 0));
        Should
            .Throw<ArgumentException>(() => FineGray.Fit([CompetingObservation.Event(2, 1, entry: 1)], [0], ["x"]))
            .Message.ShouldContain("Row 0");
    }

    // R: survival 3.5-3, finegray(Surv(entry, time, factor(cause, 0:2)) ~ x, id = id), then coxph(Surv(fgstart, fgstop, fgstatus) ~
    // x, weights = fgwt, cluster = id, ties = "breslow"). Entries 0 are at the origin. A censoring at 8 ties with events.
    [Fact]
    public void Late_entries_count_as_in_the_weighted_rows_of_finegray()
    {
        var fit = FineGray.Fit(late, [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1], ["arm"], weights: RiskSetWeights.Geskus);
        fit.Status.ShouldBe(new FitStatus.Converged());
        fit.Coefficients[0].Estimate.ShouldNotBeNull().ShouldBe(2.195916625238119, 1e-12);
        fit.Coefficients[0].StandardError.ShouldNotBeNull().ShouldBe(1.0326587647245293, 1e-12);
        fit.LogLikelihood.ShouldNotBeNull().ShouldBe(-7.6440401526364736, 1e-11);
        fit.Weights.ShouldBe(RiskSetWeights.Geskus);
    }

    static readonly CompetingObservation[] late =
    [
        CompetingObservation.Event(3, 1),
        CompetingObservation.Event(5, 2),
        CompetingObservation.CensoredAt(8, entry: 1),
        CompetingObservation.Event(8, 1, entry: 2),
        CompetingObservation.Event(8, 2),
        CompetingObservation.Event(10, 1, entry: 6),
        CompetingObservation.CensoredAt(12, entry: 5),
        CompetingObservation.Event(13, 2),
        CompetingObservation.Event(15, 1, entry: 9),
        CompetingObservation.Event(18, 2, entry: 11),
        CompetingObservation.Event(20, 1, entry: 11),
        CompetingObservation.CensoredAt(24, entry: 4),
    ];

    [Fact]
    public void An_event_of_another_cause_before_the_gap_of_those_who_entered_cannot_be_weighed()
    {
        CompetingObservation[] rows =
        [
            CompetingObservation.Event(1, 2),
            CompetingObservation.Event(2, 1),
            CompetingObservation.Event(5, 1, entry: 3),
            CompetingObservation.Event(6, 1, entry: 3),
        ];
        var fit = FineGray.Fit(rows, [0, 1, 0, 1], ["x"], weights: RiskSetWeights.Geskus);
        fit.Status.ShouldBe(new FitStatus.UndefinedWeights(1));
        (fit.Coefficients[0].Estimate, fit.LogLikelihood, fit.WaldPValue, fit.Incidence([0], 5)).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Entries_before_the_first_time_change_nothing_and_without_other_causes_late_entries_are_those_of_Breslow() =>
        ForTrials(rows =>
        {
            var x = Array.ConvertAll(rows, row => (double)row.X);
            var plain = FineGray.Fit(Array.ConvertAll(rows, row => row.Observation), x, ["x"], weights: RiskSetWeights.Geskus);
            var early = FineGray.Fit([.. rows.Select(row => row.Of(row.Time, 0.5))], x, ["x"], weights: RiskSetWeights.Geskus);
            if (plain.Status.GetType() != early.Status.GetType() || !Near(plain.LogLikelihood, early.LogLikelihood))
                return false;
            Row[] one = [.. rows.Select(row => row with { Cause = Math.Min(row.Cause, 1) })];
            var entered = Array.ConvertAll(one, row => row.Late);
            var fit = FineGray.Fit(entered, x, ["x"], weights: RiskSetWeights.Geskus);
            return Same(fit, Breslow(Array.ConvertAll(entered, o => o.OfCause(1)), one));
        });

    [Fact]
    public void With_late_entries_the_order_of_rows_does_not_matter() =>
        ForTrials(rows =>
        {
            FineGrayFit Of(Row[] some) =>
                FineGray.Fit(
                    Array.ConvertAll(some, row => row.Late),
                    Array.ConvertAll(some, row => (double)row.X),
                    ["x"],
                    weights: RiskSetWeights.Geskus
                );
            var (a, b) = (Of(rows), Of([.. rows.Reverse()]));
            return a.Coefficients[0].Equals(b.Coefficients[0]) && a.LogLikelihood.Equals(b.LogLikelihood);
        });

    [Fact]
    public void Without_competing_events_the_fit_is_that_of_Breslow_and_so_it_is_without_censoring() =>
        ForTrials(rows =>
        {
            Row[] one = [.. rows.Select(row => row with { Cause = Math.Min(row.Cause, 1) })];
            var observations = Array.ConvertAll(one, row => row.Observation);
            var (fit, cox) = (Fit(one), Breslow(Array.ConvertAll(observations, o => o.OfCause(1)), one));
            if (!Same(fit, cox))
                return false;
            // Nobody censored: whoever had another event stays for ever, as if followed past the end.
            Row[] all = [.. rows.Select(row => row with { Cause = Math.Max(row.Cause, 1) })];
            Observation[] forever =
            [
                .. all.Select(row => row.Cause == 1 ? Observation.Event(row.Time) : Observation.CensoredAt(1000)),
            ];
            return Same(Fit(all), Breslow(forever, all));
        });

    [Fact]
    public void Neither_the_order_of_rows_nor_the_unit_of_time_matters() =>
        ForTrials(rows =>
        {
            var (a, b) = (Fit(rows), Fit([.. rows.Reverse()]));
            CompetingObservation[] scaled = [.. rows.Select(row => row.Of(0.1 * row.Time, double.NegativeInfinity))];
            var c = FineGray.Fit(scaled, [.. rows.Select(row => (double)row.X)], ["x"]);
            return a.Coefficients[0].Equals(b.Coefficients[0])
                && a.LogLikelihood.Equals(b.LogLikelihood)
                && a.Coefficients[0].Equals(c.Coefficients[0]);
        });

    [Fact]
    public void Censoring_groups_that_are_all_one_change_nothing() =>
        ForTrials(rows =>
        {
            var x = Array.ConvertAll(rows, row => (double)row.X);
            var (a, b) = (
                Fit(rows),
                FineGray.Fit(Array.ConvertAll(rows, row => row.Observation), x, ["x"], 1, new int[rows.Length])
            );
            return a.Coefficients[0].Equals(b.Coefficients[0]);
        });

    [Fact]
    public void A_hundred_thousand_rows_take_linear_time()
    {
        // Not a clock but a promise kept by construction: the quadratic algorithm would take minutes here.
        var trial = SyntheticTrial.Of(100_000, strata: 1);
        CompetingObservation[] rows =
        [
            .. trial.Observations.Select(
                (o, i) =>
                    o.IsEvent
                        ? CompetingObservation.Event(o.Time + i / 1e6, 1 + i % 2)
                        : CompetingObservation.CensoredAt(o.Time + i / 1e6)
            ),
        ];
        FineGray.Fit(rows, trial.Covariate, ["x"]).Status.ShouldBe(new FitStatus.Converged());
        AalenJohansen.Estimate(rows).Incidence(2).Steps.Count.ShouldBe(100_000);
    }

    static FineGrayFit Fit(Row[] rows) =>
        FineGray.Fit(Array.ConvertAll(rows, row => row.Observation), Array.ConvertAll(rows, row => (double)row.X), ["x"]);

    static CoxFit Breslow(Observation[] observations, Row[] rows) =>
        CoxRegression.Fit(observations, Array.ConvertAll(rows, row => (double)row.X), ["x"], ties: TieMethod.Breslow);

    static bool Same(FineGrayFit fit, CoxFit cox) =>
        fit.Status.GetType() == cox.Status.GetType()
        && (
            fit.Status is not FitStatus.Converged
            || (
                Math.Abs(fit.Coefficients[0].Estimate!.Value - cox.Coefficients[0].Estimate!.Value) < 1e-9
                && Math.Abs(fit.LogLikelihood!.Value - cox.LogLikelihood) < 1e-9
            )
        );
}
