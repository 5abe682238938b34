using Equipoise.Analysis;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Validation.Analysis;

/// <summary>
/// Four arms of a simulated breast-cancer trial, 2,199 participants (pharmaverse/ggsurvfit @a28afe9, MIT). Expected values are R's,
/// as the index of the data prints them.
/// </summary>
public sealed class PsiVissigTests
{
    [ReferenceFact]
    public void Each_of_three_arms_has_a_stratified_model_of_its_own()
    {
        var agreement = new Agreement(
            "Analysis: psi-vissig, each of three arms with the control, as printed",
            new Source.R("coxph(Surv(AVAL, 1 - CNSR) ~ TRT01P + strata(STR01, STR02)) of the participants of two arms")
        );
        var pairwise = Analyzed("comparisons: pairwise");
        foreach (
            var (arm, ratio, lower, upper) in new[]
            {
                ("V", 0.9314, 0.7680, 1.1295),
                ("TV", 0.7096, 0.5817, 0.8657),
                ("combo", 0.5871, 0.4762, 0.7238),
            }
        )
        {
            var of = new CoxResults("PFS").HazardRatio(arm);
            agreement.Rounded(4, $"{arm} ratio", pairwise.Raw(of.Estimate.Address), ratio);
            agreement.Rounded(4, $"{arm} lower", pairwise.Raw(of.Lower.Address), lower);
            agreement.Rounded(4, $"{arm} upper", pairwise.Raw(of.Upper.Address), upper);
            var test = new LogRankResults("PFS", arm);
            pairwise.Raw(test.DegreesOfFreedom.Address).ShouldBe(1);
            pairwise.Raw(test.Z.Address).ShouldBeGreaterThan(0);
        }
        pairwise.Results.At(new LogRankResults("PFS").PTwoSided.Address).ShouldBeNull();
        pairwise.Results.Conventions.ShouldContain(one => one.Id == "PFS.reference" && one.Text.Contains("(pairwise)"));
        agreement.ShouldBeComplete(atLeast: 9);
    }

    [ReferenceFact]
    public void One_model_and_one_test_of_all_arms_are_those_of_R()
    {
        var agreement = new Agreement(
            "Analysis: psi-vissig, four arms in one model, as printed",
            new Source.R("coxph(Surv(AVAL, 1 - CNSR) ~ TRT01P + strata(STR01, STR02)), survdiff with the same strata")
        );
        var joint = Analyzed("subgroups: [STR01]");
        foreach (var (arm, ratio) in new[] { ("V", 0.9200), ("TV", 0.7109), ("combo", 0.5831) })
            agreement.Rounded(4, arm, joint.Raw(new CoxResults("PFS").HazardRatio(arm).Estimate.Address), ratio);
        agreement.Rounded(4, "chi-square", joint.Raw(new LogRankResults("PFS").ChiSquare.Address), 32.0723);
        agreement.ShouldBeComplete(atLeast: 4);
    }

    static AnalysisOutput Analyzed(string plan) =>
        Outputs.Analyzed(
            OtherHouses.Protocol(OtherHouses.PsiVissig(plan)),
            OtherHouses.Tables("psi-vissig", ("ADSL", "adtte.csv"), ("ADTTE", "adtte.csv"))
        );
}
