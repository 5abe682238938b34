using Equipoise.Conduct.Disease;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>
/// TRLNKGRP and RSLNKGRP: what ties the lesions seen at an assessment to the responses that follow from them.
/// </summary>
static class TumorImages
{
    /// <summary>The images at baseline.</summary>
    internal const string Baseline = "A1";

    /// <summary>
    /// The images of a day, by the place of their assessment after baseline; null where none were made that day.
    /// </summary>
    internal static string? Of(RecistCourse course, DateOnly on)
    {
        for (var place = 0; place < course.Assessments.Count; place++)
            if (course.Assessments[place] is var one && one.First <= on && on <= one.Last)
                return $"A{place + 2}";
        return null;
    }
}

/// <summary>--EVAL in TU, TR and RS, of code list C78735.</summary>
static class TumorEvaluator
{
    /// <summary>Who judges tumors by the protocol; null where it plans no assessments.</summary>
    internal static string? Of(TumorAssessmentPlan? plan) =>
        plan?.By == "central review" ? "INDEPENDENT ASSESSOR" : plan?.By.ToUpperInvariant();
}
