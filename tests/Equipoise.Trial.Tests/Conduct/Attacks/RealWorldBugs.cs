using System.Collections.Concurrent;
using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Trial.Tests.Conduct.Allocating;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>
/// Seven bugs of randomization systems in use. For each there is a check, which this program passes and a small program with the
/// bug fails: so the check would have found it.
/// </summary>
[Trait("Takes", "time")]
public sealed class RealWorldBugs
{
    static readonly Arm[] arms = [new("A", "A", ArmRole.Experimental, 1, []), new("B", "B", ArmRole.Control, 1, [])];
    static readonly Stratum everybody = new([]);

    /// <summary>
    /// OpenClinica 2274: "database query results are coming back in different order", and strata were matched to questions by
    /// position.
    /// </summary>
    [Fact]
    public void Strata_matched_by_position()
    {
        IsMatchedByName(levels =>
            {
                using var trial = Variants.Open(Variants.Blocks).AndEligible("101-001");
                return trial.Randomize("101-001", levels) is Decision.Accepted ? trial.Participant().Randomized!.Stratum.Values[0].Level : "refused";
            })
            .ShouldBeTrue();
        IsMatchedByName(levels => levels.Values.First()).ShouldBeFalse();

        static bool IsMatchedByName(Func<Dictionary<string, string>, string> levelOfPertuzumab) =>
            levelOfPertuzumab(new() { ["pertuzumab"] = "yes", ["prior-HER2"] = "no" }) == "yes"
            && levelOfPertuzumab(new() { ["prior-HER2"] = "no", ["pertuzumab"] = "yes" }) == "yes";
    }

