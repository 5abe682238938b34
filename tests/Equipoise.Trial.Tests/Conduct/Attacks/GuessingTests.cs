using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// Bots that know all that any role may see, and guess the next arm. None is right more often than the method allows to the best
/// of them.
/// </summary>
/// <remarks>
/// Keys are fixed, so a run that passes passes always. A rate lies within five standard errors of theory: of a true
/// implementation fewer than one in a million choices of keys would fail, and blocks or coins of which one arm in 20 leaks do fail.
/// Where nothing is known a guess counts one half.
/// </remarks>
[Trait("Takes", "time")]
public sealed class GuessingTests
{
    const double StandardErrors = 5;

    static readonly Arm[] arms = [new("A", "A", ArmRole.Experimental, 1, []), new("B", "B", ArmRole.Control, 1, [])];

    /// <summary>
    /// Blackwell and Hodges (1957), Annals of Mathematical Statistics 28:449: (b + (4^b / C(2b, b) - 1)/2) / (2b) for blocks of
    /// 2b.
    /// </summary>
    static double ConvergenceRate(int size)
    {
        var b = size / 2;
        var paths = 1.0;
        for (var k = 1; k <= b; k++)
            paths = paths * (b + k) / k;
        return (b + ((double.Pow(4, b) / paths - 1) / 2)) / size;
    }

    [Theory]
    [InlineData(2, 0.75)]
    [InlineData(4, 0.708333333333333333)]
    [InlineData(6, 0.683333333333333333)]
    [InlineData(8, 0.666071428571428571)]
    public void Against_blocks_of_one_size_the_arm_that_is_behind_is_right_at_the_rate_of_theory(int size, double rate)
    {
        ConvergenceRate(size).ShouldBe(rate, 1e-15);
        // Who counts along knows where a block begins, so guessing the arm that is behind is also the best that can be done.
        BlockGuesser.ExactRate([size], size).ShouldBe(rate, 1e-14);
        Rates(size, [size], keys: 100, allocations: 5 * size, given => Hits(given, Behind)).ShouldBeTheRate(rate);
    }

    /// <summary>The rates by a second program, in Python, that goes through every history too.</summary>
    [Theory]
    [InlineData(new[] { 2, 4 }, 12, 0.7161458333333334)]
    [InlineData(new[] { 2, 4, 6 }, 12, 0.6928174058832495)]
    [InlineData(new[] { 4, 6, 8 }, 12, 0.6650646678424457)]
    public void Against_random_sizes_the_best_guesser_is_right_at_the_rate_of_theory_and_the_simple_one_less_often(
        int[] sizes,
        int allocations,
        double rate
    )
    {
        var best = BlockGuesser.ExactRate(sizes, allocations);
        best.ShouldBe(rate, 1e-12);
        best.ShouldBeLessThan(ConvergenceRate(sizes[0]));
        Rates(sizes[0], sizes, keys: 100, allocations, Bayes).ShouldBeTheRate(best);
        // Without the boundaries, the arm that is behind over all is a worse guess: it must not beat the best.
        Rates(sizes[0], sizes, keys: 100, allocations, given => Hits(given, Behind))
            .ShouldBeNoBetterThan(best);

        IEnumerable<double> Bayes(string[] given)
        {
            var guesser = new BlockGuesser(sizes);
            foreach (var arm in given)
            {
                var a = guesser.NextIsA();
                yield return double.Abs(a - 0.5) < 1e-12 ? 0.5 : (a > 0.5) == (arm == "A") ? 1 : 0;
                guesser = guesser.After(arm == "A");
            }
        }
    }

    /// <summary>
    /// What the best guesser gains in the first 32 of a stratum, as the table of docs/randomization.md has it: by a second program, in
    /// Python with its own blocks, over 20,000 strata (those of one size exactly).
    /// </summary>
    [Theory]
    [InlineData(new[] { 2 }, 0.75, 0.5, 0.5)]
    [InlineData(new[] { 4 }, 17 / 24.0, 1 / 3.0, 1 / 3.0)]
    [InlineData(new[] { 2, 4 }, 0.7199, 0.5532, 0.1064)]
    [InlineData(new[] { 2, 4, 6 }, 0.6990, 0.4977, 0.0389)]
    [InlineData(new[] { 4, 6 }, 0.6882, 0.2805, 0.0569)]
    [InlineData(new[] { 4, 6, 8 }, 0.6751, 0.2197, 0.0235)]
    public void What_is_guessed_with_80_percent_and_what_is_known_is_as_the_page_says(int[] sizes, double right, double likely, double certain)
    {
        Rates(sizes[0], sizes, keys: 100, Horizon, given => Foretold(given).Select(a => a.Right)).ShouldBeTheRate(right);
        Rates(sizes[0], sizes, keys: 100, Horizon, given => Foretold(given).Select(a => AtLeast(a.Certainty, 0.8))).ShouldBeTheRate(likely);
        Rates(sizes[0], sizes, keys: 100, Horizon, given => Foretold(given).Select(a => AtLeast(a.Certainty, 1))).ShouldBeTheRate(certain);

        IEnumerable<(double Right, double Certainty)> Foretold(string[] given)
        {
            var guesser = new BlockGuesser(sizes);
            foreach (var arm in given)
            {
                yield return Guess(guesser.NextIsA(), arm);
                guesser = guesser.After(arm == "A");
            }
        }
    }

