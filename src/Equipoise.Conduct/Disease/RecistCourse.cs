using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Disease;

/// <summary>
/// The course of the disease by RECIST 1.1, derived from the lesions: one response for each assessment after baseline.
/// </summary>
/// <param name="BaselineSum">The sum of diameters of the target lesions at baseline, mm; null without target lesions.</param>
/// <param name="Assessments">The responses, in order of time.</param>
public sealed record RecistCourse(double? BaselineSum, IReadOnlyList<TimePointResponse> Assessments)
{
    // Of mm that people read off a screen, in decimals: 0.7 x 10 must be 7.
    const decimal ResponseFraction = 0.7m;
    const decimal ProgressionFraction = 1.2m;
    const decimal ProgressionMillimeters = 5m;
    const double NormalShortAxis = 10;

    /// <summary>The first day on which the disease had progressed; null when it did not.</summary>
    public DateOnly? Progression => Assessments.FirstOrDefault(one => one.Overall == OverallResponse.PD)?.On;

    /// <summary>
    /// The response of the assessment to which the images of a day belong; null when no lesion was looked at then.
    /// </summary>
    public TimePointResponse? At(DateOnly on) => Assessments.FirstOrDefault(one => one.First <= on && on <= one.Last);

    /// <summary>The course of a participant; without assessments where no lesions are recorded.</summary>
    /// <param name="participant">The participant.</param>
    /// <param name="plan">The assessments that the protocol plans; null where it plans none.</param>
    public static RecistCourse Of(ParticipantState participant, TumorAssessmentPlan? plan)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Of(
            [.. participant.All<LesionIdentified>()],
            [.. participant.All<LesionMeasured>()],
            plan?.DaysOfOne ?? 0,
            plan?.Dating ?? ResponseDating.ProgressionFirst
        );
    }

    /// <summary>The course that these lesions tell.</summary>
    /// <remarks>
    /// <para>
    /// Target lesions (Eisenhauer 2009, section 4.3.1): CR where all are gone and nodes are below 10 mm; PD where the sum is
    /// at least 20% and at least 5 mm above the smallest sum so far, baseline included; PR where it is at least 30% below
    /// baseline; SD otherwise. Where not all were measured, PD if the measured ones alone suffice, NE otherwise. CR comes
    /// before PD, because nodes that are normal may still grow; PD before PR.
    /// </para>
    /// <para>
    /// Non-target lesions (4.3.3): PD where one has unequivocally progressed, CR where all are gone, NE where not all were
    /// evaluated. A new lesion is PD from its day on. The overall response follows tables 1 and 2.
    /// </para>
    /// <para>
    /// After an overall CR the reappearance of any malignant lesion is PD, whatever its size (appendix III, and the EORTC's
    /// "Does a new lesion always result in PD?"). A target node has reappeared from 10 mm on, a non-target node once it has
    /// unequivocally progressed ("Abnormal lymph node", the same).
    /// </para>
    /// <para>
    /// Lesions that have merged are measured as one (appendix II): one of them has the longest diameter of all, the others are
    /// merged with it from then on and add nothing of their own.
    /// </para>
    /// <para>Only a sum of all target lesions can become the smallest sum. Cost: assessments times lesions.</para>
    /// </remarks>
    /// <param name="lesions">The lesions identified, each with a name of its own.</param>
    /// <param name="measurements">What became of them, at most once a day each.</param>
    /// <param name="daysOfOne">How many days after its first image an assessment may go on; 0 for one day each.</param>
    /// <param name="dating">From which of its images a response has its day.</param>
    public static RecistCourse Of(
        IReadOnlyList<LesionIdentified> lesions,
        IReadOnlyList<LesionMeasured> measurements,
        int daysOfOne = 0,
        ResponseDating dating = ResponseDating.ProgressionFirst
    )
    {
        ArgumentNullException.ThrowIfNull(lesions);
        ArgumentNullException.ThrowIfNull(measurements);
        var targets = lesions.Where(lesion => lesion.Kind == LesionKind.Target).ToList();
        var others = lesions.Where(lesion => lesion.Kind == LesionKind.NonTarget).ToList();
        var found = lesions.Where(lesion => lesion.Kind == LesionKind.New).ToList();
        decimal? baseline = targets.Count > 0 ? targets.Sum(lesion => (decimal)(lesion.Diameter ?? 0)) : null;
        var (nadir, wasComplete) = (baseline, false);
        Dictionary<string, string> merged = [];
        List<TimePointResponse> responses = [];
        foreach (var images in AssessmentImages.Of(measurements, found.Select(lesion => lesion.On), daysOfOne))
        {
            var seen = images.Lesions;
            foreach (var one in seen.Values.Where(one => one.MergedWith is not null || one.Diameter is not null))
                if (one.MergedWith is { } with)
                    merged[one.Lesion] = with;
                else
                    merged.Remove(one.Lesion);
            var isNew = found.Exists(lesion => lesion.On <= images.Last);
            var alone = targets.Where(lesion => !merged.ContainsKey(lesion.Lesion)).ToList();
            var (target, sum) = Target(alone, seen, baseline, nadir, wasComplete);
            var nonTarget = NonTarget(others, seen, wasComplete);
            var overall = Overall(target, nonTarget, isNew);
            var isFirst =
                dating == ResponseDating.FirstImage
                || (dating == ResponseDating.ProgressionFirst && overall == OverallResponse.PD);
            responses.Add(
                new(
                    isFirst ? images.First : images.Last,
                    (double?)sum,
                    (double?)nadir,
                    target,
                    nonTarget,
                    isNew,
                    overall,
                    images.First,
                    images.Last
                )
            );
            if (sum < nadir)
                nadir = sum;
            wasComplete |= overall == OverallResponse.CR;
        }
        return new((double?)baseline, responses);
    }

    static (OverallResponse? Response, decimal? Sum) Target(
        List<LesionIdentified> targets,
        IReadOnlyDictionary<string, LesionMeasured> seen,
        decimal? baseline,
        decimal? nadir,
        bool wasComplete
    )
    {
        if (targets.Count == 0)
            return (null, null);
        var measured = targets
            .Where(lesion => seen.GetValueOrDefault(lesion.Lesion)?.Diameter is not null)
            .Select(lesion => (lesion.IsNode, Diameter: seen[lesion.Lesion].Diameter!.Value))
            .ToList();
        var sum = measured.Sum(one => (decimal)one.Diameter);
        var isComplete = measured.Count == targets.Count;
        var hasGrown = sum >= ProgressionFraction * nadir && sum - nadir >= ProgressionMillimeters;
        var isGone = measured.TrueForAll(one => one.IsNode ? one.Diameter < NormalShortAxis : one.Diameter == 0);
        var response =
            isComplete && isGone ? OverallResponse.CR
            : hasGrown || (wasComplete && !isGone) ? OverallResponse.PD
            : !isComplete ? OverallResponse.NE
            : sum <= ResponseFraction * baseline ? OverallResponse.PR
            : OverallResponse.SD;
        return (response, isComplete ? sum : null);
    }

    static OverallResponse? NonTarget(
        List<LesionIdentified> others,
        IReadOnlyDictionary<string, LesionMeasured> seen,
        bool wasComplete
    )
    {
        if (others.Count == 0)
            return null;
        var states = others.Select(lesion => (lesion.IsNode, seen.GetValueOrDefault(lesion.Lesion)?.State)).ToList();
        var isBack = wasComplete && states.Contains((false, LesionState.Present));
        return isBack || states.Exists(one => one.State == LesionState.UnequivocalProgression) ? OverallResponse.PD
            : states.Exists(one => one.State is null) ? OverallResponse.NE
            : states.TrueForAll(one => one.State == LesionState.Absent) ? OverallResponse.CR
            : OverallResponse.NonCRNonPD;
    }

    /// <summary>Tables 1 and 2 of RECIST 1.1; null where there was no disease at baseline and nothing new appeared.</summary>
    static OverallResponse? Overall(OverallResponse? target, OverallResponse? nonTarget, bool isNew)
    {
        if (isNew || target == OverallResponse.PD || nonTarget == OverallResponse.PD)
            return OverallResponse.PD;
        return target switch
        {
            null => nonTarget,
            OverallResponse.CR => nonTarget is null or OverallResponse.CR ? OverallResponse.CR : OverallResponse.PR,
            _ => target,
        };
    }
}

/// <summary>The response at one assessment.</summary>
/// <param name="On">The day of the response: of the first or the last image, as the protocol dates it.</param>
/// <param name="Sum">The sum of diameters of the target lesions, mm; null where not all were measured or there are none.</param>
/// <param name="Nadir">The smallest sum before it, baseline included, mm; null without target lesions.</param>
/// <param name="Target">The response of the target lesions, exported as TRGRESP; null without any.</param>
/// <param name="NonTarget">The response of the non-target lesions, exported as NTRGRESP; null without any.</param>
/// <param name="NewLesion">Whether there is a new lesion.</param>
/// <param name="Overall">The overall response by tables 1 and 2; null where there is nothing to judge.</param>
/// <param name="First">The day of its first image.</param>
/// <param name="Last">The day of its last image.</param>
public sealed record TimePointResponse(
    DateOnly On,
    double? Sum,
    double? Nadir,
    OverallResponse? Target,
    OverallResponse? NonTarget,
    bool NewLesion,
    OverallResponse? Overall,
    DateOnly First,
    DateOnly Last
);
