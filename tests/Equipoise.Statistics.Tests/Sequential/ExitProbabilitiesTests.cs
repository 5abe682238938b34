using Equipoise.Statistics.Numerics;
using Equipoise.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class ExitProbabilitiesTests
{
    static readonly double none = double.NegativeInfinity;

    [Fact]
    public void A_single_look_is_the_two_tails()
    {
        var exit = ExitProbabilities.Of([4], [-1], [2], 0.5);
        exit.Above.ShouldBe([Normal.UpperTail(1)]);
        exit.Below.ShouldBe([Normal.Cdf(-2)]);
    }

    // Sheppard's formula for quadrants, and for octants 1/8 + Σ asin ρ / 4π.
    [Fact]
    public void Quadrants_and_octants_have_their_closed_form()
    {
        foreach (var t in new[] { 0.01, 0.3, 0.5, 0.9, 0.99, 0.9999, 0.99999 })
        {
            var angle = double.Asin(double.Sqrt(t));
            ExitProbabilities
                .Of([t, 1], [none, none], [0, 0], 0)
                .Above[1]
                .ShouldBe(0.25 - angle / (2 * double.Pi), 2e-15, $"{t}");
            var octant = ExitProbabilities.Of([t, 1, 2], [none, none, 0], [0, 0, 0], 0).Below[2];
            var angles = angle + double.Asin(double.Sqrt(0.5)) + double.Asin(double.Sqrt(t / 2));
            octant.ShouldBe(0.125 + angles / (4 * double.Pi), 2e-15, $"{t}");
        }
    }

    // Sparre Andersen (1954): no partial sum of n symmetric steps is above 0 with probability (2n over n) / 4ⁿ, whatever the steps.
    [Fact]
    public void A_walk_of_many_equal_steps_stays_below_0_as_Sparre_Andersen_says()
    {
        var expected = 1.0;
        double[] t = [.. Enumerable.Range(1, 60).Select(k => (double)k)];
        var exit = ExitProbabilities.Of(t, [.. t.Select(_ => none)], [.. t.Select(_ => 0.0)], 0);
        for (var n = 1; n <= t.Length; n++)
        {
            var before = expected;
            expected *= (2.0 * n - 1) / (2.0 * n);
            exit.Above[n - 1].ShouldBe(before - expected, 5e-15, $"{n}");
        }
    }

    [Fact]
    public void Where_the_last_bounds_meet_everything_adds_up_to_1() =>
        ForBounds((t, a, b, θ) => double.Abs(ExitProbabilities.Of(t, a, b, θ) is var e ? e.TotalAbove + e.TotalBelow - 1 : 0) < 5e-15);

    [Fact]
    public void Means_of_any_kind_move_the_bounds()
    {
        var moved = ExitProbabilities.Of([0.4, 0.7, 1], [-0.5 - 0.1, 0.2 - 1.3, 2 - 2.9], [3 - 0.1, 2.5 - 1.3, 2 - 2.9], 0);
        var exit = ExitProbabilities.Of([0.4, 0.7, 1], [-0.5, 0.2, 2], [3, 2.5, 2], [0.1, 1.3, 2.9]);
        for (var k = 0; k < 3; k++)
        {
            exit.Above[k].ShouldBe(moved.Above[k], 1e-15);
            exit.Below[k].ShouldBe(moved.Below[k], 1e-15);
        }
        Should.Throw<ArgumentException>(() => ExitProbabilities.Of([1], [0], [1], [0.0, 1])).Message.ShouldContain("2 means for 1 looks");
        Should.Throw<ArgumentOutOfRangeException>(() => ExitProbabilities.Of([1], [0], [1], [double.NaN])).Message.ShouldContain("finite");
    }

    [Fact]
    public void The_scale_of_information_does_not_matter() =>
        ForBounds(
            (t, a, b, θ) =>
                Near(
                    ExitProbabilities.Of(t, a, b, θ),
                    ExitProbabilities.Of(Array.ConvertAll(t, x => 300 * x), a, b, θ / double.Sqrt(300))
                )
        );

    [Fact]
    public void Upside_down_above_is_below() =>
        ForBounds(
            (t, a, b, θ) =>
            {
                var mirrored = ExitProbabilities.Of(t, Array.ConvertAll(b, z => -z), Array.ConvertAll(a, z => -z), -θ);
                return Near(ExitProbabilities.Of(t, a, b, θ), new(mirrored.Below, mirrored.Above));
            }
        );

    [Fact]
    public void A_look_without_bounds_changes_nothing_wherever_it_is() =>
        ForBounds(
            (t, a, b, θ) =>
            {
                var exit = ExitProbabilities.Of(t, a, b, θ);
                for (var k = 0; k < t.Length; k++)
                    foreach (var part in new[] { 0.5, 0.99 })
                    {
                        var before = k == 0 ? 0 : t[k - 1];
                        var more = ExitProbabilities.Of(
                            [.. t[..k], before + part * (t[k] - before), .. t[k..]],
                            [.. a[..k], none, .. a[k..]],
                            [.. b[..k], double.PositiveInfinity, .. b[k..]],
                            θ
                        );
                        if ((more.Above[k], more.Below[k]) != (0, 0) || !Near(exit, Without(more, k)))
                            return false;
                    }
                return true;
            }
        );

    // The probability that the final Z is above a bound is the same whether looks before it stop or not.
    [Fact]
    public void Deep_tails_keep_their_digits()
    {
        foreach (var z in new[] { 6.0, 12, 20, 30 })
        {
            var two = ExitProbabilities.Of([0.5, 1], [none, none], [double.PositiveInfinity, z], 0);
            two.Above[1].ShouldBe(Normal.UpperTail(z), Normal.UpperTail(z) * 1e-12);
            var shifted = ExitProbabilities.Of([0.2, 0.9, 1], [none, none, none], [double.PositiveInfinity, double.PositiveInfinity, 2], 2 - z);
            shifted.Above[2].ShouldBe(Normal.UpperTail(z), Normal.UpperTail(z) * 1e-12);
        }
    }

    [Fact]
    public void A_drift_of_20_stops_at_once_and_keeps_what_is_left_in_proportion()
    {
        var exit = ExitProbabilities.Of([0.5, 1], [none, 2], [2, 2], 20);
        exit.Above[0].ShouldBe(1, 1e-15);
        // P(Z₁ < 2) with a mean of 20√½; hardly anybody of these is below at the end.
        exit.Above[1].ShouldBe(Normal.Cdf(2 - 20 * double.Sqrt(0.5)), 1e-3 * Normal.Cdf(2 - 20 * double.Sqrt(0.5)));
    }

    [Fact]
    public void What_are_no_looks_or_no_bounds_is_refused_with_the_value()
    {
        Refused([], [], [], 0).ShouldContain("at least one look");
        Refused([0, 1], [0, 0], [1, 1], 0).ShouldContain("information of look 1 is above 0");
        Refused([1, 1], [0, 0], [1, 1], 0).ShouldContain("information of look 2 is above 1");
        Refused([1, double.NaN], [0, 0], [1, 1], 0).ShouldContain("look 2");
        Refused([1, 1 + 1e-7], [0, 0], [1, 1], 0).ShouldContain("they are one look");
        Refused([1, 2], [0], [1, 1], 0).ShouldContain("1 lower bounds for 2 looks");
        Refused([1, 2], [0, 0], [1], 0).ShouldContain("1 upper bounds for 2 looks");
        Refused([1, 2], [0, 3], [1, 2], 0).ShouldContain("lower bound 3 of look 2");
        Refused([1, 2], [0, double.NaN], [1, 2], 0).ShouldContain("lower bound NaN");
        Refused([1, 2], [0, 0], [1, 2], double.PositiveInfinity).ShouldContain("drift");

        static string Refused(double[] information, double[] lower, double[] upper, double drift) =>
            Should.Throw<ArgumentException>(() => ExitProbabilities.Of(information, lower, upper, drift)).Message;
    }

    static ExitProbabilities Without(ExitProbabilities exit, int look) =>
        new([.. exit.Above.Where((_, k) => k != look)], [.. exit.Below.Where((_, k) => k != look)]);

    static bool Near(ExitProbabilities a, ExitProbabilities b) =>
        a.Above.Zip(b.Above).Concat(a.Below.Zip(b.Below)).All(pair => double.Abs(pair.First - pair.Second) < 5e-15);

    static void ForBounds(Func<double[], double[], double[], double, bool> holds) =>
        Check.One(
            Plans.FixedSeed,
            Prop.ForAll(
                ArbMap.Default.ArbFor<(NonEmptyArray<(byte Step, sbyte Middle, byte Width)> Looks, sbyte Drift)>(),
                sample =>
                {
                    var looks = sample.Looks.Get.Take(6).ToArray();
                    var t = Plans.Fractions([.. looks.Select(look => 30 + look.Step)]);
                    double[] b = [.. looks.Select(look => look.Middle / 60.0 + look.Width / 100.0)];
                    double[] a = [.. looks.Select((look, k) => k == looks.Length - 1 ? b[k] : look.Middle / 60.0 - look.Width / 100.0 - 0.01)];
                    return holds(t, a, b, sample.Drift / 20.0);
                }
            )
        );
}
