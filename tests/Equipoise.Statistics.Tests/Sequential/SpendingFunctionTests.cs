using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class SpendingFunctionTests
{
    static readonly SpendingFunction[] all =
    [
        new SpendingFunction.LanDeMetsOBrienFleming(),
        new SpendingFunction.LanDeMetsPocock(),
        new SpendingFunction.HwangShihDeCani(-40),
        new SpendingFunction.HwangShihDeCani(-4),
        new SpendingFunction.HwangShihDeCani(0),
        new SpendingFunction.HwangShihDeCani(40),
        new SpendingFunction.KimDeMets(0.5),
        new SpendingFunction.KimDeMets(3),
        new SpendingFunction.UserDefined([new(0.25, 0.1), new(0.5, 0.1), new(1, 1)]),
    ];

    [Fact]
    public void Every_function_rises_from_nothing_to_the_total_and_stays_there()
    {
        foreach (var function in all)
            foreach (var total in new[] { 1e-8, 0.025, 0.9 })
            {
                (function.At(0, total), function.At(-1, total)).ShouldBe((0, 0));
                (function.At(1, total), function.At(1.2, total)).ShouldBe((total, total));
                double[] spent = [.. Enumerable.Range(0, 1001).Select(i => function.At(i / 1000.0, total))];
                spent.Zip(spent.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second, function.ToString());
            }
    }

    // R 4.2.2, gsDesign 3.11.0: sfLDOF, sfLDPocock, sfHSD(-4), sfPower(2) of 0.025 at one half.
    [Fact]
    public void Half_of_the_information_has_spent_what_gsDesign_says()
    {
        new SpendingFunction.LanDeMetsOBrienFleming().At(0.5, 0.025).ShouldBe(0.00152532275798892, 1e-16);
        new SpendingFunction.LanDeMetsPocock().At(0.5, 0.025).ShouldBe(0.0155028626739569, 1e-16);
        new SpendingFunction.HwangShihDeCani(-4).At(0.5, 0.025).ShouldBe(0.00298007305055294, 1e-16);
        new SpendingFunction.KimDeMets(2).At(0.5, 0.025).ShouldBe(0.00625, 1e-16);
    }

    [Fact]
    public void A_gamma_near_0_loses_no_digits_to_a_gamma_of_0()
    {
        // f(t) = α t (1 + γ(1 - t)/2 + …).
        foreach (var gamma in new[] { 1e-12, -1e-9, 1e-6 })
            new SpendingFunction.HwangShihDeCani(gamma).At(0.3, 0.025).ShouldBe(0.0075 * (1 + gamma * 0.35), 1e-15);
    }

    [Fact]
    public void A_function_of_ones_own_is_straight_between_its_points_and_beyond_the_last()
    {
        var function = new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)]);
        function.At(0.2, 0.1).ShouldBe(0.01, 1e-16);
        function.At(0.4, 0.1).ShouldBe(0.02, 1e-16);
        function.At(0.55, 0.1).ShouldBe(0.04, 1e-16);
        function.At(0.85, 0.1).ShouldBe(0.08, 1e-16);
        function.ShouldBe(new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)]));
        function.GetHashCode().ShouldBe(new SpendingFunction.UserDefined([new(0.4, 0.2), new(0.7, 0.6)]).GetHashCode());
        function.ShouldNotBe(new SpendingFunction.UserDefined([new(0.4, 0.2)]));
    }

    [Fact]
    public void A_function_of_ones_own_that_is_none_is_refused_with_its_point()
    {
        Refused([]).ShouldContain("at least one point");
        Refused([new(0, 0.1)]).ShouldContain("Fraction 0 after 0");
        Refused([new(0.5, 0.5), new(0.5, 0.6)]).ShouldContain("Fraction 0.5 after 0.5");
        Refused([new(0.5, 0.5), new(1.1, 1)]).ShouldContain("Fraction 1.1 after 0.5");
        Refused([new(0.5, 0.5), new(0.7, 0.4)]).ShouldContain("Share 0.4 after 0.5, at fraction 0.7: what is spent never decreases");
        Refused([new(0.5, double.NaN)]).ShouldContain("Share NaN");
        Refused([new(0.5, 1.5)]).ShouldContain("at most 1");
        Refused([new(1, 0.9)]).ShouldContain("Share 0.9 at fraction 1");

        static string Refused(SpendingPoint[] points) =>
            Should.Throw<ArgumentException>(() => new SpendingFunction.UserDefined(points)).Message;
    }

    [Fact]
    public void Parameters_outside_of_their_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.HwangShihDeCani(40.5)).Message.ShouldContain("-40 to 40");
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.HwangShihDeCani(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.KimDeMets(0)).Message.ShouldContain("above 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.LanDeMetsPocock().At(double.NaN, 0.025));
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.LanDeMetsPocock().At(0.5, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new SpendingFunction.LanDeMetsPocock().At(0.5, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new EfficacyRule.WangTsiatis(1.1)).Message.ShouldContain("-5 to 1");
        Should.Throw<ArgumentOutOfRangeException>(() => new EfficacyRule.HaybittlePeto(0)).Message.ShouldContain("above 0");
        Should.Throw<ArgumentException>(() => new FutilityRule.FixedZ([0, double.PositiveInfinity], false)).Message.ShouldContain("-∞ for none");
    }

    [Fact]
    public void Rules_say_their_names()
    {
        Plans
            .Rules.Select(rule => rule.ToString())
            .ShouldBe(
                [
                    "Lan-DeMets O'Brien-Fleming",
                    "Lan-DeMets Pocock",
                    "Hwang-Shih-DeCani (-4)",
                    "Kim-DeMets (2)",
                    "user-defined (0.2 at 0.4, 0.6 at 0.7)",
                    "Pocock",
                    "O'Brien-Fleming",
                    "Wang-Tsiatis (0.25)",
                    "Haybittle-Peto (3)",
                ]
            );
        Plans.Binding.ToString().ShouldBe("Hwang-Shih-DeCani (-2), binding");
        Plans.NonBinding.ToString().ShouldBe("Hwang-Shih-DeCani (-2), non-binding");
        new FutilityRule.FixedZ([0, 0.5], false).ToString().ShouldBe("z of 0, 0.5, non-binding");
        new FutilityRule.None().ToString().ShouldBe("none");
    }
}
