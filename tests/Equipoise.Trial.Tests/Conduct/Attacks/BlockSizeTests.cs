using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Verification;
using Equipoise.Exchange.Odm;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// The sizes of the blocks, from which whoever sees the arms given so far could guess the next: no site can read them, nor find
/// them out by trying, before the lock tells them.
/// </summary>
public sealed partial class BlockSizeTests
{
    const int Past = 5;
    static readonly DateOnly day = PatinaTrial.Consent.AddDays(1);

    static string Method(string sizes) => $"  method: permuted blocks\n  block sizes: {sizes}\n";

    static AmendProtocol Amendment(string sizes, string version = "2.0") =>
        new(
            Variants.Text(Method(sizes)).Replace("protocol version: \"1.0\"", $"protocol version: \"{version}\"", StringComparison.Ordinal),
            AmendmentBinding.AllParticipants,
            day,
            PatinaTrial.Signature(AmendProtocol.Meaning, PatinaTrial.Later)
        );

    static TrialRules Rules(string sizes, ulong key) => new(Variants.Protocol(Method(sizes)), AllocationKey.ForRehearsal(key), PatinaTrial.Seal);

    /// <summary>The arms that a stratum would be given.</summary>
    static string[] List(string sizes, ulong key, Stratum stratum) =>
        [
            .. ((PermutedBlocks)AllocationMethod.Of(Variants.Protocol(Method(sizes)), AllocationKey.ForRehearsal(key))!)
                .Blocks(stratum)
                .SelectMany(block => block)
                .Take(Past),
        ];

    /// <summary>
    /// A trial under way in which all is done that could tell the sizes: opened with its text, allocated, amended with the sizes in
    /// the file, under a request whose digest is kept, and refused amendments of the sizes, which are kept too.
    /// </summary>
    static PatinaTrial UnderWay(string sizes, ulong key, int past)
    {
        var trial = new PatinaTrial(SqliteTrialLog.InMemory(), Rules(sizes, key)).With(new OpenTrial(Variants.Text(Method(sizes)), Synthetic: true));
        for (var number = 1; number <= past; number++)
            trial.AndEligible(Variants.Id(number)).AndRandomized(Variants.Id(number));
        trial.AndEligible("101-100");
        // Asked by another than the investigator of the tests, who signs: each is given by whoever may.
        Ask(Amendment(sizes), "amended").ShouldBeOfType<Decision.Accepted>();
        Ask(Amendment("[2]", "3.0"), "other sizes").ShouldBeOfType<Decision.Refused>();
        Ask(Amendment(sizes == "[4, 6, 8]" ? "[4, 6, 7]" : "[2, 4, 7]", "3.0"), "no sizes").ShouldBeOfType<Decision.Refused>();
        Ask(Amendment(sizes, "3.0") with { ProtocolText = Amendment(sizes).ProtocolText + "\n[" }, "no protocol").ShouldBeOfType<Decision.Refused>();
        return trial;

        Decision Ask(TrialCommand command, string request) => trial.Do(command, PatinaTrial.Later, request);
    }

    /// <summary>Everything that anybody may read of a trial before the lock.</summary>
    static string[] Told(PatinaTrial trial)
    {
        var rows = trial.Rows;
        var everybodys = (ProtocolReading.Accepted)ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(trial.Conduct.State.Opened!.ProtocolText!), "");
        return
        [
            .. rows.Select(row => $"{row.Sequence} {row.Hash} {row.RecordedAt} {row.By} {row.Kind} {row.Payload} {row.Seal}"),
            .. rows.SelectMany(row => row.Texts).Select(text => $"{text.Name} {text.Salt} {text.Content}"),
            $"{trial.Conduct.Head.Sequence} {trial.Conduct.Head.Hash}",
            .. Enum.GetValues<OdmFileType>().Select(type => Document(rows, type, trial.TrialRules.Protocol)),
            .. Enum.GetValues<OdmFileType>().Select(type => Document(rows, type, everybodys.Protocol)),
            .. SdtmTabulation.Tabulate(trial.Conduct.State, trial.TrialRules.Protocol).SelectMany(table => Tabulation.Rows.Of(table)),
            .. Verification(rows, everybodys.Protocol, null).Append("").Concat(Verification(rows, everybodys.Protocol, PatinaTrial.Key)),
            .. new[] { Amendment("[2]", "4.0"), Amendment("[12]", "4.0"), Amendment("[2, 5]", "4.0") }.SelectMany(command => Words(trial.Do(command))),
        ];

