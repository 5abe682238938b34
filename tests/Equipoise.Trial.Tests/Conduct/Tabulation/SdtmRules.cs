using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Datasets;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Tabulation;

/// <summary>What becomes of the unusual: each rule on the smallest trial that needs it.</summary>
public sealed class SdtmRules : IDisposable
{
    readonly Story story = Story.Begun();

    public void Dispose() => story.Dispose();

    [Fact]
    public void Who_took_a_treatment_of_the_other_arm_counts_there_as_treated()
    {
        Standard();
        Give("anti-HER2", null, "2018-02-05");
        Give("palbociclib", 125, "2018-02-06", "Dispensed by mistake");

        Rows.Of(Table("DM"), "ARM", "ACTARM", "ARMNRS").ShouldBe(["Standard therapy|Palbociclib plus standard therapy|"]);
    }

    [Fact]
    public void Who_took_only_part_of_the_allocated_treatments_stays_in_the_allocated_arm()
    {
        Standard();
        Give("endocrine", null, "2018-02-09");

        Rows.Of(Table("DM"), "ARM", "ACTARM", "RFSTDTC").ShouldBe(["Standard therapy|Standard therapy|2018-02-09"]);
    }

    [Fact]
    public void A_withheld_dose_is_no_exposure_and_is_told_as_one_that_did_not_occur()
    {
        Standard();
        Give("palbociclib", 0, "2018-02-06", "Ordered by mistake, not taken");

        Rows.Of(Table("DM"), "RFXSTDTC", "ACTARM", "ARMNRS").ShouldBe(["||ASSIGNED, NOT TREATED"]);
        Table("EX").RowCount.ShouldBe(0);
        Rows.Of(Table("EC"), "ECOCCUR", "ECREASOC").ShouldBe(["N|Ordered by mistake, not taken"]);
    }

    [Fact]
    public void Who_was_screened_without_failing_is_not_assigned_and_has_no_end()
    {
        story.Screen("103-0009", "103", 60, "2018-02-01", ("performance", null));

        Rows.Of(Table("DM"), "ARM", "ARMNRS").ShouldBe(["|NOT ASSIGNED"]);
        Rows.Of(Table("DS"), "DSDECOD").ShouldBe(["INFORMED CONSENT OBTAINED"]);
        Tables().ShouldNotContain(table => table.Name == "IE");
    }

    [Fact]
    public void An_answer_given_after_randomization_is_no_baseline()
    {
        Standard();
        var worse = new Dictionary<string, Answer> { ["performance"] = new Answer.Number(3) };
        story.Do(Story.On("2018-06-01"), new AssessEligibility("102-0002", worse, Story.On("2018-06-01")));

        Rows.Of(Table("RS"), "RSSPID", "RSSTRESC").ShouldBe(["PERFORMA|0"]);
        Tables().ShouldNotContain(table => table.Name == "IE");
        Rows.Of(Table("DS"), "DSDECOD", "DSSTDTC").ShouldContain("ELIGIBILITY CRITERIA MET|2018-02-01");
    }

    [Fact]
    public void A_correction_after_randomization_shows_in_the_answer_and_not_in_the_stratum()
    {
        Standard();
        var corrected = new Dictionary<string, Answer> { ["no-progression"] = new Answer.Choice("PD") };
        story.Do(
            Story.On("2018-03-01"),
            new AssessEligibility("102-0002", corrected, Story.On("2018-02-01")) { ReasonForChange = "Scan read again" }
        );

        Rows.Of(Table("SUPPDM"), "QNAM", "QVAL")
            .ShouldSatisfyAllConditions(
                rows => rows.ShouldContain("STRAT3|responded"),
                rows => rows.ShouldContain("NOPROGRE|PD")
            );
        Rows.Of(Table("IE"), "IETESTCD", "IEORRES").ShouldBe(["NOPROGRE|N"]);
        Rows.Of(Table("DM"), "ARMNRS").ShouldBe(["ASSIGNED, NOT TREATED"]);
        Rows.Of(Table("DS"), "DSDECOD").ShouldBe(["INFORMED CONSENT OBTAINED", "RANDOMIZED"]);
    }

