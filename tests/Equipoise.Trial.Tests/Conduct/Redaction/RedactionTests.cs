using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Redaction;
using Equipoise.Trial.Tests.Conduct.Stores;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Redaction;

/// <summary>A name that was typed by mistake goes, and what was recorded stays.</summary>
[Collection(OnPostgres.Name)]
public sealed class RedactionTests(OnePostgres server)
{
    const string Who = "101-0001";
    const string Typed = "Is this Mrs Mary Example, born 3 May 1961?";

    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(14);

    static RecordLabValue Value(double value, string? reason = null) => new(Who, "neutrophils", value, day) { ReasonForChange = reason };

    /// <summary>A trial whose last row corrects a value, for a reason that names somebody.</summary>
    static long Told(PatinaTrial trial)
    {
        trial.AndEligible(Who).AndRandomized(Who).With(Value(0.9), Value(0.8, Typed));
        return trial.Rows[^1].Sequence;
    }

    static string? ReasonIn(TrialState state) => state.Find(Who)!.The<LabValueRecorded>()!.ReasonForChange;

    [Theory]
    [EveryStore]
    public void A_name_typed_by_mistake_is_gone_and_the_chain_verifies_and_says_so(string name)
    {
        using var store = Store.New(name, server);
        using var trial = store.Trial();
        var row = Told(trial);
        using var other = store.Trial();
        ReasonIn(other.Conduct.Look()).ShouldBe(Typed);
        store.Rows()[(int)row - 1].Texts.Single().Content.ShouldContain("Mary Example");

        trial.With(new RedactText(row, null, "a participant's name"));

        ReasonIn(trial.Conduct.State).ShouldBe("[redacted]");
        ReasonIn(other.Conduct.Look()).ShouldBe("[redacted]");
        trial.Participant(Who).The<LabValueRecorded>()!.Value.ShouldBe(0.8);
        string.Join('\n', store.Rows().Select(one => $"{one} {string.Join(' ', one.Texts)}")).ShouldNotContain("Mary");
        var report = store.Verify();
        report.Problems.ShouldBeEmpty();
        report.Redactions.Single().ToString()
            .ShouldBe($"row {row}: a text ('reasonForChange') was redacted on 2024-01-15 by data-manager, because a participant's name");
    }

    [Theory]
    [EveryStore]
    public void A_redaction_in_a_batch_that_is_undone_takes_nothing(string name)
    {
        using var store = Store.New(name, server);
        using var trial = store.Trial();
        var row = Told(trial);
        using (trial.Begin())
            trial.With(new RedactText(row, null, "a name"));
        ReasonIn(trial.Conduct.Look()).ShouldBe(Typed);
        using (var batch = trial.Begin())
        {
            trial.With(new RedactText(row, null, "a name"));
            batch.Commit();
        }
        ReasonIn(trial.Conduct.State).ShouldBe("[redacted]");
        store.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_redacted_is_said()
    {
        using var trial = PatinaTrial.Opened();
        var row = Told(trial);
        trial.RefusalsOf(new RedactText(1, null, "a name")).ShouldBe(["no-text"]);
        trial.RefusalsOf(new RedactText(row + 10, null, "a name")).ShouldBe(["no-text"]);
        trial.RefusalsOf(new RedactText(row, "term", " ")).ShouldBe(["no-reason", "no-such-text"]);
        trial.With(new RedactText(row, "reasonForChange", "a name"));
        trial.RefusalsOf(new RedactText(row, "reasonForChange", "a name")).ShouldBe(["already-redacted"]);
        trial.RefusalsOf(new RedactText(row, null, "a name")).ShouldBe(["already-redacted"]);
        // Who gives the name again as the reason can take that back too.
        trial.With(new RedactText(row + 1, "reason", "a name"));
    }

    [Fact]
    public void A_name_that_is_found_after_the_lock_goes_too()
    {
        using var trial = PatinaTrial.Opened();
        var row = Told(trial);
        trial.With(new CutOffData(day), new LockTrial(PatinaTrial.Signature(LockTrial.Meaning, PatinaTrial.Later)));
        trial.RefusalsOf(Value(0.7, "again")).ShouldBe(["locked"]);

        trial.With(new RedactText(row, null, "a name"));

        ReasonIn(trial.Conduct.State).ShouldBe("[redacted]");
        var key = Equipoise.Conduct.Verification.TrialVerification.RevealedKeyOf(trial.Rows);
        key!.Commitment.ShouldBe(PatinaTrial.Key.Commitment);
        var report = Equipoise.Conduct.Verification.TrialVerification.Verify(trial.Rows, null, Examples.PatinaProtocol, key);
        report.Problems.ShouldBeEmpty();
        report.Redactions.Count.ShouldBe(1);
    }

    [Fact]
    public void Two_therapies_whose_names_were_redacted_are_still_two()
    {
        using var trial = PatinaTrial.Opened();
        trial.AndEligible(Who).AndRandomized(Who);
        trial.With(new StartNewTherapy(Who, "Mary's herbs", day), new StartNewTherapy(Who, "Example's tea", day.AddDays(7)));
        var last = trial.Rows[^1].Sequence;
        trial.With(new RedactText(last - 1, null, "a name"), new RedactText(last, null, "a name"));
        trial.Participant(Who).All<NewTherapyStarted>().Select(one => (one.Therapy, one.On))
            .ShouldBe([("[redacted]", day), ("[redacted]", day.AddDays(7))]);
    }

    [Fact]
    public void The_answer_to_a_request_that_is_repeated_no_longer_holds_the_text()
    {
        using var trial = PatinaTrial.Opened();
        trial.AndEligible(Who).AndRandomized(Who).With(Value(0.9));
        trial.Conduct.Do(Value(0.8, Typed), PatinaTrial.Later, "key");
        trial.With(new RedactText(trial.Rows[^1].Sequence, null, "a name"));
        trial.Conduct.Do(Value(0.8, Typed), PatinaTrial.Later, "key")
            .ShouldBeOfType<Decision.Accepted>()
            .Events.Cast<LabValueRecorded>().Single().ReasonForChange.ShouldBe("[redacted]");
    }

    [Fact]
    public void A_text_that_somebody_types_as_a_reference_is_a_text()
    {
        using var trial = PatinaTrial.Opened();
        trial.AndEligible(Who).AndRandomized(Who);
        var typed = $"{{\"text\":\"{new string('a', 64)}\"}}";
        trial.With(Value(0.9), Value(0.8, typed));
        TrialState.Of(trial.Rows).Find(Who)!.The<LabValueRecorded>()!.ReasonForChange.ShouldBe(typed);
        trial.Rows[^1].Texts.Count.ShouldBe(1);
    }

    [Fact]
    public void The_same_rehearsal_has_the_same_salts_and_no_two_real_trials_have()
    {
        string[] Salts(bool synthetic)
        {
            using var trial = new PatinaTrial(SqliteTrialLog.InMemory(), synthetic ? PatinaTrial.Rules : PatinaTrial.RealRules)
                .With(new Equipoise.Conduct.Opening.OpenTrial(null, synthetic));
            Told(trial);
            trial.With(Value(0.7, Typed));
            return [.. trial.Rows.SelectMany(row => row.Texts).Select(text => text.Salt)];
        }

        Salts(synthetic: true).ShouldBe(Salts(synthetic: true));
        string[] real = [.. Salts(synthetic: false), .. Salts(synthetic: false)];
        real.Distinct().Count().ShouldBe(4);
        real.ShouldAllBe(salt => salt.Length == 2 * KeptText.SaltLength);
    }
}
