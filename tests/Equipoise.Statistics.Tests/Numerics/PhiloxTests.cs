using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Tests.Numerics;

public sealed class PhiloxTests
{
    [Theory]
    // The known answers of the authors: Random123 1.09, tests/kat_vectors, lines "philox4x32 10".
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u,
        0x85a308d3u,
        0x13198a2eu,
        0x03707344u,
        0xa4093822u,
        0x299f31d0u,
        0xd16cfe09u,
        0x94fdccebu,
        0x5001e420u,
        0x24126ea1u
    )]
    public void It_gives_the_known_answers(
        uint c0,
        uint c1,
        uint c2,
        uint c3,
        uint k0,
        uint k1,
        uint x0,
        uint x1,
        uint x2,
        uint x3
    ) => Philox.Block(c0, c1, c2, c3, k0, k1).ShouldBe((x0, x1, x2, x3));

    [Fact]
    public void A_stream_depends_only_on_its_name()
    {
        var first = new RandomStream(7, 1, 2);
        var again = new RandomStream(7, 1, 2);
        var other = new RandomStream(7, 1, 3);
        var bits = Enumerable.Range(0, 9).Select(_ => first.NextBits()).ToArray();
        bits.ShouldBe(Enumerable.Range(0, 9).Select(_ => again.NextBits()));
        bits.ShouldNotBe(Enumerable.Range(0, 9).Select(_ => other.NextBits()));
        bits.Distinct().Count().ShouldBe(9);
    }

    [Fact]
    public void Draws_have_the_moments_of_their_distribution()
    {
        // Means of 100,000 draws lie within five standard errors of the truth (chance of a false alarm below 1e-6); the seed is fixed.
        const int n = 100_000;
        var stream = new RandomStream(20260129, 0, 0);
        Mean(stream.Uniform).ShouldBe(0.5, 5 / Math.Sqrt(12.0 * n));
        Mean(() => stream.Exponential(0.25)).ShouldBe(4, 5 * 4 / Math.Sqrt(n));
        Mean(() => stream.Gaussian(10, 2)).ShouldBe(10, 5 * 2 / Math.Sqrt(n));
        Mean(() => stream.Between(1, 6)).ShouldBe(3.5, 5 * Math.Sqrt(35.0 / 12 / n));
        Mean(() => stream.Choose([0.2, 0.3]) == 2 ? 1 : 0).ShouldBe(0.5, 5 * 0.5 / Math.Sqrt(n));

        static double Mean(Func<double> draw)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += draw();
            return sum / n;
        }
    }
}
