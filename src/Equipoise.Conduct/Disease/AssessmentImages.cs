namespace Equipoise.Conduct.Disease;

/// <summary>The images of one assessment: the CT of a Tuesday and the MRI of the Thursday after tell one response.</summary>
/// <param name="First">The day of the first.</param>
/// <param name="Last">The day of the last.</param>
/// <param name="Lesions">What was seen of each lesion.</param>
sealed record AssessmentImages(DateOnly First, DateOnly Last, IReadOnlyDictionary<string, LesionMeasured> Lesions)
{
    /// <summary>The assessments, in order of time.</summary>
    /// <remarks>
    /// An assessment goes on for some days after its first image, and ends before a day on which a lesion is seen a second time:
    /// that is a new look at the disease, planned or not.
    /// </remarks>
    /// <param name="measurements">What was seen, at most once a day of each lesion.</param>
    /// <param name="found">The days on which new lesions were found.</param>
    /// <param name="days">How many days after its first image an assessment may go on.</param>
    internal static IEnumerable<AssessmentImages> Of(
        IEnumerable<LesionMeasured> measurements,
        IEnumerable<DateOnly> found,
        int days
    )
    {
        var byDay = measurements.ToLookup(one => one.On);
        AssessmentImages? current = null;
        foreach (var day in byDay.Select(one => one.Key).Concat(found).Distinct().Order())
        {
            if (current is not null && day <= current.First.AddDays(days) && !byDay[day].Any(current.Has))
                current = new(current.First, day, current.Lesions.Values.Concat(byDay[day]).ToDictionary(one => one.Lesion));
            else
            {
                if (current is not null)
                    yield return current;
                current = new(day, day, byDay[day].ToDictionary(one => one.Lesion));
            }
        }
        if (current is not null)
            yield return current;
    }

    bool Has(LesionMeasured one) => Lesions.ContainsKey(one.Lesion);
}
