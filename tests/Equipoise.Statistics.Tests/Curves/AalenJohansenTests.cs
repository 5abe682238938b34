using Equipoise.Statistics.Curves;
using static Equipoise.Statistics.Tests.CompetingSamples;

namespace Equipoise.Statistics.Tests.Curves;

public sealed class AalenJohansenTests
{
    [Fact]
    public void A_curve_by_hand()
    {
        // At 1: 1/4 by cause 1. At 3: 3/4 × 1/2 by cause 2. At 4 the last one, by cause 1.
        var curves = AalenJohansen.Estimate(Parse("1:1 2+ 3:2 4:1"));
        curves.Incidence(1).At(3).Probability.ShouldBe(0.25);
        curves.Incidence(2).At(3).Probability.ShouldBe(0.375);
        curves.EventFree.At(3.5).Probability.ShouldBe(0.375);
        curves.Incidence(1).At(100).Probability.ShouldBe(0.625);
        curves.EventFree.At(100).Probability.ShouldBe(0);
        curves.EventFree.At(100).Lower.ShouldBeNull();
        curves.Incidence(1).At(0.5).ShouldBe(new(0.5, 0, 0, 0, 0, IncidenceStatus.Estimated));
        // Of four, one had the event at 1: the binomial variance.
        curves.Incidence(1).At(1).StandardError!.Value.ShouldBe(Math.Sqrt(0.25 * 0.75 / 4), 1e-15);
    }

    [Fact]
    public void After_the_last_censored_time_nothing_is_estimated()
    {
        var at = AalenJohansen.Estimate(Parse("1:1 2+")).Incidence(1).At(2.5);
        (at.Status, at.Probability, at.StandardError).ShouldBe((IncidenceStatus.BeyondFollowUp, null, null));
        AalenJohansen.Estimate([]).Incidence(1).At(1).Status.ShouldBe(IncidenceStatus.NoObservations);
    }

    [Fact]
    public void A_cause_that_nobody_had_has_incidence_0()
    {
        var curves = AalenJohansen.Estimate(Parse("1:1 2+"), causes: 2);
        curves.Incidence(2).Steps.ShouldAllBe(step => step.Probability == 0 && step.StandardError == 0 && step.Upper == 0);
        Should.Throw<ArgumentOutOfRangeException>(() => curves.Incidence(3));
    }

