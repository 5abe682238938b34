namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// Of all ways to choose k among the people added so far, each with probability proportional to the product of its r = e^η: the
/// logarithm of the sum of those products, and the mean and covariance of the sum of their covariates.
/// </summary>
/// <remarks>
/// <para>The sum is the elementary symmetric polynomial eₖ of the r. Somebody new is in the choice or is not, so eₖ grows by
/// r·eₖ₋₁ (Gail, Lubin and Rubinstein 1981): the new law is a mixture of two, with their means and covariances mixed in
/// proportion. Held as the ratios ρₖ = eₖ/eₖ₋₁, which stay of the size of the r, and as centered moments, nothing overflows and
/// nothing is ever subtracted from its like.</para>
/// <para>Cost: O(k p²) for each person added.</para>
/// </remarks>
/// <param name="width">The number of covariates p.</param>
/// <param name="deepest">The largest k that will be asked for.</param>
sealed class SubsetMoments(int width, int deepest)
{
    readonly int triangle = width * (width + 1) / 2;
    readonly double[] ρ = new double[deepest + 1];
    readonly double[] μ = new double[(deepest + 1) * width];
    readonly double[] σ = new double[(deepest + 1) * width * (width + 1) / 2];
    readonly double[] δ = new double[width];
    double top = double.NegativeInfinity;
    int count;

    /// <summary>The largest k still of interest; may only go down until the next <see cref="Clear"/>.</summary>
    public int Depth { get; set; } = deepest;

    /// <summary>Whether nobody was added.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>Forgets everybody.</summary>
    public void Clear(int depth)
    {
        (Depth, count, top) = (depth, 0, double.NegativeInfinity);
        Array.Clear(ρ);
        Array.Clear(μ);
        Array.Clear(σ);
    }

    /// <summary>Adds somebody with linear predictor η and covariates x.</summary>
    public void Add(double η, ReadOnlySpan<double> x)
    {
        var r = 1.0;
        if (η > top)
        {
            var shrink = double.Exp(top - η);
            for (var k = 1; k < ρ.Length; k++)
                ρ[k] *= shrink;
            top = η;
        }
        else
            r = double.Exp(η - top);
        if (r == 0)
            return; // e^-745 of the largest: absent in every digit
        count++;
        for (var k = int.Min(count, Depth); k >= 1; k--)
        {
            var sum = ρ[k] + r;
            Mix(k, ρ[k] / sum, r / sum, x);
            ρ[k] = k == 1 ? sum : ρ[k - 1] * sum / (ρ[k - 1] + r);
        }
    }

    /// <summary>log eₖ; negative infinity when it is too small to compute.</summary>
    public double LogSum(int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
            sum += double.Log(ρ[i]) + top;
        return sum;
    }

    /// <summary>The mean of the sum of covariates over the choices of k.</summary>
    public ReadOnlySpan<double> Mean(int k) => μ.AsSpan(k * width, width);

    /// <summary>Its covariance: the lower triangle, row after row.</summary>
    public ReadOnlySpan<double> Covariance(int k) => σ.AsSpan(k * triangle, triangle);

    // Without the newcomer with probability a, with it (and one chosen fewer before) with probability b.
    void Mix(int k, double a, double b, ReadOnlySpan<double> x)
    {
        var mean = μ.AsSpan(k * width, width);
        var fewer = Mean(k - 1);
        for (var i = 0; i < width; i++)
        {
            δ[i] = fewer[i] + x[i] - mean[i];
            mean[i] += b * δ[i];
        }
        var covariance = σ.AsSpan(k * triangle, triangle);
        var ofFewer = Covariance(k - 1);
        for (int i = 0, at = 0; i < width; i++)
        {
            var abδ = a * b * δ[i];
            for (var j = 0; j <= i; j++, at++)
                covariance[at] = a * covariance[at] + b * ofFewer[at] + abδ * δ[j];
        }
    }
}
