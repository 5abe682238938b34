using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class MultivariateNormalTests
{
    const double Inf = double.PositiveInfinity;

    [Fact]
    public void Independent_variables_multiply()
    {
        var p = (Normal.Cdf(1) - Normal.Cdf(-0.5)) * Normal.Cdf(0.2) * Normal.UpperTail(-1.3) * (Normal.Cdf(2) - Normal.Cdf(1));
        MultivariateNormal.Rectangle([-0.5, -Inf, -1.3, 1], [1, 0.2, Inf, 2], Equal(4, 0)).ShouldBe(p, 1e-15);
        MultivariateNormal.Outside([-0.5, -Inf, -1.3, 1], [1, 0.2, Inf, 2], Equal(4, 0)).ShouldBe(1 - p, 1e-15);
    }

    [Fact]
    public void Equal_and_opposite_variables_are_one()
    {
        MultivariateNormal.Rectangle([-1, -2, -Inf], [2, 0.5, 1], Equal(3, 1)).ShouldBe(Normal.Cdf(0.5) - Normal.Cdf(-1), 1e-15);
        MultivariateNormal
            .Rectangle(
                [-Inf, -Inf],
                [1, 0.5],
                new double[,]
                {
                    { 1, -1 },
                    { -1, 1 },
                }
            )
            .ShouldBe(Normal.Cdf(1) - Normal.Cdf(-0.5), 1e-15);
        MultivariateNormal
            .Outside(
                [-Inf, -Inf],
                [1, -1.5],
                new double[,]
                {
                    { 1, -1 },
                    { -1, 1 },
                }
            )
            .ShouldBe(1);
    }

    [Fact]
    public void A_variable_that_is_a_sum_of_two_is_a_polygon_in_the_plane()
    {
        // X, Y independent and S = (X + Y)/√2 ≤ 0: half the square |X|, |Y| ≤ 1, by symmetry; the matrix is singular.
        var r = Math.Sqrt(0.5);
        double[,] sum =
        {
            { 1, 0, r },
            { 0, 1, r },
            { r, r, 1 },
        };
        var square = Math.Pow(Normal.Cdf(1) - Normal.Cdf(-1), 2);
        MultivariateNormal.Rectangle([-1, -1, -Inf], [1, 1, 0], sum).ShouldBe(square / 2, 1e-13);
        MultivariateNormal.Rectangle([-1, -1, -Inf], [1, 1, Math.Sqrt(2)], sum).ShouldBe(square, 1e-13);
        // Below the line X + Y = √2·0.3 in the quadrant X, Y ≥ 0: 2·T-shaped; by one integral, Simpson with 20000 steps.
        var triangle = Simpson(
            x => Math.Exp(-x * x / 2) / Math.Sqrt(Math.Tau) * (Normal.Cdf(0.3 * Math.Sqrt(2) - x) - 0.5),
            0,
            0.3 * Math.Sqrt(2)
        );
        MultivariateNormal.Rectangle([0, 0, -Inf], [Inf, Inf, 0.3], sum).ShouldBe(triangle, 1e-13);
    }

    [Fact]
    public void The_order_of_variables_does_not_matter()
    {
        double[,] r =
        {
            { 1, 0.9, 0.2, 0.5 },
            { 0.9, 1, 0.1, 0.6 },
            { 0.2, 0.1, 1, -0.4 },
            { 0.5, 0.6, -0.4, 1 },
        };
        double[] lower = [-1, -2, -Inf, -0.7];
        double[] upper = [1.5, 0.4, 0.9, Inf];
        int[] order = [2, 0, 3, 1];
        var permuted = new double[4, 4];
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                permuted[i, j] = r[order[i], order[j]];
        MultivariateNormal
            .Rectangle([.. order.Select(i => lower[i])], [.. order.Select(i => upper[i])], permuted)
            .ShouldBe(MultivariateNormal.Rectangle(lower, upper, r), 1e-13);
    }

    [Fact]
    public void Inside_and_outside_add_to_1()
    {
        for (var k = 1; k <= 5; k++)
        {
            double[] lower = [.. Enumerable.Range(0, k).Select(i => -1.0 - i / 3.0)];
            double[] upper = [.. Enumerable.Range(0, k).Select(i => 1.5 - i / 7.0)];
            (
                MultivariateNormal.Rectangle(lower, upper, Equal(k, 0.6))
                + MultivariateNormal.Outside(lower, upper, Equal(k, 0.6))
            ).ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void Nothing_and_everything_are_certain()
    {
        MultivariateNormal.Rectangle([], [], new double[0, 0]).ShouldBe(1);
        MultivariateNormal.Outside([], [], new double[0, 0]).ShouldBe(0);
        MultivariateNormal.Rectangle([-Inf, -Inf], [Inf, Inf], Equal(2, 0.3)).ShouldBe(1);
        MultivariateNormal.Rectangle([0, 1], [1, 1], Equal(2, 0.3)).ShouldBe(0);
    }

    [Fact]
    public void What_is_no_correlation_matrix_is_refused()
    {
        double[] zero = [0, 0, 0];
        Should.Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1], Equal(3, 0)));
        Should.Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1, 1], Equal(2, 0)));
        Should
            .Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1, double.NaN], Equal(3, 0)))
            .Message.ShouldContain("variable 2");
        Should
            .Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1, 1], Equal(3, -0.6)))
            .Message.ShouldContain("semidefinite");
        Should.Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1, 1], Equal(3, 1.1)));
        Should.Throw<ArgumentException>(() =>
            MultivariateNormal.Rectangle(
                [0, 0],
                [1, 1],
                new double[,]
                {
                    { 1, 0.1 },
                    { 0.2, 1 },
                }
            )
        );
        Should
            .Throw<ArgumentException>(() => MultivariateNormal.Rectangle(new double[7], new double[7], Equal(7, 0)))
            .Message.ShouldContain("7 variables");
        double[,] inconsistent =
        {
            { 1, 1, 0 },
            { 1, 1, 0.5 },
            { 0, 0.5, 1 },
        };
        Should
            .Throw<ArgumentException>(() => MultivariateNormal.Rectangle(zero, [1, 1, 1], inconsistent))
            .Message.ShouldContain("semidefinite");
    }

    [Fact]
    public void Two_variables_have_their_limits()
    {
        BivariateNormal.Cdf(0.3, Inf, 0.4).ShouldBe(Normal.Cdf(0.3));
        BivariateNormal.Cdf(-Inf, 1, 0.4).ShouldBe(0);
        BivariateNormal.Cdf(0.3, 0.7, 1).ShouldBe(Normal.Cdf(0.3));
        BivariateNormal.Cdf(0.3, -0.7, -1).ShouldBe(0);
        BivariateNormal.Cdf(0.3, 0.7, -1).ShouldBe(Normal.Cdf(0.3) - Normal.Cdf(-0.7), 1e-16);
        BivariateNormal.Cdf(0.3, 0.7, 1 - 1e-15).ShouldBe(Normal.Cdf(0.3), 1e-15);
        BivariateNormal.Cdf(0, -0.3, 0.7).ShouldBe(BivariateNormal.Cdf(1e-300, -0.3, 0.7), 1e-15);
        Should.Throw<ArgumentOutOfRangeException>(() => BivariateNormal.Cdf(double.NaN, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => BivariateNormal.Cdf(0, 0, 1.5));
    }

    static double[,] Equal(int k, double ρ)
    {
        var matrix = new double[k, k];
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++)
                matrix[i, j] = i == j ? 1 : ρ;
        return matrix;
    }

    static double Simpson(Func<double, double> f, double from, double to)
    {
        var (sum, h) = (f(from) + f(to), (to - from) / 20_000);
        for (var i = 1; i < 20_000; i++)
            sum += (i % 2 == 0 ? 2 : 4) * f(from + i * h);
        return sum * h / 3;
    }
}
