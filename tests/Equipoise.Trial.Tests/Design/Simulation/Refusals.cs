using Equipoise.Design.Simulation;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;

namespace Equipoise.Trial.Tests.Design.Simulation;

/// <summary>What cannot be simulated is refused with its value and what is possible.</summary>
public sealed class Refusals
{
    static readonly SimulatedTrial good = SmallTrials.Varied;

    public static TheoryData<string, SimulatedTrial> Impossible { get; } =
        new()
        {
            { "1 participants: there are 2 to 524288.", good with { Participants = 1, Looks = [new LookPlan.AtMonth(9)] } },
            { "The accrual has no rate: there is at least one.", good with { Accrual = [] } },
            { "The accrual ends with a rate of 0 per month", good with { Accrual = [new(0, 5), new(3, 0)] } },
            { "The accrual begins in month 1: it begins at 0.", good with { Accrual = [new(1, 5)] } },
            {
                "The accrual changes in month 2 after month 3: the months rise.",
                good with { Accrual = [new(0, 5), new(3, 1), new(2, 1)] }
            },
            { "The accrual is NaN per month: a rate is 0 or more.", good with { Accrual = [new(0, double.NaN), new(1, 1)] } },
            { "An allocation ratio of 0:1", good with { Allocation = new AllocationWorld.Simple { Control = 0 } } },
            {
                "A block of 5: a size is a multiple of 3, the sum of the ratio 1:2",
                good with { Allocation = new AllocationWorld.PermutedBlocks([3, 5]) { Experimental = 2 } }
            },
            { "Permuted blocks without a size", good with { Allocation = new AllocationWorld.PermutedBlocks([]) } },
            { "0 strata: there are 1 to 1024.", good with { Strata = [] } },
            { "The shares of the strata sum to 0.9: they sum to 1.", good with { Strata = [SmallTrials.Stratum(0.9, 0.1, 1)] } },
            {
                "Stratum 1 has a share of 0: a share is above 0 and at most 1.",
                good with { Strata = [SmallTrials.Stratum(0, 0.1, 1), SmallTrials.Stratum(1, 0.1, 1)] }
            },
            { "Every event hazard is 0: at least one is above 0.", good with { Strata = [SmallTrials.Stratum(1, 0, 1)] } },
            {
                "The event hazard of stratum 1, control is -0.1 per month: a rate is 0 or more.",
                good with { Strata = [SmallTrials.Stratum(1, -0.1, -1)] }
            },
            { "A cured fraction of 1 in stratum 1, control: it is from 0 to below 1.", good with { Strata = [Cured(1)] } },
            {
                "The dropout hazard of the control arm is Infinity per month",
                good with { ControlDropout = RatePiece.Constant(double.PositiveInfinity) }
            },
            { "0 looks: there are 1 to 64.", good with { Looks = [] } },
            {
                "Look 1 waits for 332 events: from 1 to the 331 participants.",
                good with { Looks = [new LookPlan.AtEvents(332)] }
            },
            {
                "Look 2 waits for 50 events after a look at 50: the numbers rise.",
                good with { Looks = [new LookPlan.AtEvents(50), new LookPlan.AtEvents(50)] }
            },
            {
                "Look 1 is made in month 512: a month is above 0 and below 512.",
                good with { Looks = [new LookPlan.AtMonth(512)] }
            },
            {
                "Look 2 is made in month 3 after a look in month 4: the months rise.",
                good with { Looks = [new LookPlan.AtMonth(4), new LookPlan.AtMonth(3)] }
            },
            {
                "The efficacy bound of look 1 is not a number.",
                good with { Looks = [new LookPlan.AtMonth(4) { EfficacyZ = double.NaN }] }
            },
            {
                "Look 1 stops for futility at Z = 2 and for efficacy at 1",
                good with { Looks = [new LookPlan.AtMonth(4) { EfficacyZ = 1, FutilityZ = 2 }] }
            },
            { "A confidence of 1: it lies between 0 and 1.", good with { Confidence = 1 } },
        };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_trial_is_refused_with_its_reason(string reason, SimulatedTrial trial)
    {
        trial.Problems().ShouldHaveSingleItem().ShouldStartWith(reason);
        Should.Throw<ArgumentException>(() => SmallTrials.Run(trial, 1)).Message.ShouldContain(reason);
        Should.Throw<ArgumentException>(() => trial.Replay(1, 0, 0)).Message.ShouldContain(reason);
    }

    [Fact]
    public void Every_problem_is_named_at_once() =>
        (good with { Participants = 0, Accrual = [], Confidence = 2 }).Problems().Count.ShouldBe(3 + 2); // nor can 0 participants have 100 events, or 260

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(1, 1UL << 56, 1)]
    [InlineData(2, (1UL << 56) - 1, 1)]
    [InlineData(1, 0, 0)]
    public void An_impossible_run_is_refused(long trials, ulong first, int threads) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SmallTrials.Run(good, trials, first: first, threads: threads));

    [Fact]
    public void A_canceled_run_ends()
    {
        using var source = new CancellationTokenSource();
        var done = 0L;
        var progress = new Told(trials =>
        {
            Interlocked.Exchange(ref done, trials);
            source.Cancel();
        });
        Should.Throw<OperationCanceledException>(() =>
            TrialSimulator.Run(good, new() { Seed = 1, Trials = 100_000_000 }, progress, source.Token)
        );
        done.ShouldBeInRange(1, 100_000);
    }

    [Fact]
    public void Progress_ends_at_the_number_of_trials()
    {
        var most = 0L;
        TrialSimulator.Run(good, new() { Seed = 1, Trials = 1000, Threads = 2 }, new Told(done => most = long.Max(most, done)));
        most.ShouldBe(1000);
    }

    static StratumWorld Cured(double fraction)
    {
        var stratum = SmallTrials.Stratum(1, 0.1, 1);
        return stratum with { Control = stratum.Control with { CuredFraction = fraction } };
    }

    sealed class Told(Action<long> tell) : IProgress<long>
    {
        readonly Lock one = new();

        public void Report(long value)
        {
            lock (one)
                tell(value);
        }
    }
}
