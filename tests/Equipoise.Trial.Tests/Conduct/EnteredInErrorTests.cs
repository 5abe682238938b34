using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Verification;
using Equipoise.Exchange.Sdtm;
using Equipoise.Trial.Tests.Conduct.Odm;
using Equipoise.Trial.Tests.Conduct.Tabulation;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>What should never have been recorded is taken back: it counts no more, and stays in the log.</summary>
public sealed class EnteredInErrorTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(20);
    static readonly DateOnly today = DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Fact]
    public void A_fact_that_is_taken_back_counts_no_more_and_is_kept_with_who_when_and_why()
    {
        trial.With(new RecordTumorAssessment(Id, OverallResponse.PD, day));
        var before = trial.Conduct.State;
        trial.With(Mark(Row<TumorAssessed>(), "Typed 2018 for 2019"));

        trial.Participant().All<TumorAssessed>().ShouldBeEmpty();
        var kept = trial.Participant().TakenBack.ShouldHaveSingleItem();
        ((TumorAssessed)kept.Fact.Event).Response.ShouldBe(OverallResponse.PD);
        kept.Mark.Stamp.ShouldBe(PatinaTrial.Later);
        var mark = kept.Mark.Event.ShouldBeOfType<EnteredInError>();
        (mark.Kind, mark.Reason, mark.Sequence).ShouldBe((nameof(TumorAssessed), "Typed 2018 for 2019", kept.Fact.Sequence));
        trial.Rows[(int)kept.Fact.Sequence - 1].Kind.ShouldBe(nameof(TumorAssessed), "nothing is erased");
        before.Find(Id)!.All<TumorAssessed>().ShouldHaveSingleItem("a published state never changes");
        Problems(trial.Rows).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_can_be_recorded_again_and_be_taken_back_again()
    {
        var visit = new RecordVisit(Id, "cycle", 2, day);
        trial.With(visit, visit with { On = day.AddDays(1), ReasonForChange = "Misread" });
        var first = Row<VisitRecorded>();
        trial.With(Mark(first), visit);

        var again = trial.Participant().EntriesOf<VisitRecorded>().ShouldHaveSingleItem();
        (((VisitRecorded)again.Event).On, again.Earlier).ShouldBe((day, null));
        trial.With(Mark(again.Sequence));
        trial.Participant().TakenBack.Select(one => one.Fact.History().Count()).ShouldBe([2, 1]);
    }

    [Fact]
    public void A_death_of_somebody_else_is_taken_back_by_two_who_sign_and_life_goes_on()
    {
        trial.With(new RecordDeath(Id, null, day));
        var dose = new GiveDose(Id, "endocrine", 2, null, day.AddDays(1), day.AddDays(1));
        trial.RefusalsOf(new RecordVisit(Id, "cycle", 2, day.AddDays(1))).ShouldBe(["after-death"]);
        var row = Row<DeathRecorded>();
        trial.RefusalsOf(Signed(row)).ShouldBe(["two-signatures-needed"]);
        Words(Signed(row)).ShouldBe(
            "Taking back the death needs two signatures: an investigator of site 101 declares the error, then a monitor of that site or a data manager confirms it."
        );
        trial.RefusalsOf(Confirm(row)).ShouldBe(["not-declared"]);
        Words(Confirm(row)).ShouldContain("No investigator of site 101 has declared the death");

        trial.With(Declare(row));
        trial.Participant().Death.ShouldNotBeNull("one signature changes nothing");
        trial.RefusalsOf(dose).ShouldBe(["after-death"]);
        trial.RefusalsOf(Declare(row)).ShouldBe(["already-declared"]);
        trial.With(Confirm(row), new RecordVisit(Id, "cycle", 2, day.AddDays(1)), dose);

        trial.Participant().Death.ShouldBeNull();
        var mark = (EnteredInError)trial.Participant().TakenBack.ShouldHaveSingleItem().Mark.Event;
        mark.Signature!.Meaning.ShouldBe(ConfirmError.Meaning);
        var declared = (ErrorDeclared)Entry.Of(trial.Rows[(int)mark.Declared!.Value - 1]).Event;
        (declared.Signature.Meaning, declared.Sequence, declared.Reason).ShouldBe((DeclareError.Meaning, row, mark.Reason));
        Problems(trial.Rows).ShouldBeEmpty();
    }

    [Fact]
    public void The_two_are_an_investigator_of_the_site_and_another_who_checks_data()
    {
        trial.With(new RecordDeath(Id, null, day));
        var row = Row<DeathRecorded>();
        trial.Appoint("IN-102", Equipoise.Conduct.Access.Role.Investigator, "102");
        trial.Appoint("MO-102", Equipoise.Conduct.Access.Role.Monitor, "102");
        foreach (var (command, by, rule) in new (TrialCommand, string, string)[]
        {
            (Declare(row), "coordinator", "not-granted"),
            (Declare(row), "monitor", "not-granted"),
            (Declare(row), "data-manager", "not-granted"),
            (Declare(row), "IN-102", "unknown-participant"),
            (Confirm(row), "investigator", "not-granted"),
            (Confirm(row), "signatory", "not-granted"),
            (Confirm(row), "MO-102", "unknown-participant"),
        })
            PatinaTrial.Rule(trial.Conduct.Do(command, PatinaTrial.Later with { By = by })).ShouldBe([rule], $"{by}: {command}");
        Act(Declare(row), "investigator");
        Act(Confirm(row), "monitor");
        trial.Participant().Death.ShouldBeNull();

        void Act(TrialCommand command, string by) =>
            trial.Conduct.Do(command, PatinaTrial.Later with { By = by }).ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void A_declaration_that_is_taken_back_or_of_a_row_that_was_corrected_confirms_nothing()
    {
        trial.With(new RecordDeath(Id, null, day));
        var row = Row<DeathRecorded>();
        trial.With(Declare(row));
        trial.With(Signed(Row<ErrorDeclared>()));
        trial.RefusalsOf(Confirm(row)).ShouldBe(["not-declared"]);
        trial.With(Declare(row), new RecordDeath(Id, null, day.AddDays(1)) { ReasonForChange = "A day later" });
        trial.RefusalsOf(Confirm(row)).ShouldBe(["superseded"]);
        TakeBack(Row<DeathRecorded>());
        trial.Participant().Death.ShouldBeNull();
    }

    [Fact]
    public void A_declaration_is_signed_today_with_a_reason_and_only_for_what_needs_two()
    {
        trial.With(new RecordDeath(Id, null, day), new RecordVisit(Id, "cycle", 1, day));
        var declare = Declare(Row<DeathRecorded>());
        trial.RefusalsOf(declare with { Reason = " " }).ShouldBe(["no-reason"]);
        trial.RefusalsOf(declare with { On = today.AddDays(-3) }).ShouldBe(["backdated"]);
        trial
            .RefusalsOf(declare with { Signature = PatinaTrial.Signature(ConfirmError.Meaning, PatinaTrial.Later) })
            .ShouldBe(["signature-of-something-else"]);
        trial.RefusalsOf(declare with { Sequence = Row<VisitRecorded>() }).ShouldBe(["one-is-enough"]);
        trial.RefusalsOf(declare with { Sequence = Row<ParticipantRandomized>() }).ShouldBe(["not-taken-back"]);
        trial.With(declare);
        trial.RefusalsOf(Confirm(declare.Sequence) with { On = today.AddDays(-3) }).ShouldBe(["backdated"]);
        trial
            .RefusalsOf(Confirm(declare.Sequence) with { Signature = declare.Signature })
            .ShouldBe(["signature-of-something-else"]);
    }

    [Fact]
    public void A_withdrawal_by_mistake_is_taken_back_by_two_and_doses_go_on()
    {
        trial.With(
            new WithdrawParticipant(Id, WithdrawalReason.LostToFollowUp, day),
            new WithdrawParticipant(Id, WithdrawalReason.LostToFollowUp, day.AddDays(1)) { ReasonForChange = "Misread" }
        );
        trial.RefusalsOf(Mark(Row<ParticipantWithdrawn>())).ShouldBe(["two-signatures-needed"]);

        TakeBack(Row<ParticipantWithdrawn>());
        trial.With(new GiveDose(Id, "endocrine", 2, null, day.AddDays(2), day.AddDays(2)));

        trial.Participant().Withdrawal.ShouldBeNull();
    }

    [Fact]
    public void The_end_of_a_treatment_is_taken_back_by_two_and_the_treatment_goes_on()
    {
        var dose = new GiveDose(Id, "endocrine", 2, null, day.AddDays(2), day.AddDays(2));
        trial.With(new DiscontinueTreatment(Id, "endocrine", DiscontinuationReason.AdverseEvent, day));
        trial.RefusalsOf(dose).ShouldBe(["after-discontinuation"]);
        trial.RefusalsOf(Mark(Row<TreatmentDiscontinued>())).ShouldBe(["two-signatures-needed"]);

        TakeBack(Row<TreatmentDiscontinued>());
        trial.With(dose);
    }

    [Fact]
    public void A_forged_mark_with_one_signature_where_two_are_needed_is_named()
    {
        trial.With(new RecordDeath(Id, null, day));
        var row = Row<DeathRecorded>();
        var alone = new EnteredInError(Id, row, nameof(DeathRecorded), "x", today, Confirm(row).Signature);
        Problems([.. trial.Rows, PatinaTrial.Row(LogHead.Of(trial.Rows[^1]), PatinaTrial.Later, alone)])
            .ShouldContain(problem => problem.Contains("could not have been recorded: two-signatures-needed: ", StringComparison.Ordinal));
        var another = alone with { Declared = 3 };
        Problems([.. trial.Rows, PatinaTrial.Row(LogHead.Of(trial.Rows[^1]), PatinaTrial.Later, another)]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_row_that_is_no_fact_of_the_participant_that_stands_is_refused_by_name()
    {
        trial.AndEligible("101-002");
        var visit = new RecordVisit(Id, "cycle", 2, day);
        trial.With(visit);
        var replaced = Row<VisitRecorded>();
        trial.With(visit with { On = day.AddDays(1), ReasonForChange = "Misread" });
        var other = trial.Participant("101-002").EntriesOf<EligibilityAnswered>().First().Sequence;

        foreach (var row in new[] { 0, -1, trial.Rows.Length + 1, long.MaxValue })
            trial.RefusalsOf(Mark(row)).ShouldBe(["unknown-row"]);
        trial.RefusalsOf(Mark(1)).ShouldBe(["not-a-fact"], "the opening of the trial");
        trial.RefusalsOf(Mark(other)).ShouldBe(["of-another-participant"]);
        trial.RefusalsOf(Mark(replaced)).ShouldBe(["superseded"]);
        var latest = Row<VisitRecorded>();
        trial.With(Mark(latest));
        trial.RefusalsOf(Mark(latest)).ShouldBe(["already-taken-back"]);
        trial.RefusalsOf(Mark(replaced)).ShouldBe(["already-taken-back"]);
        trial.RefusalsOf(Mark(trial.Rows.Length)).ShouldBe(["not-a-fact"], "a mark is none");
        trial.RefusalsOf(Mark(latest) with { Participant = "101-009" }).ShouldBe(["unknown-participant"]);
    }

    [Fact]
    public void What_cannot_be_undone_is_not_taken_back_and_the_refusal_says_what_to_do_instead()
    {
        trial.With(
            new MarkAllocationInError(Id, "Wrong", today, PatinaTrial.Signature(MarkAllocationInError.Meaning, PatinaTrial.Later)),
            new RecordForm(Id, new("baseline", 1, "demographics"), [new("menopause", "POST")], day)
        );
        string[] expected =
        [
            "A screening is not taken back: correct it, with a reason.",
            "Consent is not taken back: correct its day, with a reason; who no longer consents is withdrawn.",
            "A signed eligibility is not taken back: correct the answers, and sign again.",
            "An allocation stands for ever: mark it as made in error.",
            "A mark on an allocation stays, as the allocation does.",
            "A value of a form is not taken back: clear it in the form, with a reason.",
        ];
        long[] rows =
        [
            Row<ParticipantScreened>(),
            Row<ConsentRecorded>(),
            Row<EligibilitySigned>(),
            Row<ParticipantRandomized>(),
            Row<AllocationMarkedInError>(),
            Row<FormItemRecorded>(),
        ];
        rows.Select(row => Words(Signed(row))).ShouldBe(expected);
    }

    [Fact]
    public void What_rests_on_a_fact_is_taken_back_before_it()
    {
        var later = day.AddDays(84);
        trial.With(
            new IdentifyLesion(Id, "T01", LesionKind.Target, "liver", false, "CT scan", PatinaTrial.Consent, 20),
            new IdentifyLesion(Id, "T02", LesionKind.Target, "lung", false, "CT scan", PatinaTrial.Consent, 20),
            new MeasureLesion(Id, "T01", later, 10)
        );
        var (lesion, other) = (Row<LesionIdentified>(0), Row<LesionIdentified>(1));

        trial.RefusalsOf(Mark(lesion)).ShouldBe(["others-depend-on-it"]);
        Words(Mark(lesion)).ShouldContain($"lesion T01 on {later:yyyy-MM-dd}");
        trial.With(Mark(other), Mark(Row<LesionMeasured>()), Mark(lesion));
        trial.Participant().All<LesionIdentified>().ShouldBeEmpty();
    }

    [Fact]
    public void A_reduction_stands_while_a_dose_was_given_at_its_level()
    {
        // Whoever is in the arm that gives it.
        var who = new[] { Id, "101-002", "101-003", "101-004", "101-005", "101-006", "101-007" }.First(InArm);
        trial.With(
            new ModifyDose(who, "palbociclib", DoseChange.Reduced, 100, "Neutropenia", day),
            new GiveDose(who, "palbociclib", 2, 100, day, day.AddDays(20))
        );
        var facts = trial.Participant(who);
        var (reduced, given) = (facts.EntriesOf<DoseModified>().Single().Sequence, facts.EntriesOf<DoseGiven>().Single().Sequence);
        trial.RefusalsOf(Mark(reduced, participant: who)).ShouldBe(["others-depend-on-it"]);
        trial.With(Mark(given, participant: who), Mark(reduced, participant: who));

        bool InArm(string one)
        {
            if (one != Id)
                trial.AndEligible(one).AndRandomized(one);
            return Examples.PatinaProtocol.Arms.Single(arm => arm.Id == trial.Participant(one).Randomized!.Arm).Gives.Contains("palbociclib");
        }
    }

    [Fact]
    public void A_mark_is_of_today_and_has_a_reason_that_can_be_read()
    {
        trial.With(new RecordVisit(Id, "cycle", 2, day));
        var mark = Mark(Row<VisitRecorded>());
        trial.RefusalsOf(mark with { Reason = "  " }).ShouldBe(["no-reason"]);
        trial.RefusalsOf(mark with { Reason = "bell \u0007" }).ShouldBe(["unreadable-text"]);
        trial.RefusalsOf(mark with { On = today.AddDays(-3) }).ShouldBe(["backdated"]);
        trial.RefusalsOf(mark with { On = today.AddDays(3) }).ShouldBe(["in-the-future"]);
    }

    [Fact]
    public void It_is_taken_back_after_death_withdrawal_and_cutoff_too()
    {
        trial.With(
            new RecordVisit(Id, "cycle", 2, day),
            new WithdrawParticipant(Id, WithdrawalReason.LostToFollowUp, day),
            new RecordDeath(Id, null, day.AddDays(1)),
            new Equipoise.Conduct.Closing.CutOffData(day.AddDays(1))
        );
        trial.With(Mark(Row<VisitRecorded>()));
        trial.Participant().All<VisitRecorded>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(ParticipantRandomized))]
    [InlineData(nameof(EligibilitySigned))]
    public void A_forged_mark_on_what_stands_for_ever_changes_nothing_and_is_named(string kind)
    {
        var target = trial.Rows.Single(row => row.Kind == kind).Sequence;
        var forged = PatinaTrial.Row(LogHead.Of(trial.Rows[^1]), PatinaTrial.Later, new EnteredInError(Id, target, kind, "Freed", today));

        Problems([.. trial.Rows, forged]).ShouldHaveSingleItem().ShouldStartWith($"row {forged.Sequence}: it could not have been recorded: not-taken-back: ");
        ReadWithoutProtocol([.. trial.Rows, forged]).ShouldBe([$"row {forged.Sequence}: it takes back row {target}, which is no {kind} of {Id} that can be taken back"]);
        TrialState.Of([.. trial.Rows, forged]).Find(Id)!.Randomized.ShouldNotBeNull();
    }

    [Fact]
    public void A_forged_mark_of_another_kind_or_row_is_named()
    {
        trial.With(new RecordVisit(Id, "cycle", 2, day));
        foreach (
            var (row, kind, problem) in new[]
            {
                (Row<VisitRecorded>(), nameof(DeathRecorded), "its kind is \"DeathRecorded\", and would have been \"VisitRecorded\""),
                (9999L, nameof(VisitRecorded), "it could not have been recorded: unknown-row: The log has no row 9999."),
            }
        )
        {
            var forged = PatinaTrial.Row(LogHead.Of(trial.Rows[^1]), PatinaTrial.Later, new EnteredInError(Id, row, kind, "x", today));
            Problems([.. trial.Rows, forged]).ShouldHaveSingleItem().ShouldBe($"row {forged.Sequence}: {problem}");
            ReadWithoutProtocol([.. trial.Rows, forged]).ShouldHaveSingleItem().ShouldStartWith($"row {forged.Sequence}: it takes back row {row}");
        }
    }

    [Fact]
    public void A_forged_mark_without_the_signature_or_before_what_rests_on_the_fact_is_named()
    {
        trial.With(
            new IdentifyLesion(Id, "T01", LesionKind.Target, "liver", false, "CT scan", PatinaTrial.Consent, 20),
            new MeasureLesion(Id, "T01", day, 10),
            new RecordDeath(Id, null, day)
        );
        LogRow[] Forged(long row, string kind) =>
            [
                .. trial.Rows,
                PatinaTrial.Row(LogHead.Of(trial.Rows[^1]), PatinaTrial.Later, new EnteredInError(Id, row, kind, "x", today)),
            ];
        var unsigned = Forged(Row<DeathRecorded>(), nameof(DeathRecorded));
        Problems(unsigned).ShouldHaveSingleItem().ShouldContain("could not have been recorded: two-signatures-needed: ");
        ReadWithoutProtocol(unsigned).ShouldHaveSingleItem().ShouldEndWith("the death, without a signature");
        var needed = Forged(Row<LesionIdentified>(), nameof(LesionIdentified));
        Problems(needed).ShouldHaveSingleItem().ShouldContain("could not have been recorded: others-depend-on-it: ");
        ReadWithoutProtocol(needed).ShouldHaveSingleItem().ShouldEndWith($"on which lesion T01 on {day:yyyy-MM-dd} rests");
    }

    [Fact]
    public void Tables_and_snapshots_leave_out_what_was_taken_back_and_the_transactions_tell_it()
    {
        trial.With(new RecordDeath(Id, "Typed for another", day), new StartNewTherapy(Id, "capecitabine", day));
        TakeBack(Row<DeathRecorded>());
        trial.With(Mark(Row<NewTherapyStarted>()));

        var tables = SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol);
        tables.Named("CM").RowCount.ShouldBe(0);
        Rows.Of(tables.Named("DM"), "DTHDTC", "DTHFL").ShouldBe(["|"]);
        Text(Equipoise.Exchange.Odm.OdmFileType.Snapshot).ShouldNotContain("capecitabine");
        var told = Text(Equipoise.Exchange.Odm.OdmFileType.Transactional);
        told.ShouldContain("capecitabine");
        told.ShouldContain("Entered for another participant");
        using var log = SqliteTrialLog.InMemory();
        Equipoise.Exchange.Odm.OdmImport.Read(new MemoryStream(OdmStory.Exported(trial.Rows)), log);
        log.Read().ShouldBe(trial.Rows);
    }

    string Text(Equipoise.Exchange.Odm.OdmFileType type) =>
        // The metadata name the protocol's words too: only the data are looked at.
        System.Text.Encoding.UTF8.GetString(OdmStory.Exported(trial.Rows, type)).Split("</Study>")[1];

    static MarkEnteredInError Mark(long row, string reason = "Entered for another participant", string participant = Id) =>
        new(participant, row, reason, today);

    static MarkEnteredInError Signed(long row, string meaning = MarkEnteredInError.Meaning) =>
        Mark(row) with { Signature = PatinaTrial.Signature(meaning, PatinaTrial.Later) };

    static DeclareError Declare(long row) =>
        new(Id, row, "The death of another participant", today, PatinaTrial.Signature(DeclareError.Meaning, PatinaTrial.Later));

    static ConfirmError Confirm(long row) => new(Id, row, today, PatinaTrial.Signature(ConfirmError.Meaning, PatinaTrial.Later));

    void TakeBack(long row) => trial.With(Declare(row), Confirm(row));

    long Row<T>(int which = 0)
        where T : ParticipantEvent => trial.Participant().EntriesOf<T>().ElementAt(which).Sequence;

    string Words(TrialCommand command) => ((Decision.Refused)trial.Do(command)).Reasons.ShouldHaveSingleItem().Words;

    static string[] ReadWithoutProtocol(IReadOnlyList<LogRow> rows) =>
        [.. TrialVerification.Verify(rows, null, protocol: null, key: null).Problems.Select(problem => $"{problem}")];

    static string[] Problems(IReadOnlyList<LogRow> rows) =>
        [.. TrialVerification.Verify(rows, null, Examples.PatinaProtocol, PatinaTrial.Key).Problems.Select(problem => $"{problem}")];
}