        static string Document(LogRow[] rows, OdmFileType type, TrialProtocol protocol)
        {
            using var document = new MemoryStream();
            OdmExport.Write(document, () => rows, protocol, type, PatinaTrial.Later.RecordedAt);
            return Encoding.UTF8.GetString(document.ToArray());
        }

        static IEnumerable<string> Verification(LogRow[] rows, TrialProtocol protocol, AllocationKey? key) =>
            TrialVerification.Verify(rows, null, protocol, key is null || rows[0].Payload.Contains(key.Commitment, StringComparison.Ordinal) ? key : null)
                .Problems.Select(problem => $"{problem}");
    }

    static string[] Words(Decision decision) => [.. ((Decision.Refused)decision).Reasons.Select(reason => $"{reason.Rule}: {reason.Words}")];

    /// <summary>
    /// What differs because the keys do: their commitments, the hashes and seals of rows that hold them, and the salts of texts,
    /// which a rehearsal draws from the key.
    /// </summary>
    static string[] WithoutCommitments(PatinaTrial trial)
    {
        using (trial)
        {
            string[] commitments =
            [
                trial.Conduct.State.Opened!.KeyCommitment,
                trial.Conduct.State.Opened!.BlockSizesCommitment!,
                .. trial.Conduct.State.Amendments.Select(amendment => amendment.BlockSizesCommitment!),
                .. trial.Rows.Select(row => row.Hash),
                .. trial.Rows.Select(row => row.Seal).OfType<string>(),
                .. trial.Rows.SelectMany(row => row.Texts).SelectMany(text => new[] { text.Hash, text.Salt }),
            ];
            return [.. Told(trial).Select(text => commitments.Aggregate(text, (told, hash) => told.Replace(hash!, "#", StringComparison.Ordinal)))];
        }
    }

    /// <summary>
    /// Two trials that differ in the sizes of their blocks alone, under one key before anybody is randomized, and under two keys that gave
    /// the same arms so far: all that can be read is the same, byte for byte, but for what is bound to the keys. Of these values,
    /// an HMAC under a secret key among them, nobody without the key can tell one from another.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(Past)]
    public void Of_two_trials_with_the_same_arms_and_other_block_sizes_all_that_can_be_read_is_the_same(int past)
    {
        const string Small = "[2, 4, 6]";
        const string Large = "[4, 6, 8]";
        var stratum = Once(Small, 1, 1).Allocations()[0].Stratum;
        var twin = past == 0 ? 1 : Enumerable.Range(2, 1000).Select(seed => (ulong)seed).First(seed => List(Large, seed, stratum).SequenceEqual(List(Small, 1, stratum)));

        var (one, other) = (WithoutCommitments(Once(Small, 1, past)), WithoutCommitments(Once(Large, twin, past)));

        one.Length.ShouldBeGreaterThan(50);
        other.ShouldBe(one);

        static PatinaTrial Once(string sizes, ulong key, int past) => UnderWay(sizes, key, past);
    }

    /// <summary>
    /// Whoever has the readable text knows all of the file but the sizes, and tries every list: no hash that stands anywhere is that
    /// of the file, or of the sizes alone.
    /// </summary>
    [Fact]
    public void No_hash_that_can_be_read_is_one_that_can_be_tried()
    {
        using var trial = UnderWay("[2, 4, 6]", 1, Past);
        var told = string.Join('\n', Told(trial));
        told.ShouldNotContain("[2, 4");
        told.ShouldNotContain("2,4,6");
        HashSet<string> hashes = [.. Hash256().Matches(told).Select(found => found.Value)];
        hashes.Count.ShouldBeGreaterThan(100);
        hashes.ShouldContain(Hash(Variants.Text(Method("concealed"))), "The search can find: the hash of what everybody reads.");
        var (first, second) = (Halves(Variants.Text(Method("!"))), Halves(Amendment("!").ProtocolText));
        var tried = 0;
        foreach (var sizes in Lists(4))
        {
            var list = string.Join(", ", sizes);
            string[] guesses =
            [
                $"{first.Before}[{list}]{first.After}",
                $"{second.Before}[{list}]{second.After}",
                list,
                $"[{list}]",
                string.Join(',', sizes),
                $"[{string.Join(',', sizes)}]",
            ];
            foreach (var guess in guesses)
                hashes.ShouldNotContain(Hash(guess), list);
            tried++;
        }
        tried.ShouldBe(11 + 11 * 10 + 11 * 10 * 9 + 11 * 10 * 9 * 8);

        static (string Before, string After) Halves(string text) => (text[..text.IndexOf('!')], text[(text.IndexOf('!') + 1)..]);

        static IEnumerable<int[]> Lists(int longest) =>
            longest == 0
                ? []
                : Enumerable.Range(2, 11).Select(size => new[] { size })
                    .Concat(Lists(longest - 1).SelectMany(list => Enumerable.Range(2, 11).Except(list).Select(size => (int[])[.. list, size])))
                    .DistinctBy(list => string.Join(' ', list));
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_digest_of_a_request_is_the_same_whatever_the_sizes()
    {
        foreach (var sizes in new[] { "[4]", "[4, 6, 8]", "concealed" })
        {
            Request.Of("key", Amendment(sizes), "x").ShouldBe(Request.Of("key", Amendment("[2, 4, 6]"), "x"));
            Request
                .Of("key", new OpenTrial(Variants.Text(Method(sizes)), true), "x")
                .ShouldBe(Request.Of("key", new OpenTrial(Variants.Text(Method("[2, 4, 6]")), true), "x"));
        }
        Request.Of("key", Amendment("[4]", "3.0"), "x").ShouldNotBe(Request.Of("key", Amendment("[4]"), "x"));
    }

    [Fact]
    public void An_amendment_of_the_sizes_is_refused_in_the_words_of_any_other_change_and_tells_no_size()
    {
        using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), Rules("[2, 4, 6]", 1)).With(new OpenTrial(null, Synthetic: true));
        var ratio = Amendment("[3, 6]") with { ProtocolText = Amendment("[3, 6]").ProtocolText.Replace("ratio: 1", "ratio: 2", StringComparison.Ordinal) };
        var any = Words(trial.Do(Amendment("[2, 4, 6]") with { ProtocolText = Amendment("[2, 4, 6]").ProtocolText.Replace("responded: [CR, PR]", "responded: [PR, CR]", StringComparison.Ordinal) }));
        any.Single().ShouldStartWith("allocation-changed: ");
        foreach (var sizes in new[] { "[2]", "[2, 4]", "[6, 4, 2]", "[12]" })
            Words(trial.Do(Amendment(sizes))).ShouldBe(any);
        Words(trial.Do(Amendment("[2, 4, 5, 7, 7]"))).ShouldBe(["protocol-has-problems: The block sizes of the amended protocol have a problem, which equipoise check names."]);
        Words(trial.Do(ratio)).ShouldAllBe(words => !words.Contains('6', StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_started_with_other_sizes_or_without_is_told_so_and_draws_no_arm()
    {
        var log = SqliteTrialLog.InMemory();
        var trial = new PatinaTrial(log, Rules("[2, 4, 6]", 1)).With(new OpenTrial(Variants.Text(Method("[2, 4, 6]")), Synthetic: true)).AndEligible("101-001");
        trial.Sign("101-001").ShouldBeOfType<Decision.Accepted>();
        var randomize = new RandomizeParticipant("101-001", PatinaTrial.Randomization);
        TrialCommand visit = new RecordVisit("101-001", "cycle", 1, day);

        // The log is closed by the trial that it was made for.
        var other = new TrialConduct(log, Rules("[4, 6, 8]", 1), TimeProvider.System);
        foreach (var command in new[] { randomize, visit })
            PatinaTrial.Rule(Give(other, command)).ShouldBe(["other-block-sizes"]);
        PatinaTrial.Rule(Give(other, new OpenTrial(Variants.Text(Method("[2, 4, 6]")), Synthetic: true))).ShouldBe(["already-open"]);
        var concealed = new TrialConduct(log, Rules("concealed", 1), TimeProvider.System);
        PatinaTrial.Rule(Give(concealed, randomize)).ShouldBe(["block-sizes-concealed"]);
        PatinaTrial.Rule(Give(concealed, Amendment("[2, 4, 6]"))).ShouldBe(["block-sizes-concealed"]);
        PatinaTrial.Rule(Give(concealed, new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later)))).ShouldContain("block-sizes-concealed");
        using (trial)
            trial.Today(randomize).ShouldBeOfType<Decision.Accepted>();
        PatinaTrial.Rule(Give(new TrialConduct(SqliteTrialLog.InMemory(), Rules("concealed", 1), TimeProvider.System), new OpenTrial(null, true))).ShouldBe(["block-sizes-concealed"]);
        PatinaTrial
            .Rule(Give(new TrialConduct(SqliteTrialLog.InMemory(), Rules("[4]", 1), TimeProvider.System), new OpenTrial(Variants.Text(Method("[2]")), true)))
            .ShouldBe(["other-protocol-text"]);

        Decision Give(TrialConduct conduct, TrialCommand command) =>
            Staff.Give((one, by) => conduct.Do(one, by, null), conduct.State, command, command == randomize ? PatinaTrial.At(PatinaTrial.Randomization) : PatinaTrial.Later);
    }

    [Fact]
    public void Verification_names_a_file_of_other_sizes_and_without_any_says_that_no_arm_was_computed()
    {
        using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), Rules("[2, 4, 6]", 1)).With(new OpenTrial(Variants.Text(Method("[2, 4, 6]")), Synthetic: true)).Enroll(1, 3);

        Verify("[2, 4, 6]").ShouldSatisfyAllConditions(report => report.IsSound.ShouldBeTrue(), report => report.Replayed.ShouldBeTrue());
        Verify("concealed").ShouldSatisfyAllConditions(
            report => report.IsSound.ShouldBeTrue(),
            report => report.Replayed.ShouldBeFalse(),
            report => report.DecidedAnew.ShouldBeTrue()
        );
        foreach (var other in new[] { "[4, 6, 8]", "[6, 4, 2]", "[2, 4]" })
            Verify(other).Problems[0].ToString().ShouldStartWith("row 1: the block sizes of the protocol file are not those to which this row is bound");
        // A method without sizes is bound to none.
        using var simple = Variants.Open(Variants.Simple);
        simple.Conduct.State.Opened!.BlockSizesCommitment.ShouldBeNull();

        VerificationReport Verify(string sizes) => TrialVerification.Verify(trial.Rows, null, Variants.Protocol(Method(sizes)), PatinaTrial.Key);
    }

    [Fact]
    public void With_the_lock_the_log_tells_its_sizes_and_verifies_alone_after_amendments_too()
    {
        using var trial = UnderWay("[2, 4, 6]", 1, Past).With(new CutOffData(new(2023, 12, 31)), new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later)));
        var rows = trial.Rows;
        var opened = TrialVerification.OpeningOf(rows)!;
        var (key, sizes) = (TrialVerification.RevealedKeyOf(rows)!, TrialVerification.RevealedBlockSizesOf(rows)!);
        sizes.ShouldBe([2, 4, 6]);
        var read = (ProtocolReading.Accepted)ProtocolFile.ParseRecorded(Encoding.UTF8.GetBytes(opened.ProtocolText!), "");

        var report = TrialVerification.Verify(rows, null, read.Protocol.WithBlockSizes(sizes), key);

        report.Problems.ShouldBeEmpty();
        report.Replayed.ShouldBeTrue();
        // By hand, as the page tells it.
        opened.BlockSizesCommitment.ShouldBe(
            Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(key.Reveal()), Encoding.ASCII.GetBytes($"equipoise block sizes 1\n{opened.ProtocolSha256}\n2,4,6")))
        );
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 10_000)]
    private static partial Regex Hash256();
}
