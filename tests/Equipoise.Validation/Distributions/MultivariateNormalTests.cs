using Equipoise.Statistics.Numerics;

namespace Equipoise.Validation.Distributions;

/// <summary>Normal probabilities against R and against closed forms (R/multivariate-normal.R).</summary>
public sealed class MultivariateNormalTests
{
    static readonly Expected expected = Expected.Read("multivariate-normal");

    [Fact]
    public void Two_and_three_variables_are_TVPACKs()
    {
        var agreement = new Agreement(
            "Bivariate and trivariate normal probabilities",
            expected.Call("pmvnorm(algorithm = TVPACK(1e-15))")
        );
        double[] bounds = [-2.5, -0.4, 0, 0.7, 3.1];
        foreach (var h in bounds)
            foreach (var k in bounds)
                foreach (var ρ in (double[])[-0.999, -0.6, 0.1, 0.95, 0.9999])
                    agreement.Within(
                        1e-14,
                        $"({h}, {k}; {ρ})",
                        BivariateNormal.Cdf(h, k, ρ),
                        expected["bivariate", $"{h} {k} {ρ}"],
                        scale: 1
                    );
        double[][] correlations =
        [
            [0.5, 0.3, 0.2],
            [0.9, 0.8, 0.95],
            [-0.4, 0.5, 0.1],
            [0.99, 0.2, 0.1],
            [-0.9, -0.9, 0.8],
        ];
        double[][] uppers =
        [
            [0, 0, 0],
            [1, 2, 0.5],
            [-1, 0.3, 2.2],
            [2.5, 2.5, 2.5],
        ];
        foreach (var r in correlations)
            foreach (var upper in uppers)
            {
                var name = string.Join(' ', [.. r, .. upper]);
                double[,] matrix =
                {
                { 1, r[0], r[1] },
                { r[0], 1, r[2] },
                { r[1], r[2], 1 },
            };
                agreement.Within(1e-13, name, Orthant(upper, matrix), expected["trivariate", name], scale: 1);
            }
        agreement.ShouldBeComplete(atLeast: 145);
    }

    [Fact]
    public void One_factor_gives_its_one_dimensional_integral()
    {
        var agreement = new Agreement(
            "Normal probabilities of 2 to 6 variables",
            expected.Call("integrate over the common factor")
        );
        double[] factor = [0.9, 0.7, -0.5, 0.6, 0.95, -0.3];
        var inf = double.PositiveInfinity;
        double[] lower = [-1.5, -inf, -2, -0.2, -3, -2.4];
        double[] upper = [1.8, 0.9, inf, 2.5, 1.1, 2];
        for (var k = 2; k <= 6; k++)
        {
            var matrix = Product(factor[..k]);
            Within($"box {k}", MultivariateNormal.Rectangle(lower.AsSpan(0, k), upper.AsSpan(0, k), matrix));
            Within($"orthant {k}", Orthant(upper[..k], matrix));
            if (k == 6)
                continue; // minutes for nothing new
            var equal = Product([.. Enumerable.Repeat(double.Sqrt(0.8), k)]);
            foreach (var m in (double[])[1, 2.5])
                Within($"equal {k} {m}", MultivariateNormal.Rectangle(Repeated(-m, k), Repeated(m, k), equal));
        }
        agreement.ShouldBeComplete(atLeast: 18);

        void Within(string name, double actual) => agreement.Within(1e-12, name, actual, expected["one factor", name]);
    }

    [Fact]
    public void Far_out_the_probability_of_being_outside_keeps_its_digits()
    {
        var agreement = new Agreement(
            "Normal tail probabilities of 2 to 5 variables",
            expected.Call("integrate(-expm1(k pnorm(log.p)))")
        );
        for (var k = 2; k <= 5; k++)
            foreach (var m in (double[])[4, 6, 8])
            {
                var matrix = Product([.. Enumerable.Repeat(double.Sqrt(0.8), k)]);
                var outside = MultivariateNormal.Outside(Repeated(double.NegativeInfinity, k), Repeated(m, k), matrix);
                agreement.Within(1e-10, $"{k} {m}", outside, expected["far", $"{k} {m}"]);
            }
        agreement.ShouldBeComplete(atLeast: 12);
    }

    [Fact]
    public void Orthants_have_closed_forms()
    {
        var agreement = new Agreement(
            "Normal orthant probabilities",
            new Source.ClosedForm("1/4 + asin ρ/2π; 1/8 + (Σ asin ρ)/4π (Sheppard, 1899); 1/(k + 1) where all ρ are 1/2")
        );
        foreach (var ρ in (double[])[-0.99, -0.3, 0, 0.5, 0.9999999])
        {
            var pair = 0.25 + double.Asin(ρ) / double.Tau;
            agreement.Within(1e-13, $"two, {ρ}", BivariateNormal.Cdf(0, 0, ρ), pair);
            double[,] third =
            {
                { 1, ρ, 0.3 },
                { ρ, 1, 0.2 },
                { 0.3, 0.2, 1 },
            };
            if (double.Abs(ρ) < 0.9)
                agreement.Within(
                    1e-13,
                    $"three, {ρ}",
                    Orthant([0, 0, 0], third),
                    0.125 + (double.Asin(ρ) + double.Asin(0.3) + double.Asin(0.2)) / (4 * double.Pi)
                );
        }
        for (var k = 2; k <= 6; k++)
            agreement.Within(1e-13, $"{k} equal", Orthant(new double[k], Product(Repeated(double.Sqrt(0.5), k))), 1.0 / (k + 1));
        agreement.ShouldBeComplete(atLeast: 13);
    }

    static double Orthant(double[] upper, double[,] matrix) =>
        MultivariateNormal.Rectangle(Repeated(double.NegativeInfinity, upper.Length), upper, matrix);

    static double[] Repeated(double value, int count) => [.. Enumerable.Repeat(value, count)];

    static double[,] Product(double[] factor)
    {
        var matrix = new double[factor.Length, factor.Length];
        for (var i = 0; i < factor.Length; i++)
            for (var j = 0; j < factor.Length; j++)
                matrix[i, j] = i == j ? 1 : factor[i] * factor[j];
        return matrix;
    }
}