    /// <summary>
    /// clinicedc/edc-randomization: the first free row is read, set and saved, with no lock and in no transaction.
    /// </summary>
    [Fact]
    public async Task Read_then_save_without_a_lock()
    {
        const int Requests = 16;
        using var folder = new TemporaryFolder();
        var path = folder.File("trial.db");
        using (var trial = new PatinaTrial(SqliteTrialLog.Create(path)).With(new OpenTrial(null, Synthetic: true)))
            for (var number = 1; number <= Requests; number++)
                trial.AndEligible(Variants.Id(number));
        (await PlacesAreGivenOnce(number =>
            {
                // Each request by a program of its own on the same log.
                using var trial = new PatinaTrial(SqliteTrialLog.Open(path));
                trial.Randomize(Variants.Id(number)).ShouldBeOfType<Decision.Accepted>();
                return trial.Participant(Variants.Id(number)).Randomized!.Place;
            })).ShouldBeTrue();

        // The bug, with the others let in between reading and saving, as any scheduler may.
        var (taken, everybodyHasRead) = (0, new Barrier(Requests));
        (await PlacesAreGivenOnce(_ =>
            {
                var free = taken + 1;
                everybodyHasRead.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
                return taken = free;
            })).ShouldBeFalse();

        static async Task<bool> PlacesAreGivenOnce(Func<int, int> placeOf)
        {
            var places = new ConcurrentBag<int>();
            await Task.WhenAll(
                Enumerable
                    .Range(1, Requests)
                    .Select(number => Task.Factory.StartNew(() => places.Add(placeOf(number)), default, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            );
            return places.Order().SequenceEqual(Enumerable.Range(1, Requests));
        }
    }

    /// <summary>ttscience/unbiased: the request carries the whole history of arms, and the server believes it.</summary>
    [Fact]
    public void State_that_comes_with_the_request()
    {
        // What a request may say is who and when; what the client says about others has no place in it.
        typeof(RandomizeParticipant).GetConstructors().Single(constructor => constructor.GetParameters().Length > 1).GetParameters()
            .Select(parameter => parameter.Name)
            .ShouldBe(["Participant", "On"]);
        DependsOnTheLogAlone(claims =>
            {
                using var trial = Variants.Open("  method: minimization\n  imbalance: range\n  probability: 100%\n").Enroll(1, 3);
                trial.AndEligible("101-100");
                // The claims have nowhere to go but into the words that a request may carry.
                trial.Do(new RandomizeParticipant("101-100", PatinaTrial.Randomization) { ReasonForChange = claims }, PatinaTrial.At(PatinaTrial.Randomization));
                trial.Randomize("101-100");
                return trial.Participant("101-100").Randomized!.Arm;
            })
            .ShouldBeTrue();
        DependsOnTheLogAlone(claims =>
            {
                var tally = new AllocationTally();
                foreach (var arm in claims)
                    tally.Count(everybody, "1", $"{arm}");
                return Minimizing().Next(tally, everybody, "1").Arm;
            })
            .ShouldBeFalse();

        static Equipoise.Conduct.Allocation.Minimization Minimizing() =>
            new(AllocationKey.ForRehearsal(1), new(Imbalance.Range, 1) { SiteWeight = 1 }, arms);

        static bool DependsOnTheLogAlone(Func<string, string> armOf) => armOf("AAA") == armOf("BBB");
    }

    /// <summary>kshedden/randomization: the generator is seeded by the clock, and the seed is kept nowhere.</summary>
    [Fact]
    public void A_seed_from_the_clock()
    {
        CanBeReplayed(hour => Arms(hour)).ShouldBeTrue();
        CanBeReplayed(hour =>
            {
                var blocks = new PermutedBlocks(AllocationKey.ForRehearsal((ulong)hour), [4], arms);
                return [.. blocks.Blocks(everybody).SelectMany(block => block).Take(12)];
            })
            .ShouldBeFalse();

        static bool CanBeReplayed(Func<int, string[]> arms) => arms(8).SequenceEqual(arms(9)) && arms(8).SequenceEqual(arms(20));

        static string[] Arms(int hour)
        {
            using var trial = Variants.Open(Variants.Minimization);
            for (var number = 1; number <= 12; number++)
            {
                trial.AndEligible(Variants.Id(number));
                var stamp = new Stamp(new(PatinaTrial.Randomization.ToDateTime(new(hour, 0)), TimeSpan.Zero), "investigator");
                trial.Do(PatinaTrial.Eligibility(Variants.Id(number), PatinaTrial.Randomization) with { Signature = PatinaTrial.Signature(Equipoise.Conduct.Screening.SignEligibility.Meaning, stamp) }, stamp);
                trial.Do(new RandomizeParticipant(Variants.Id(number), PatinaTrial.Randomization), stamp).ShouldBeOfType<Decision.Accepted>();
            }
            return [.. trial.Allocations().Select(one => one.Arm)];
        }
    }

    /// <summary>REDCap, and every system with an uploaded list: "RANDOMIZATION ERROR ... no allocations available".</summary>
    [Fact]
    public void A_list_that_runs_out()
    {
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(2), [2, 4, 6], arms);
        NeverRunsOut(number => blocks.ArmOf(everybody, number)).ShouldBeTrue();
        string[] list = [.. blocks.Blocks(everybody).SelectMany(block => block).Take(500)];
        NeverRunsOut(number => number <= list.Length ? list[number - 1] : null).ShouldBeFalse();

        static bool NeverRunsOut(Func<int, string?> armOf) => new[] { 1, 499, 501, 5_000, 20_000 }.All(number => armOf(number) is not null);
    }

    /// <summary>
    /// A schedule sorted as text: place 10 comes before place 2 (one of the failures in Yelland et al. 2025, Trials: incorrect
    /// sorting of the schedule).
    /// </summary>
    [Fact]
    public void Places_sorted_as_text()
    {
        var blocks = new PermutedBlocks(AllocationKey.ForRehearsal(4), [2, 4, 6], arms);
        string[] list = [.. blocks.Blocks(everybody).SelectMany(block => block).Take(30)];
        using var trial = Variants.Open(Variants.Blocks);
        for (var number = 1; number <= 30; number++)
            trial.AndEligible(Variants.Id(number)).AndRandomized(Variants.Id(number));
        var stratum = trial.Allocations()[0].Stratum;
        var own = (PermutedBlocks)Equipoise.Conduct.Allocation.AllocationMethod.Of(trial.TrialRules.Protocol, PatinaTrial.Key)!;
        KeepsTheOrder(trial.Allocations().Select(one => one.Arm), own.Blocks(stratum).SelectMany(block => block)).ShouldBeTrue();
        KeepsTheOrder(list.Index().OrderBy(row => $"{row.Index + 1}", StringComparer.Ordinal).Select(row => row.Item), list).ShouldBeFalse();

        static bool KeepsTheOrder(IEnumerable<string> given, IEnumerable<string> planned) => given.SequenceEqual(planned.Take(30));
    }

    /// <summary>
    /// REDCap's "Remove randomization": the slot becomes free, and the next person gets the arm that an administrator has seen.
    /// </summary>
    [Fact]
    public void A_slot_that_is_given_again()
    {
        NeverGivesAPlaceTwice(() =>
            {
                using var trial = Variants.Open(Variants.Blocks).Enroll(1, 1);
                var first = trial.Allocations()[0];
                var day = PatinaTrial.Randomization;
                trial.Today(new MarkAllocationInError("101-001", "Undone", day, Variants.Signed(MarkAllocationInError.Meaning, day))).ShouldBeOfType<Decision.Accepted>();
                trial.AndEligible("101-002").Randomize("101-002", Variants.LevelsOf(1)).ShouldBeOfType<Decision.Accepted>();
                var second = trial.Allocations()[1];
                second.Stratum.ShouldBe(first.Stratum);
                return (first.Place, second.Place);
            })
            .ShouldBeTrue();
        NeverGivesAPlaceTwice(() =>
            {
                SortedSet<int> free = [1, 2, 3];
                var first = Take();
                free.Add(first);
                return (first, Take());

                int Take()
                {
                    var place = free.Min;
                    free.Remove(place);
                    return place;
                }
            })
            .ShouldBeFalse();

        static bool NeverGivesAPlaceTwice(Func<(int First, int Second)> afterAnError) => afterAnError() is var (first, second) && first != second;
    }
}
