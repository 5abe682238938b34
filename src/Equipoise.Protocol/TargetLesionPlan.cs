namespace Equipoise.Protocol;

/// <summary>How the sums of target diameters that ADTR holds become changes from baseline.</summary>
public sealed record TargetLesionPlan
{
    /// <summary>
    /// The parameter of ADTR that holds the sum of one evaluator: SDIAM as admiralonco calls that of the investigator.
    /// </summary>
    public string Sum { get; init; } = "SDIAM";

    /// <summary>The parameter of ADRS that holds the overall response at each assessment; its first PD is progression.</summary>
    public string OverallResponse { get; init; } = "OVR";

    /// <summary>Which assessments after baseline count.</summary>
    public CountedAssessments Assessments { get; init; }

    /// <summary>
    /// The flag of ADSL of those with measurable disease at baseline; null where they are those who have a sum above 0 then.
    /// </summary>
    public string? Measurable { get; init; }
}

/// <summary>Which assessments of target lesions count.</summary>
public enum CountedAssessments
{
    /// <summary>
    /// Those up to progression, that included, and up to the start of a new anticancer therapy where ADSL dates it (NACTDT).
    /// </summary>
    UpToProgression,

    /// <summary>All.</summary>
    All,
}
