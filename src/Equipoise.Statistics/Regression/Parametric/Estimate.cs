using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Parametric;

/// <summary>A number read from a fitted curve.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error by the delta method, in its own units.</param>
/// <param name="Lower">The lower limit, made on the scale that its method names.</param>
/// <param name="Upper">The upper limit.</param>
/// <param name="Confidence">The two-sided level of the limits.</param>
public readonly record struct Estimate(double Value, double StandardError, double Lower, double Upper, double Confidence)
{
    /// <summary>"23 (95% 18 to 45)"</summary>
    public override string ToString() =>
        Summary.Of(Value, Lower, Upper, Confidence);
}

/// <summary>A coefficient of a parametric model.</summary>
/// <param name="Name">What it multiplies.</param>
/// <param name="Value">The estimate; infinite for a monotone likelihood; null when not estimable.</param>
/// <param name="StandardError">Its standard error from the inverse information; null when there is none.</param>
/// <param name="Confidence">The two-sided level of the limits.</param>
public readonly record struct Coefficient(string Name, double? Value, double? StandardError, double Confidence)
{
    /// <summary>The lower Wald limit.</summary>
    public double? Lower => Value - TwoSided.Critical(Confidence) * StandardError;

    /// <summary>The upper Wald limit.</summary>
    public double? Upper => Value + TwoSided.Critical(Confidence) * StandardError;

    /// <summary>Estimate / standard error; null without one.</summary>
    public double? Z => StandardError > 0 ? Value / StandardError : null;

    /// <summary>The two-sided Wald p-value; null without a standard error.</summary>
    public double? PValue => Z is { } z ? TwoSided.PValue(z) : null;

    /// <summary>exp(estimate): a time ratio or a hazard ratio, as the model says; null when not estimable.</summary>
    public double? Ratio => Value is { } value ? double.Exp(value) : null;

    /// <summary>exp of the lower limit.</summary>
    public double? RatioLower => Lower is { } lower ? double.Exp(lower) : null;

    /// <summary>exp of the upper limit.</summary>
    public double? RatioUpper => Upper is { } upper ? double.Exp(upper) : null;

    /// <summary>"arm 1.267 (95% 0.3 to 2.2), p 0.01"</summary>
    public override string ToString() =>
        $"{Name} {Summary.Of(Value, Lower, Upper, Confidence)}, p {Summary.Of(PValue)}";
}
