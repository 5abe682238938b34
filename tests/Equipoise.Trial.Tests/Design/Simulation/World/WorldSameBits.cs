using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Design.Simulation.Run;
using Equipoise.Trial.Tests.Architecture;

namespace Equipoise.Trial.Tests.Design.Simulation.World;

/// <summary>One seed, one answer in a world too, whatever the processor.</summary>
[Trait("Takes", "time")]
public sealed class WorldSameBits
{
    [Fact]
    public void The_tally_of_the_example_has_the_digest_that_is_written_here()
    {
        var tally = TrialSimulator.Run(Patina.AsItIs.Trial() with { TallyAdverseEvents = true }, new() { Seed = 1, Trials = 60 });
        // Recorded with vectors of 512 bits; the next test computes it with narrower ones and with none.
        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tally.ToJson())))
            .ShouldBe("f2fcc615595a11476ddcaa42a65891926a5593f3723509c2c5ba25b45f699b74");
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX")]
    public void A_processor_with_narrower_vectors_or_none_gives_the_same_digest(string without)
    {
        var assembly = Assembly.GetExecutingAssembly().Location;
        DotNet
            .Run(
                Path.GetDirectoryName(assembly)!,
                new Dictionary<string, string> { [without] = "0" },
                "vstest",
                assembly,
                $"--TestCaseFilter:FullyQualifiedName~{nameof(WorldSameBits)}.{nameof(The_tally_of_the_example_has_the_digest_that_is_written_here)}"
            )
            .ShouldMatch(@"Passed:\s+1\b");
    }
}
