using Equipoise.Analysis.Response;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>Best overall responses from the assessments of SDTM, what is read from a given ADRS, and how long responses lasted.</summary>
public sealed class TumorResponses
{
    [Fact]
    public void A_response_lasts_from_its_first_day_to_progression_and_counts_only_until_another_therapy()
    {
        var sdtm = new HandMadeSdtm();
        // Confirmed from 2020-03-25 on, 84 days later progressed: 85 days, both ends counted.
        sdtm.Randomized("1").Assessed("2020-03-25", "PR").Assessed("2020-05-20", "CR").Assessed("2020-06-17", "PD");
        // Its only response came after another therapy had begun.
        sdtm.Randomized("2").Assessed("2020-03-25", "SD").NewTherapy("2020-04-01").Assessed("2020-06-17", "PR");
        sdtm.Randomized("3", arm: "standard").Assessed("2020-03-25", "SD");
        var output = Outputs.Analyzed(With(Plan(confirmed: true, stable: 42, benefit: 168)), sdtm.Tables());
        var (rate, duration) = (new ResponseRateResults(ResponseRateResults.Objective), new DurationOfResponseResults());
        output.Raw(rate.Responders("drug").Address).ShouldBe(1);
        output.Raw(rate.Participants("drug").Address).ShouldBe(2);
        output.Raw(rate.Rate("drug").Estimate.Address).ShouldBe(50);
        output.Raw(duration.Responders("drug").Address).ShouldBe(1);
        output.Raw(duration.Events("drug").Address).ShouldBe(1);
        output.Raw(duration.Median("drug").Estimate.Address).ShouldBe(85 / 30.4375, 1e-12);
        output.Raw(new ResponseRateResults(ResponseRateResults.ClinicalBenefit).Responders("standard").Address).ShouldBe(0);
    }

    [Fact]
    public void An_overall_response_that_RECIST_does_not_have_is_refused()
    {
        var sdtm = new HandMadeSdtm();
        sdtm.Randomized("1").Assessed("2020-03-25", "CHECK");
        Outputs
            .Problems(With(Plan(confirmed: true, stable: 42, benefit: null)), sdtm.Tables())
            .ShouldContain(problem => problem.Column == "RSSTRESC" && problem.Message.Contains("'CHECK' is no overall response"));
    }

    [Fact]
    public void Without_ADRS_beside_given_ADaM_responses_are_not_analyzed_and_that_is_said()
    {
        var protocol = HandMadeAdam.Protocol();
        var output = Outputs.Analyzed(
            protocol with
            {
                Analysis = protocol.Analysis with { Response = Plan(confirmed: true, stable: 42, benefit: null) },
            },
            HandMadeAdam.Of(4)
        );
        output.Results.Find("Response.Objective").ShouldBeNull();
        output.Findings.ShouldContain(finding => finding.Dataset == "ADRS" && finding.Message.Contains("not analyzed"));
    }

    static ResponsePlan Plan(bool confirmed, int stable, int? benefit) =>
        new(
            confirmed,
            new(28, TimeUnit.Day),
            new(stable, TimeUnit.Day),
            benefit is { } days ? new Duration(days, TimeUnit.Day) : null,
            ProportionInterval.ClopperPearson,
            RiskDifferenceInterval.Newcombe,
            Stratified: false,
            0.95
        );

    static TrialProtocol With(ResponsePlan plan) =>
        SmallTrial.Protocol with
        {
            Analysis = SmallTrial.Protocol.Analysis with { Response = plan },
        };
}
