namespace Equipoise.Statistics.Curves;

/// <summary>Limits of a survival probability on a transformed scale.</summary>
static class PointwiseLimits
{
    /// <summary>The limits of Ŝ, given σ, the standard error of log Ŝ, and the normal quantile z; null where Ŝ is 0.</summary>
    public static (double Lower, double Upper)? Of(double Ŝ, double σ, double z, IntervalTransformation transformation)
    {
        if (Ŝ == 0)
            return null;
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
            case IntervalTransformation.Logit: // the odds of Ŝ times exp(±zσ/(1 - Ŝ))
                var (odds, factor) = (Ŝ / (1 - Ŝ), double.Exp(z * σ / (1 - Ŝ)));
                return (1 / (1 + factor / odds), 1 / (1 + 1 / (odds * factor)));
            case IntervalTransformation.ArcSine: // the angle arcsin √Ŝ ± zσ√odds/2, within a quarter turn
                var (angle, half) = (double.Asin(double.Sqrt(Ŝ)), z * σ / 2 * double.Sqrt(Ŝ / (1 - Ŝ)));
                var (low, high) = (double.Max(0, angle - half), double.Min(double.Pi / 2, angle + half));
                return (Square(double.Sin(low)), Square(double.Sin(high)));
            default:
                throw new ArgumentOutOfRangeException(nameof(transformation), transformation, "An unknown transformation.");
        }
    }

    /// <summary>
    /// The survival probability on the scale of a transformation, and the factor that turns σ into its standard error there.
    /// </summary>
    public static (double Value, double Slope) OnScale(double Ŝ, IntervalTransformation transformation) =>
        transformation switch
        {
            IntervalTransformation.LogLog => (double.Log(-double.Log(Ŝ)), -1 / double.Log(Ŝ)),
            IntervalTransformation.Log => (double.Log(Ŝ), 1),
            IntervalTransformation.Plain => (Ŝ, Ŝ),
            IntervalTransformation.Logit => (double.Log(Ŝ / (1 - Ŝ)), 1 / (1 - Ŝ)),
            IntervalTransformation.ArcSine => (double.Asin(double.Sqrt(Ŝ)), double.Sqrt(Ŝ / (1 - Ŝ)) / 2),
            _ => throw new ArgumentOutOfRangeException(nameof(transformation), transformation, "An unknown transformation."),
        };

    static double Square(double x) => x * x;
}
