using System.Text;
using Equipoise.Design.Simulation.Sharding;

namespace Equipoise.Trial.Tests.Design.Simulation.Sharding;

/// <summary>A shard as a file: nothing is lost, and nothing that happens to the file is overlooked.</summary>
public sealed class ShardFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read_back()
    {
        var shard = ShardSample.Shard(2, 3);
        ShardFile.Write(folder.File("s.json"), shard);

        ShardFile.Read(folder.File("s.json")).ShouldBe(new ShardReading.Whole(shard));
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_same_shard_is_the_same_file()
    {
        ShardFile.Write(folder.File("a.json"), ShardSample.Shard(2, 3));
        ShardFile.Write(folder.File("b.json"), ShardSample.Shard(2, 3));

        File.ReadAllBytes(folder.File("a.json")).ShouldBe(File.ReadAllBytes(folder.File("b.json")));
    }

    [Fact]
    public void A_file_with_any_byte_changed_or_cut_off_anywhere_is_refused()
    {
        ShardFile.Write(folder.File("s.json"), ShardSample.Shard(1, 10));
        var whole = File.ReadAllBytes(folder.File("s.json"));
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            ShardFile.Read(folder.File("s.json", changed)).ShouldBeOfType<ShardReading.Rejected>($"byte {at}");
            ShardFile.Read(folder.File("s.json", whole[..at])).ShouldBeOfType<ShardReading.Rejected>($"cut at {at}");
        }
        ShardFile.Read(folder.File("s.json", [.. whole, (byte)'\n'])).ShouldBeOfType<ShardReading.Rejected>("a byte more");
        ShardFile.Read(folder.File("s.json", whole)).ShouldBeOfType<ShardReading.Whole>();
    }

    [Fact]
    public void Each_refusal_says_what_it_is()
    {
        ShardFile.Write(folder.File("s.json"), ShardSample.Shard(1, 10));
        var text = File.ReadAllText(folder.File("s.json"));

        Refusal(folder.File("none")).ShouldBeOfType<ShardProblem.Unreadable>().ToString().ShouldContain("cannot be read");
        Refusal(folder.Path).ShouldBeOfType<ShardProblem.Unreadable>();
        Refusal(folder.File("t", "{}")).ShouldBe(new ShardProblem.Unreadable(folder.File("t"), "is no shard of a simulation."));
        Refusal(folder.File("t", "")).ShouldBeOfType<ShardProblem.Unreadable>();
        Refusal(folder.File("t", text[..500])).ShouldBe(new ShardProblem.Damaged(folder.File("t"), "its end is missing"));
        Refusal(folder.File("t", text.Replace("\"seed\": 1", "\"seed\": 2")))
            .ShouldBe(new ShardProblem.Damaged(folder.File("t"), "its content does not have its checksum"));
    }

    [Fact]
    public void A_file_of_another_version_is_foreign_even_if_it_is_whole()
    {
        var own = ShardSample.Shard(1, 10);
        ShardFile.Write(folder.File("s.json"), own with { Study = own.Study with { Engine = "equipoise 9.9.9, streams 7" } });

        Refusal(folder.File("s.json"))
            .ShouldBe(
                new ShardProblem.Foreign(
                    folder.File("s.json"),
                    $"was made by equipoise 9.9.9, streams 7, not by {SimulationStudy.ThisEngine}"
                )
            );
    }

    [Fact]
    public void The_checksum_is_SHA_256_of_every_byte_before_it()
    {
        ShardFile.Write(folder.File("s.json"), ShardSample.Shard(1, 10));
        var text = File.ReadAllText(folder.File("s.json"));
        var content = text[..text.LastIndexOf(",\n", StringComparison.Ordinal)];

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        text.ShouldEndWith($",\n  \"checksum\": \"{digest}\"\n}}\n");
    }

    static ShardProblem Refusal(string path) => ShardFile.Read(path).ShouldBeOfType<ShardReading.Rejected>().Problem;
}
