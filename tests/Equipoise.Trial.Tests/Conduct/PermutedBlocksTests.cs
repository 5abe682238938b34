using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Randomization;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The allocation: balanced, unpredictable, replayable, and blind to what happens in other strata.</summary>
public sealed class PermutedBlocksTests
{
    static readonly Arm[] oneToOne = [new("A", "A", ArmRole.Experimental, 1, []), new("B", "B", ArmRole.Control, 1, [])];
    static readonly Arm[] twoToOne = [new("A", "A", ArmRole.Experimental, 2, []), new("B", "B", ArmRole.Control, 1, [])];

    const string OneHundredThirtyOneBytes =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    static Stratum Named(string level) => new([new("factor", level)]);

    /// <summary>RFC 4231, sections 4.2 to 4.8: test cases 1 to 4, 6 and 7 of HMAC-SHA-256 (the fifth is of a digest cut short).</summary>
    [Theory]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    )]
    [InlineData(
        "4a656665",
        "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )]
    [InlineData(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    )]
    [InlineData(
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    )]
    [InlineData(
        OneHundredThirtyOneBytes,
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    )]
    [InlineData(
        OneHundredThirtyOneBytes,
        "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    )]
    public void The_stream_is_built_on_the_published_hmac_sha_256(string key, string message, string digest)
    {
        var secret = Convert.FromHexString(key);
        var label = Convert.FromHexString(message);
        // The stream appends an eight-byte counter, which is zero for the first digest, so the vector is checked on the primitive,
        // and the construction (label, then counter, big-endian) on top of it.
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, label)).ShouldBe(digest);
        byte[] first = [.. label, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] second = [.. label, 0, 0, 0, 0, 0, 0, 0, 1];
        byte[] expected = [.. HMACSHA256.HashData(secret, first), .. HMACSHA256.HashData(secret, second)];
        var stream = new KeyedStream(secret, label);
        Convert
            .ToHexStringLower(expected)
            .ShouldBe(string.Concat(Enumerable.Range(0, 16).Select(_ => stream.Next().ToString("x8"))));
    }

    [Fact]
    public void Every_block_is_balanced_in_the_allocation_ratio()
    {
        foreach (var (arms, sizes) in new[] { (oneToOne, new[] { 2, 4, 6 }), (twoToOne, [3, 6]) })
        {
            var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(7), sizes, arms);
            foreach (var block in blocks.Blocks(Named("x")).Take(500))
            {
                sizes.ShouldContain(block.Length);
                foreach (var arm in arms)
                    block.Count(id => id == arm.Id).ShouldBe(block.Length * arm.Ratio / arms.Sum(one => one.Ratio));
            }
        }
    }

    [Fact]
    public void Any_prefix_of_a_stratum_is_within_half_a_block_of_balance()
    {
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(8), [2, 4, 6], oneToOne);
        var difference = 0;
        foreach (var arm in blocks.Blocks(Named("x")).SelectMany(block => block).Take(5000))
            Math.Abs(difference += arm == "A" ? 1 : -1).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void The_kth_allocation_depends_on_key_stratum_and_k_alone()
    {
        var sequence = new PermutedBlocks(AllocationKey.ForRehearsal(9), [2, 4, 6], oneToOne)
            .Blocks(Named("x"))
            .SelectMany(block => block)
            .Take(200)
            .ToArray();
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(9), [2, 4, 6], oneToOne);
        for (var k = 200; k >= 1; k--)
        {
            blocks.ArmOf(Named("other"), k);
            blocks.ArmOf(Named("x"), k).ShouldBe(sequence[k - 1]);
        }
    }

    [Fact]
    public void The_order_of_arrival_in_other_strata_never_changes_this_stratum()
    {
        string[] Arms(IEnumerable<(string Id, bool Pertuzumab)> arrivals)
        {
            using var trial = PatinaTrial.Opened();
            foreach (var (id, pertuzumab) in arrivals)
                trial.AndEligible(id).Randomize(id, new() { ["pertuzumab"] = pertuzumab ? "yes" : "no", ["prior-HER2"] = "no" });
            return [.. trial.Conduct.State.Participants.Where(one => one.Id.StartsWith("101-a", StringComparison.Ordinal)).Select(one => one.Randomized!.Arm)];
        }
        var here = Enumerable.Range(1, 12).Select(number => ($"101-a{number}", true)).ToArray();
        var elsewhere = Enumerable.Range(1, 9).Select(number => ($"101-b{number}", false)).ToArray();

        var alone = Arms(here);

        Arms([.. elsewhere, .. here]).ShouldBe(alone);
        Arms([.. here.Take(5), .. elsewhere, .. here.Skip(5)]).ShouldBe(alone);
    }

    [Fact]
    public void Arms_with_other_names_are_allocated_in_the_same_places()
    {
        Arm[] renamed = [oneToOne[0] with { Id = "X" }, oneToOne[1] with { Id = "Y" }];
        IEnumerable<string> Sequence(Arm[] arms) =>
            new PermutedBlocks(AllocationKey.ForRehearsal(3), [4, 6], arms)
                .Blocks(Named("x"))
                .SelectMany(block => block)
                .Take(100);
        Sequence(renamed).ShouldBe(Sequence(oneToOne).Select(arm => arm == "A" ? "X" : "Y"));
    }

    [Fact]
    public void Two_strata_never_share_a_stream()
    {
        // Texts that run together when joined without lengths.
        Encoding
            .ASCII.GetString(new Stratum([new("a", "bc")]).Canonical())
            .ShouldNotBe(Encoding.ASCII.GetString(new Stratum([new("ab", "c")]).Canonical()));
        new Stratum([new("a", "b"), new("c", "d")])
            .Canonical()
            .ShouldNotBe(new Stratum([new("a", "b\0\0\0\u0001c")]).Canonical());
    }

    /// <summary>
    /// Blocks of 4, 1:1, have 6 orders, each of probability 1/6. Of 60,000 blocks the chi-square with 5 degrees of freedom exceeds
    /// 35.888 with probability 1e-6 (R: qchisq(1e-6, 5, lower.tail = FALSE) = 35.8882).
    /// </summary>
    [Fact]
    public void Every_order_of_a_block_is_equally_likely()
    {
        const int Blocks = 60_000;
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(11), [4], oneToOne);
        var counts = blocks.Blocks(Named("x")).Take(Blocks).CountBy(block => string.Concat(block)).ToDictionary();
        counts.Count.ShouldBe(6);
        counts.Values.Sum(count => Math.Pow(count - (Blocks / 6.0), 2) / (Blocks / 6.0)).ShouldBeLessThan(35.8882);
    }

    /// <summary>Three sizes, chi-square with 2 degrees of freedom: -2 ln(1e-6) = 27.631, by hand.</summary>
    [Fact]
    public void Every_block_size_is_equally_likely()
    {
        const int Blocks = 30_000;
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(12), [2, 4, 6], oneToOne);
        var counts = blocks.Blocks(Named("x")).Take(Blocks).CountBy(block => block.Length).ToDictionary();
        counts.Values.Sum(count => Math.Pow(count - (Blocks / 3.0), 2) / (Blocks / 3.0)).ShouldBeLessThan(27.631);
    }

    /// <summary>
    /// The convergence strategy of Blackwell and Hodges (1957): guess the arm that is behind. For blocks of 2b it is right with
    /// probability (b + (4^b / C(2b, b) - 1) / 2) / (2b): .75, .70833, .68333 for sizes 2, 4, 6; half of ties counted.
    /// Over all orders of a block the rate is exact, so it is compared exactly with what these blocks allow, order by order.
    /// </summary>
    [Theory]
    [InlineData(2, 2, 0.75)]
    [InlineData(4, 6, 0.7083333333333334)]
    [InlineData(6, 20, 0.6833333333333333)]
    public void Guessing_the_arm_that_is_behind_succeeds_at_the_known_rate_and_no_better(int size, int orders, double rate)
    {
        var seen = new PermutedBlocks(AllocationKey.ForRehearsal(13), [size], oneToOne)
            .Blocks(Named("x"))
            .Take(2000)
            .Select(block => string.Concat(block))
            .Distinct()
            .ToArray();
        seen.Length.ShouldBe(orders);
        seen.Average(HitRate).ShouldBe(rate, 1e-12);
    }

    static double HitRate(string block)
    {
        var (ahead, hits) = (0, 0.0);
        foreach (var arm in block)
        {
            var step = arm == 'A' ? 1 : -1;
            hits +=
                ahead == 0 ? 0.5
                : Math.Sign(ahead) == -step ? 1
                : 0;
            ahead += step;
        }
        return hits / block.Length;
    }

    [Fact]
    public void Block_sizes_must_be_multiples_of_the_ratio()
    {
        Should.Throw<ArgumentException>(() => new PermutedBlocks(AllocationKey.ForRehearsal(1), [4], twoToOne));
        Should.Throw<ArgumentException>(() => new PermutedBlocks(AllocationKey.ForRehearsal(1), [], oneToOne));
    }
}