    [Fact]
    public void A_death_after_withdrawal_leaves_both_on_record_in_their_order()
    {
        Standard();
        story.Do(
            Story.On("2018-05-01"),
            new WithdrawParticipant("102-0002", WithdrawalReason.LostToFollowUp, Story.On("2018-03-01")),
            new RecordDeath("102-0002", null, Story.On("2018-04-01"))
        );

        Rows.Of(Table("DS"), "DSDECOD", "DSCAT", "DSSCAT", "DSSTDTC")[^2..]
            .ShouldBe([
                "LOST TO FOLLOW-UP|DISPOSITION EVENT|STUDY PARTICIPATION|2018-03-01",
                "DEATH|OTHER EVENT||2018-04-01",
            ]);
        Rows.Of(Table("DM"), "RFENDTC", "RFPENDTC", "DTHDTC").ShouldBe(["2018-03-01|2018-03-01|2018-04-01"]);
    }

    /// <summary>SDTMIG 3.4, 5.3: what nobody planned is the element UNPLAN, without a name or a place in an arm.</summary>
    [Fact]
    public void A_treatment_that_no_arm_gives_is_an_unplanned_element()
    {
        Standard();
        Give("palbociclib", 125, "2018-02-06", "Dispensed by mistake");
        var protocol = Story.Protocol with
        {
            Arms = [.. Story.Protocol.Arms.Select(arm => arm with { Gives = [.. arm.Gives.Where(id => id != "palbociclib")] })],
        };
        Rows.Of(SdtmTabulation.Tabulate(story.State, protocol).Named("SE"), "ETCD", "ELEMENT", "TAETORD", "EPOCH", "SEUPDES")[^1]
            .ShouldBe("UNPLAN|||TREATMENT|PALBOCICLIB");
    }

    /// <summary>Each element begins when the one before it ends; what happens on that day is of the later epoch.</summary>
    [Fact]
    public void Follow_up_begins_on_the_day_on_which_the_last_treatment_that_was_taken_is_stopped()
    {
        Standard();
        Give("anti-HER2", null, "2018-02-06");
        Give("endocrine", null, "2018-02-06");
        story.Do(
            Story.On("2018-06-01"),
            new DiscontinueTreatment("102-0002", "anti-HER2", DiscontinuationReason.AdverseEvent, Story.On("2018-03-01")),
            new DiscontinueTreatment("102-0002", "endocrine", DiscontinuationReason.ProgressiveDisease, Story.On("2018-04-02")),
            new StartNewTherapy("102-0002", "Capecitabine", Story.On("2018-04-02"))
        );

        Rows.Of(Table("SE"), "ETCD", "SESTDTC", "SEENDTC")
            .ShouldBe(["SCREEN|2018-02-01|2018-02-06", "TRT2|2018-02-06|2018-04-02", "FOLLOWUP|2018-04-02|"]);
        Rows.Of(Table("DS"), "DSSCAT", "DSTERM", "EPOCH")[^2..]
            .ShouldBe([
                "STUDY TREATMENT|ANTI-HER2: adverse event|TREATMENT",
                "STUDY TREATMENT|ENDOCRINE: progressive disease|TREATMENT",
            ]);
        Rows.Of(Table("CM"), "EPOCH").ShouldBe(["FOLLOW-UP"]);
        Rows.Of(Table("DM"), "RFENDTC", "RFPENDTC").ShouldBe(["2018-02-06|2018-02-06"], "the last contact was the dose");
    }