    /// <summary>
    /// An outside review of one rehearsal of PATINA, 518 participants in 16 strata of unequal size: 69.3% right, 49% with at least 80% certainty, 3
    /// to 4% with certainty by blocks of 2, 4 and 6; 67.2%, 23% and 2.5% by 4, 6 and 8. A share of 518 has a standard error of up to
    /// 2.2 points: these are within one.
    /// </summary>
    [Theory]
    [InlineData(0.6990, 0.693)]
    [InlineData(0.4977, 0.49)]
    [InlineData(0.0389, 0.035)]
    [InlineData(0.6751, 0.672)]
    [InlineData(0.2197, 0.23)]
    [InlineData(0.0235, 0.025)]
    public void The_page_agrees_with_what_others_found_in_a_rehearsal(double page, double others) =>
        page.ShouldBe(others, double.Sqrt(0.25 / 518));

    /// <summary>
    /// Who was not told the sizes, holds ten usual lists for equally likely and sees every arm of 16 strata in the order in which they are
    /// given: by the same second program, over 1,000 trials.
    /// </summary>
    [Theory]
    [InlineData(new[] { 4 }, 17 / 24.0, 1 / 3.0, 0.0873)]
    [InlineData(new[] { 2, 4, 6 }, 0.6987, 0.3764, 0.0018)]
    [InlineData(new[] { 4, 6, 8 }, 0.6752, 0.2408, 0.0237)]
    public void Who_was_not_told_the_sizes_learns_them_from_the_arms_and_knows_less_for_certain(int[] sizes, double right, double likely, double certain)
    {
        int[][] usual = [[2], [4], [6], [8], [2, 4], [4, 6], [4, 8], [6, 8], [2, 4, 6], [4, 6, 8]];
        var (rights, likelies, certains) = (new double[100], new double[100], new double[100]);
        for (var one = 0; one < rights.Length; one++)
        {
            var key = AllocationKey.ForRehearsal((ulong)(9000 + one));
            var blocks = new PermutedBlocks(key, sizes, arms);
            var given = Enumerable.Range(0, 16).Select(stratum => Arms(blocks, stratum, Horizon)).ToArray();
            var order = new KeyedStream(key.Bytes, "who comes"u8);
            var at = new int[16];
            var belief = usual.Select(_ => 1.0 / usual.Length).ToArray();
            var guessers = Enumerable.Range(0, 16).Select(_ => usual.Select(list => new BlockGuesser(list)).ToArray()).ToArray();
            for (var n = 0; n < 16 * Horizon; n++)
            {
                int stratum;
                do stratum = order.Below(16);
                while (at[stratum] == Horizon);
                var arm = given[stratum][at[stratum]++];
                var chances = usual.Select((_, list) => belief[list] == 0 ? 0 : guessers[stratum][list].NextIsA()).ToArray();
                var (hit, certainty) = Guess(chances.Zip(belief, (chance, weight) => chance * weight).Sum(), arm);
                rights[one] += hit / (16 * Horizon);
                likelies[one] += AtLeast(certainty, 0.8) / (16 * Horizon);
                certains[one] += AtLeast(certainty, 1) / (16 * Horizon);
                for (var list = 0; list < usual.Length; list++)
                {
                    var likelihood = arm == "A" ? chances[list] : 1 - chances[list];
                    belief[list] = likelihood < 1e-12 ? 0 : belief[list] * likelihood;
                    if (belief[list] > 0)
                        guessers[stratum][list] = guessers[stratum][list].After(arm == "A");
                }
                var all = belief.Sum();
                belief = [.. belief.Select(weight => weight / all)];
            }
        }
        rights.ShouldBeTheRate(right);
        likelies.ShouldBeTheRate(likely);
        certains.ShouldBeTheRate(certain);
    }

