using System.Globalization;
using Equipoise.Conduct.Disease;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>TR: what became of each lesion, and the sum of diameters of the target lesions at each assessment.</summary>
/// <remarks>
/// The sum has a row where every target lesion was measured. A lesion that was not evaluated, or has merged with
/// another, has its reason and no result. The sum is derived (TRDRVFL), and so has no evaluator.
/// </remarks>
static class TumorResults
{
    /// <param name="On">The day.</param>
    /// <param name="Kind">The group of lesions.</param>
    /// <param name="Lesion">The lesion; null for the sum.</param>
    /// <param name="Code">TRTESTCD.</param>
    /// <param name="Name">TRTEST.</param>
    /// <param name="Millimeters">The diameter or sum.</param>
    /// <param name="State">The state of a lesion that is not measured.</param>
    /// <param name="NotDone">Why there is no result.</param>
    /// <param name="Images">The images in which it was seen.</param>
    sealed record Row(
        DateOnly On,
        LesionKind Kind,
        string? Lesion,
        string Code,
        string Name,
        double? Millimeters,
        LesionState? State,
        string? NotDone,
        string? Images
    )
    {
        internal bool IsDerived => Lesion is null;

        internal string? Result =>
            Millimeters?.ToString(CultureInfo.InvariantCulture) ?? (State is { } state ? ControlledTerms.Of(state) : null);
    }

    internal static Table Of(IReadOnlyList<Subject> subjects, TrialProtocol protocol) =>
        new Domain<Row>("TR", "Tumor/Lesion Results")
            .Text("TRGRPID", row => ControlledTerms.Of(row.Kind))
            .Text("TRLNKID", row => row.Lesion)
            .Text("TRLNKGRP", row => row.Images)
            .Text("TRTESTCD", row => row.Code)
            .Text("TRTEST", row => row.Name)
            .Text("TRORRES", row => row.Result)
            .Text("TRORRESU", row => row.Millimeters is null ? null : "mm")
            .Text("TRSTRESC", row => row.Result)
            .Number("TRSTRESN", row => row.Millimeters)
            .Text("TRSTRESU", row => row.Millimeters is null ? null : "mm")
            .Text("TRSTAT", row => row.NotDone is null ? null : Terms.NotDone)
            .Text("TRREASND", row => row.NotDone)
            .LastBeforeExposure(row => $"{row.Lesion} {row.Code}", row => row.Result is null ? null : row.On)
            .Permissible("TRDRVFL", row => row.IsDerived ? "Y" : null)
            .Text("TREVAL", row => row.IsDerived ? null : TumorEvaluator.Of(protocol.FollowUp?.TumorAssessment))
            .Visit((subject, row) => subject.Visits.Assessment(row.On))
            .Collected(row => row.On)
            .Of(
                subjects,
                subject =>
                    Rows(subject.Facts, protocol.FollowUp?.TumorAssessment)
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.Kind)
                        .ThenBy(row => row.Lesion is null)
                        .ThenBy(row => row.Lesion, StringComparer.Ordinal)
            );

    static IEnumerable<Row> Rows(ParticipantState participant, TumorAssessmentPlan? plan)
    {
        var lesions = participant.All<LesionIdentified>().ToDictionary(lesion => lesion.Lesion);
        var course = RecistCourse.Of(participant, plan);
        foreach (var lesion in lesions.Values)
        {
            LesionState? state = lesion.Kind == LesionKind.Target ? null : LesionState.Present;
            var images = lesion.Kind == LesionKind.New ? TumorImages.Of(course, lesion.On) : TumorImages.Baseline;
            yield return RowOf(lesion, lesion.On, lesion.Diameter, state, null, images);
        }
        foreach (var seen in participant.All<LesionMeasured>())
            if (lesions.TryGetValue(seen.Lesion, out var lesion) && !(lesion.Kind == LesionKind.New && seen.On == lesion.On))
                yield return RowOf(lesion, seen.On, seen.Diameter, seen.State, NotDone(seen), TumorImages.Of(course, seen.On));

        if (course.BaselineSum is { } baseline)
            yield return Sum(
                lesions.Values.Where(lesion => lesion.Kind == LesionKind.Target).Max(lesion => lesion.On),
                baseline,
                TumorImages.Baseline
            );
        foreach (var assessment in course.Assessments)
            if (assessment.Sum is { } sum)
                yield return Sum(assessment.On, sum, TumorImages.Of(course, assessment.On));
    }

    static string? NotDone(LesionMeasured seen) => seen.MergedWith is { } with ? $"MERGED WITH {with}" : seen.NotEvaluated;

    static Row RowOf(
        LesionIdentified lesion,
        DateOnly on,
        double? diameter,
        LesionState? state,
        string? notDone,
        string? images
    )
    {
        var (code, name) =
            lesion.Kind != LesionKind.Target ? ("TUMSTATE", "Tumor State")
            : lesion.IsNode ? ("SAXIS", "Short Axis")
            : ("LDIAM", "Longest Diameter");
        return new(on, lesion.Kind, lesion.Lesion, code, name, diameter, state, notDone, images);
    }

    static Row Sum(DateOnly on, double sum, string? images) =>
        new(on, LesionKind.Target, null, "SUMDIAM", "Sum of Diameter", sum, null, null, images);
}
