using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Signing;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Treatment.DoseRules;

namespace Equipoise.Trial.Tests.Conduct.DoseRules;

/// <summary>The investigator decides, signs, and says why where the decision is not the proposal.</summary>
public sealed class DecideDoseTests : IDisposable
{
    static readonly DateOnly start = PatinaTrial.Randomization;
    static readonly DateOnly second = start.AddDays(28);
    readonly PatinaTrial trial = PatinaTrial.Opened();
    readonly string id;

    public DecideDoseTests()
    {
        for (var number = 1; ; number++)
        {
            id = $"101-{number:000}";
            if (trial.AndEligible(id).AndRandomized(id).Participant(id).Randomized!.Arm == "palbociclib")
                break;
        }
        trial.With(new GiveDose(id, "palbociclib", 1, 125, start, start.AddDays(20)));
    }

    public void Dispose() => trial.Dispose();

    [Fact]
    public void Grade_4_is_withheld_and_comes_back_at_the_next_lower_dose()
    {
        trial.With(Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        Changes().ShouldBe(["Withheld  2018-04-05 NEUT 0.45 10^9/L of 2018-04-05, grade 4"]);
        var decided = trial.Participant(id).All<DoseDecided>().Single();
        (decided.Proposal.Step, decided.Proposal.RecheckBy).ShouldBe((DoseStep.Withhold, second.AddDays(7)));
        decided.Proposal.Rules[0].Id.ShouldBe("count-4");

        var later = second.AddDays(7);
        trial.With(Neutrophils(1.1, later));
        trial.RefusalsOf(Decide(later, 2, 1, DoseStep.Resume)).ShouldBe(["differs-without-reason"]);
        trial.With(Decide(later, 2, 1, DoseStep.Reduce, 100), new GiveDose(id, "palbociclib", 2, 100, later, later.AddDays(20)));
        Changes()[1].ShouldStartWith("Reduced 100 2018-04-12");
        trial.RefusalsOf(new GiveDose(id, "palbociclib", 3, 125, later.AddDays(28), later.AddDays(48))).ShouldBe(["not-the-current-dose"]);
    }

    /// <summary>"&lt;2.0" may be grade 4: nobody goes on with it unseen, and nobody is kept from withholding.</summary>
    [Fact]
    public void A_count_of_which_only_a_bound_is_known_asks_for_another_or_a_reason()
    {
        trial.With(Neutrophils(2.0, second) with { Comparator = Equipoise.Protocol.Values.Comparator.LessThan });
        var go = Decide(second, 2, 1, DoseStep.Continue);
        trial.RefusalsOf(go).ShouldBe(["count-undecided", "differs-without-reason"], "it is as if there were no count, and that withholds");
        trial.With(go with { Reason = "1.8 by another laboratory" });
        trial.With(Decide(second, 2, 1, DoseStep.Withhold) with { ReasonForChange = "That was another participant" });
        var later = second.AddDays(1);
        trial.With(Neutrophils(2.0, later) with { Comparator = Equipoise.Protocol.Values.Comparator.AtLeast });
        trial.RefusalsOf(Decide(later, 2, 1, DoseStep.Resume)).ShouldNotContain("count-undecided", "2.0 or more is grade 0");
    }

    [Fact]
    public void What_is_recorded_decides_and_not_what_a_caller_says()
    {
        var decide = Decide(second, 2, 1, DoseStep.Withhold);
        decide.Proposal(trial.Conduct.State, PatinaTrial.Rules)!.Rules[0].Id.ShouldBe("count-missing");
        trial.With(Neutrophils(2.4, second));
        decide.Proposal(trial.Conduct.State, PatinaTrial.Rules)!.Step.ShouldBe(DoseStep.Continue);
        trial
            .Do(decide)
            .ShouldBeOfType<Decision.Refused>()
            .Reasons.Single()
            .Words.ShouldBe("The rules propose to continue: another decision needs a reason.");
        trial.With(decide with { Reason = "Planned surgery" });
        Changes().ShouldBe(["Withheld  2018-04-05 Planned surgery"]);
        (decide with { Treatment = "endocrine" }).Proposal(trial.Conduct.State, PatinaTrial.Rules).ShouldBeNull();
    }

    [Fact]
    public void Going_on_changes_no_dose()
    {
        trial.With(Neutrophils(1.2, second), Decide(second, 2, 1, DoseStep.Continue));
        Changes().ShouldBeEmpty();
        trial.Participant(id).All<DoseDecided>().Single().Proposal.Rules.Single().Id.ShouldBe("count-1-2");
    }

    [Fact]
    public void Stopping_discontinues_the_treatment()
    {
        trial.With(
            Neutrophils(2.2, second),
            Commands.Neutropenia(second, id) with
            {
                Term = "Lung inflammation",
                PreferredTerm = "Pneumonitis",
                BodySystem = "Respiratory, thoracic and mediastinal disorders",
            },
            Decide(second, 2, 1, DoseStep.Stop)
        );
        trial.Participant(id).All<TreatmentDiscontinued>().Single().ShouldBe(new(id, "palbociclib", DiscontinuationReason.AdverseEvent, second));
        trial.RefusalsOf(Decide(second.AddDays(1), 2, 1, DoseStep.Continue)).ShouldContain("after-discontinuation");
    }

    [Fact]
    public void What_is_left_to_judgement_needs_a_reason_either_way()
    {
        trial.With(
            Neutrophils(0.8, second),
            Decide(second, 2, 1, DoseStep.Withhold),
            Neutrophils(1.3, second.AddDays(8))
        );
        var resume = Decide(second.AddDays(8), 2, 1, DoseStep.Resume);
        trial.RefusalsOf(resume).ShouldBe(["judgement-without-reason"]);
        trial.RefusalsOf(resume with { Decision = DoseStep.Reduce, NewLevel = 100 }).ShouldBe(["differs-without-reason"]);
        trial.With(resume with { Decision = DoseStep.Reduce, NewLevel = 100, Reason = "Eight days to recover" });
    }

    [Fact]
    public void A_question_that_the_rules_ask_must_be_answered()
    {
        trial.With(Neutrophils(0.8, second));
        trial
            .RefusalsOf(Decide(second, 2, 1, DoseStep.Withhold) with { Answers = new() })
            .ShouldBe(["fever-not-answered"]);
        trial.With(
            Commands.Neutropenia(second, id) with
            {
                Term = "Diarrhea",
                PreferredTerm = "Diarrhea",
                BodySystem = "Gastrointestinal disorders",
            }
        );
        trial
            .RefusalsOf(Decide(second, 2, 1, DoseStep.Withhold) with { Answers = new(FeverOrInfection: false) })
            .ShouldBe(["persistence-not-answered"]);
        trial
            .RefusalsOf(Decide(second, 2, 1, DoseStep.Withhold) with { Answers = new(false, false, RemainingGrade: 7) })
            .ShouldBe(["bad-grade"]);
    }

    [Fact]
    public void An_infection_that_is_recorded_needs_no_answer()
    {
        var middle = start.AddDays(14);
        trial.With(
            Neutrophils(0.8, middle),
            Commands.Neutropenia(middle, id) with
            {
                Term = "Pneumonia",
                PreferredTerm = "Pneumonia",
                BodySystem = "Infections and infestations",
                Grade = 2,
            },
            Decide(middle, 1, 15, DoseStep.Withhold) with
            {
                Answers = new(),
            }
        );
        trial.Participant(id).All<DoseDecided>().Single().Proposal.Rules[0].Id.ShouldBe("neutropenia-3-with-fever");
    }

    /// <summary>The protocol measures no white cells: their adverse event counts as the blood count, lymphopenia never does (footnote a).</summary>
    [Fact]
    public void A_blood_count_that_is_not_measured_is_known_by_its_adverse_event()
    {
        var leukopenia = Commands.Neutropenia(second, id) with { Term = "Leukopenia", PreferredTerm = "Leukopenia", Grade = 4 };
        trial.With(
            Neutrophils(2.2, second),
            leukopenia,
            leukopenia with
            {
                Term = "Lymphopenia",
                PreferredTerm = "Lymphopenia",
            },
            Decide(second, 2, 1, DoseStep.Withhold)
        );
        var proposal = trial.Participant(id).All<DoseDecided>().Single().Proposal;
        proposal.Rules[0].Id.ShouldBe("count-4");
        proposal.Because.ShouldBe(["NEUT 2.2 10^9/L of 2018-04-05, grade 0", "Leukopenia since 2018-04-05, grade 4"]);

        var later = second.AddDays(7);
        trial.With(Neutrophils(2.3, later));
        Decide(later, 2, 1, DoseStep.Reduce, 100).Proposal(trial.Conduct.State, PatinaTrial.Rules)!.Step.ShouldBe(DoseStep.Withhold);
        trial.With(leukopenia with { End = later, Outcome = AdverseEventOutcome.Recovered });
        trial.With(Decide(later, 2, 1, DoseStep.Reduce, 100));
    }

    [Fact]
    public void A_decision_is_signed_dated_and_about_a_drug_with_rules()
    {
        trial.With(Neutrophils(2.4, second));
        var decide = Decide(second, 2, 1, DoseStep.Continue);
        trial.RefusalsOf(decide with { Signature = decide.Signature with { Meaning = "I agree" } }).ShouldBe(["signature-of-something-else"]);
        trial
            .RefusalsOf(
                decide with
                {
                    Signature = decide.Signature with { AuthenticatedAt = PatinaTrial.Later.RecordedAt.AddMinutes(-6) },
                }
            )
            .ShouldBe(["signature-not-fresh"]);
        trial.RefusalsOf(decide with { Treatment = "aspirin" }).ShouldBe(["unknown-treatment"]);
        trial.RefusalsOf(decide with { Treatment = "endocrine" }).ShouldBe(["no-dose-rules"]);
        trial.RefusalsOf(decide with { Cycle = 0 }).ShouldBe(["bad-cycle"]);
        trial.RefusalsOf(decide with { Day = 0 }).ShouldBe(["bad-cycle-day"]);
        trial.RefusalsOf(decide with { Cycle = 1, Day = 28 }).ShouldBe(["other-cycle-day"]);
        trial.RefusalsOf(decide with { Decision = (DoseStep)9 }).ShouldBe(["bad-decision"]);
        trial.RefusalsOf(decide with { Decision = DoseStep.Resume, Reason = "x" }).ShouldBe(["not-withheld"]);
        trial.RefusalsOf(decide with { NewLevel = 100, Reason = "x" }).ShouldBe(["level-without-reduction"]);
        trial.RefusalsOf(decide with { Decision = DoseStep.Reduce, NewLevel = 110, Reason = "x" }).ShouldBe(["not-a-lower-level"]);
        trial.RefusalsOf(decide with { Decision = DoseStep.Reduce, NewLevel = 150, Reason = "x" }).ShouldBe(["not-a-lower-level"]);
        trial.With(Decide(second, 2, 1, DoseStep.Withhold) with { Reason = "surgery" });
        trial
            .RefusalsOf(Decide(second.AddDays(1), 2, 1, DoseStep.Continue) with { Reason = "x" })
            .ShouldBe(["is-withheld"]);
    }

    [Fact]
    public void A_decision_is_corrected_with_a_reason_and_takes_its_change_along()
    {
        trial.With(Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        trial.With(Neutrophils(1.45, second) with { ReasonForChange = "Misread" });
        var corrected = Decide(second, 2, 1, DoseStep.Continue);
        trial.RefusalsOf(corrected).ShouldContain("change-without-reason");
        trial.With(corrected with { ReasonForChange = "The count was misread" });
        Changes().ShouldBe(["Resumed  2018-04-05 NEUT 1.45 10^9/L of 2018-04-05, grade 2"]);
    }

    [Fact]
    public void The_decision_reads_back_from_the_log_as_it_was_recorded()
    {
        trial.With(Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        var decided = trial.Participant(id).All<DoseDecided>().Single();
        var row = trial.Rows.Single(row => row.Kind == nameof(DoseDecided));
        Entry.Of(row).Event.ShouldBe(decided);
        row.Payload.ShouldContain("\"proposal\":{\"step\":\"Withhold\",\"level\":125,\"unit\":\"mg\",\"recheckBy\":\"2018-04-12\"");
        row.Payload.ShouldContain(DecideDose.Meaning);
        row.Payload.ShouldNotContain("needsJudgement", Case.Insensitive, "what follows from other members is not stored");
    }

    /// <summary>The label asks for a count on day 15 of cycles 1 and 2: going on without one needs a reason, and crashes nothing.</summary>
    [Fact]
    public void Without_the_count_of_day_15_going_on_needs_a_reason()
    {
        var middle = start.AddDays(14);
        var decide = Decide(middle, 1, 15, DoseStep.Continue);
        trial
            .Do(decide)
            .ShouldBeOfType<Decision.Refused>()
            .Reasons.ShouldHaveSingleItem()
            .Words.ShouldContain("Monitor complete blood counts prior to the start of therapy");
        trial.RefusalsOf(decide).ShouldBe(["judgement-without-reason"]);
        decide.Proposal(trial.Conduct.State, PatinaTrial.Rules)!.RecheckBy.ShouldBe(middle);
        trial.With(decide with { Reason = "The sample clotted; a new one is drawn tomorrow" });
        trial.With(Neutrophils(1.7, middle.AddDays(1)), Decide(middle.AddDays(1), 1, 16, DoseStep.Continue));
    }

    /// <summary>No rule, no value, and a change of the same day that is taken back: the reason of the change has to say something.</summary>
    [Fact]
    public void A_decision_to_which_no_rule_applies_is_recorded()
    {
        var day = start.AddDays(8);
        trial.With(Decide(day, 1, 9, DoseStep.Withhold) with { Reason = "Planned surgery" });
        trial.With(Decide(day, 1, 9, DoseStep.Continue) with { ReasonForChange = "The surgery was put off" });
        Changes().ShouldBe(["Resumed  2018-03-16 No dose rule applies"]);
    }

    /// <summary>Withheld is withheld: a dose given all the same is recorded with the reason of whoever gave it (ICH E6(R3): a deviation is explained).</summary>
    [Fact]
    public void A_dose_while_withheld_needs_a_reason_which_is_kept()
    {
        trial.With(Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        var given = new GiveDose(id, "palbociclib", 2, 125, second, second.AddDays(20));
        trial.RefusalsOf(given).ShouldBe(["dose-while-withheld"]);
        trial.RefusalsOf(given with { On = second.AddDays(3) }).ShouldBe(["dose-while-withheld"]);
        trial.With(given with { Cycle = 3, Amount = 0, Deviation = "withheld", On = second.AddDays(28), Until = second.AddDays(48) });
        trial.With(given with { Deviation = "The participant took it before she was called" });
        trial.Participant(id).All<DoseGiven>().Single(dose => dose.Cycle == 2).Deviation.ShouldBe("The participant took it before she was called");

        var later = second.AddDays(7);
        trial.With(Neutrophils(1.1, later), Decide(later, 2, 8, DoseStep.Reduce, 100));
        trial.With(new GiveDose(id, "palbociclib", 4, 100, second.AddDays(56), second.AddDays(76)));
    }

    /// <summary>125 mg from day 1 to 21, withheld on day 15: what was given after day 14 was given while withheld.</summary>
    [Fact]
    public void An_interval_that_runs_into_withheld_days_needs_a_reason()
    {
        trial.With(Neutrophils(2.1, second), Neutrophils(0.45, second.AddDays(14)), Decide(second.AddDays(14), 2, 15, DoseStep.Withhold));
        trial.RefusalsOf(new GiveDose(id, "palbociclib", 2, 125, second, second.AddDays(20))).ShouldBe(["dose-while-withheld"]);
        trial.With(new GiveDose(id, "palbociclib", 2, 125, second, second.AddDays(13)));
    }

    /// <summary>"Consider dose reduction in cases of ... recurrent Grade 3 neutropenia on Day 1 of subsequent cycles" (table 2), also where nobody decided.</summary>
    [Fact]
    public void A_recurrence_is_seen_where_nobody_decided_the_first_time()
    {
        var third = start.AddDays(63);
        trial.With(Neutrophils(0.8, second), Neutrophils(1.3, second.AddDays(7)));
        trial.With(new GiveDose(id, "palbociclib", 2, 125, second.AddDays(7), second.AddDays(27)));
        trial.With(Neutrophils(0.8, third));
        var proposal = Decide(third, 3, 1, DoseStep.Withhold).Proposal(trial.Conduct.State, PatinaTrial.Rules)!;
        proposal.Rules.Select(rule => rule.Id).ShouldBe(["count-3-day-1", "count-3-day-1-again"]);
        proposal.Consider.ShouldBe(100);
    }

    /// <summary>Grade 3 in the middle of a cycle, and platelets on day 1, are no earlier grade 3 neutropenia on day 1.</summary>
    [Fact]
    public void Only_neutropenia_of_grade_3_on_day_1_recurs()
    {
        var third = start.AddDays(56);
        trial.With(Neutrophils(0.8, start.AddDays(14)), Neutrophils(2.5, second), new RecordLabValue(id, "platelets", 40, second));
        trial.With(new GiveDose(id, "palbociclib", 2, 125, second, second.AddDays(20)), Neutrophils(0.8, third));
        Decide(third, 3, 1, DoseStep.Withhold)
            .Proposal(trial.Conduct.State, PatinaTrial.Rules)!
            .Rules.Select(rule => rule.Id)
            .ShouldBe(["count-3-day-1"]);
    }

    /// <summary>The dose was lowered for a count of 0.45 that turns out to be 0.9: the decision stays and is flagged, and the next proposal says so.</summary>
    [Fact]
    public void A_value_corrected_after_a_decision_flags_it()
    {
        var later = second.AddDays(7);
        trial.With(Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        trial.With(Neutrophils(1.1, later), Decide(later, 2, 1, DoseStep.Reduce, 100));
        Doubtful().ShouldBeEmpty();

        trial.With(Neutrophils(0.9, second) with { ReasonForChange = "The laboratory corrected its report" });
        Doubtful().ShouldBe(["2018-04-05 NEUT 0.45 10^9/L of 2018-04-05, corrected to 0.9"]);

        var next = later.AddDays(28);
        trial.With(Neutrophils(2.2, next));
        var decide = Decide(next, 3, 1, DoseStep.Continue);
        decide
            .Proposal(trial.Conduct.State, PatinaTrial.Rules)!
            .Because.ShouldContain("the decision of 2018-04-05 rests on NEUT 0.45 10^9/L of 2018-04-05, corrected to 0.9");
        trial.With(decide);
        // Whoever decided has seen it.
        decide = Decide(next.AddDays(1), 3, 2, DoseStep.Continue);
        decide.Proposal(trial.Conduct.State, PatinaTrial.Rules)!.Because.ShouldNotContain(words => words.Contains("rests on"));
        Doubtful().Length.ShouldBe(1, "the flag of the decision stays");
    }

    [Fact]
    public void A_value_taken_back_or_an_event_found_unrelated_flags_the_decision_too()
    {
        var diarrhea = Commands.Neutropenia(second, id) with
        {
            Term = "Diarrhea",
            PreferredTerm = "Diarrhea",
            BodySystem = "Gastrointestinal disorders",
        };
        trial.With(Neutrophils(0.45, second), diarrhea);
        var row = trial.Rows.Last(one => one.Kind == nameof(LabValueRecorded)).Sequence;
        trial.With(Decide(second, 2, 1, DoseStep.Withhold) with { Answers = new(false, PersistsDespiteTreatment: true) });
        trial.With(diarrhea with { Grade = 4, ReasonForChange = "Worse since" });
        Doubtful().ShouldBeEmpty("that it grew worse later says nothing about the decision");

        trial.With(diarrhea with { Related = false, ReasonForChange = "Norovirus was found" });
        trial.With(new MarkEnteredInError(id, row, "Another participant's", DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.Date)));
        Doubtful()
            .ShouldBe(
                [
                    "2018-04-05 Diarrhea since 2018-04-05, grade 3, corrected since",
                    "2018-04-05 NEUT 0.45 10^9/L of 2018-04-05, taken back since",
                ]
            );
    }

    /// <summary>The decision names the value that it used: a value of another day, corrected, is none of its business.</summary>
    [Fact]
    public void A_value_that_no_decision_used_flags_none()
    {
        trial.With(Neutrophils(2.1, start), Neutrophils(0.45, second), Decide(second, 2, 1, DoseStep.Withhold));
        trial.With(Neutrophils(2.3, start) with { ReasonForChange = "Typed wrong" });
        Doubtful().ShouldBeEmpty();
    }

    string[] Doubtful() =>
        [
            .. from one in DoubtfulDecision.Of(trial.Participant(id), Examples.PatinaProtocol)
            from correction in one.Corrections
            select FormattableString.Invariant($"{one.Decision.On:yyyy-MM-dd} {correction.Words}"),
        ];

    RecordLabValue Neutrophils(double value, DateOnly on) => new(id, "neutrophils", value, on);

    DecideDose Decide(DateOnly on, int cycle, int day, DoseStep decision, double? level = null) =>
        new(
            id,
            "palbociclib",
            cycle,
            day,
            new DoseAnswers(FeverOrInfection: false),
            decision,
            level,
            Reason: null,
            new Signature(Staff.Name, DecideDose.Meaning, PatinaTrial.Later.RecordedAt.AddMinutes(-1), "password"),
            on
        );

    string[] Changes() =>
        [
            .. trial
                .Participant(id)
                .All<DoseModified>()
                .Select(change => FormattableString.Invariant($"{change.Change} {change.Level} {change.On:yyyy-MM-dd} {change.Reason}")),
        ];
}
