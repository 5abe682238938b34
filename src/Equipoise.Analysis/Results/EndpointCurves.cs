namespace Equipoise.Analysis.Results;

/// <summary>The survival curves of one endpoint.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Unit">The unit of time in words, such as "months".</param>
/// <param name="Ticks">The times under which numbers at risk are printed; results of operation "atRisk" carry the same
/// times.</param>
/// <param name="Arms">One curve per arm, in the order of the protocol.</param>
public sealed record EndpointCurves(string EndpointId, string Unit, IReadOnlyList<double> Ticks, IReadOnlyList<ArmCurve> Arms)
{
    /// <summary>
    /// Where the events of the endpoint compete, the cumulative incidence of each, in the order of its results: a curve per arm
    /// that begins at 0.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ArmCurve>> Incidences { get; init; } = [];
}

/// <summary>The survival curve of one arm.</summary>
/// <param name="ArmId">The arm.</param>
/// <param name="Steps">The steps, in time order, first at time 0 with survival 1.</param>
/// <param name="CensoredAt">Times at which someone was censored, ascending, repeated for each.</param>
/// <param name="LastTime">The longest time, event or not.</param>
public sealed record ArmCurve(string ArmId, IReadOnlyList<CurveStep> Steps, IReadOnlyList<double> CensoredAt, double LastTime)
{
    /// <summary>The share of an arm below which what is left of it says little.</summary>
    public const double FewShare = 0.1;

    /// <summary>The last time at which that share is still at risk; null where it is not known.</summary>
    public double? FewAfter { get; init; }
}

/// <summary>A step of a survival curve.</summary>
/// <param name="Time">From this time on,</param>
/// <param name="Survival">survival is this,</param>
/// <param name="Lower">with this lower limit (null where undefined)</param>
/// <param name="Upper">and this upper limit (null where undefined).</param>
public readonly record struct CurveStep(double Time, double Survival, double? Lower, double? Upper);
