using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>A partial likelihood with Firth's penalty: ℓ* = ℓ + ½ log |I(β)|.</summary>
/// <remarks>
/// <para>U* = U + ½ tr(I⁻¹ ∂I/∂β). Where the penalty counts for much, Newton's method with I alone would swing: its second derivative is
/// added, by central differences of its slope. They only steer the steps; where they stop depends on U* alone. Where ℓ* is not
/// concave, I alone steers.</para>
/// <para>Source: Firth (1993), Biometrika 80:27; Heinze and Schemper (2001), Biometrics 57:114.</para>
/// </remarks>
sealed class FirthLikelihood(PartialLikelihood unpenalized) : PartialLikelihood(unpenalized.Model)
{
    const double Step = 1e-4;
    const double Concave = 1e-10;

    /// <summary>The likelihood without the penalty, whose information gives the standard errors.</summary>
    public PartialLikelihood Unpenalized => unpenalized;

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var at = unpenalized.At(β);
        var p = β.Length;
        if (!double.IsFinite(at.LogLikelihood) || SlopeAt(β, at.Information) is not { } slope)
            return at with { LogLikelihood = double.NegativeInfinity };

        // |I| in the units of the covariates: the scales are constants, which move nothing.
        var ℓ = at.LogLikelihood + 0.5 * Cholesky.Factor(at.Information, 0).LogDeterminant;
        foreach (var scale in Model.Scale)
            ℓ += double.Log(scale);
        var score = new double[p];
        for (var j = 0; j < p; j++)
            score[j] = at.Score[j] + 0.5 * slope[j];
        var curvature = Curvature(β, at.Information);
        return new(double.IsFinite(ℓ) ? ℓ : double.NegativeInfinity, score, curvature ?? at.Information);
    }

    // -∂²ℓ*/∂β², its lower triangle; null unless positive definite.
    double[,]? Curvature(ReadOnlySpan<double> β, double[,] information)
    {
        var (p, there) = (β.Length, β.ToArray());
        var curvature = (double[,])information.Clone();
        for (var j = 0; j < p; j++)
        {
            there[j] = β[j] + Step;
            var ahead = SlopeAt(there, unpenalized.At(there).Information);
            there[j] = β[j] - Step;
            var behind = SlopeAt(there, unpenalized.At(there).Information);
            there[j] = β[j];
            if (ahead is null || behind is null)
                return null;
            for (var i = j; i < p; i++)
                curvature[i, j] -= (ahead[i] - behind[i]) / (4 * Step);
        }
        return Cholesky.Factor(curvature, Concave).Rank == p ? curvature : null;
    }

    double[]? SlopeAt(ReadOnlySpan<double> β, double[,] information) =>
        Cholesky.Factor(information, 0) is { } factor && factor.Rank == β.Length
            ? InformationSlope.At(unpenalized, β, factor.Inverse())
            : null;
}