    [Fact]
    public void All_censored_leaves_everyone_without_event()
    {
        var curves = AalenJohansen.Estimate(Parse("1+ 2+ 2+"));
        curves.EventFree.Steps.ShouldAllBe(step => step.Probability == 1 && step.Lower == 1);
        curves.Incidence(1).Steps.ShouldAllBe(step => step.Probability == 0);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name_and_row()
    {
        var rows = Parse("1:1 2+");
        Should.Throw<ArgumentException>(() => AalenJohansen.Estimate(rows, [1.0])).Message.ShouldContain("1 weights for 2");
        Should.Throw<ArgumentException>(() => AalenJohansen.Estimate(rows, [1, -2.0])).Message.ShouldContain("row 1 is -2");
        Should.Throw<ArgumentOutOfRangeException>(() => AalenJohansen.Estimate(rows, confidence: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => AalenJohansen.Estimate(rows, causes: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => AalenJohansen.Estimate(rows, variance: (IncidenceVariance)7));
        Should.Throw<ArgumentOutOfRangeException>(() => AalenJohansen.Estimate(rows).EventFree.At(double.NaN));
        Should.Throw<ArgumentException>(() => AalenJohansen.EstimateEach(rows, [0]));
    }

    [Fact]
    public void The_states_sum_to_1() =>
        ForTrials(rows =>
        {
            var curves = AalenJohansen.Estimate(Array.ConvertAll(rows, row => row.Late), causes: 2);
            return curves.EventFree.Steps.All(step =>
                Near(
                    step.Probability
                        + curves.Incidence(1).At(step.Time).Probability
                        + curves.Incidence(2).At(step.Time).Probability,
                    1
                )
            );
        });

    [Fact]
    public void With_one_cause_the_incidence_is_one_minus_Kaplan_Meier_with_Greenwoods_error() =>
        ForTrials(rows =>
        {
            CompetingObservation[] one =
            [
                .. rows.Select(row => row with { Cause = Math.Min(row.Cause, 1) }).Select(row => row.Observation),
            ];
            var kaplanMeier = KaplanMeier.Estimate(Array.ConvertAll(one, row => row.OfCause(1)));
            return Enum.GetValues<IncidenceVariance>()
                .All(variance =>
                {
                    var curves = AalenJohansen.Estimate(one, variance: variance);
                    return kaplanMeier.Steps.All(step =>
                        Near(curves.Incidence(1).At(step.Time).Probability, 1 - step.Survival)
                        && Near(curves.EventFree.At(step.Time).Probability, step.Survival)
                        && (step.Survival == 0 || Near(curves.EventFree.At(step.Time).StandardError, step.StandardError))
                        && (
                            step.Survival == 0
                            || variance == IncidenceVariance.Aalen
                            || Near(curves.Incidence(1).At(step.Time).StandardError, step.StandardError)
                        )
                    );
                });
        });

    [Fact]
    public void The_jackknife_is_the_delta_method_by_brute_force() =>
        ForTrials(rows =>
        {
            var observations = Array.ConvertAll(rows, row => row.Observation);
            // Late entries are left out: then the two differ, as who enters later has no share in what came before.
            var curves = AalenJohansen.Estimate(observations, causes: 2);
            return curves
                .Incidence(1)
                .Steps.All(step => Math.Abs(step.StandardError * step.StandardError - Delta(step.Time)) <= 1e-12);

            // Multinomial events at each time, each moving the incidence at t by what would have come of it.
            double Delta(double t)
            {
                var sum = 0.0;
                var free = 1.0;
                foreach (var s in observations.Where(o => o.IsEvent && o.Time <= t).Select(o => o.Time).Distinct().Order())
                {
                    double n = observations.Count(o => o.Time >= s && o.Entry < s);
                    double d = observations.Count(o => o.Time == s && o.IsEvent);
                    double own = observations.Count(o => o.Time == s && o.Cause == 1);
                    var lost = d == n ? 0 : (Incidence(t) - Incidence(s)) / (1 - d / n);
                    sum += ((free - lost) * (free - lost) * own + lost * lost * (d - own)) / (n * n);
                    sum -= Math.Pow((free - lost) * own - lost * (d - own), 2) / (n * n * n);
                    free *= 1 - d / n;
                }
                return sum;
            }
            double Incidence(double t) => curves.Incidence(1).At(t).Probability ?? curves.Incidence(1).Steps[^1].Probability;
        });

    [Fact]
    public void A_frequency_is_the_same_as_that_many_rows() =>
        ForTrials(rows =>
        {
            double[] weights = [.. rows.Select(row => (double)row.Weight)];
            CompetingObservation[] repeated = [.. rows.SelectMany(row => Enumerable.Repeat(row.Observation, row.Weight))];
            var (a, b) = (
                AalenJohansen.Estimate(Array.ConvertAll(rows, row => row.Observation), weights, 2, IncidenceVariance.Aalen),
                AalenJohansen.Estimate(repeated, default, 2, IncidenceVariance.Aalen)
            );
            return a.Incidence(1).Steps.Count == b.Incidence(1).Steps.Count
                && a.Incidence(1)
                    .Steps.Zip(
                        b.Incidence(1).Steps,
                        (x, y) => Near(x.Probability, y.Probability) && Near(x.StandardError, y.StandardError)
                    )
                    .All(same => same);
        });

    [Fact]
    public void Neither_the_order_of_rows_nor_the_unit_of_time_matters() =>
        ForTrials(rows =>
        {
            Row[] reversed = [.. rows.Reverse()];
            double[] weights = [.. rows.Select(row => row.Weight + 0.1 * row.X * row.X)];
            var a = AalenJohansen.Estimate(Array.ConvertAll(rows, row => row.Late), weights, 2);
            var b = AalenJohansen.Estimate(Array.ConvertAll(reversed, row => row.Late), [.. weights.Reverse()], 2);
            CompetingObservation[] scaled =
            [
                .. rows.Select(row =>
                    row.Of(7.0 * row.Time, row.Delay == 0 ? double.NegativeInfinity : 7.0 * (row.Time - row.Delay))
                ),
            ];
            var c = AalenJohansen.Estimate(scaled, weights, 2);
            return a.Incidence(2).Steps.SequenceEqual(b.Incidence(2).Steps)
                && a.Incidence(2).Steps.Select(step => step with { Time = 7 * step.Time }).SequenceEqual(c.Incidence(2).Steps);
        });

    [Fact]
    public void Each_group_is_estimated_by_itself()
    {
        var rows = Parse("1:1 2:2 3+ 1:2 4:1");
        var each = AalenJohansen.EstimateEach(rows, [0, 1, 0, 1, 1]);
        each.Count.ShouldBe(2);
        each[1].Incidence(2).Steps.ShouldBe(AalenJohansen.Estimate(Parse("2:2 1:2 4:1")).Incidence(2).Steps);
        each[0].Incidence(2).At(3).Probability.ShouldBe(0);
    }
}
