using System.Diagnostics;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Running;

/// <summary>Many who write and many who look, at once: nobody holds a thread while waiting, and nobody sees old things.</summary>
[Collection(OnPostgres.Name)]
public sealed class ManyAtOnceTests(OnePostgres server)
{
    static readonly DateOnly day = PatinaTrial.Randomization;
    static readonly Stamp noon = PatinaTrial.Later;

    static RecordLabValue Platelets(double value) => new("101-001", "platelets", value, day) { ReasonForChange = $"Reading {value}" };

    [Fact]
    public async Task Commands_that_come_while_a_commit_takes_its_time_share_the_next_one()
    {
        var log = new SlowLog(SqliteTrialLog.InMemory());
        using var trial = new PatinaTrial(log);
        trial.With(new Equipoise.Conduct.Opening.OpenTrial(null, Synthetic: true)).AndEligible("101-001").AndRandomized("101-001");
        log.Commits = 0;

        log.Gate.Reset();
        // Asked by one thread, which none of them holds: the first commit ends only when all of them wait.
        Task<Decision>[] asked = [.. Enumerable.Range(1, 64).Select(n => trial.Conduct.DoAsync(Platelets(n), noon))];
        asked.ShouldAllBe(one => !one.IsCompleted);
        log.Gate.Set();
        var answers = await Task.WhenAll(asked);

        answers.ShouldAllBe(answer => answer is Decision.Accepted);
        log.Commits.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task A_look_does_not_wait_for_the_disk_of_a_writer()
    {
        using var file = new LogFile();
        using (file.Create().AndEligible("101-001").AndRandomized("101-001")) { }
        var log = new SlowLog(SqliteTrialLog.Open(file.Path));
        using var trial = new PatinaTrial(log);
        log.Takes = TimeSpan.FromSeconds(2);
        var write = trial.Conduct.DoAsync(Platelets(1), noon);
        while (!log.IsCommitting)
            await Task.Delay(1);

        var watch = Stopwatch.StartNew();
        var seen = await trial.Conduct.LookAsync();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1), "the commit takes two");
        write.IsCompleted.ShouldBeFalse();
        seen.Find("101-001")!.All<LabValueRecorded>().ShouldBeEmpty("what is not on disk is not shown");
        (await write).ShouldBeOfType<Decision.Accepted>();
        (await trial.Conduct.LookAsync()).Find("101-001")!.All<LabValueRecorded>().Single().Value.ShouldBe(1);
    }

    [Theory]
    [EveryStore]
    [Trait("Takes", "time")]
    public async Task Whatever_one_program_was_told_the_next_look_of_another_sees(string name)
    {
        using var store = Store.New(name, server);
        using var one = store.Trial().AndEligible("101-001").AndRandomized("101-001");
        using var other = store.Trial();
        for (var n = 1; n <= 10_000; n++)
        {
            var (writer, reader) = n % 2 == 0 ? (one, other) : (other, one);
            // Each time another count, and one that a living person has.
            var count = 100 + (n / 100.0);
            (await writer.Conduct.DoAsync(Platelets(count), noon)).ShouldBeOfType<Decision.Accepted>();
            (await reader.Conduct.LookAsync()).Find("101-001")!.All<LabValueRecorded>().Single().Value.ShouldBe(count);
        }
    }

    [Fact]
    public async Task What_somebody_looks_at_stays_as_it_was()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(Platelets(1));
        var before = await trial.Conduct.LookAsync();
        trial.With(Platelets(2)).AndEligible("101-002");

        before.Participants.Count.ShouldBe(1);
        before.Find("101-001")!.All<LabValueRecorded>().Single().Value.ShouldBe(1);
        (await trial.Conduct.LookAsync()).Find("101-001")!.All<LabValueRecorded>().Single().Value.ShouldBe(2);
    }

    [Fact]
    public async Task Who_asks_while_somebody_elses_batch_is_open_is_answered_when_it_is_over_and_as_if_alone()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.Sign("101-001").ShouldBeOfType<Decision.Accepted>();
        Task<Decision> asked;
        using (trial.Conduct.Begin())
        {
            asked = trial.Conduct.DoAsync(new RandomizeParticipant("101-001", day), PatinaTrial.At(day), "k1");
            await Task.Delay(50);
            asked.IsCompleted.ShouldBeFalse();
        }
        var told = (await asked).ShouldBeOfType<Decision.Accepted>();
        trial.Participant().Randomized!.Arm.ShouldBe(told.Events.OfType<ParticipantRandomized>().Single().Arm);
    }

    /// <summary>A store whose commits wait at a gate and take as long as they are told, and are counted.</summary>
    sealed class SlowLog(ITrialLog log) : ITrialLog
    {
        internal TimeSpan Takes { get; set; }

        internal ManualResetEventSlim Gate { get; } = new(initialState: true);

        internal int Commits { get; set; }

        internal volatile bool IsCommitting;

        public IEnumerable<LogRow> Read(long after = 0) => log.Read(after);

        public bool Append(IReadOnlyList<LogRow> rows)
        {
            Wait();
            return log.Append(rows);
        }

        public ILogBatch Begin() => new Batch(this, log.Begin());

        public void SealWith(SealKey key) => log.SealWith(key);

        public string? AcceptedLoss => log.AcceptedLoss;

        public ITrialLog? ForReading() => log.ForReading();

        public void Dispose()
        {
            Gate.Dispose();
            log.Dispose();
        }

        void Wait()
        {
            (Commits, IsCommitting) = (Commits + 1, true);
            Gate.Wait();
            Thread.Sleep(Takes);
            IsCommitting = false;
        }

        sealed class Batch(SlowLog slow, ILogBatch batch) : ILogBatch
        {
            public void Append(IReadOnlyList<LogRow> rows) => batch.Append(rows);

            public void Erase(long row, string name) => batch.Erase(row, name);

            public void Commit()
            {
                slow.Wait();
                batch.Commit();
            }

            public void Dispose() => batch.Dispose();
        }
    }
}
