using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>
/// The exact marginal likelihood of continuous times that were recorded coarsely: the probability that the events of a time came,
/// in whatever order, before those of everyone who outlived it.
/// </summary>
/// <remarks>
/// <para>At a time with events D, and with a = r/S, r = e^(xβ), S the sum of r over those who outlive it, ℓ gains
/// log ∫ Π(1 - e^(-a·u)) over D · e^(-u) du from 0 to ∞: the sum over all orders of D of their partial likelihoods (Kalbfleisch
/// and Prentice 1973; the integral is DeLong, Guirguis and So 1994). With v = a·u, φ = v/(eᵛ - 1), ψ = φ + v - 1, y = x - x̄, x̄
/// and V the mean and covariance of x over S, and E and C the mean and covariance over u under the integrand, its derivatives
/// are</para>
/// <para>U = E Σ φy,  I = E Σ φψ·yy′ + E Σ φ · V - C(Σ φy).</para>
/// <para>In s = log u the integrand is entire and its logarithm concave, and the trapezoidal rule converges geometrically. With
/// small a it is a gamma law, where a step h errs by |Γ(d + 1 + 2πi/h)| / Γ(d + 1) of the whole: below e^(-48) for every d with
/// 2π/h = 20 + 10√(d + 1). With larger a it is wider. So there is no tolerance and nothing adapts. It ends where the integrand is
/// below e^(-40) of its largest.</para>
/// </remarks>
sealed class ExactMarginalLikelihood(CoxModel model) : RiskSetLikelihood(model, 1)
{
    const double Negligible = -40;

    // The integrand falls by e or more for each unit of s below 0, and faster above its mode, at most log(d + 1), so that e⁻⁴⁰ is
    // nearer than this, unless predictors beyond 1e15 let its logarithm, too large to have digits after the point, stand still.
    const double Widest = 100;

    readonly double[] logA = new double[MostEvents(model)];
    readonly double[] φ = new double[MostEvents(model)];
    readonly double[] φψ = new double[MostEvents(model)];
    readonly double[] meanφ = new double[MostEvents(model)];
    readonly double[] meanφψ = new double[MostEvents(model)];
    readonly double[] y = new double[MostEvents(model) * model.Width];

    protected override double Term(EventTime time, SubsetMoments outliving, LikelihoodAt at)
    {
        if (outliving.IsEmpty)
        {
            AddEvents(time, outliving);
            return 0; // that they come before nobody else is certain
        }
        if (time.Events == 1)
        {
            AddEvents(time, outliving);
            return Conditional(time, outliving, at);
        }
        var ℓ = Integral(time, outliving, at);
        AddEvents(time, outliving);
        return ℓ;
    }

    double Integral(EventTime time, SubsetMoments outliving, LikelihoodAt at)
    {
        var (d, p) = (time.Events, Model.Width);
        var logS = outliving.LogSum(1);
        var mean = outliving.Mean(1);
        for (var i = 0; i < d; i++)
        {
            logA[i] = Predictor[time.Start + i] - logS;
            var x = Model.At(time.Start + i);
            for (var j = 0; j < p; j++)
                y[i * p + j] = x[j] - mean[j];
        }
        Array.Clear(meanφ);
        Array.Clear(meanφψ);
        var (center, h) = (Mode(d), 2 * double.Pi / (20 + 10 * double.Sqrt(d + 1)));
        var peak = At(center, d);
        var nodes = new WeightedMoments(p);
        AddNode(nodes, 1, d);
        foreach (var step in (ReadOnlySpan<double>)[h, -h])
            for (var k = 1; k * h < Widest && At(center + k * step, d) - peak is var g && g > Negligible; k++)
                AddNode(nodes, double.Exp(g), d);

        var V = outliving.Covariance(1);
        var sumφ = 0.0;
        for (var i = 0; i < d; i++)
        {
            sumφ += meanφ[i] / nodes.Weight;
            var factor = meanφψ[i] / nodes.Weight;
            for (var j = 0; j < p; j++)
                for (var k = 0; k <= j; k++)
                    at.Information[j, k] += factor * y[i * p + j] * y[i * p + k];
        }
        for (int j = 0, c = 0; j < p; j++)
        {
            at.Score[j] += nodes.Mean[j];
            for (var k = 0; k <= j; k++, c++)
                at.Information[j, k] += sumφ * V[c] - nodes.Covariance(c);
        }
        return peak + double.Log(h * nodes.Weight);
    }

    void AddNode(WeightedMoments nodes, double weight, int d)
    {
        var p = Model.Width;
        Span<double> q = nodes.Next;
        q.Clear();
        for (var i = 0; i < d; i++)
        {
            meanφ[i] += weight * φ[i];
            meanφψ[i] += weight * φψ[i];
            for (var j = 0; j < p; j++)
                q[j] += φ[i] * y[i * p + j];
        }
        nodes.AddNext(weight);
    }

    // The log of the integrand over s, with φ and φψ there.
    double At(double s, int d)
    {
        var g = s - double.Exp(s);
        for (var i = 0; i < d; i++)
        {
            var log = logA[i] + s;
            var v = double.Exp(log);
            if (v > 700)
                (φ[i], φψ[i]) = (0, 0);
            else if (v < 1e-17)
            {
                (φ[i], φψ[i]) = (1, 0);
                g += log;
            }
            else
            {
                var less = LessThanOne(v); // 1 - e⁻ᵛ
                φ[i] = v * double.Exp(-v) / less;
                φψ[i] = φ[i] * (v < 1e-3 ? v / 2 * (1 + v / 6) : v / less - 1);
                g += double.Log(less);
            }
        }
        return g;
    }

    // Where the integrand over s is largest: u = 1 + Σ φ(a·u), close enough to center the nodes.
    double Mode(int d)
    {
        var (low, high) = (1.0, d + 1.0);
        for (var halving = 0; halving < 20; halving++)
        {
            var u = (low + high) / 2;
            var rest = 1 - u;
            for (var i = 0; i < d; i++)
            {
                var v = double.Exp(logA[i]) * u;
                rest +=
                    v > 700 ? 0
                    : v < 1e-17 ? 1
                    : v * double.Exp(-v) / LessThanOne(v);
            }
            (low, high) = rest > 0 ? (u, high) : (low, u);
        }
        return double.Log(low);
    }

    // 1 - e⁻ᵛ to the last digits for small v too (Kahan).
    static double LessThanOne(double v)
    {
        var e = double.Exp(-v);
        return e < 0.5 ? 1 - e
            : e == 1 ? v
            : (e - 1) * v / double.Log(e);
    }

    /// <summary>The weighted mean and covariance of vectors that come one by one (West 1979).</summary>
    sealed class WeightedMoments(int width)
    {
        readonly double[] products = new double[width * (width + 1) / 2];

        public double Weight { get; private set; }

        public double[] Mean { get; } = new double[width];

        /// <summary>The vector to add next.</summary>
        public double[] Next { get; } = new double[width];

        public double Covariance(int at) => products[at] / Weight;

        public void AddNext(double weight)
        {
            var before = Weight;
            Weight += weight;
            for (var i = 0; i < width; i++)
                Next[i] -= Mean[i];
            for (int i = 0, at = 0; i < width; i++)
                for (var j = 0; j <= i; j++, at++)
                    products[at] += before * weight / Weight * Next[i] * Next[j];
            for (var i = 0; i < width; i++)
                Mean[i] += weight / Weight * Next[i];
        }
    }
}
