using System.Numerics;
using System.Text;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.TrialLog;
using Method = Equipoise.Conduct.Allocation.AllocationMethod;
using Minimizing = Equipoise.Conduct.Allocation.Minimization;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Nothing that anybody can read holds the key, or an arm that is still to come.</summary>
[Trait("Takes", "time")]
public sealed class ConcealmentTests
{
    static readonly Arm[] arms = [new("A", "A", ArmRole.Experimental, 1, []), new("B", "B", ArmRole.Control, 1, [])];

    public static TheoryData<string> Methods => [Variants.Blocks, Variants.Minimization, Variants.MinimizationBySite, Variants.Simple];

    [Theory]
    [MemberData(nameof(Methods))]
    public void No_byte_of_the_log_holds_the_key_or_a_random_number_to_come(string method)
    {
        using var folder = new TemporaryFolder();
        var (path, key) = (folder.File("trial.db"), AllocationKey.ForRehearsal(5));
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(path), new(Variants.Protocol(method), key)))
            trial.With(new OpenTrial(null, Synthetic: true)).Enroll(1, 30);
        var files = Directory.GetFiles(folder.Path).Where(file => Path.GetFileName(file).StartsWith("trial.db", StringComparison.Ordinal));
        var content = string.Concat(files.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        content.ShouldContain(key.Commitment);
        foreach (var secret in Secrets(key, from: 31))
            content.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
        // The search can find: a number of the past, where the method stores one.
        if (method == Variants.Simple)
            content.ShouldContain($"{RandomFraction.Of(key, SimpleRandomization.Method, null, 30)}");
    }

    /// <summary>
    /// The key in every usual spelling, and for many allocations to come the first digest of each stream in hexadecimal, as
    /// bytes, and as the fraction that would be stored.
    /// </summary>
    static IEnumerable<string> Secrets(AllocationKey key, int from)
    {
        foreach (var spelling in Spellings(key.Bytes.ToArray()))
            yield return spelling;
        foreach (var method in new[] { Minimizing.Method, SimpleRandomization.Method, PermutedBlocks.Method })
            for (var number = from; number < from + 200; number++)
            {
                var stream = new KeyedStream(key.Bytes, StreamLabel.Of(method, null, number));
                byte[] digest = [.. Enumerable.Range(0, 8).SelectMany(_ => BitConverter.GetBytes(stream.Next()).Reverse())];
                foreach (var spelling in Spellings(digest).Append($"{RandomFraction.Of(key, method, null, number)}"))
                    yield return spelling;
            }
    }

    static IEnumerable<string> Spellings(byte[] secret) =>
        [Convert.ToHexString(secret), Convert.ToBase64String(secret).TrimEnd('='), Encoding.Latin1.GetString(secret), Convert.ToHexString(secret)[..16]];

    /// <summary>
    /// Two keys whose lists begin alike and go on differently. Up to there, everything that is written, exported and refused is
    /// the same under both: so nothing of it can depend on what comes.
    /// </summary>
    [Fact]
    public void With_one_past_and_two_futures_all_that_is_written_is_the_same()
    {
        const int Past = 5;
        var protocol = Variants.Protocol(Variants.Blocks);
        var stratum = Once(1).Allocations()[0].Stratum;
        // After some pasts there is but one future: four of one arm among five are half of a block of eight.
        var (first, twin) = Enumerable
            .Range(1, 1000)
            .Select(seed => (ulong)seed)
            .GroupBy(seed => string.Join(' ', List(seed).Take(Past)))
            .Select(same => (same.First(), same.FirstOrDefault(seed => List(seed)[Past] != List(same.First())[Past])))
            .First(pair => pair.Item2 != 0);

        var (one, other) = (Told(Once(first)), Told(Once(twin)));
        one.Length.ShouldBeGreaterThan(100);
        other.ShouldBe(one);

        string[] List(ulong seed) =>
            [
                .. ((PermutedBlocks)Method.Of(protocol, AllocationKey.ForRehearsal(seed))!)
                    .Blocks(stratum)
                    .SelectMany(block => block)
                    .Take(Past + 1),
            ];

        PatinaTrial Once(ulong seed)
        {
            var trial = Variants.Open(Variants.Blocks, key: seed);
            for (var number = 1; number <= Past; number++)
                trial.AndEligible(Variants.Id(number)).AndRandomized(Variants.Id(number));
            return trial.AndEligible("101-100");
        }
    }

    static string[] Commitments(TrialOpened opened) => [opened.KeyCommitment, opened.BlockSizesCommitment!];

    /// <summary>Payloads of the log without the commitments, the tables of the export, and the words of refusals.</summary>
    static string[] Told(PatinaTrial trial)
    {
        using (trial)
            return
            [
                .. trial.Rows.Select(row => Commitments(trial.Conduct.State.Opened!).Aggregate(row.Payload, (told, hash) => told.Replace(hash, "", StringComparison.Ordinal))),
                .. SdtmTabulation.Tabulate(trial.Conduct.State, trial.TrialRules.Protocol).SelectMany(table => Tabulation.Rows.Of(table)),
                .. new TrialCommand[]
                {
                    new RandomizeParticipant("101-001", PatinaTrial.Randomization),
                    new RandomizeParticipant("101-100", PatinaTrial.Randomization),
                    new RandomizeParticipant("101-100", PatinaTrial.Randomization.AddDays(-9)),
                    new RandomizeParticipant("nobody", PatinaTrial.Randomization),
                    new OpenTrial(null, Synthetic: true),
                }.SelectMany(command => ((Decision.Refused)trial.Today(command)).Reasons.Select(reason => reason.Words)),
            ];
    }

    [Fact]
    public void The_public_surface_has_no_way_to_ask_for_an_arm()
    {
        var assembly = typeof(TrialRules).Assembly;
        assembly.GetExportedTypes().ShouldNotContain(type => typeof(Method).IsAssignableFrom(type) || type == typeof(KeyedStream) || type == typeof(AllocationTally));
        typeof(TrialRules).GetProperties().Select(property => property.Name).ShouldBe(["Protocol", "Commitment"], ignoreOrder: true);
        typeof(TrialState).GetProperties().ShouldNotContain(property => property.PropertyType == typeof(AllocationTally));
    }

    /// <summary>
    /// 256 keys that differ from one in one bit: of 65,536 bits, 32,768 ± 5·128 differ, and no list of 64 arms is another's.
    /// </summary>
    [Fact]
    public void Keys_that_differ_in_one_bit_give_unrelated_lists()
    {
        var bytes = AllocationKey.ForRehearsal(6).Bytes.ToArray();
        var (words, list) = (Words(bytes), List(bytes));
        var (bits, agreements) = (0, 0);
        for (var bit = 0; bit < 256; bit++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            bits += Words(flipped).Zip(words).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second));
            var other = List(flipped);
            other.ShouldNotBe(list);
            agreements += other.Zip(list).Count(pair => pair.First == pair.Second);
        }
        (bits - 32_768).ShouldBeInRange(-5 * 128, 5 * 128);
        // 16,384 places, agreement one time in two. Blocks make neighbors differ from a coin's, by at most the length of a block:
        // √(6·16384)/2 = 157 bounds the error.
        (agreements - 8192).ShouldBeInRange(-5 * 157, 5 * 157);

        static uint[] Words(byte[] key)
        {
            var stream = new KeyedStream(key, "label"u8);
            return [.. Enumerable.Range(0, 8).Select(_ => stream.Next())];
        }

        static string[] List(byte[] key) =>
            [.. new PermutedBlocks(AllocationKey.Parse(Convert.ToHexString(key))!, [2, 4, 6], arms).Blocks(new([])).SelectMany(block => block).Take(64)];
    }

    [Fact]
    public void Arms_with_other_names_are_allocated_in_the_same_places_by_every_method()
    {
        Arm[] renamed = [arms[0] with { Id = "X" }, arms[1] with { Id = "Y" }];
        var key = AllocationKey.ForRehearsal(7);
        foreach (var of in new Func<Arm[], Method>[]
        {
            named => new PermutedBlocks(key, [2, 4], named),
            named => new Minimizing(key, new(Imbalance.Range, 0.85), named),
            named => new SimpleRandomization(key, named),
        })
            Given(of(renamed)).ShouldBe(Given(of(arms)).Select(arm => arm == "A" ? "X" : "Y"));

        static string[] Given(Method method)
        {
            var tally = new AllocationTally();
            var given = new string[100];
            for (var n = 0; n < given.Length; n++)
            {
                var stratum = new Stratum([new("f", $"{n * 7 / 3 % 2}")]);
                tally.Count(stratum, "1", given[n] = method.Next(tally, stratum, "1").Arm);
            }
            return given;
        }
    }
}