    /// <summary>The day before the first dose is day -1; there is no day 0 (SDTMIG 3.4, 4.4.4).</summary>
    [Fact]
    public void The_days_of_the_study_are_counted_from_the_first_dose_without_a_day_0()
    {
        Standard();
        Give("anti-HER2", null, "2018-02-06");
        story.Do(
            Story.On("2018-02-08"),
            new RecordVisit("102-0002", "cycle", 1, Story.On("2018-02-05")),
            new RecordLabValue("102-0002", "neutrophils", 1.8, Story.On("2018-02-07"))
        );

        Rows.Of(Table("DM"), "RFSTDTC", "DMDY").ShouldBe(["2018-02-06|-5"]);
        Rows.Of(Table("DS"), "DSDECOD", "EPOCH", "DSSTDY")[^1].ShouldBe("RANDOMIZED|SCREENING|-1");
        Rows.Of(Table("SV"), "VISIT", "SVSTDY").ShouldContain("CYCLE 1|-1");
        Rows.Of(Table("EX"), "EXSTDY").ShouldBe(["1"]);
        Rows.Of(Table("LB"), "LBDY", "VISIT")[^1].ShouldBe("2|LABORATORY CYCLE 1 DAY 1", "within three days of the planned day");
    }

    [Fact]
    public void A_sample_far_from_every_planned_day_has_no_visit()
    {
        Standard();
        Give("anti-HER2", null, "2018-02-06");
        story.Do(Story.On("2018-02-20"), new RecordLabValue("102-0002", "neutrophils", 1.8, Story.On("2018-02-14")));

        Rows.Of(Table("LB"), "LBDY", "VISITNUM", "VISIT")[^1].ShouldBe("9||");
    }

    [Fact]
    public void Two_participants_who_would_share_an_identifier_are_refused_by_name()
    {
        // A log of the first format, in which a number could begin with anything.
        var opened = new TrialOpened("PATINA", "1.0", Story.Protocol.FileSha256, PatinaTrial.Key.Commitment, true, null);
        List<LogRow> rows = [];
        foreach (var one in (TrialEvent[])[opened, Screened("7-1"), Screened("1")])
            rows.Add(PatinaTrial.Row(rows.Count == 0 ? LogHead.Empty : LogHead.Of(rows[^1]), PatinaTrial.Later, one));

        Should
            .Throw<DataException>(() => SdtmTabulation.Tabulate(TrialState.Of(rows), Story.Protocol))
            .Message.ShouldBe("DM: participants 7-1 and 1 would both have the USUBJID PATINA-7-1.");

        static ParticipantScreened Screened(string id) => new(id, "7", 50, Sex.Female, Story.On("2018-02-01"));
    }

    [Fact]
    public void Another_protocol_or_no_trial_is_a_mistake_of_the_caller()
    {
        Should.Throw<ArgumentException>(() =>
            SdtmTabulation.Tabulate(story.State, Story.Protocol with { Sha256 = new('0', 64) })
        );
        Should.Throw<ArgumentException>(() => SdtmTabulation.Tabulate(TrialState.Of([]), Story.Protocol));
    }

    [Fact]
    public void Criteria_whose_ids_begin_alike_get_names_of_their_own()
    {
        string[] ids = ["prior-CDK46", "prior-CDK4", "priorcdk", "age", "2nd-line", "STRAT1", "-"];
        var criteria = ids.Select(id => new EligibilityCriterion(
            id,
            CriterionKind.Include,
            "?",
            new EligibilityRule.Is(true),
            null,
            null
        ));

        var names = CriterionVariables.Of(Story.Protocol with { Eligibility = [.. criteria] });

        ids.Select(id => names[id]).ShouldBe(["PRIORCDK", "PRIORCD2", "PRIORCD3", "AGE2", "Q2NDLINE", "STRAT12", "Q"]);
    }

    void Standard()
    {
        story.Screen("102-0002", "102", 48, "2018-02-01");
        story.Randomize("102-0002", "2018-02-05", "yes", "fulvestrant");
    }

    void Give(string treatment, double? amount, string day, string? deviation = null) =>
        story.Do(Story.On(day), new GiveDose("102-0002", treatment, 1, amount, Story.On(day), Story.On(day), deviation));

    Table Table(string name) => Tables().Named(name);

    IReadOnlyList<Table> Tables() => SdtmTabulation.Tabulate(story.State, Story.Protocol);
}
