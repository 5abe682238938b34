using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>The papers behind the formula and the bounds of a plan, as a reference list has them.</summary>
static class DesignReferences
{
    public static IEnumerable<string> Of(TrialDesign design)
    {
        var assumed = design.Assumptions;
        yield return assumed.Formula switch
        {
            SizingFormula.Freedman =>
                "Freedman LS. Tables of the number of patients required in clinical trials using the logrank test. "
                    + "Statistics in Medicine 1982;1:121-129.",
            SizingFormula.LachinFoulkes =>
                "Lachin JM, Foulkes MA. Evaluation of sample size and power for analyses of survival with allowance for "
                    + "nonuniform patient entry, losses to follow-up, noncompliance, and stratification. Biometrics "
                    + "1986;42:507-519.",
            _ => "Schoenfeld D. The asymptotic properties of nonparametric tests for comparing survival distributions. "
                + "Biometrika 1981;68:316-319.",
        };
        if (!assumed.IsProportional)
            yield return "Mukhopadhyay P, et al. Statistical and practical considerations in designing of immuno-oncology "
                + "trials. Contemporary Clinical Trials 2020;96:106096.";
        if (assumed.Looks is not { } looks)
            yield break;
        IEnumerable<SpendingFunction> spent =
        [
            .. looks.Efficacy is EfficacyRule.Spending { Function: var one } ? [one] : Array.Empty<SpendingFunction>(),
            .. looks.Futility is FutilityRule.Spending { Function: var other } ? [other] : Array.Empty<SpendingFunction>(),
        ];
        var papers = spent
            .Select(function =>
                function switch
                {
                    SpendingFunction.LanDeMetsOBrienFleming or SpendingFunction.LanDeMetsPocock =>
                        "Lan KKG, DeMets DL. Discrete sequential boundaries for clinical trials. Biometrika 1983;70:659-663.",
                    SpendingFunction.HwangShihDeCani =>
                        "Hwang IK, Shih WJ, De Cani JS. Group sequential designs using a family of type I error probability "
                            + "spending functions. Statistics in Medicine 1990;9:1439-1445.",
                    SpendingFunction.KimDeMets =>
                        "Kim K, DeMets DL. Design and analysis of group sequential tests based on the type I error spending "
                            + "rate function. Biometrika 1987;74:149-154.",
                    _ => null,
                }
            )
            .Append(
                looks.Efficacy switch
                {
                    EfficacyRule.Pocock =>
                        "Pocock SJ. Group sequential methods in the design and analysis of clinical trials. Biometrika "
                            + "1977;64:191-199.",
                    EfficacyRule.OBrienFleming =>
                        "O'Brien PC, Fleming TR. A multiple testing procedure for clinical trials. Biometrics 1979;35:549-556.",
                    EfficacyRule.WangTsiatis =>
                        "Wang SK, Tsiatis AA. Approximately optimal one-parameter boundaries for group sequential trials. "
                            + "Biometrics 1987;43:193-199.",
                    EfficacyRule.HaybittlePeto =>
                        "Haybittle JL. Repeated assessment of results in clinical trials of cancer treatment. British "
                            + "Journal of Radiology 1971;44:793-797.",
                    _ => null,
                }
            );
        foreach (var paper in papers.OfType<string>().Distinct())
            yield return paper;
    }
}
