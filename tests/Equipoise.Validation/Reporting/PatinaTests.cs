using Equipoise.Analysis.Response;
using Equipoise.Protocol;
using Equipoise.Statistics.Rates;

namespace Equipoise.Validation.Reporting;

/// <summary>What PATINA published of harms and response, from participants made of its counts.</summary>
public sealed class PatinaTests
{
    [Fact]
    public void Risk_differences_are_the_published_ones()
    {
        var agreement = new Agreement(
            "Outcomes: PATINA, risk differences of grades 3 and 4 by Newcombe, as printed",
            new Source.Published("PATINA (2026), NEJM: 208 of 261 v 76 of 248, 26 of 261 v 9 of 248")
        );
        var events = Worst(4, 26, 9).Concat(Worst(3, 208, 76)).ToArray();
        var data = HandMadeAdam.Of(2 * 261).WithEvents(events);
        var safety = Enumerable.Range(1, 2 * 261).Select(id => id % 2 == 0 && id > 2 * 248 ? "N" : "Y").ToArray();
        var output = Outputs.Analyzed(HandMadeAdam.Protocol(), data.With("ADSL", "SAFFL", safety));
        Compare("AE.Overview.Difference", "category=any", 49.05, 41.05, 56.04);
        Compare("AE.Term.Difference", "term=Grade 4", 6.33, 1.95, 10.90);
        agreement.ShouldBeComplete(atLeast: 6);

        // Katz in closed form.
        var ratios = new Agreement(
            "Outcomes: PATINA, relative risk of grade 3",
            new Source.ClosedForm("Katz (1978): 2.6005 exp(±z sqrt(1/208 - 1/261 + 1/76 - 1/248))")
        );
        ratios.Within(1e-12, "ratio", output.Raw("AE.Overview.Difference/ratio[arm=drug;category=any]"), 2.60052429925388);
        ratios.Within(1e-12, "upper", output.Raw("AE.Overview.Difference/ratioUpper[arm=drug;category=any]"), 3.16674947001469);
        ratios.ShouldBeComplete(atLeast: 2);

        void Compare(string analysis, string group, double difference, double lower, double upper)
        {
            agreement.Rounded(2, group, output.Raw($"{analysis}/difference[arm=drug;{group}]"), difference);
            agreement.Rounded(2, $"{group} lower", output.Raw($"{analysis}/differenceLower[arm=drug;{group}]"), lower);
            agreement.Rounded(2, $"{group} upper", output.Raw($"{analysis}/differenceUpper[arm=drug;{group}]"), upper);
        }

        // Every participant of grade 4 had grade 3 as well: 208 and 76 had any.
        static IEnumerable<(string, string, string)> Worst(int grade, int drug, int control) =>
            Enumerable
                .Range(0, drug)
                .Select(index => ($"{(2 * index) + 1}", $"Grade {grade}", $"{grade}"))
                .Concat(Enumerable.Range(0, control).Select(index => ($"{(2 * index) + 2}", $"Grade {grade}", $"{grade}")));
    }

    [Fact]
    public void Clinical_benefit_is_the_published_one()
    {
        // 85.54 by the same rule is printed there as 85.6: the upper limit of the control is not compared.
        var agreement = new Agreement(
            "Outcomes: PATINA, clinical benefit with limits of Clopper and Pearson, as printed",
            new Source.Published("PATINA (2026), NEJM: 232 of 261, 88.9% (84.4 to 92.4); 208 of 257, 80.9% (75.6 to)")
        );
        var sdtm = new HandMadeSdtm();
        Participants("drug", 261, benefit: 232);
        Participants("standard", 257, benefit: 208);
        var output = Outputs.Analyzed(
            SmallTrial.Protocol with
            {
                Analysis = SmallTrial.Protocol.Analysis with
                {
                    Response = new(
                        Confirmed: true,
                        new(28, TimeUnit.Day),
                        new(42, TimeUnit.Day),
                        new Duration(168, TimeUnit.Day),
                        ProportionInterval.ClopperPearson,
                        RiskDifferenceInterval.Newcombe,
                        Stratified: false,
                        0.95
                    ),
                },
            },
            sdtm.Tables()
        );
        var of = new ResponseRateResults(ResponseRateResults.ClinicalBenefit);
        agreement.Printed("drug", output.Printed(of.Rate("drug").Estimate.Address), "88.9%");
        agreement.Printed("drug, lower", output.Printed(of.Rate("drug").Lower.Address), "84.4%");
        agreement.Printed("drug, upper", output.Printed(of.Rate("drug").Upper.Address), "92.4%");
        agreement.Printed("standard", output.Printed(of.Rate("standard").Estimate.Address), "80.9%");
        agreement.Printed("standard, lower", output.Printed(of.Rate("standard").Lower.Address), "75.6%");
        agreement.ShouldBeComplete(atLeast: 5);
        var digits = new Agreement(
            "Outcomes: PATINA, limits of clinical benefit in all digits",
            new Source.R("binom.test(232, 261)", "R 4.2.2, stats 4.2.2")
        );
        digits.Within(1e-12, "lower", output.Raw(of.Rate("drug").Lower.Address), 84.4335368993179);
        digits.Within(1e-12, "upper", output.Raw(of.Rate("drug").Upper.Address), 92.4312526021524);
        digits.ShouldBeComplete(atLeast: 2);

        void Participants(string arm, int count, int benefit)
        {
            for (var i = 1; i <= count; i++)
            {
                var one = sdtm.Randomized($"{arm}-{i}", arm);
                if (i <= benefit)
                    one.Assessed("2020-03-25", "SD").Assessed("2020-06-17", "SD").Assessed("2020-09-09", "SD");
                else
                    one.Assessed("2020-03-25", "PD");
            }
        }
    }
}
