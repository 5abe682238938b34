using Equipoise.Conduct.Disease;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.NotDone;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;
using Equipoise.Exchange.Sdtm;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>What was planned and not done is recorded with its reason: it is not forgotten, and not done either.</summary>
public sealed class NotDoneTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(28);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    public static TheoryData<PlannedAct> Acts => [.. Enum.GetValues<PlannedAct>()];

    static RecordNotDone Left(PlannedAct act) =>
        act switch
        {
            PlannedAct.Visit => new(Id, act, "cycle", 2, "Snow", day),
            PlannedAct.LaboratorySample => new(Id, act, "neutrophils", null, "Tube was broken", day),
            PlannedAct.TumorAssessment => new(Id, act, null, null, "Scanner was out of order", day),
            _ => new(Id, act, "endocrine", 2, "Participant was abroad", day),
        };

    static ParticipantCommand Done(PlannedAct act) =>
        act switch
        {
            PlannedAct.Visit => new RecordVisit(Id, "cycle", 2, day.AddDays(1)),
            PlannedAct.LaboratorySample => new RecordLabValue(Id, "neutrophils", 1.8, day),
            PlannedAct.TumorAssessment => new RecordTumorAssessment(Id, OverallResponse.SD, day),
            _ => new GiveDose(Id, "endocrine", 2, null, day.AddDays(1), day.AddDays(28)),
        };

    [Theory]
    [MemberData(nameof(Acts))]
    public void Of_done_and_not_done_one_is_taken_back_before_the_other(PlannedAct act)
    {
        trial.With(Left(act), Left(act));
        trial.RefusalsOf(Done(act)).ShouldBe(["recorded-as-not-done"]);
        trial.With(Mark(trial.Participant().EntriesOf<PlannedItemNotDone>().Single()), Done(act));
        trial.RefusalsOf(Left(act)).ShouldBe(["was-done"]);
        trial.With(Mark(trial.Participant().Entries.MaxBy(entry => entry.Sequence)!), Left(act));
        trial.Participant().NotDone.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void It_needs_a_reason_and_something_that_is_planned(PlannedAct act)
    {
        trial.RefusalsOf(Left(act) with { Reason = " " }).ShouldBe(["no-reason"]);
        trial.With(Left(act));
        trial.RefusalsOf(Left(act) with { Reason = "Another" }).ShouldBe(["change-without-reason"]);
        trial.With(Left(act) with { Reason = "Another", ReasonForChange = "Misunderstood" });
        if (act != PlannedAct.TumorAssessment)
            trial.RefusalsOf(Left(act) with { Name = "aspirin" }).Single().ShouldStartWith("unknown-");
        if (act is PlannedAct.Visit or PlannedAct.Dose)
            trial.RefusalsOf(Left(act) with { Number = null }).ShouldHaveSingleItem();
        trial.RefusalsOf(Left(act) with { Planned = (PlannedAct)9 }).ShouldBe(["bad-act"]);
    }

    [Fact]
    public void A_dose_that_was_withheld_may_be_explained_as_not_done() =>
        trial.With(
            new GiveDose(Id, "palbociclib", 2, 0, day, day.AddDays(20), "Neutropenia"),
            new RecordNotDone(Id, PlannedAct.Dose, "palbociclib", 2, "Neutropenia", day)
        );

    /// <summary>SDTMIG 3.4: --STAT is NOT DONE with --REASND in findings; --OCCUR is N with --REASOC in SV and EC.</summary>
    [Fact]
    public void Tables_say_not_done_with_the_reason_and_have_no_such_column_where_all_was_done()
    {
        string[] added = ["LBSTAT", "LBREASND", "RSSTAT", "RSREASND", "SVREASOC", "ECREASOC"];
        Tables().SelectMany(table => table.Columns).Select(column => column.Name).Intersect(added).ShouldBeEmpty();
        foreach (var act in Enum.GetValues<PlannedAct>())
            trial.With(Left(act));
        trial.With(new RecordVisit(Id, "cycle", 1, day.AddDays(-27)), new RecordLabValue(Id, "neutrophils", 1.8, day.AddDays(-14)));

        var tables = Tables();
        Rows.Of(tables.Named("LB"), "LBTESTCD", "LBORRES", "LBSTAT", "LBREASND", "LBTOXGR", "LBDTC")
            .TakeLast(2)
            .ShouldBe(["NEUT|1.8|||1|2018-03-22", "NEUT||NOT DONE|Tube was broken||2018-04-05"]);
        Rows.Of(tables.Named("RS"), "RSTESTCD", "RSORRES", "RSSTAT", "RSREASND", "RSDTC")
            .Last()
            .ShouldBe("OVRLRESP||NOT DONE|Scanner was out of order|2018-04-05");
        Rows.Of(tables.Named("SV"), "VISIT", "SVOCCUR", "SVREASOC", "SVSTDTC")
            .TakeLast(2)
            .ShouldBe(["CYCLE 1|Y||2018-03-09", "CYCLE 2|N|Snow|"]);
        Rows.Of(tables.Named("EC"), "ECTRT", "ECOCCUR", "ECREASOC", "ECSTDTC").ShouldBe(["ENDOCRINE|N|Participant was abroad|2018-04-05"]);
        tables.Named("EX").RowCount.ShouldBe(0, "nothing was taken");
    }

    /// <summary>Nobody was seen on the day on which nothing was done: last known alive is the last value, 15 days after randomization.</summary>
    [Fact]
    public void The_analysis_takes_nothing_that_was_not_done_for_a_sign_of_life()
    {
        trial.With(new RecordLabValue(Id, "neutrophils", 1.8, day.AddDays(-14)));
        foreach (var act in Enum.GetValues<PlannedAct>())
            trial.With(Left(act));
        var data = Tables().ToDictionary(table => table.Name);
        var outcome = Equipoise.Analysis.TrialAnalysis.Analyze(Examples.PatinaProtocol, data);
        var derived = outcome.ShouldBeOfType<Equipoise.Analysis.AnalysisOutcome.Completed>().Output.Datasets;
        Rows.Of(derived.Named("ADTTE"), "PARAMCD", "ADY", "CNSR").ShouldBe(["PFS|1|1", "OS|15|1"]);
    }

    IReadOnlyList<Equipoise.Datasets.Table> Tables() => SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol);

    static MarkEnteredInError Mark(Entry entry) =>
        new(Id, entry.Sequence, "Entered for another", DateOnly.FromDateTime(PatinaTrial.Later.RecordedAt.UtcDateTime));
}
