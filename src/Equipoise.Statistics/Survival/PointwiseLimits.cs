namespace Equipoise.Statistics.Survival;

/// <summary>Limits of a survival probability on a transformed scale.</summary>
static class PointwiseLimits
{
    /// <summary>The limits of Ŝ, given σ, the standard error of log Ŝ, and the normal quantile z.</summary>
    public static (double Lower, double Upper) Of(double Ŝ, double σ, double z, IntervalTransformation transformation)
    {
        if (Ŝ == 0)
            return (double.NaN, double.NaN);
        if (σ == 0)
            return (Ŝ, Ŝ);
        switch (transformation)
        {
            case IntervalTransformation.LogLog: // Ŝ to the power exp(±zσ/log Ŝ)
                var logŜ = double.Log(Ŝ);
                var spread = double.Exp(z * σ / logŜ);
                return (double.Exp(logŜ / spread), double.Exp(logŜ * spread));
            case IntervalTransformation.Log:
                return (Ŝ * double.Exp(-z * σ), double.Min(1, Ŝ * double.Exp(z * σ)));
            case IntervalTransformation.Plain:
                return (double.Max(0, Ŝ - z * σ * Ŝ), double.Min(1, Ŝ + z * σ * Ŝ));
            default:
                throw new ArgumentOutOfRangeException(nameof(transformation), transformation, "An unknown transformation.");
        }
    }
}
