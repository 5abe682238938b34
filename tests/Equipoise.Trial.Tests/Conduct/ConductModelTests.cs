using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Verification;
using Equipoise.Protocol;
using Equipoise.TrialLog;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Random trials, beside a model simple enough to be read at a glance; every request has a key, and some are repeated.</summary>
[Trait("Takes", "time")]
public sealed class ConductModelTests
{
    public enum Act
    {
        Screen,
        Consent,
        Assess,
        Sign,
        Randomize,
        Lab,
        Mark,
        Withdraw,
        Die,
        CloseSite,
        OpenSite,
        CloseArm,
        CutOff,
        Lock,
    }

    /// <param name="Kind">What is asked for.</param>
    /// <param name="Who">Of which participant.</param>
    /// <param name="Day">On which day.</param>
    /// <param name="Well">Eligible or not; or one laboratory value or another.</param>
    /// <param name="Again">Which earlier request is repeated after this one.</param>
    public sealed record Step(Act Kind, int Who, int Day, bool Well, int Again);

    // Early acts and early days are likelier, or most lives would end before they begin; the end of the trial is rare.
    static readonly Gen<Step> steps =
        from kind in Gen.Frequency(
            (60, Gen.Constant(Act.Screen)),
            (60, Gen.Constant(Act.Consent)),
            (80, Gen.Constant(Act.Assess)),
            (170, Gen.Constant(Act.Sign)),
            (170, Gen.Constant(Act.Randomize)),
            (80, Gen.Constant(Act.Lab)),
            (30, Gen.Constant(Act.Mark)),
            (10, Gen.Constant(Act.Withdraw)),
            (10, Gen.Constant(Act.Die)),
            (5, Gen.Constant(Act.CloseSite)),
            (60, Gen.Constant(Act.OpenSite)),
            (1, Gen.Constant(Act.CloseArm)),
            (2, Gen.Constant(Act.CutOff)),
            (8, Gen.Constant(Act.Lock))
        )
        from who in Gen.Choose(1, 3)
        from day in kind <= Act.Consent ? Gen.Choose(0, 2) : Gen.Choose(0, 8)
        from well in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from again in Gen.Choose(0, 1000)
        select new Step(kind, who, day, well, again);

