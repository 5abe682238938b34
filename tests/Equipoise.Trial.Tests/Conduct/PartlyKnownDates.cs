using Equipoise.Conduct.Closing;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>
/// Of many events people know the month or the year. It is recorded as far as it is known (CDASH), refused only where it is
/// certainly wrong, and nowhere taken for a day.
/// </summary>
public sealed class PartlyKnownDates : IDisposable
{
    const string Id = "101-001";
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    [Theory]
    [InlineData("2018-03", null)]
    [InlineData("2018", "2018-04")]
    [InlineData("2018-03-09", "2018")]
    [InlineData("2018-04", "2018-04-01")]
    public void It_is_recorded_and_exported_as_far_as_it_is_known(string start, string? end)
    {
        trial.With(Event(start, end));
        trial.Rows[^1].Payload.ShouldContain($"\"on\":\"{start}\"");
        var told = ((AdverseEventRecorded)Entry.Of(trial.Rows[^1]).Event);
        (told.Start.ToString(), told.End?.ToString()).ShouldBe((start, end));
        var table = SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol).Named("AE");
        Rows.Of(table, "AESTDTC", "AEENDTC").ShouldBe([$"{start}|{end}"]);
    }

    /// <summary>Screening was on 2018-03-01, consent on 2018-03-02; the last day of these trials' tests is 2024-01-15.</summary>
    [Theory]
    [InlineData("2018-02", null, "before-consent before-screening")]
    [InlineData("2017", null, "before-consent before-screening")]
    [InlineData("2024-02", null, "in-the-future")]
    [InlineData("2024-01", null, "")]
    [InlineData("2018-04", "2018-03", "ends-before-it-starts")]
    [InlineData("2018-04-02", "2018-04-01", "ends-before-it-starts")]
    [InlineData("2018-04-02", "2018-04", "")]
    [InlineData("2018-04", "2018", "")]
    public void Only_what_is_certainly_wrong_is_refused(string start, string? end, string rules) =>
        string.Join(' ', trial.RefusalsOf(Event(start, end)).Order()).ShouldBe(rules);

    [Fact]
    public void What_may_have_been_before_the_end_stands_and_what_was_after_it_does_not()
    {
        trial.With(Event("2018-04", "2018-05"));
        trial.RefusalsOf(new RecordDeath(Id, null, new(2018, 4, 30))).ShouldBe(["facts-after-the-end"]);
        trial.With(new RecordDeath(Id, null, new(2018, 5, 1)));
        trial.RefusalsOf(Event("2018-06", null)).ShouldContain("after-death");
        trial.RefusalsOf(Event("2018-05", null)).ShouldBeEmpty();
    }

    [Fact]
    public void A_month_that_becomes_a_day_is_a_change_with_a_reason_and_stays_one_event()
    {
        trial.With(Event("2018-04", null));
        var known = Event("2018-04-12", null) with { Number = 1 };
        trial.RefusalsOf(known).ShouldBe(["change-without-reason"]);
        trial.With(known with { ReasonForChange = "Discharge letter" });
        trial.Participant().All<AdverseEventRecorded>().ShouldHaveSingleItem().Start.Day.ShouldBe(new(2018, 4, 12));
    }

    [Fact]
    public void Reports_name_the_event_as_it_is_known()
    {
        var learned = new DateTimeOffset(2018, 4, 7, 12, 0, 0, TimeSpan.Zero);
        trial.With(
            Event("2018-04", null) with { Serious = true, Criteria = SeriousnessCriteria.Hospitalization },
            new RecordSiteAwareness(Id, "Rash", Of("2018-04"), learned),
            new ReportToSponsor(Id, "Rash", Of("2018-04"), learned.AddHours(3))
        );
        trial.Rows[^1].Payload.ShouldContain("\"on\":\"2018-04\"");
        trial.RefusalsOf(new RecordSiteAwareness(Id, "Rash", new DateOnly(2018, 4, 1), learned)).ShouldBe(["no-such-event"]);
        SafetyClocks
            .Of(trial.Conduct.State, ["FDA"], learned.AddDays(1))
            .Select(one => (one.On.ToString(), one.Status))
            .ShouldBe([("2018-04", ObligationStatus.Done), ("2018-04", ObligationStatus.Due)], "ICH E2A: a SUSAR is told within 15 days");
    }

    /// <summary>A dose rests on what may go on: an event that may be over and may not counts, in the words that are known.</summary>
    [Theory]
    [InlineData("2018-03", null, "Rash since 2018-03, grade 3")]
    [InlineData("2018-03", "2018-04", "Rash since 2018-03, grade 3")]
    [InlineData("2018", "2018", "Rash since 2018, grade 3")]
    [InlineData("2018-03", "2018-03", null)]
    [InlineData("2018-05", null, null)]
    public void The_dose_rules_count_what_may_go_on(string start, string? end, string? because)
    {
        trial.With(Event(start, end));
        var table = DoseRuleTable.Find(DoseRuleTables.PalbociclibLabel)!;
        var drug = Examples.PatinaProtocol.Treatments.First(treatment => treatment.DoseRules is not null);
        var facts = DoseFacts.Of(trial.Participant(), Examples.PatinaProtocol, drug, table, 2, 1, new(2018, 4, 5), new(false));
        facts.Events.Select(item => item.ToString()).ShouldBe(because is null ? [] : [because]);
    }

    /// <summary>A new therapy ends the observation of a response: the day on which it did is needed, and it is said that it is not there.</summary>
    [Fact]
    public void A_new_therapy_of_a_month_is_recorded_and_exported_as_one()
    {
        trial.With(new StartNewTherapy(Id, "Capecitabine", Of("2018-09")));
        trial.RefusalsOf(new StartNewTherapy(Id, "Letrozole", Of("2018-02"))).ShouldBe(["before-screening", "before-consent", "before-randomization"]);
        var table = SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol).Named("CM");
        Rows.Of(table, "CMTRT", "CMSTDTC").ShouldBe(["Capecitabine|2018-09"]);
    }

    [Fact]
    public void An_event_certainly_after_the_final_cutoff_is_not_taken()
    {
        trial.With(new CutOffData(new(2018, 6, 15)));
        trial.RefusalsOf(Event("2018-07", null)).ShouldBe(["after-cutoff"]);
        trial.RefusalsOf(Event("2018-06", null)).ShouldBeEmpty();
    }

    static RecordAdverseEvent Event(string start, string? end) =>
        new(
            Id,
            "Rash",
            null,
            null,
            3,
            Serious: false,
            Related: true,
            ActionTaken.DoseNotChanged,
            end is null ? AdverseEventOutcome.NotRecovered : AdverseEventOutcome.Recovered,
            Of(start),
            end is null ? null : Of(end)
        );

    static PartialDate Of(string text) => PartialDate.Read(text)!.Value;
}
