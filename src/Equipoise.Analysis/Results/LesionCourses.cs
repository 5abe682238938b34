namespace Equipoise.Analysis.Results;

/// <summary>How the target lesions of participants changed, for drawing: a data set as a curve is one, and no result.</summary>
/// <param name="Origin">What time counts from: "randomization".</param>
/// <param name="Ticks">The times, in months, of which results carry the numbers.</param>
/// <param name="Of">One for each participant with measurable disease and an assessment that counts; no id names them.</param>
public sealed record LesionCourses(string Origin, IReadOnlyList<double> Ticks, IReadOnlyList<LesionCourse> Of);

/// <summary>How the target lesions of one participant changed.</summary>
/// <param name="ArmId">The arm to which the participant was allocated.</param>
/// <param name="Response">The best overall response, such as "PR"; null where the data have none.</param>
/// <param name="Points">The assessments after baseline that count, in time order; one or more.</param>
/// <param name="Progressed">When progression was first seen, in months; null where it was not.</param>
public sealed record LesionCourse(string ArmId, string? Response, IReadOnlyList<LesionPoint> Points, double? Progressed)
{
    /// <summary>The smallest change: the deepest shrinkage, or the least growth.</summary>
    public double Best => Points.Min(point => point.Percent);
}

/// <summary>The sum of target diameters at an assessment.</summary>
/// <param name="Time">Months since the origin.</param>
/// <param name="Percent">Its change from baseline, in percent.</param>
public readonly record struct LesionPoint(double Time, double Percent);