    [Fact]
    public void The_trial_answers_as_the_model_does_and_its_log_verifies()
    {
        var (randomized, locked) = (0, 0);
        var lives = steps.ListOf(150).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(250).WithReplay(20_180_301UL, 45UL),
            Prop.ForAll(
                lives,
                life =>
                {
                    using var trial = PatinaTrial.Opened();
                    var model = new TrialModel();
                    List<(TrialCommand Command, Stamp Stamp, string Key, string Told)> asked = [];
                    foreach (var (place, step) in life.Index())
                    {
                        var (command, stamp) = Command(step);
                        var decision = trial.Do(command, stamp, $"key {place}");
                        (decision is Decision.Accepted).ShouldBe(model.Accepts(step), $"{step}: {Told(decision)}");
                        if (!model.IsLocked && (decision is Decision.Accepted || TrialModel.KeepsRefusals(step)))
                            asked.Add((command, stamp, $"key {place}", Told(decision)));
                        if (asked.Count == 0)
                            continue;
                        // Promise 2: an earlier request, asked again, has the answer that it had; and nothing is recorded.
                        var again = asked[step.Again % asked.Count];
                        Told(trial.Do(again.Command, again.Stamp, again.Key)).ShouldBe(again.Told);
                    }

                    var report = TrialVerification.Verify(
                        trial.Rows,
                        trial.Conduct.Head,
                        Examples.PatinaProtocol,
                        PatinaTrial.Key
                    );
                    report.Problems.ShouldBeEmpty();
                    report.Allocations.ShouldBe(model.Lives.Count(one => one.Randomized is not null));
                    trial.Rows.Length.ShouldBe(Staff.Rows + model.Rows);
                    // What is in memory is what the log says.
                    var folded = TrialState.Of(trial.Rows);
                    folded.Participants.SelectMany(Facts).ShouldBe(trial.Conduct.State.Participants.SelectMany(Facts));
                    randomized += report.Allocations;
                    locked += model.IsLocked ? 1 : 0;
                }
            )
        );
        // The property would be empty if nobody ever got that far.
        randomized.ShouldBeGreaterThan(100);
        locked.ShouldBeGreaterThan(3);
    }

    static IEnumerable<string> Facts(ParticipantState participant) =>
        participant.Facts.Select(fact => $"{participant.Id} {EventJson.Write(fact)}");

    static string Told(Decision decision) =>
        decision switch
        {
            Decision.Accepted accepted => string.Join('\n', accepted.Events.Select(EventJson.Write)),
            Decision.Refused refused => string.Join('\n', refused.Reasons),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    static (TrialCommand, Stamp) Command(Step step)
    {
        var (id, day) = ($"101-{step.Who}", PatinaTrial.Screening.AddDays(step.Day));
        var today = PatinaTrial.At(day);
        var answers = PatinaTrial.EligibleAnswers;
        if (!step.Well)
            answers["performance"] = new Answer.Number(2);
        return step.Kind switch
        {
            Act.Screen => (new ScreenParticipant(id, "101", 57, Sex.Female, day), PatinaTrial.Later),
            Act.Consent => (new RecordConsent(id, day), PatinaTrial.Later),
            Act.Assess => (new AssessEligibility(id, answers, day), PatinaTrial.Later),
            Act.Sign => (PatinaTrial.Eligibility(id, day), today),
            Act.Randomize => (new RandomizeParticipant(id, day), today),
            Act.Lab => (new RecordLabValue(id, "platelets", step.Well ? 150 : 90, day), PatinaTrial.Later),
            Act.Mark => (
                new MarkAllocationInError(id, "not eligible", day, PatinaTrial.Signature(MarkAllocationInError.Meaning, today)),
                today
            ),
            Act.Withdraw => (new WithdrawParticipant(id, WithdrawalReason.LostToFollowUp, day), PatinaTrial.Later),
            Act.Die => (new RecordDeath(id, null, day), PatinaTrial.Later),
            Act.CloseSite => (new CloseSite("101", "audit", day, PatinaTrial.Signature(CloseSite.Meaning, today)), today),
            Act.OpenSite => (new OpenSite("101", "audit passed", day, PatinaTrial.Signature(OpenSite.Meaning, today)), today),
            Act.CloseArm => (new CloseArm("standard", "interim look", day, PatinaTrial.Signature(CloseArm.Meaning, today)), today),
            Act.CutOff => (new CutOffData(new(2023, 12, 31)), PatinaTrial.Later),
            _ => (new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later)), PatinaTrial.Later),
        };
    }

    /// <summary>The trial around its participants: what is open, and how many rows its log has after the first.</summary>
    sealed class TrialModel
    {
        bool siteClosed;
        bool armClosed;
        bool cutOff;

        public LifeModel[] Lives { get; } = [.. Enumerable.Range(0, 4).Select(_ => new LifeModel())];

        public bool IsLocked { get; private set; }

        public int Rows { get; private set; }

        public static bool KeepsRefusals(Step step) =>
            step.Kind is Act.Sign or Act.Randomize or Act.Mark or Act.CloseSite or Act.OpenSite or Act.CloseArm or Act.Lock;

        public bool Accepts(Step step)
        {
            if (IsLocked)
                return false;
            var before = Lives.Sum(life => life.Rows);
            var accepted = Decide(step);
            // The log has what a request changed, or that it changed nothing; and a refusal where that is kept.
            if (accepted || KeepsRefusals(step))
                Rows += Math.Max(1, Lives.Sum(life => life.Rows) - before);
            return accepted;
        }

        bool Decide(Step step)
        {
            var life = Lives[step.Who];
            var accrues = !siteClosed && !armClosed;
            return step.Kind switch
            {
                Act.Screen when !life.IsScreened && !accrues => false,
                Act.Randomize when cutOff || !accrues => false,
                Act.CloseSite => !siteClosed && (siteClosed = true),
                Act.OpenSite => siteClosed && !(siteClosed = false),
                Act.CloseArm => !armClosed && (armClosed = true),
                Act.CutOff => cutOff = true,
                Act.Lock => cutOff && (IsLocked = true),
                _ => life.Accepts(step),
            };
        }
    }
}
