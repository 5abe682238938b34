using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Conduct.Allocating;

/// <summary>An allocation computed outside this program, and the JSON that is for ever.</summary>
public sealed class ByHandTests
{
    static readonly AllocationKey key = AllocationKey.ForRehearsal(1);

    /// <summary>
    /// The page docs/allocation-by-hand.md holds the program in Python, which prints these; the key is that of rehearsal 1. One
    /// number by openssl alone:
    /// <code>
    /// k=$(printf 'equipoise rehearsal 1' | sha256sum | cut -c1-64)
    /// { printf 'equipoise minimization 1\n'; printf '\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0'; } |
    ///     openssl dgst -sha256 -mac HMAC -macopt hexkey:$k
    /// </code>
    /// gives 05277caffdd0..., and 0x05277caf = 86473903.
    /// </summary>
    [Fact]
    public void Random_numbers_are_those_of_a_second_program()
    {
        key.Commitment.ShouldBe("449beab9f2d98c13bb92385a91e8a264e94b5ed91cb6f25398cca1820cd78b20");
        uint Of(string method, int number) => RandomFraction.Of(key, method, null, number).Parts;
        new[] { 1, 2, 3, 518 }.Select(number => Of(Minimizing.Method, number)).ShouldBe([86473903u, 3349349032, 2144178873, 763523278]);
        new[] { 1, 2, 3 }.Select(number => Of(SimpleRandomization.Method, number)).ShouldBe([451603636u, 370110524, 4172993485]);
    }

    [Fact]
    public void Permuted_blocks_are_those_of_a_second_program()
    {
        var stratum = new Stratum([
            new("pertuzumab", "yes"),
            new("prior-HER2", "no"),
            new("response", "responded"),
            new("partner", "fulvestrant"),
        ]);
        string.Concat(
                ((PermutedBlocks)Equipoise.Conduct.Allocation.AllocationMethod.Of(Examples.PatinaProtocol, key)!)
                    .Blocks(stratum)
                    .SelectMany(block => block)
                    .Take(24)
                    .Select(arm => arm[0])
            )
            .ShouldBe("sppppssssppspssspppspsss");
    }

    [Fact]
    public void The_page_shows_the_program_and_its_output()
    {
        var page = File.ReadAllText(Repository.At("docs", "allocation-by-hand.md"));
        foreach (var printed in new[] { "sppppssssppspssspppspsss", "[86473903, 3349349032, 2144178873, 763523278]", "[451603636, 370110524, 4172993485]" })
            page.ShouldContain(printed);
    }

    /// <summary>A row of 2018 is read in 2048: names and their order never change.</summary>
    [Theory]
    [InlineData(
        """{"participant":"1","stratum":{"values":[{"factor":"f","level":"x"}]},"place":1,"arm":"A","choices":[],"on":"2018-03-08"}""",
        nameof(ParticipantRandomized)
    )]
    [InlineData(
        """{"participant":"1","stratum":{"values":[]},"place":9,"arm":"A","choices":[],"on":"2018-03-08","basis":{"method":"permuted blocks","open":["A","B"]}}""",
        nameof(ParticipantRandomized)
    )]
    [InlineData(
        """{"participant":"1","stratum":{"values":[]},"place":9,"arm":"A","choices":[],"on":"2018-03-08","basis":{"method":"simple","number":9,"random":"451603636/4294967296"}}""",
        nameof(ParticipantRandomized)
    )]
    [InlineData(
        """{"participant":"1","stratum":{"values":[{"factor":"f","level":"x"}]},"place":1,"arm":"A","choices":[],"on":"2018-03-08","basis":{"method":"minimization","number":9,"margins":[{"factor":"f","level":"x","counts":[5,3]}],"arms":[{"arm":"A","imbalance":3,"probability":0.15},{"arm":"B","imbalance":1,"probability":0.85}],"preferred":["B"],"random":"4172993485/4294967296"}}""",
        nameof(ParticipantRandomized)
    )]
    [InlineData(
        """{"arm":"A","reason":"Futile","on":"2018-03-08","signature":{"name":"N","meaning":"M","authenticatedAt":"2018-03-08T12:00:00+00:00","authenticatedBy":"password"}}""",
        nameof(ArmClosed)
    )]
    [InlineData(
        """{"site":"101","reason":"Left","on":"2018-03-08","signature":{"name":"N","meaning":"M","authenticatedAt":"2018-03-08T12:00:00+00:00","authenticatedBy":"password"}}""",
        nameof(SiteClosed)
    )]
    [InlineData(
        """{"site":"101","reason":"Back","on":"2018-03-08","signature":{"name":"N","meaning":"M","authenticatedAt":"2018-03-08T12:00:00+00:00","authenticatedBy":"password"}}""",
        nameof(SiteOpened)
    )]
    [InlineData(
        """{"participant":"1","reason":"Twice","on":"2018-03-08","signature":{"name":"N","meaning":"M","authenticatedAt":"2018-03-08T12:00:00+00:00","authenticatedBy":"password"}}""",
        nameof(AllocationMarkedInError)
    )]
    public void Stored_events_read_and_write_as_they_always_did(string payload, string kind) =>
        EventJson.Write(EventJson.Read(kind, payload)).ShouldBe(payload);
}
