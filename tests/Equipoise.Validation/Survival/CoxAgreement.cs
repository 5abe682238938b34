using Equipoise.Statistics;
using Equipoise.Statistics.Regression.Cox;

namespace Equipoise.Validation.Survival;

/// <summary>A Cox fit of two arms against R's digits and against a second program.</summary>
static class CoxAgreement
{
    public static CoxFit Compare(
        string name,
        Observation[] observations,
        int[] groups,
        TieMethod ties,
        Func<string, double> expected,
        Agreement agreement
    )
    {
        var fit = CoxRegression.Fit(observations, Array.ConvertAll(groups, group => (double)group), ["arm"], ties: ties);
        fit.Status.ShouldBe(new FitStatus.Converged(), name);
        var arm = fit.Coefficients[0];
        agreement.Within(1e-8, $"{name} standard error", arm.StandardError, expected("se"));
        agreement.Within(1e-8, $"{name} lower limit", arm.Lower, expected("hr_l"));
        agreement.Within(1e-8, $"{name} upper limit", arm.Upper, expected("hr_u"));

        // R's coefficient lacks its last digits (see TwoArmCoxByHand), which a ratio to a coefficient near 0 would magnify.
        var (stopped, stoppedError) = TwoArmCoxByHand.Fit(observations, groups, ties, stopAsR: true);
        agreement.Within(1e-10, $"{name} coefficient where R stops", stopped, expected("coef"));
        agreement.Within(1e-10, $"{name} standard error where R stops", stoppedError, expected("se"));
        var (maximum, maximumError) = TwoArmCoxByHand.Fit(observations, groups, ties, stopAsR: false);
        agreement.Within(1e-11, $"{name} coefficient", arm.Estimate, maximum);
        agreement.Within(1e-11, $"{name} standard error at the maximum", arm.StandardError, maximumError);
        return fit;
    }
}
