namespace Equipoise.Analysis.Results;

/// <summary>
/// The results that one analysis gives, each a member: the analysis that computes a result and whoever quotes it spell it once,
/// here.
/// </summary>
/// <remarks>
/// A <see cref="ResultRef"/> can be made in no other way, so an address that no analysis has does not compile. Whether this trial
/// has the result is another question: an arm may be missing, an estimate not exist.
/// </remarks>
/// <param name="Id">The id of the analysis, with which its addresses begin.</param>
public abstract record AnalysisResults(string Id)
{
    /// <summary>The result of an operation in these groups.</summary>
    /// <param name="operation">The operation, such as "median".</param>
    /// <param name="groups">The groups, in the order of the address.</param>
    protected ResultRef At(string operation, params IReadOnlyList<ResultGroup> groups) => new(Id, operation, groups);

    /// <summary>An estimate with its limits in these groups.</summary>
    /// <param name="estimate">The operation of the estimate.</param>
    /// <param name="lower">That of the lower limit.</param>
    /// <param name="upper">That of the upper limit.</param>
    /// <param name="groups">The groups, in the order of the address.</param>
    protected IntervalRef Interval(string estimate, string lower, string upper, params IReadOnlyList<ResultGroup> groups) =>
        new(At(estimate, groups), At(lower, groups), At(upper, groups));
}

/// <summary>Where a result is: its analysis, its operation, its groups. <see cref="AnalysisResults"/> makes it.</summary>
public sealed class ResultRef
{
    internal ResultRef(string analysis, string operation, IReadOnlyList<ResultGroup> groups) =>
        (Analysis, Operation, Groups, Address) = (analysis, operation, groups, Results.Address.Of(analysis, operation, groups));

    /// <summary>The id of the analysis.</summary>
    public string Analysis { get; }

    /// <summary>What was computed.</summary>
    public string Operation { get; }

    /// <summary>Of whom.</summary>
    public IReadOnlyList<ResultGroup> Groups { get; }

    /// <summary>The three as they are written, such as <c>PFS.Cox/hazardRatio[arm=palbociclib]</c>.</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}

/// <summary>An estimate with its limits.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Lower">The lower limit.</param>
/// <param name="Upper">The upper limit.</param>
public sealed record IntervalRef(ResultRef Estimate, ResultRef Lower, ResultRef Upper);

/// <summary>The groupings by which results are split, as they stand in addresses, and their groups.</summary>
public static class By
{
    /// <summary>The grouping of the arms.</summary>
    public const string Arm = "arm";

    /// <summary>The grouping of reasons: for exclusion, for the end of treatment, for censoring.</summary>
    public const string Reason = "reason";

    /// <summary>The grouping of what subgroups are made by.</summary>
    public const string Factor = "factor";

    /// <summary>The grouping of the levels of a characteristic.</summary>
    public const string Level = "level";

    /// <summary>The grouping of the events that make up an endpoint.</summary>
    public const string Component = "component";

    /// <summary>The grouping of times.</summary>
    public const string Time = "time";

    /// <summary>The grouping of toxicity grades.</summary>
    public const string Grade = "grade";

    /// <summary>The grouping of grades at baseline.</summary>
    public const string Baseline = "baseline";

    /// <summary>The grouping of visits.</summary>
    public const string Visit = "visit";

    /// <summary>The grouping of preferred terms.</summary>
    public const string Term = "term";

    /// <summary>The grouping of system organ classes.</summary>
    public const string System = "system";

    /// <summary>The grouping of severities of adverse events.</summary>
    public const string Severity = "severity";

    /// <summary>The grouping of causes of death.</summary>
    public const string Cause = "cause";

    /// <summary>The grouping of the rows of the overview of adverse events.</summary>
    public const string Category = "category";

    /// <summary>The grouping of the analyses of one endpoint.</summary>
    public const string Analysis = "analysis";

    /// <summary>The grouping of pairs of utilities, of toxicity and of relapse.</summary>
    public const string Utilities = "utilities";

    /// <summary>The grouping of tumor responses.</summary>
    public const string Response = "response";

    /// <summary>The grouping of dose levels.</summary>
    public const string Dose = "dose";

    /// <summary>The group of everyone, in the place of an arm.</summary>
    public const string Everyone = "all";
}
