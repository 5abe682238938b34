namespace Equipoise.Statistics.Curves;

/// <summary>Limits of the probability of a state on a transformed scale.</summary>
static class IncidenceLimits
{
    /// <summary>The limits of p with standard error σ, given the normal quantile z; p lies strictly between 0 and 1.</summary>
    public static (double Lower, double Upper) Of(double p, double σ, double z, IntervalTransformation transformation)
    {
        switch (transformation)
        {
            case IntervalTransformation.LogLog: // p to the power exp(±zσ/(p log p))
                var logp = double.Log(p);
                var spread = double.Exp(z * σ / (p * -logp));
                return (double.Exp(logp * spread), double.Exp(logp / spread));
            case IntervalTransformation.Log:
                return (p * double.Exp(-z * σ / p), double.Min(1, p * double.Exp(z * σ / p)));
            case IntervalTransformation.Plain:
                return (double.Max(0, p - z * σ), double.Min(1, p + z * σ));
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(transformation),
                    transformation,
                    "No limits of an incidence on this scale."
                );
        }
    }
}
