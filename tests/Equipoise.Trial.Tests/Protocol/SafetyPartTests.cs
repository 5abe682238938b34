using System.Text;
using Equipoise.Protocol;
using Equipoise.Protocol.Reading;
using Equipoise.Statistics.Rates;

namespace Equipoise.Trial.Tests.Protocol;

/// <summary>The part that says how adverse events are counted, compared and shown.</summary>
public sealed class SafetyPartTests
{
    const string Last = "    show terms in: 5% of either arm\n";

    [Fact]
    public void Every_key_is_read()
    {
        var plan = Read(
            """
                risk difference: Miettinen-Nurminen
                rates: Byar
                rate parameters: [AETTE1]
                confidence: 90%
                p values: Fisher
                columns: arms and total
                of interest:
                  heart: {label: Cardiac events, classes: [Cardiac disorders]}
                  bleeding: {label: Hemorrhage, terms: [Epistaxis, Haematuria], flag: SMQ01NAM = Haemorrhage}
                  list: {label: Listed, flag: cq01nam}

            """
        );
        (plan.Difference, plan.Rates).ShouldBe((RiskDifferenceInterval.MiettinenNurminen, RateInterval.Byar));
        (plan.Confidence, plan.FisherPValues, plan.Total).ShouldBe((0.9, true, true));
        plan.RateParameters.ShouldBe(["AETTE1"]);
        plan.OfInterest.Select(list => list.Id).ShouldBe(["heart", "bleeding", "list"]);
        plan.OfInterest[0].Classes.ShouldBe(["Cardiac disorders"]);
        plan.OfInterest[1].Terms.ShouldBe(["Epistaxis", "Haematuria"]);
        (plan.OfInterest[1].Flag, plan.OfInterest[1].FlagValue).ShouldBe(("SMQ01NAM", "Haemorrhage"));
        (plan.OfInterest[2].Flag, plan.OfInterest[2].FlagValue).ShouldBe(("CQ01NAM", null));
    }

    [Fact]
    public void What_is_not_said_is_Newcombe_exact_95_percent_and_no_P_value()
    {
        var plan = Read("");
        (plan.Difference, plan.Rates).ShouldBe((RiskDifferenceInterval.Newcombe, RateInterval.Exact));
        (plan.Confidence, plan.FisherPValues, plan.Total).ShouldBe((0.95, false, false));
        var none = Read("    risk difference: none\n    rates: none\n    p values: none\n");
        (none.HasDifferences, none.HasRates, none.FisherPValues).ShouldBe((false, false, false));
    }

    [Theory]
    [InlineData("risk difference: ‸Agresti", "analysis.safety.risk difference", "is 'Agresti'")]
    [InlineData("rates: ‸Poisson", "analysis.safety.rates", "is 'Poisson'")]
    [InlineData("confidence: ‸95", "analysis.safety.confidence", "is '95'")]
    [InlineData("p values: ‸yes", "analysis.safety.p values", "is 'yes'")]
    [InlineData("columns: ‸total", "analysis.safety.columns", "is 'total'")]
    [InlineData("‸of interests: {}", "analysis.safety.of interests", "is an unknown key")]
    [InlineData(
        "of interest: {‸heart: {label: Heart}}",
        "analysis.safety.of interest.heart",
        "says of no event that it is meant"
    )]
    [InlineData(
        "of interest: {heart: {label: Heart, flag: ‸SMQ 01}}",
        "analysis.safety.of interest.heart.flag",
        "is 'SMQ 01'"
    )]
    public void A_slip_is_refused_where_it_stands(string line, string path, string message) =>
        Slip.In(Last, $"{Last}    {line}\n", path, message);

    static SafetyPlan Read(string more) =>
        ProtocolFile
            .Parse(
                Encoding.UTF8.GetBytes(Slip.Replace(File.ReadAllText(Examples.ProtocolPath("patina")), Last, $"{Last}{more}")),
                "protocol.yaml"
            )
            .ShouldBeOfType<ProtocolReading.Accepted>()
            .Protocol.Analysis.Safety.ShouldNotBeNull();
}
