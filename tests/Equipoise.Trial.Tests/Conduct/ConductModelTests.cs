using Equipoise.Conduct;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.TrialLog;
using Equipoise.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Random lives of participants, beside a model simple enough to be read at a glance.</summary>
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
        Withdraw,
        Die,
    }

    /// <param name="Kind">What is asked for.</param>
    /// <param name="Who">Of which participant.</param>
    /// <param name="Day">On which day.</param>
    /// <param name="Well">Eligible or not; or one laboratory value or another.</param>
    public sealed record Step(Act Kind, int Who, int Day, bool Well);

    // Early acts and early days are likelier, or most lives would end before they begin.
    static readonly Gen<Step> steps =
        from kind in Gen.Frequency(
            (6, Gen.Constant(Act.Screen)),
            (6, Gen.Constant(Act.Consent)),
            (8, Gen.Constant(Act.Assess)),
            (14, Gen.Constant(Act.Sign)),
            (14, Gen.Constant(Act.Randomize)),
            (8, Gen.Constant(Act.Lab)),
            (1, Gen.Constant(Act.Withdraw)),
            (1, Gen.Constant(Act.Die))
        )
        from who in Gen.Choose(1, 3)
        from day in kind <= Act.Consent ? Gen.Choose(0, 2) : Gen.Choose(0, 8)
        from well in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Step(kind, who, day, well);

    [Fact]
    public void The_trial_answers_as_the_model_does_and_its_log_verifies()
    {
        var randomized = 0;
        var lives = steps.ListOf(120).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20_180_301UL, 45UL),
            Prop.ForAll(
                lives,
                life =>
                {
                    using var trial = PatinaTrial.Opened();
                    var model = Enumerable.Range(0, 4).Select(_ => new Life()).ToArray();
                    foreach (var step in life)
                        (Do(trial, step) is Decision.Accepted).ShouldBe(
                            model[step.Who].Accepts(step),
                            $"{step} in {string.Join("; ", life)}"
                        );

                    var report = TrialVerification.Verify(
                        trial.Rows,
                        trial.Conduct.Head,
                        Examples.PatinaProtocol,
                        PatinaTrial.Key
                    );
                    report.Problems.ShouldBeEmpty();
                    report.Allocations.ShouldBe(model.Count(one => one.Randomized is not null));
                    trial.Rows.Length.ShouldBe(1 + model.Sum(one => one.Rows));
                    randomized += report.Allocations;
                }
            )
        );
        // The property would be empty if nobody ever got that far.
        randomized.ShouldBeGreaterThan(100);
    }

    static Decision Do(PatinaTrial trial, Step step)
    {
        var (id, day) = ($"101-{step.Who}", PatinaTrial.Screening.AddDays(step.Day));
        var answers = PatinaTrial.EligibleAnswers;
        if (!step.Well)
            answers["performance"] = new Answer.Number(2);
        return step.Kind switch
        {
            Act.Screen => trial.Do(new ScreenParticipant(id, "101", 57, Sex.Female, day)),
            Act.Consent => trial.Do(new RecordConsent(id, day)),
            Act.Assess => trial.Do(new AssessEligibility(id, answers, day)),
            Act.Sign => trial.Conduct.Do(PatinaTrial.Eligibility(id, day), PatinaTrial.At(day)),
            Act.Randomize => trial.Conduct.Do(new RandomizeParticipant(id, day), PatinaTrial.At(day)),
            Act.Lab => trial.Do(new RecordLabValue(id, "platelets", step.Well ? 150 : 90, day)),
            Act.Withdraw => trial.Do(new WithdrawParticipant(id, WithdrawalReason.LostToFollowUp, day)),
            _ => trial.Do(new RecordDeath(id, null, day)),
        };
    }

    /// <summary>What one participant's record may become, in days and nothing else.</summary>
    sealed class Life
    {
        readonly SortedDictionary<int, bool> assessed = [];
        readonly Dictionary<int, bool> labs = [];
        int? screened;
        int? consented;
        int? withdrawn;
        int? died;
        int? signedOn;
        int? signedAnswers;

        public int? Randomized { get; private set; }

        public int Rows { get; private set; }

        public bool Accepts(Step step)
        {
            var day = step.Day;
            if (step.Kind == Act.Screen)
                return Once(ref screened, day, allowed: true);
            if (screened is null || day < screened)
                return false;
            if (step.Kind == Act.Consent)
                return Once(ref consented, day, allowed: !(day > died) && !(day > withdrawn));
            if (consented is null || day < consented)
                return false;
            var alive = !(day > died);
            var inStudy = alive && !(day > withdrawn);
            return step.Kind switch
            {
                Act.Assess => inStudy && Once(assessed, day, step.Well, rows: 13),
                Act.Lab => inStudy && Once(labs, day, step.Well, rows: 1),
                Act.Sign => inStudy && Randomized is null && Eligible && Sign(day),
                Act.Randomize => died is null
                    && withdrawn is null
                    && Randomized is null
                    && Eligible
                    && signedOn <= day
                    && signedAnswers == assessed.Last().Key
                    && Randomize(day),
                Act.Withdraw => Once(ref withdrawn, day, allowed: alive && LastFact <= day),
                _ => Once(ref died, day, allowed: LastFact <= day && !(withdrawn > day)),
            };
        }

        bool Eligible => assessed.Count > 0 && assessed.Last().Value;

        bool Sign(int day)
        {
            (signedOn, signedAnswers) = (day, assessed.Last().Key);
            Rows++;
            return true;
        }

        int LastFact =>
            new[] { Randomized ?? 0, signedOn ?? 0, assessed.Keys.DefaultIfEmpty().Max(), labs.Keys.DefaultIfEmpty().Max() }.Max();

        bool Randomize(int day)
        {
            (Randomized, Rows) = (day, Rows + 1);
            return true;
        }

        bool Once(ref int? value, int day, bool allowed)
        {
            if (value is not null || !allowed)
                return value == day;
            (value, Rows) = (day, Rows + 1);
            return true;
        }

        bool Once(IDictionary<int, bool> values, int day, bool value, int rows)
        {
            if (values.TryGetValue(day, out var recorded))
                return recorded == value;
            values[day] = value;
            Rows += rows;
            return true;
        }
    }
}
