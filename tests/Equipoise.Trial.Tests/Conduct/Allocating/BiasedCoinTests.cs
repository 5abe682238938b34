using Equipoise.Conduct.Allocation;
using Equipoise.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>
/// The coin of minimization: with unequal ratios, that of Han, Enas and McEntegart (2009), Statistics in Medicine 28:3329.
/// </summary>
public sealed class BiasedCoinTests
{
    [Theory]
    [InlineData(new[] { 1, 1 }, 0.85, 0, new[] { 0.85, 0.15 })]
    [InlineData(new[] { 1, 1, 1, 1 }, 0.7, 2, new[] { 0.1, 0.1, 0.7, 0.1 })]
    // 1:2 with 0.8 for the smaller arm: 1 - (1/2)·0.2 = 0.9 for the larger.
    [InlineData(new[] { 1, 2 }, 0.8, 0, new[] { 0.8, 0.2 })]
    [InlineData(new[] { 1, 2 }, 0.8, 1, new[] { 0.1, 0.9 })]
    // 1:2:3 with 0.75: arm 2, 1 - (4/5)·0.25 = 0.8, the rest 1:3; arm 3, 1 - (3/5)·0.25 = 0.85, the rest 1:2; arm 1, the rest
    // 2:3.
    [InlineData(new[] { 1, 2, 3 }, 0.75, 0, new[] { 0.75, 0.1, 0.15 })]
    [InlineData(new[] { 1, 2, 3 }, 0.75, 1, new[] { 0.05, 0.8, 0.15 })]
    [InlineData(new[] { 1, 2, 3 }, 0.75, 2, new[] { 0.05, 0.1, 0.85 })]
    public void Its_probabilities_are_those_of_the_formula_worked_by_hand(int[] ratio, double probability, int preferred, double[] expected) =>
        BiasedCoin.Of(ratio, probability, [preferred]).ShouldBe(expected, 1e-15);

    [Theory]
    [InlineData(new[] { 1, 2 }, 0.8)]
    [InlineData(new[] { 3, 1, 1 }, 0.85)]
    [InlineData(new[] { 2, 3, 5, 7 }, 0.6)]
    [InlineData(new[] { 1, 1, 1 }, 1)]
    public void Arms_preferred_as_often_as_the_ratio_says_are_given_as_often_as_it_says(int[] ratio, double probability)
    {
        double all = ratio.Sum();
        var given = new double[ratio.Length];
        for (var i = 0; i < ratio.Length; i++)
            foreach (var (j, chance) in BiasedCoin.Of(ratio, probability, [i]).Index())
                given[j] += ratio[i] / all * chance;
        given.ShouldBe(ratio.Select(part => part / all), 1e-15);
        // And a tie of all is decided by the ratio.
        BiasedCoin.Of(ratio, probability, [.. Enumerable.Range(0, ratio.Length)]).ShouldBe(ratio.Select(part => part / all), 1e-15);
    }

    /// <summary>
    /// The counts of one margin as a Markov chain, by exact probabilities: over 300 allocations each arm gets its part of the
    /// ratio within one participant. Not at each one: the first of a 1:2 trial gets the larger arm with 0.9, as Kuznetsova and
    /// Tymofyeyev (2012), Statistics in Medicine 31:701, point out.
    /// </summary>
    [Theory]
    [InlineData(1, 2, 0.8)]
    [InlineData(1, 3, 0.85)]
    [InlineData(2, 3, 0.9)]
    public void The_ratio_is_kept_over_a_trial_and_not_at_every_allocation(int a, int b, double probability)
    {
        const int Allocations = 300;
        var expected = new double[Allocations];
        Dictionary<int, double> ofA = new() { [0] = 1 };
        for (var n = 0; n < Allocations; n++)
        {
            Dictionary<int, double> next = [];
            foreach (var (count, weight) in ofA)
            {
                var chance = ChanceOfA(count, n - count);
                expected[n] += weight * chance;
                next[count + 1] = next.GetValueOrDefault(count + 1) + (weight * chance);
                next[count] = next.GetValueOrDefault(count) + (weight * (1 - chance));
            }
            ofA = next;
        }
        expected.Sum().ShouldBe(Allocations * (double)a / (a + b), 1);
        if ((a, b) == (1, 2))
            expected[0].ShouldBe(0.1, 1e-15);

        double ChanceOfA(int countA, int countB)
        {
            var g = new double[2];
            MarginalImbalance.Of([countA, countB], [a, b], Imbalance.Range, [], g);
            int[] preferred = double.Abs(g[0] - g[1]) <= MarginalImbalance.Tie ? [0, 1] : g[0] < g[1] ? [0] : [1];
            return BiasedCoin.Of([a, b], probability, preferred)[0];
        }
    }

