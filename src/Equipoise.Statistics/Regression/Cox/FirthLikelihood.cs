using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>A partial likelihood with Firth's penalty: ℓ* = ℓ + ½ log |I(β)|.</summary>
/// <remarks>
/// <para>U* = U + ½ tr(I⁻¹ ∂I/∂β). Where the penalty counts for much, Newton's method with I alone would swing: its second
/// derivative is added, by central differences of log |I|. They only steer the steps; where they stop depends on U* alone. Where
/// ℓ* is not concave, I alone steers.</para>
/// <para>Source: Firth (1993), Biometrika 80:27;
/// Heinze and Schemper (2001), Biometrics 57:114.</para> </remarks>
sealed class FirthLikelihood : PartialLikelihood
{
    const double Step = 1 / 1024.0;
    const double Concave = 1e-10;

    public FirthLikelihood(PartialLikelihood unpenalized)
        : base(unpenalized) => Unpenalized = unpenalized;

    /// <summary>The likelihood without the penalty, whose information gives the standard errors.</summary>
    public PartialLikelihood Unpenalized { get; }

    public override LikelihoodAt At(ReadOnlySpan<double> β)
    {
        var at = Unpenalized.At(β);
        var factor = Cholesky.Factor(at.Information, 0);
        if (!double.IsFinite(at.LogLikelihood) || factor.Rank < β.Length)
            return at with { LogLikelihood = double.NegativeInfinity };

        // |I| in the units of the covariates: the scales are constants, which move nothing.
        var ℓ = at.LogLikelihood + 0.5 * factor.LogDeterminant;
        foreach (var scale in Scale)
            ℓ += double.Log(scale);
        var score = InformationSlope.At(Unpenalized, β, factor.Inverse());
        for (var j = 0; j < score.Length; j++)
            score[j] = at.Score[j] + 0.5 * score[j];
        return new(ℓ, score, Curvature(β.ToArray(), at.Information, factor.LogDeterminant) ?? at.Information);
    }

    // -∂²ℓ*/∂β², its lower triangle; null unless positive definite.
    double[,]? Curvature(double[] β, double[,] information, double here)
    {
        var (p, there) = (β.Length, (double[])β.Clone());
        var (curvature, own) = ((double[,])information.Clone(), new double[p]);
        for (var i = 0; i < p; i++)
        {
            own[i] = Second(i, i);
            curvature[i, i] -= own[i] / 2;
            for (var j = 0; j < i; j++)
                curvature[i, j] -= (Second(i, j) - own[i] - own[j]) / 4;
        }
        return Cholesky.Factor(curvature, Concave).Rank == p ? curvature : null;

        // The second derivative of log |I| along both coordinates together.
        double Second(int i, int j) => (LogDeterminant(i, j, Step) - 2 * here + LogDeterminant(i, j, -Step)) / (Step * Step);

        double LogDeterminant(int i, int j, double step)
        {
            (there[i], there[j]) = (β[i] + step, β[j] + step);
            var determinant = Cholesky.Factor(Unpenalized.At(there).Information, 0).LogDeterminant;
            (there[i], there[j]) = (β[i], β[j]);
            return determinant;
        }
    }
}
