using Equipoise.Analysis.Exposure;
using Equipoise.Protocol;
using Equipoise.Reporting;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Trial.Tests.Analysis;

/// <summary>How long and how much of each treatment was given.</summary>
public sealed class ExposureTotals
{
    [Fact]
    public void From_EX_each_treatment_has_its_duration_its_records_and_with_amounts_its_total()
    {
        var protocol = SmallTrial.Protocol with
        {
            Treatments = [.. SmallTrial.Protocol.Treatments, new("infusion", "Infusion", new(21, TimeUnit.Day), new(1, 1), [], null, [])],
            Arms = [SmallTrial.Drug with { Gives = ["tablet", "infusion"] }, SmallTrial.Control],
        };
        var sdtm = new HandMadeSdtm();
        // Days 1 to 21 of cycles of 28: 21 days at 125 and 21 at 100; 56 days from the first to the last.
        sdtm.Randomized("1").Dosed(125, "2020-01-02", "2020-01-29").Dosed(100, "2020-01-30", "2020-02-26");
        sdtm.Randomized("2").Dosed(125, "2020-01-02", "2020-01-29").Dosed(0, "2020-01-30", "2020-02-26");
        sdtm.Add("EX", "2", "INFUSION", "1", "2020-01-02", "2020-01-02");
        var output = Outputs.Analyzed(protocol, sdtm.Tables());
        var tablet = new ExposureSummaryResults("tablet");
        output.Printed(tablet.Participants("drug").Address).ShouldBe("2");
        output.Raw(tablet.Duration("drug", ExposureMeasure.Maximum).Address).ShouldBe(56);
        output.Raw(tablet.Duration("drug", ExposureMeasure.Minimum).Address).ShouldBe(28);
        output.Raw(tablet.PersonYears("drug").Address).ShouldBe((56 + 28) / 365.25, 1e-12);
        output.Raw(tablet.Total("drug", ExposureMeasure.Maximum).Address).ShouldBe((21 * 125) + (21 * 100));
        output.Raw(tablet.Total("drug", ExposureMeasure.Minimum).Address).ShouldBe(21 * 125);
        var infusion = new ExposureSummaryResults("infusion");
        output.Printed(infusion.Participants("drug").Address).ShouldBe("1");
        output.Raw(infusion.Duration("drug", ExposureMeasure.Median).Address).ShouldBe(1);
        TrialReport
            .Render(protocol, output)
            .ShouldBeOfType<ReportOutcome.Written>()
            .Quoted.ShouldContain(tablet.PersonYears("drug").Address);
    }
}
