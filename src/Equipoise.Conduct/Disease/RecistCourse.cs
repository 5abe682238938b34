using Equipoise.Conduct.Record;

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

    /// <summary>The response of one day; null when no lesion was looked at then.</summary>
    public TimePointResponse? At(DateOnly on) => Assessments.FirstOrDefault(one => one.On == on);

    /// <summary>The course of a participant; without assessments where no lesions are recorded.</summary>
    public static RecistCourse Of(ParticipantState participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Of([.. participant.All<LesionIdentified>()], [.. participant.All<LesionMeasured>()]);
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
    /// <para>Only a sum of all target lesions can become the smallest sum. Cost: assessments times lesions.</para>
    /// </remarks>
    /// <param name="lesions">The lesions identified, each with a name of its own.</param>
    /// <param name="measurements">What became of them, at most once a day each.</param>
    public static RecistCourse Of(IReadOnlyList<LesionIdentified> lesions, IReadOnlyList<LesionMeasured> measurements)
    {
        ArgumentNullException.ThrowIfNull(lesions);
        ArgumentNullException.ThrowIfNull(measurements);
        var targets = lesions.Where(lesion => lesion.Kind == LesionKind.Target).ToList();
        var others = lesions.Where(lesion => lesion.Kind == LesionKind.NonTarget).ToList();
        var found = lesions.Where(lesion => lesion.Kind == LesionKind.New).ToList();
        decimal? baseline = targets.Count > 0 ? targets.Sum(lesion => (decimal)(lesion.Diameter ?? 0)) : null;
        var nadir = baseline;
        List<TimePointResponse> responses = [];
        foreach (var day in measurements.Select(one => one.On).Concat(found.Select(lesion => lesion.On)).Distinct().Order())
        {
            var seen = measurements.Where(one => one.On == day).ToDictionary(one => one.Lesion);
            var isNew = found.Exists(lesion => lesion.On <= day);
            var (target, sum) = Target(targets, seen, baseline, nadir);
            var nonTarget = NonTarget(others, seen);
            responses.Add(new(day, (double?)sum, (double?)nadir, target, nonTarget, isNew, Overall(target, nonTarget, isNew)));
            if (sum < nadir)
                nadir = sum;
        }
        return new((double?)baseline, responses);
    }

    static (OverallResponse? Response, decimal? Sum) Target(
        List<LesionIdentified> targets,
        Dictionary<string, LesionMeasured> seen,
        decimal? baseline,
        decimal? nadir
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
            : hasGrown ? OverallResponse.PD
            : !isComplete ? OverallResponse.NE
            : sum <= ResponseFraction * baseline ? OverallResponse.PR
            : OverallResponse.SD;
        return (response, isComplete ? sum : null);
    }

    static OverallResponse? NonTarget(List<LesionIdentified> others, Dictionary<string, LesionMeasured> seen)
    {
        if (others.Count == 0)
            return null;
        var states = others.Select(lesion => seen.GetValueOrDefault(lesion.Lesion)?.State).ToList();
        return states.Contains(LesionState.UnequivocalProgression) ? OverallResponse.PD
            : states.Contains(null) ? OverallResponse.NE
            : states.TrueForAll(state => state == LesionState.Absent) ? OverallResponse.CR
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
/// <param name="On">The day of the assessment.</param>
/// <param name="Sum">The sum of diameters of the target lesions, mm; null where not all were measured or there are none.</param>
/// <param name="Nadir">The smallest sum before it, baseline included, mm; null without target lesions.</param>
/// <param name="Target">The response of the target lesions, exported as TRGRESP; null without any.</param>
/// <param name="NonTarget">The response of the non-target lesions, exported as NTRGRESP; null without any.</param>
/// <param name="NewLesion">Whether there is a new lesion.</param>
/// <param name="Overall">The overall response by tables 1 and 2; null where there is nothing to judge.</param>
public sealed record TimePointResponse(
    DateOnly On,
    double? Sum,
    double? Nadir,
    OverallResponse? Target,
    OverallResponse? NonTarget,
    bool NewLesion,
    OverallResponse? Overall
);
