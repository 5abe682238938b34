using Equipoise.Design.Simulation.Lanes;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>The elementary functions and the random words of the simulator, against the runtime's and against plain
/// Philox.</summary>
public sealed class ExactFunctionFacts
{
    [Fact]
    public void The_logarithm_of_a_word_is_within_two_units_of_the_last_place()
    {
        // The ends, the places around powers of two and of √½ where the reduction changes, and a hundred thousand others.
        var stream = new RandomStream(5, 0, 0);
        uint[] words =
        [
            0, 1, 2, 3, 0x7FFFFFFF, 0x80000000, 0xB504F333, 0xB504F334, 0xFFFFFFFE, 0xFFFFFFFF,
            .. Enumerable.Range(0, 32).Select(bit => 1u << bit),
            .. Enumerable.Range(1, 31).Select(bit => (1u << bit) - 1),
            .. Enumerable.Range(0, 100_000).Select(_ => (uint)stream.NextBits()),
        ];
        var largest = 0.0;
        foreach (var word in words)
        {
            var expected = -Math.Log((word + 0.5) / 4294967296);
            var actual = ExactFunctions.NegativeLog<Register128>(0xABCDEF00_00000000 | word)[1];
            ExactFunctions.NegativeLog<Register256>(word)[3].ShouldBe(actual);
            ExactFunctions.NegativeLog<Register512>(word)[7].ShouldBe(actual);
            ExactLogarithm.OfWord(word).ShouldBe(actual);
            largest = double.Max(largest, double.Abs(actual - expected) / (double.BitIncrement(expected) - expected));
        }
        largest.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void The_exponential_is_within_two_units_of_the_last_place()
    {
        var stream = new RandomStream(6, 0, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var x = 100 * (stream.Uniform() - 0.5) * stream.Uniform();
            var expected = Math.Exp(x);
            double.Abs(ExactFunctions.Exp(x) - expected).ShouldBeLessThanOrEqualTo(2 * (double.BitIncrement(expected) - expected));
        }
        ExactFunctions.Exp(0).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.49999, 0)]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(1073741822.4, 1073741822)]
    [InlineData(1e15, 1_000_000_000_000_000)]
    public void Numbers_are_rounded_to_the_nearest_whole_one_ties_to_even(double x, ulong expected)
    {
        ExactFunctions.Round<Register128>(x)[0].ShouldBe(expected);
        ExactFunctions.ToDouble<Register128>(expected)[0].ShouldBe(expected);
    }

    [Fact]
    public void Blocks_side_by_side_are_those_of_Philox()
    {
        BlocksAreThoseOfPhilox<Register128>();
        BlocksAreThoseOfPhilox<Register256>();
        BlocksAreThoseOfPhilox<Register512>();
    }

    static void BlocksAreThoseOfPhilox<R>()
        where R : struct, IRegister<R>
    {
        var key = 0x123456789ABCDEF0UL;
        var philox = new PhiloxLanes(key);
        var lanes = (int)Vector<R, ulong>.Count;
        for (var first = 0U; first < 4000; first += 16)
        {
            var (c1, c2, c3) = (7 * first, uint.MaxValue - first, 1u << 24 | first);
            philox.Blocks(Vector<R, ulong>.Indices + first, new PhiloxLanes.Counter<R>(c1, c2, c3), out var a, out var b);
            for (var lane = 0; lane < 2 * lanes; lane++)
            {
                var block = lane < lanes ? a : b;
                var i = lane % lanes;
                var words = ((uint)block.X0[i], (uint)block.X1[i], (uint)block.X2[i], (uint)block.X3[i]);
                words.ShouldBe(Philox.Block(first + (uint)lane, c1, c2, c3, (uint)key, (uint)(key >> 32)));
            }
        }
    }
}
