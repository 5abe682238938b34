using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Statistics.Tests.Regression.Cox;

/// <summary>What is wrong is refused with its place; what is degenerate has a status; nothing hangs.</summary>
public sealed class CoxBadInputTests
{
    static readonly Observation[] three = [Observation.Event(1), Observation.Event(2), Observation.CensoredAt(3)];

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_time_that_is_none_is_refused(double time) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Observation.Event(time)).Message.ShouldContain("0 or more");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_entry_not_before_the_end_is_refused(double entry) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Observation.Event(2, entry)).Message.ShouldContain("before the end");

    [Fact]
    public void A_covariate_that_is_no_number_is_named_with_its_row() =>
        Should
            .Throw<ArgumentException>(() => CoxRegression.Fit(three, [0, 1, 0, double.NaN, 0, 1], ["x", "y"]))
            .Message.ShouldStartWith("Covariate y of row 1 is NaN.");

    [Fact]
    public void An_infinite_covariate_among_many_rows_is_named_with_its_row()
    {
        var observations = Enumerable.Range(1, 10_000).Select(i => Observation.Event(i)).ToArray();
        double[] x = [.. observations.Select((_, i) => i == 7777 ? double.NegativeInfinity : i % 2)];
        Should
            .Throw<ArgumentException>(() => CoxRegression.Fit(observations, x, ["x"]))
            .Message.ShouldStartWith("Covariate x of row 7777 is -Infinity.");
    }

    [Fact]
    public void Weights_and_offsets_that_are_none_are_named_with_their_row()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() => CoxRegression.Fit(three, [0, 1, 0], ["x"], weights: [1, -2, 1]))
            .Message.ShouldContain("The weight of row 1 is -2");
        Should
            .Throw<ArgumentException>(() => CoxRegression.Fit(three, [0, 1, 0], ["x"], offsets: [0, 0, double.NaN]))
            .Message.ShouldStartWith("The offset of row 2 is NaN.");
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(three, [0, 1, 0], ["x"], weights: [1, 1]));
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(three, [0, 1, 0], ["x"], [1, 1]));
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(three, [0, 1], ["x"]));
        Should.Throw<ArgumentException>(() => CoxRegression.Fit(three, [], []));
    }

    [Theory]
    [InlineData(4999)]
    [InlineData(5001)]
    public void Strata_that_are_not_one_for_each_row_are_refused_among_many_rows_too(int count)
    {
        var observations = Enumerable.Range(0, 5000).Select(i => Observation.Event(1 + i % 100)).ToArray();
        double[] x = [.. observations.Select((_, i) => (double)(i % 2))];
        Should
            .Throw<ArgumentException>(() => CoxRegression.Fit(observations, x, ["x"], new int[count]))
            .Message.ShouldStartWith($"{count} strata for 5000 observations.");
    }

    [Fact]
    public void Nobody_at_all_and_nobody_with_an_event_have_a_status()
    {
        CoxRegression.Fit([], [], ["x"]).Status.ShouldBe(new FitStatus.NoEvents());
        CoxRegression.Fit(Samples.Parse("1+ 2+ 3+"), [0, 1, 2], ["x"]).Status.ShouldBe(new FitStatus.NoEvents());
        CoxRegression.Fit(three, [0, 1, 2], ["x"], weights: [0, 0, 0]).Status.ShouldBe(new FitStatus.NoEvents());
    }

    [Fact]
    public void One_arm_is_a_covariate_without_variation() =>
        CoxRegression.Fit(three, [1, 1, 1], ["arm"]).Status.ShouldBeOfType<FitStatus.RankDeficient>().Names.ShouldBe(["arm"]);

    [Fact]
    public void Strata_of_one_participant_each_leave_nothing_to_compare() =>
        CoxRegression.Fit(three, [0, 1, 2], ["x"], [1, 2, 3]).Status.ShouldBeOfType<FitStatus.RankDeficient>();

    [Fact]
    public void More_covariates_than_events_end_with_a_status()
    {
        var random = new RandomStream(5, 0, 0);
        var observations = Enumerable
            .Range(1, 60)
            .Select(i => i <= 4 ? Observation.Event(i) : Observation.CensoredAt(i))
            .ToArray();
        double[] x = [.. Enumerable.Range(0, 60 * 20).Select(_ => random.Uniform())];
        var fit = CoxRegression.Fit(observations, x, [.. Enumerable.Range(1, 20).Select(i => $"x{i}")]);
        fit.Status.ShouldBeOfType<FitStatus.MonotoneLikelihood>();
    }

    [Fact]
    public void More_covariates_than_participants_leave_the_later_ones_out()
    {
        var random = new RandomStream(5, 0, 0);
        double[] x = [.. Enumerable.Range(0, 3 * 7).Select(_ => random.Uniform())];
        var fit = CoxRegression.Fit(three, x, [.. Enumerable.Range(1, 7).Select(i => $"x{i}")]);
        fit.Coefficients.Count(coefficient => coefficient.Estimate is not null).ShouldBeLessThan(3);
    }

    [Fact]
    public void A_skewed_covariate_of_many_rows_converges()
    {
        // As overflow.csv of R survival's fail directory: the first step is many times too long.
        var random = new RandomStream(9, 0, 0);
        var (observations, x) = (new Observation[20_000], new double[20_000]);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Math.Exp(4 * (random.Uniform() + random.Uniform() + random.Uniform() - 1.5));
            observations[i] = Observation.Event(1 + (int)(48 * random.Uniform() / (1 + 0.01 * x[i])));
        }
        CoxRegression.Fit(observations, x, ["x"]).Status.ShouldBe(new FitStatus.Converged());
    }

    [Fact]
    public void A_covariate_shifted_far_in_every_stratum_keeps_its_digits()
    {
        // Truth: the same data unshifted. R's coxph centers over all strata and gives 0.00011 for 0.4937.
        var random = new RandomStream(17, 0, 0);
        var (observations, x, shifted, strata) = (new Observation[200], new double[200], new double[200], new int[200]);
        for (var i = 0; i < 200; i++)
        {
            strata[i] = i % 5;
            // Multiples of 2⁻¹⁶, so that the shift itself is exact.
            x[i] = Math.Round((random.Uniform() + random.Uniform() + random.Uniform() - 1.5) * 65536) / 65536;
            shifted[i] = x[i] + 1e7 * strata[i];
            observations[i] = Observation.Event(random.Exponential(Math.Exp(0.5 * x[i])));
        }
        var truth = CoxRegression.Fit(observations, x, ["x"], strata).Coefficients[0];
        var fit = CoxRegression.Fit(observations, shifted, ["x"], strata).Coefficients[0];
        fit.Estimate.ShouldBe(truth.Estimate, 1e-12);
        fit.StandardError.ShouldBe(truth.StandardError, 1e-12);
    }
}