    /// <summary>Four factors of two levels and 518 participants, as the page has it: by the same second program.</summary>
    [Fact]
    public void Minimization_with_80_percent_is_guessed_as_the_page_says()
    {
        List<double> likely = [], right = [];
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var key = AllocationKey.ForRehearsal(seed);
            var method = new Minimizing(key, new(Imbalance.Range, 0.8), arms);
            var (levels, tally, preferred) = (new KeyedStream(key.Bytes, "who comes"u8), new AllocationTally(), 0);
            for (var n = 0; n < 518; n++)
            {
                var stratum = new Stratum([.. Enumerable.Range(0, 4).Select(f => new StratumValue($"f{f}", $"{levels.Below(2)}"))]);
                var next = method.Next(tally, stratum, "1");
                preferred += ((AllocationBasis.Minimized)next.Basis!).Preferred.Count == 1 ? 1 : 0;
                tally.Count(stratum, "1", next.Arm);
            }
            likely.Add(preferred / 518.0);
            right.Add(0.5 + (0.3 * preferred / 518.0));
        }
        likely.ToArray().ShouldBeTheRate(0.8303);
        right.ToArray().ShouldBeTheRate(0.7491);
    }

    // 518 participants in 16 strata.
    const int Horizon = 32;

    /// <summary>Whether the likelier arm is right, one half where neither is, and how likely it was.</summary>
    static (double Right, double Certainty) Guess(double isA, string arm) =>
        (double.Abs(isA - 0.5) < 1e-12 ? 0.5 : (isA > 0.5) == (arm == "A") ? 1 : 0, double.Max(isA, 1 - isA));

    static double AtLeast(double certainty, double limit) => certainty >= limit - 1e-9 ? 1 : 0;

    static string[] Arms(PermutedBlocks blocks, int stratum, int count) =>
        [.. blocks.Blocks(new([new("center", $"{stratum}")])).SelectMany(block => block).Take(count)];

    /// <summary>A bot with its own small minimization, which sees every arm and level before it guesses.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(0.85)]
    [InlineData(1)]
    public void Against_minimization_the_preferred_arm_is_right_as_often_as_the_coin_says(double probability)
    {
        var (hits, expected, variance) = (0.0, 0.0, 0.0);
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var key = AllocationKey.ForRehearsal(seed);
            var method = new Minimizing(key, new(Imbalance.Range, probability), arms);
            var levels = new KeyedStream(key.Bytes, "who comes"u8);
            var tally = new AllocationTally();
            var seen = new int[2, 2, 2]; // factor, level, arm
            for (var n = 0; n < 300; n++)
            {
                int[] level = [levels.Below(2), levels.Below(2)];
                // A to add to A: |a + 1 - b| in each factor; to B: |b + 1 - a|.
                var excess = Enumerable.Range(0, 2).Sum(f => int.Abs(Ahead(f) + 1) - int.Abs(Ahead(f) - 1));
                var arm = method.Next(tally, new([new("f1", $"{level[0]}"), new("f2", $"{level[1]}")]), "1").Arm;
                var right = excess == 0 ? 0.5 : probability;
                hits += excess == 0 ? 0.5 : (excess < 0) == (arm == "A") ? 1 : 0;
                expected += right;
                variance += excess == 0 ? 0 : right * (1 - right);
                tally.Count(new([new("f1", $"{level[0]}"), new("f2", $"{level[1]}")]), "1", arm);
                for (var f = 0; f < 2; f++)
                    seen[f, level[f], arm == "A" ? 0 : 1]++;

                int Ahead(int f) => seen[f, level[f], 0] - seen[f, level[f], 1];
            }
        }
        (hits - expected).ShouldBeInRange(-StandardErrors * double.Sqrt(variance), StandardErrors * double.Sqrt(variance));
        // Over all, ties among them, the guesser is right less often than the coin.
        (hits / 6000).ShouldBeInRange(0.5, probability);
    }

    [Fact]
    public void Against_coins_no_strategy_is_right_more_often_than_half()
    {
        (string Name, Func<IReadOnlyList<string>, int> Guess)[] bots =
        [
            ("the arm that is behind", Behind),
            ("the arm that is ahead", past => -Behind(past)),
            ("the last arm again", past => past.Count == 0 ? 0 : past[^1] == "A" ? 1 : -1),
            ("the other arm", past => past.Count == 0 ? 0 : past[^1] == "A" ? -1 : 1),
            ("the arm of two before", past => past.Count < 2 ? 0 : past[^2] == "A" ? 1 : -1),
            ("always A", _ => 1),
        ];
        foreach (var (name, guess) in bots)
            Enumerable.Range(1, 100).Select(seed => Hits(Coins((ulong)seed), guess).Average()).ToArray().ShouldBeTheRate(0.5, name);
    }

    /// <summary>
    /// Everything that a log holds when the request arrives: every bit of the last hash, of the last random number, and of the
    /// names and counts.
    /// </summary>
    [Theory]
    [InlineData(Variants.Simple)]
    [InlineData(Variants.Blocks)]
    public void No_bit_of_the_log_foretells_the_next_arm(string method)
    {
        const int Participants = 250;
        using var trial = Variants.Open(method);
        var right = new int[256 + 32];
        for (var number = 1; number <= Participants; number++)
        {
            trial.AndEligible(Variants.Id(number));
            var hash = Convert.FromHexString(trial.Conduct.Head.Hash);
            var random = trial.Conduct.State.Participants.Select(one => one.Randomized?.Basis).OfType<AllocationBasis.Coin>().LastOrDefault()?.Random;
            var word = random is null ? 0 : uint.Parse(random.Split('/')[0]);
            // Each participant is a stratum's next in a stratum of its own kind; which one varies.
            trial.Randomize(Variants.Id(number), Variants.LevelsOf(number));
            var isFirst = trial.Participant(Variants.Id(number)).Randomized!.Arm == "palbociclib";
            for (var bit = 0; bit < 256; bit++)
                right[bit] += (hash[bit / 8] >> (bit % 8) & 1) == 1 == isFirst ? 1 : 0;
            for (var bit = 0; bit < 32; bit++)
                right[256 + bit] += (word >> bit & 1) == 1 == isFirst ? 1 : 0;
        }
        var error = double.Sqrt(Participants) / 2;
        foreach (var count in right)
            (count - Participants / 2.0).ShouldBeInRange(-StandardErrors * error, StandardErrors * error);
    }

    /// <summary>The checks can fail: a bot that is told one arm in 20 is outside of them.</summary>
    [Fact]
    public void A_leak_of_one_arm_in_20_would_be_seen()
    {
        Should.Throw<ShouldAssertException>(() => Rates(4, [4], keys: 100, allocations: 20, given => Told(given, Behind)).ShouldBeTheRate(ConvergenceRate(4)));
        Should.Throw<ShouldAssertException>(() =>
            Enumerable.Range(1, 100).Select(seed => Told(Coins((ulong)seed), _ => 0).Average()).ToArray().ShouldBeTheRate(0.5)
        );

        static IEnumerable<double> Told(string[] given, Func<IReadOnlyList<string>, int> guess) =>
            Hits(given, guess).Select((hit, n) => n % 20 == 10 ? 1 : hit);
    }

    static int Behind(IReadOnlyList<string> past) => past.Count(arm => arm == "B") - past.Count(arm => arm == "A");

    static string[] Coins(ulong seed)
    {
        var (method, tally) = (new SimpleRandomization(AllocationKey.ForRehearsal(seed), arms), new AllocationTally());
        var given = new string[200];
        for (var n = 0; n < given.Length; n++)
            tally.Count(new([]), "1", given[n] = method.Next(tally, new([]), "1").Arm);
        return given;
    }

    static double[] Rates(int seed, int[] sizes, int keys, int allocations, Func<string[], IEnumerable<double>> hits) =>
        [
            .. from key in Enumerable.Range(1, keys)
            let blocks = new PermutedBlocks(AllocationKey.ForRehearsal((ulong)(1000 * seed + key)), sizes, arms)
            from stratum in Enumerable.Range(1, 20)
            select hits([.. blocks.Blocks(new([new("center", $"{stratum}")])).SelectMany(block => block).Take(allocations)]).Average(),
        ];

    /// <summary>A guess for A is above 0, for B below; 0 is no guess, and right one time in two.</summary>
    static IEnumerable<double> Hits(string[] given, Func<IReadOnlyList<string>, int> guess)
    {
        for (var n = 0; n < given.Length; n++)
            yield return int.Sign(guess(new ArraySegment<string>(given, 0, n))) switch
            {
                0 => 0.5,
                var sign => sign > 0 == (given[n] == "A") ? 1 : 0,
            };
    }
}

/// <summary>A mean beside its theory, in standard errors.</summary>
static class RateAssertions
{
    internal static void ShouldBeTheRate(this double[] rates, double theory, string? who = null)
    {
        // Blocks of two have no chance in them: each is right at exactly the rate, up to rounding.
        double.Abs(rates.Average() - theory).ShouldBeLessThan(5 * StandardError(rates) + 1e-12, who);
        StandardError(rates).ShouldBeLessThan(0.01, "too few to tell");
    }

    internal static void ShouldBeNoBetterThan(this double[] rates, double best) =>
        rates.Average().ShouldBeLessThan(best + 5 * StandardError(rates));

    static double StandardError(double[] rates)
    {
        var mean = rates.Average();
        return double.Sqrt(rates.Sum(rate => (rate - mean) * (rate - mean)) / (rates.Length - 1) / rates.Length);
    }
}
