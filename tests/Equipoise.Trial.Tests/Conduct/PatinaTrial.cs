using Equipoise.Conduct.Allocation;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Views;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>The PATINA example as a trial under way, for tests to give commands to.</summary>
sealed class PatinaTrial : IDisposable
{
    internal static readonly DateOnly Screening = new(2018, 3, 1);
    internal static readonly DateOnly Consent = new(2018, 3, 2);
    internal static readonly DateOnly Randomization = new(2018, 3, 8);

    /// <summary>A moment long after everything that tests record, except what is dated later on purpose.</summary>
    internal static readonly Stamp Later = new(new(2024, 1, 15, 12, 0, 0, TimeSpan.Zero), "investigator");

    internal static readonly AllocationKey Key = AllocationKey.ForRehearsal(1);
    internal static readonly SealKey Seal = SealKey.ForRehearsal(1);

    internal static readonly Dictionary<string, string> Levels = new() { ["pertuzumab"] = "yes", ["prior-HER2"] = "no" };
    internal static readonly Dictionary<string, string> Choices = new() { ["endocrine"] = "fulvestrant" };

    /// <summary>Answers that permit entry, one for each criterion of the example.</summary>
    internal static Dictionary<string, Answer> EligibleAnswers =>
        new()
        {
            ["adult"] = new Answer.Number(57),
            ["hormone-receptor"] = new Answer.YesNo(true),
            ["her2"] = new Answer.YesNo(true),
            ["metastatic"] = new Answer.YesNo(true),
            ["induction"] = new Answer.Number(6),
            ["no-progression"] = new Answer.Choice("PR"),
            ["performance"] = new Answer.Number(0),
            ["neutrophils"] = new Answer.Number(1.8),
            ["platelets"] = new Answer.Number(210),
            ["hemoglobin"] = new Answer.Number(12.1),
            ["prior-CDK46"] = new Answer.YesNo(false),
            ["pregnancy"] = new Answer.YesNo(false),
            ["brain-metastases"] = new Answer.YesNo(false),
        };

    TrialConduct.Batch? batch;

    internal PatinaTrial()
        : this(SqliteTrialLog.InMemory()) { }

    internal PatinaTrial(ITrialLog log)
        : this(log, Rules) { }

    /// <summary>The trial under other rules: another method of randomization, or another key.</summary>
    internal PatinaTrial(ITrialLog log, TrialRules rules)
    {
        (Log, TrialRules) = (log, rules);
        Conduct = new(log, rules, TimeProvider.System);
    }

    internal static TrialRules Rules => new(Examples.PatinaProtocol, Key, Seal);

    /// <summary>Those of a trial of real participants: its keys are drawn, and nobody can compute them.</summary>
    internal static TrialRules RealRules => new(Examples.PatinaProtocol, AllocationKey.Generate(), SealKey.Generate());

    internal TrialRules TrialRules { get; }

    internal ITrialLog Log { get; }

    internal TrialConduct Conduct { get; }

    internal static PatinaTrial Opened() => new PatinaTrial().With(new OpenTrial(null, Synthetic: true));

    /// <summary>A trial in which this participant is screened, consented and fully assessed as eligible.</summary>
    internal static PatinaTrial WithEligible(string participant = "101-001") => Opened().AndEligible(participant);

    /// <summary>A trial in which this participant is randomized.</summary>
    internal static PatinaTrial WithRandomized(string participant = "101-001") =>
        WithEligible(participant).AndRandomized(participant);

    internal PatinaTrial AndEligible(string participant) =>
        With(
            new ScreenParticipant(participant, "101", 57, Sex.Female, Screening),
            new RecordConsent(participant, Consent),
            new AssessEligibility(participant, EligibleAnswers, Consent)
        );

    internal PatinaTrial AndRandomized(string participant)
    {
        Randomize(participant).ShouldBeOfType<Decision.Accepted>();
        return this;
    }

    /// <summary>Signs and randomizes on the day itself, as it must be.</summary>
    internal Decision Randomize(string participant, Dictionary<string, string>? levels = null) =>
        Sign(participant, levels) is Decision.Refused refused
            ? refused
            : Do(new RandomizeParticipant(participant, Randomization), At(Randomization));

    internal Decision Sign(string participant, Dictionary<string, string>? levels = null) =>
        Do(Eligibility(participant, Randomization, levels), At(Randomization));

    /// <summary>The eligibility of a participant, signed at noon of that day.</summary>
    internal static SignEligibility Eligibility(string participant, DateOnly day, Dictionary<string, string>? levels = null) =>
        new(participant, levels ?? Levels, Choices, day, Signature(SignEligibility.Meaning, At(day)));

    internal static Signature Signature(string meaning, Stamp stamp) =>
        new(Staff.Name, meaning, stamp.RecordedAt, "password");

    internal PatinaTrial With(params TrialCommand[] commands)
    {
        foreach (var command in commands)
            Do(command).ShouldBeOfType<Decision.Accepted>(command.ToString());
        return this;
    }

    internal Decision Do(TrialCommand command) => Do(command, Later);

    /// <summary>Given by whoever of the staff may, when it is left to this to choose.</summary>
    internal Decision Do(TrialCommand command, Stamp stamp, string? key = null) =>
        Staff.Give(
            (one, by) => batch?.Do(one, by, one == command ? key : null) ?? Conduct.Do(one, by, one == command ? key : null),
            Conduct.State,
            command,
            stamp
        );

    /// <summary>A batch, to which everything goes until it is over.</summary>
    internal Batch Begin() => new(this);

    /// <summary>The row that follows and says this.</summary>
    internal static LogRow Row(LogHead head, Stamp stamp, TrialEvent one) =>
        RowWriting.Row(head, stamp, one, name => new TextSeal.Salted($"{name.Length:x32}"));

    /// <summary>Records events as they are, as a program that did not look at their texts would have.</summary>
    internal PatinaTrial Recorded(params TrialEvent[] events)
    {
        foreach (var one in events)
            Log.Append([Row(LogHead.Of(Rows[^1]), Later, one)]).ShouldBeTrue();
        Conduct.Look();
        return this;
    }

    /// <summary>The payload of a row with its texts in their places.</summary>
    internal static string Told(LogRow row) => RowTexts.PutBack(row).Json;

    /// <summary>The rules by which a command is refused; none when it is accepted.</summary>
    internal string[] RefusalsOf(TrialCommand command) => Rule(Do(command));

    internal static string[] Rule(Decision decision) =>
        decision is Decision.Refused refused ? [.. refused.Reasons.Select(reason => reason.Rule)] : [];

    internal static Stamp At(DateOnly day) => new(new(day.ToDateTime(new(12, 0)), TimeSpan.Zero), "investigator");

    internal ParticipantState Participant(string id = "101-001") => Conduct.State.Find(id)!;

    /// <summary>What somebody sees, at noon of the day of randomization where no other moment is named.</summary>
    internal Viewer Look(string person, DateTimeOffset? at = null) =>
        new(Conduct.State, TrialRules, person, at ?? At(Randomization).RecordedAt);

    internal LogRow[] Rows => [.. Log.Read()];

    public void Dispose() => Conduct.Dispose();

    internal sealed class Batch : IDisposable
    {
        readonly PatinaTrial trial;

        internal Batch(PatinaTrial trial) => (this.trial, trial.batch) = (trial, trial.Conduct.Begin());

        internal void Commit() => trial.batch!.Commit();

        public void Dispose()
        {
            trial.batch!.Dispose();
            trial.batch = null;
        }
    }
}