    /// <summary>
    /// Unequal arms through the keyed stream: 1:2:3 in 12,000 first allocations of 12,000 keys and strata, where all that decides
    /// is the coin of the first participant. The third arm leaves the least (1/3), so its probabilities are those of the formula:
    /// chi-square with 2 degrees of freedom, below -2 ln(1e-6) = 27.631.
    /// </summary>
    [Fact]
    public void Arms_come_as_often_as_their_probabilities_say()
    {
        const int Keys = 12_000;
        Arm[] arms = [.. new[] { ("A", 1), ("B", 2), ("C", 3) }.Select(arm => new Arm(arm.Item1, arm.Item1, ArmRole.Experimental, arm.Item2, []))];
        var counts = Enumerable
            .Range(1, Keys)
            .Select(seed => new Minimizing(AllocationKey.ForRehearsal((ulong)seed), new(Imbalance.Range, 0.75), arms).Next(new(), new([new("f", "x")]), "1").Arm)
            .CountBy(arm => arm)
            .ToDictionary();
        double[] expected = [0.05 * Keys, 0.1 * Keys, 0.85 * Keys];
        arms.Zip(expected).Sum(arm => double.Pow(counts[arm.First.Id] - arm.Second, 2) / arm.Second).ShouldBeLessThan(27.631);
    }

    [Fact]
    public void A_probability_that_closed_arms_left_too_low_prefers_no_arm_and_never_the_worse()
    {
        // Of three arms 40% prefers; of the two that are left it would shun.
        BiasedCoin.Of([1, 1], 0.4, [0]).ShouldBe([0.5, 0.5], 1e-15);
        BiasedCoin.Of([1, 2], 0.2, [1]).ShouldBe([1.0 / 3, 2.0 / 3], 1e-15);
    }

    [Fact]
    public void With_any_arms_the_probabilities_are_of_one_whole_and_no_preferred_arm_has_less_than_its_part()
    {
        var cases =
            from ratio in Gen.Choose(1, 5).ListOf().Where(ratio => ratio.Count is >= 2 and <= 5)
            from percent in Gen.Choose(50, 100)
            from preferred in Gen.Choose(1, (1 << ratio.Count) - 1)
            select (Ratio: ratio.ToArray(), Probability: percent / 100.0, Preferred: Enumerable.Range(0, ratio.Count).Where(arm => (preferred >> arm & 1) == 1).ToArray());
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20_180_301UL, 45UL),
            Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                {
                    var probabilities = BiasedCoin.Of(one.Ratio, one.Probability, one.Preferred);
                    probabilities.Sum().ShouldBe(1, 1e-12);
                    probabilities.ShouldAllBe(probability => probability >= 0 && probability <= 1 + 1e-12);
                    double all = one.Ratio.Sum();
                    one.Preferred.Sum(arm => probabilities[arm]).ShouldBeGreaterThanOrEqualTo(one.Preferred.Sum(arm => one.Ratio[arm]) / all - 1e-12);
                    if (one.Preferred is [var only] && only == one.Ratio.Index().MinBy(arm => arm.Item).Index)
                        probabilities[only].ShouldBe(double.Max(one.Probability, one.Ratio[only] / all), 1e-12);
                }
            )
        );
    }
}
