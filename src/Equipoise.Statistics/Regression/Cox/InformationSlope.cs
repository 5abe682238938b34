using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>How the logarithm of the determinant of the information changes with the coefficients: tr(I⁻¹ ∂I/∂βⱼ).</summary>
static class InformationSlope
{
    /// <param name="likelihood">The likelihood without penalty.</param>
    /// <param name="β">The coefficients.</param>
    /// <param name="inverse">I⁻¹ there.</param>
    public static double[] At(PartialLikelihood likelihood, ReadOnlySpan<double> β, double[,] inverse) =>
        likelihood.Model.Ties is TieMethod.Efron or TieMethod.Breslow
            ? ByThirdMoments(likelihood.Model, β, inverse)
            : ByDifferences(likelihood, β);

    /// <summary>The sums over the third central moments of the covariates, for ties after Efron or Breslow.</summary>
    /// <remarks>
    /// The information is a sum of covariances of x under probabilities proportional to e^(xβ) (see
    /// <see cref="EfronLikelihood"/>), and the derivative of a covariance is a third central moment. With V = I⁻¹ and z the mean,
    /// the trace is E (x - z)′V(x - z)·(x - z) = E sx - (E s) z - 2 C V z, where s = x′Vx and C is the covariance: sums over risk
    /// sets of r, rx, rxx′, rs and rsx. Cost: O(n p²).
    /// </remarks>
    public static double[] ByThirdMoments(CoxModel model, ReadOnlySpan<double> β, double[,] inverse)
    {
        var (sets, p) = (model.Sets, model.Width);
        var columns = new Columns(p);
        var r = Risks(model, β);
        var (ofPeople, ofTimes) = (new double[columns.Count][], new double[columns.Count][]);
        for (var c = 0; c < columns.Count; c++)
            (ofPeople[c], ofTimes[c]) = (new double[r.Length], new double[sets.Times.Length]);
        var row = new double[columns.Count];
        for (var position = 0; position < r.Length; position++)
        {
            columns.Fill(row, r[position], model.At(position), inverse);
            for (var c = 0; c < row.Length; c++)
                ofPeople[c][position] = row[c];
        }
        for (var c = 0; c < columns.Count; c++)
            sets.SumAtRisk(ofPeople[c], ofTimes[c]);

        var (slope, events, mean) = (new double[p], new double[columns.Count], new double[columns.Count]);
        for (var t = 0; t < sets.Times.Length; t++)
        {
            var (time, weight) = (sets.Times[t], 0.0);
            Array.Clear(events);
            for (var position = time.Start; position < time.End; position++)
            {
                weight += (model.Weights?[position] ?? 1) / time.Events;
                for (var c = 0; c < events.Length; c++)
                    events[c] += ofPeople[c][position];
            }
            for (var k = 0; k < time.Events; k++)
            {
                var g = model.Ties == TieMethod.Efron ? k / (double)time.Events : 0;
                for (var c = 0; c < mean.Length; c++)
                    mean[c] = (ofTimes[c][t] - g * events[c]) / (ofTimes[0][t] - g * events[0]);
                columns.AddSlope(slope, weight, mean, inverse);
            }
        }
        return slope;
    }

    /// <summary>Central differences of eighth order, for any likelihood.</summary>
    /// <remarks>
    /// log |I| is analytic at least to ±πi/2 around any β, as the covariates lie within -1 to 1; with steps of 1/64 the rule errs
    /// by less than 1e-12 and rounding by about 1e-13. Cost: 8 p times the information.
    /// </remarks>
    public static double[] ByDifferences(PartialLikelihood likelihood, ReadOnlySpan<double> β)
    {
        const double h = 1 / 64.0;
        ReadOnlySpan<double> weights = [4 / 5.0, -1 / 5.0, 4 / 105.0, -1 / 280.0];
        var (slope, there) = (new double[β.Length], β.ToArray());
        for (var j = 0; j < slope.Length; j++)
        {
            for (var k = 1; k <= weights.Length; k++)
            {
                there[j] = β[j] + k * h;
                var ahead = Cholesky.Factor(likelihood.At(there).Information, 0).LogDeterminant;
                there[j] = β[j] - k * h;
                slope[j] += weights[k - 1] / h * (ahead - Cholesky.Factor(likelihood.At(there).Information, 0).LogDeterminant);
            }
            there[j] = β[j];
        }
        return slope;
    }

    // w·e^(xβ + offset), relative to the largest of the stratum.
    static double[] Risks(CoxModel model, ReadOnlySpan<double> β)
    {
        var r = new double[model.Sets.Order.Length];
        foreach (var stratum in model.Sets.Strata)
        {
            var largest = double.NegativeInfinity;
            for (var position = stratum.Start; position < stratum.End; position++)
                if (model.Sets.IsEverAtRisk(position, stratum))
                    largest = double.Max(largest, r[position] = model.LinearPredictor(position, β));
            for (var position = stratum.Start; position < stratum.End; position++)
                r[position] = model.Sets.IsEverAtRisk(position, stratum)
                    ? (model.Weights?[position] ?? 1) * double.Exp(r[position] - largest)
                    : 0;
        }
        return r;
    }

    /// <summary>Where r, rx, rs, rsx and the lower triangle of rxx′ stand in a row.</summary>
    readonly struct Columns(int p)
    {
        public int Count => 2 + 2 * p + p * (p + 1) / 2;

        public void Fill(double[] row, double r, ReadOnlySpan<double> x, double[,] inverse)
        {
            var (s, square) = (0.0, 2 + 2 * p);
            for (var i = 0; i < p; i++)
                for (var j = 0; j <= i; j++, square++)
                {
                    row[square] = r * x[i] * x[j];
                    s += (i == j ? 1 : 2) * x[i] * inverse[i, j] * x[j];
                }
            (row[0], row[1 + p]) = (r, r * s);
            for (var j = 0; j < p; j++)
                (row[1 + j], row[2 + p + j]) = (r * x[j], r * s * x[j]);
        }

        public void AddSlope(double[] slope, double weight, double[] mean, double[,] inverse)
        {
            for (var j = 0; j < p; j++)
            {
                var trace = mean[2 + p + j] - mean[1 + p] * mean[1 + j];
                for (var a = 0; a < p; a++)
                {
                    var covariance = mean[2 + 2 * p + Lower(a, j)] - mean[1 + a] * mean[1 + j];
                    for (var b = 0; b < p; b++)
                        trace -= 2 * mean[1 + b] * inverse[b, a] * covariance;
                }
                slope[j] += weight * trace;
            }
        }

        static int Lower(int i, int j) => i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
    }
}
