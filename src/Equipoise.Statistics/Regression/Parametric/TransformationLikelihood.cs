using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>
/// The log-likelihood of S(t | x) = P(Z > z(log t, x)) for a z that is linear in its coefficients θ, with two derivatives.
/// </summary>
/// <remarks>
/// An event adds w(log f(z) + log z′ - log t), a censoring w log S(z), an entry -w log S(z_entry), where z′ = dz/d log t. With f
/// log-concave this is concave in θ without entries: Weibull, log-normal, log-logistic and spline models all have one maximum at
/// most. Where z′ ≤ 0 at an event there is no density: minus infinity.
/// </remarks>
sealed class TransformationLikelihood(ErrorLaw law, Design design)
{
    public LikelihoodAt At(ReadOnlySpan<double> θ)
    {
        var at = new LikelihoodAt(0, new double[design.Width], new double[design.Width, design.Width]);
        var ℓ = 0.0;
        for (var i = 0; i < design.Rows.All.Count; i++)
        {
            var row = design.Rows.All[i];
            var (observation, w) = (row.Observation, row.Weight);
            var columns = Row(design.Times, i);
            var logTime = double.Log(observation.Time);
            var z = Vectors.Dot(columns, θ) + (design.HasOffset ? logTime : 0);
            var here = observation.IsEvent ? law.LogDensity(z) : law.LogSurvival(z);
            ℓ += w * here.Value;
            Add(at, columns, w * here.First, w * here.Second);
            if (observation.IsEvent)
            {
                ℓ -= w * logTime;
                if (!design.HasOffset)
                {
                    var slopes = Row(design.Slopes, i);
                    var slope = Vectors.Dot(slopes, θ);
                    if (!(slope > 0))
                        return at with { LogLikelihood = double.NegativeInfinity };
                    ℓ += w * double.Log(slope);
                    Add(at, slopes, w / slope, -w / slope / slope);
                }
            }
            if (observation.Entry > 0)
            {
                var entry = Row(design.Entries, i);
                var before = law.LogSurvival(Vectors.Dot(entry, θ) + (design.HasOffset ? double.Log(observation.Entry) : 0));
                ℓ -= w * before.Value;
                Add(at, entry, -w * before.First, -w * before.Second);
            }
        }
        return at with { LogLikelihood = double.IsNaN(ℓ) ? double.NegativeInfinity : ℓ };
    }

    /// <summary>The farthest that a step moves z at any time.</summary>
    public double Reach(ReadOnlySpan<double> step)
    {
        var farthest = 0.0;
        for (var i = 0; i < design.Rows.All.Count; i++)
            farthest = double.Max(farthest, double.Abs(Vectors.Dot(Row(design.Times, i), step)));
        return farthest;
    }

    /// <summary>The largest z′ at an event: 1/σ of a straight line.</summary>
    public double SteepestSlope(ReadOnlySpan<double> θ)
    {
        var steepest = 0.0;
        for (var i = 0; i < design.Rows.All.Count; i++)
            if (design.Rows.All[i].Observation.IsEvent)
                steepest = double.Max(steepest, Vectors.Dot(Row(design.Slopes, i), θ));
        return steepest;
    }

    ReadOnlySpan<double> Row(double[] columns, int i) => columns.AsSpan(i * design.Width, design.Width);

    static void Add(LikelihoodAt at, ReadOnlySpan<double> columns, double first, double second)
    {
        for (var j = 0; j < columns.Length; j++)
        {
            at.Score[j] += first * columns[j];
            for (var k = 0; k <= j; k++)
                at.Information[j, k] -= second * columns[j] * columns[k];
        }
    }
}
