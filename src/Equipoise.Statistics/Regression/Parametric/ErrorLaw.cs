using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>A function of z with its first two derivatives.</summary>
readonly record struct Derivatives(double Value, double First, double Second);

/// <summary>The law of z when S(t) = P(Z > z(log t)): each model is one of these with its own z.</summary>
enum ErrorLaw
{
    /// <summary>The smallest extreme value, S = exp(-eᶻ): Weibull, and splines for log H.</summary>
    ExtremeValue,

    /// <summary>S = 1/(1 + eᶻ): log-logistic, and splines for the log odds.</summary>
    Logistic,

    /// <summary>S = Φ(-z): log-normal, and splines for the probit.</summary>
    Normal,
}

/// <summary>Log density and log survival of the three laws, without overflow or cancellation in either tail.</summary>
static class ErrorLawFunctions
{
    const double HalfLog2Pi = 0.91893853320467274178;

    public static Derivatives LogSurvival(this ErrorLaw law, double z)
    {
        switch (law)
        {
            case ErrorLaw.ExtremeValue:
                var e = double.Exp(z);
                return new(-e, -e, -e);
            case ErrorLaw.Logistic:
                var (p, q) = (1 / (1 + double.Exp(-z)), 1 / (1 + double.Exp(z)));
                return new(-Softplus(z), -p, -p * q);
            default:
                var mills = MillsRatio.At(z);
                return new(mills.LogTail, -mills.Hazard, -mills.Hazard * mills.Excess);
        }
    }

    public static Derivatives LogDensity(this ErrorLaw law, double z)
    {
        switch (law)
        {
            case ErrorLaw.ExtremeValue:
                var e = double.Exp(z);
                return new(z - e, 1 - e, -e);
            case ErrorLaw.Logistic:
                var (p, q) = (1 / (1 + double.Exp(-z)), 1 / (1 + double.Exp(z)));
                return new(z - 2 * Softplus(z), q - p, -2 * p * q);
            default:
                return new(-z * z / 2 - HalfLog2Pi, -z, -1);
        }
    }

    /// <summary>The z below which a fraction p lies.</summary>
    public static double Quantile(this ErrorLaw law, double p) =>
        law switch
        {
            ErrorLaw.ExtremeValue => double.Log(-double.LogP1(-p)),
            ErrorLaw.Logistic => double.Log(p) - double.LogP1(-p),
            _ => Normal.Quantile(p),
        };

    // log(1 + eᶻ)
    static double Softplus(double z) => double.Max(z, 0) + double.LogP1(double.Exp(-double.Abs(z)));
}
