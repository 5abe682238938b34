using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class GroupSequentialTestTests
{
    // Jennison and Turnbull (2000), tables 2.1 and 2.3 for two-sided 5%: C_P and C_B, three decimals.
    [Theory]
    [InlineData(2, 2.178, 1.977)]
    [InlineData(3, 2.289, 2.004)]
    [InlineData(4, 2.361, 2.024)]
    [InlineData(5, 2.413, 2.040)]
    [InlineData(10, 2.555, 2.087)]
    public void Pocock_and_OBrien_Fleming_have_the_constants_of_Jennison_and_Turnbull(int looks, double pocock, double obrienFleming)
    {
        TwoSided(new EfficacyRule.Pocock()).EfficacyZ.ShouldAllBe(z => double.Abs(z - pocock) < 6e-4);
        var boundary = TwoSided(new EfficacyRule.OBrienFleming());
        for (var k = 1; k <= looks; k++)
            boundary.EfficacyZ[k - 1].ShouldBe(obrienFleming * double.Sqrt((double)looks / k), 6e-4 * double.Sqrt((double)looks / k));

        GroupSequentialBoundary TwoSided(EfficacyRule rule) => (Plans.Of(rule, Plans.Even(looks)) with { TwoSided = true }).Solve();
    }

    // Jennison and Turnbull (2000), tables 2.2 and 2.4: largest over fixed sample size, two-sided 5%, power 90%.
    [Theory]
    [InlineData(2, 1.100, 1.007)]
    [InlineData(5, 1.207, 1.026)]
    public void The_largest_information_is_inflated_as_Jennison_and_Turnbull_say(int looks, double pocock, double obrienFleming)
    {
        Inflation(new EfficacyRule.Pocock()).ShouldBe(pocock, 6e-4);
        Inflation(new EfficacyRule.OBrienFleming()).ShouldBe(obrienFleming, 6e-4);

        double? Inflation(EfficacyRule rule) => (Plans.Of(rule, Plans.Even(looks)) with { TwoSided = true }).Solve().Inflation;
    }

    // Reboussin, DeMets, Kim and Lan (2000), Controlled Clinical Trials 21:190: program ld98, five looks, two-sided 5%.
    [Fact]
    public void Spending_like_OBrien_and_Fleming_gives_the_bounds_of_ld98()
    {
        double[] expected = [4.8769, 3.3569, 2.6803, 2.2898, 2.0310];
        var boundary = (Plans.Of(Plans.OBrienFlemingType, Plans.Even(5)) with { TwoSided = true }).Solve();
        foreach (var (z, printed) in boundary.EfficacyZ.Zip(expected))
            z.ShouldBe(printed, 2e-4);
    }

    [Fact]
    public void A_single_look_is_the_fixed_test_whatever_the_rules()
    {
        foreach (var rule in Plans.Rules)
            foreach (var futility in new[] { new FutilityRule.None(), Plans.NonBinding, Plans.Binding, new FutilityRule.FixedZ([], true) })
            {
                var boundary = (Plans.Of(rule, 1) with { Futility = futility }).Solve();
                boundary.Status.ShouldBe(new BoundaryStatus.Solved());
                boundary.EfficacyZ.ShouldHaveSingleItem().ShouldBe(1.959963984540054, 1e-14);
                boundary.Drift.ShouldBe(1.959963984540054 + 1.2815515655446004, 1e-13);
                boundary.Inflation.ShouldBe(1, 1e-13);
                boundary.Power.ShouldBe(0.9, 1e-14);
                boundary.ExpectedFractionUnderNull.ShouldBe(1);
                boundary.FutilityZ.ShouldHaveSingleItem().ShouldBe(futility is FutilityRule.None ? null : boundary.EfficacyZ[0]);
            }
    }

    [Fact]
    public void Every_rule_spends_its_type_I_error_and_reaches_its_power() =>
        Check.One(
            Plans.FixedSeed.WithMaxTest(25),
            Prop.ForAll(
                ArbMap.Default.ArbFor<(NonEmptyArray<byte> Steps, byte Rule, byte Futility, byte Alpha, byte Power)>(),
                sample =>
                {
                    var fractions = Plans.Fractions([.. sample.Steps.Get.Take(5).Select(step => 20 + step)]);
                    FutilityRule[] futility =
                    [
                        new FutilityRule.None(),
                        Plans.NonBinding,
                        Plans.Binding,
                        new FutilityRule.FixedZ([.. fractions[1..].Select((_, k) => -0.5 + 0.2 * k)], sample.Alpha % 2 == 0),
                    ];
                    var test = Plans.Of(Plans.Rules[sample.Rule % Plans.Rules.Count], fractions) with
                    {
                        OneSidedAlpha = 0.01 + sample.Alpha / 4000.0,
                        Power = 0.75 + sample.Power / 1100.0,
                        Futility = futility[sample.Futility % futility.Length],
                    };
                    var boundary = test.Solve();
                    double[] lower = [.. fractions.Select(_ => double.NegativeInfinity)];
                    if (test.Futility is FutilityRule.Spending { Binding: true } or FutilityRule.FixedZ { Binding: true })
                        lower = [.. boundary.FutilityZ.Select(z => z ?? double.NegativeInfinity)];
                    var rejected = ExitProbabilities.Of(fractions, lower, [.. boundary.EfficacyZ], 0).TotalAbove;
                    return boundary.Status is BoundaryStatus.Solved
                        && double.Abs(rejected / test.OneSidedAlpha - 1) < 1e-12
                        && double.Abs(boundary.AlphaSpent[^1] / test.OneSidedAlpha - 1) < 1e-12
                        && double.Abs(boundary.Power!.Value - test.Power) < 1e-13
                        && (test.Futility is FutilityRule.None || double.Abs(boundary.UnderAlternative!.TotalBelow - (1 - test.Power)) < 1e-13)
                        && boundary.Inflation >= 1 - 1e-12
                        && boundary.ExpectedFractionUnderAlternative <= 1
                        && double.Abs(boundary.DriftFor(test.Power) - boundary.Drift!.Value) < 1e-11;
                }
            )
        );

    [Fact]
    public void Spending_spends_at_each_look_what_its_function_says_of_both_errors()
    {
        var function = new SpendingFunction.HwangShihDeCani(-2);
        var test = Plans.Of(Plans.OBrienFlemingType, 0.3, 0.7, 1) with { Futility = Plans.NonBinding };
        var boundary = test.Solve();
        double[] alone = [.. boundary.EfficacyZ];
        var exit = ExitProbabilities.Of([0.3, 0.7, 1], [double.NegativeInfinity, double.NegativeInfinity, alone[2]], alone, 0);
        var (alpha, beta) = (0.0, 0.0);
        for (var k = 0; k < 3; k++)
        {
            alpha += exit.Above[k];
            beta += boundary.UnderAlternative!.Below[k];
            alpha.ShouldBe(new SpendingFunction.LanDeMetsOBrienFleming().At(test.InformationFractions[k], 0.025), 1e-15);
            beta.ShouldBe(function.At(test.InformationFractions[k], 1 - 0.9), 1e-14);
            boundary.NominalP[k].ShouldBe(Normal.UpperTail(alone[k]));
        }
    }

    [Fact]
    public void Spending_time_moves_the_error_and_information_the_correlation()
    {
        var planned = Plans.Of(Plans.OBrienFlemingType, 0.3, 0.65, 1) with { SpendingFractions = [0.4, 0.7, 1] };
        var boundary = planned.Solve();
        // R 4.2.2, gsDesign 3.11.0: gsDesign(timing = c(0.3, 0.65, 1), usTime = c(0.4, 0.7, 1), sfu = sfLDOF); good to 1e-6.
        boundary.EfficacyZ[0].ShouldBe(3.35686935609099, 1e-12);
        boundary.EfficacyZ[1].ShouldBe(2.4476831128237, 5e-7);
        boundary.EfficacyZ[2].ShouldBe(2.00976266994259, 5e-7);
        (planned with { SpendingFractions = [0.3, 0.65, 1] }).Solve().EfficacyZ.ShouldBe((planned with { SpendingFractions = null }).Solve().EfficacyZ);
    }

    [Fact]
    public void Nothing_spent_is_no_bound()
    {
        var late = new EfficacyRule.Spending(new SpendingFunction.UserDefined([new(0.5, 0), new(1, 1)]));
        var boundary = (Plans.Of(late, 0.25, 0.5, 1) with { Futility = new FutilityRule.Spending(new SpendingFunction.UserDefined([new(0.3, 0)]), false) }).Solve();
        boundary.EfficacyZ.Take(2).ShouldBe([double.PositiveInfinity, double.PositiveInfinity]);
        boundary.EfficacyZ[2].ShouldBe(1.959963984540054, 1e-12);
        boundary.NominalP[0].ShouldBe(0);
        boundary.FutilityZ[0].ShouldBeNull();
        boundary.FutilityZ[1].ShouldNotBeNull();
        // So early that the error is below the smallest number.
        Plans.Of(Plans.OBrienFlemingType, 0.001, 1).Solve().EfficacyZ[0].ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Binding_futility_lowers_the_efficacy_bounds_and_the_drift()
    {
        var test = Plans.Of(Plans.OBrienFlemingType, 0.4, 0.7, 1);
        var (free, binding) = ((test with { Futility = Plans.NonBinding }).Solve(), (test with { Futility = Plans.Binding }).Solve());
        binding.EfficacyZ[^1].ShouldBeLessThan(free.EfficacyZ[^1]);
        binding.Drift!.Value.ShouldBeLessThan(free.Drift!.Value);
        free.EfficacyZ.ShouldBe(test.Solve().EfficacyZ);
        binding.UnderNull!.TotalAbove.ShouldBe(0.025, 1e-15);
        free.UnderNull!.TotalAbove.ShouldBeLessThan(0.025);
    }

    // The error is spent at the means that each look has, so the probabilities of these bounds at these means are those asked for.
    [Fact]
    public void Where_the_effect_comes_late_each_look_spends_at_its_own_mean()
    {
        var test = Plans.Of(Plans.OBrienFlemingType, 0.4, 0.7, 1) with { Futility = Plans.NonBinding, RelativeEffects = [0.2, 0.7, 1] };
        var late = test.Solve();
        var drift = late.Drift!.Value;
        var exit = ExitProbabilities.Of(
            [0.4, 0.7, 1],
            [.. late.FutilityZ.Select(z => z!.Value)],
            [.. late.EfficacyZ],
            [drift * 0.2 * double.Sqrt(0.4), drift * 0.7 * double.Sqrt(0.7), drift]
        );
        exit.TotalAbove.ShouldBe(0.9, 1e-12);
        exit.TotalBelow.ShouldBe(0.1, 1e-12);
        var spending = ((FutilityRule.Spending)Plans.NonBinding).Function;
        exit.Below[0].ShouldBe(spending.At(0.4, 0.1), 1e-13);
        (exit.Below[0] + exit.Below[1]).ShouldBe(spending.At(0.7, 0.1), 1e-13);
        late.Power!.Value.ShouldBe(0.9, 1e-12);
        late.EfficacyZ.ShouldBe((test with { RelativeEffects = null }).Solve().EfficacyZ);
    }

    [Fact]
    public void Bounds_that_do_not_exist_have_a_reason_and_no_numbers()
    {
        Reason(Plans.Of(new EfficacyRule.HaybittlePeto(1.5), 0.5, 1)).ShouldBe("By look 1 a type I error of 0.0668072 is spent; nothing of 0.025 is left for the last look.");
        Reason(Plans.Of(Plans.OBrienFlemingType, 0.5, 1) with { Futility = new FutilityRule.FixedZ([3], false) })
            .ShouldBe("The futility bound 3 of look 1 is not below its efficacy bound 2.96259.");
        Reason(Plans.Of(Plans.OBrienFlemingType, 0.5, 1) with { Futility = new FutilityRule.FixedZ([2.5], true) }).ShouldContain("is reached with probability");
        Reason(
                Plans.Of(Plans.OBrienFlemingType, 0.5, 1) with
                {
                    Futility = new FutilityRule.Spending(new SpendingFunction.UserDefined([new(0.5, 1)]), false),
                }
            )
            .ShouldBe("The whole type II error of 0.1 is spent before the last look; nothing is left for whoever fails there.");

        static string Reason(GroupSequentialTest test)
        {
            var boundary = test.Solve();
            (boundary.Drift, boundary.Inflation, boundary.Power, boundary.ExpectedFractionUnderNull).ShouldBe((null, null, null, null));
            (boundary.EfficacyZ.Count, boundary.FutilityZ.Count, boundary.UnderNull).ShouldBe((0, 0, null));
            var reason = boundary.Status.ShouldBeOfType<BoundaryStatus.NotSolved>().Reason;
            Should.Throw<InvalidOperationException>(() => boundary.At(0)).Message.ShouldBe(reason);
            return reason;
        }
    }

    [Fact]
    public void What_is_no_plan_is_refused_with_the_quantity_and_its_range()
    {
        var test = Plans.Of(Plans.OBrienFlemingType, 0.5, 1);
        Refused(test with { InformationFractions = [] }, "at least one look");
        Refused(test with { InformationFractions = [0.5, 0.4, 1] }, "information of look 2 is above 0.5");
        Refused(test with { InformationFractions = [0, 1] }, "look 1 is above 0");
        Refused(test with { InformationFractions = [0.5, 0.9] }, "The last information fraction is 1");
        Refused(test with { InformationFractions = [double.NaN, 1] }, "look 1");
        Refused(test with { OneSidedAlpha = 0.5 }, "between 0 and 0.5");
        Refused(test with { OneSidedAlpha = 0 }, "between 0 and 0.5");
        Refused(test with { OneSidedAlpha = double.NaN }, "between 0 and 0.5");
        Refused(test with { Power = 0.025 }, "between the type I error, 0.025, and 1");
        Refused(test with { Power = 1 }, "and 1");
        Refused(test with { SpendingFractions = [1] }, "1 spending fractions for 2 looks");
        Refused(test with { SpendingFractions = [0.5, 0.9] }, "The last spending fraction is 1");
        Refused(test with { InformationFractions = [0.3, 0.6, 1], SpendingFractions = [0.5, 0.4, 1] }, "spending fraction of look 2 lies within 0.5");
        Refused(test with { SpendingFractions = [-0.1, 1] }, "spending fraction of look 1 lies within 0");
        Refused(test with { RelativeEffects = [1] }, "1 relative effects for 2 looks");
        Refused(test with { RelativeEffects = [0.5, 0.9] }, "The last relative effect is 1");
        Refused(test with { RelativeEffects = [double.NaN, 1] }, "A relative effect is a finite number");
        Refused(test with { TwoSided = true, Futility = Plans.NonBinding }, "no futility bounds");
        Refused(test with { Futility = new FutilityRule.FixedZ([0, 0], false) }, "2 futility bounds for 1 interim looks");
        var boundary = test.Solve();
        Should.Throw<ArgumentOutOfRangeException>(() => boundary.DriftFor(0.02)).Message.ShouldContain("between 0.025");
        Should.Throw<ArgumentOutOfRangeException>(() => boundary.DriftFor(1));
        Should.Throw<ArgumentOutOfRangeException>(() => boundary.At(double.NaN));

        static void Refused(GroupSequentialTest test, string reason) =>
            Should.Throw<ArgumentException>(() => test.Solve()).Message.ShouldContain(reason);
    }

    [Fact]
    public void Equal_plans_are_equal_and_have_equal_boundaries()
    {
        var (one, two) = (Plans.Of(Plans.OBrienFlemingType, 0.5, 1), Plans.Of(Plans.OBrienFlemingType, 0.5, 1));
        one.ShouldBe(two);
        one.GetHashCode().ShouldBe(two.GetHashCode());
        one.Solve().ShouldBe(two.Solve());
        one.ShouldNotBe(two with { Power = 0.8 });
        one.ShouldNotBe(two with { SpendingFractions = [0.4, 1] });
        new FutilityRule.FixedZ([0], true).ShouldBe(new FutilityRule.FixedZ([0], true));
        new FutilityRule.FixedZ([0], true).ShouldNotBe(new FutilityRule.FixedZ([0], false));
    }
}
