using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Values;

namespace Equipoise.Protocol;

/// <summary>What is seen after randomization, and how often.</summary>
/// <param name="TumorAssessment">Imaging; null when disease is not followed.</param>
/// <param name="Laboratory">Blood tests; empty for none.</param>
/// <param name="Visits">Clinic visits, in order; empty for none.</param>
/// <param name="AdverseEvents">How adverse events are graded and for how long; null when not collected.</param>
public sealed record FollowUpPlan(
    TumorAssessmentPlan? TumorAssessment,
    IReadOnlyList<LaboratoryTest> Laboratory,
    IReadOnlyList<VisitPlan> Visits,
    AdverseEventPlan? AdverseEvents
)
{
    /// <summary>How laboratories write their files, by name; empty where none is described.</summary>
    public IReadOnlyList<LaboratoryFileLayout> LaboratoryFiles { get; init; } = [];
}

/// <summary>The schedule of tumor assessments, counted from randomization.</summary>
/// <param name="Every">The planned interval.</param>
/// <param name="Window">How far from its planned day an assessment may lie, either side.</param>
/// <param name="By">Who judges: "investigator" or "central review".</param>
/// <param name="Criteria">Such as "RECIST 1.1".</param>
public sealed record TumorAssessmentPlan(Duration Every, Duration Window, string By, string Criteria)
{
    /// <summary>How long after its first image an assessment may go on; null for its window, either side of the day.</summary>
    public Duration? Within { get; init; }

    /// <summary>From which of its images a response has its day.</summary>
    public ResponseDating Dating { get; init; }

    /// <summary>How many days after its first image an image still belongs to an assessment.</summary>
    public int DaysOfOne => Within?.WholeDays ?? 2 * Window.WholeDays;
}

/// <summary>From which image of an assessment of several days a response has its day.</summary>
public enum ResponseDating
{
    /// <summary>
    /// Progression from the first, every other response from the last: disease is not thought free of progression longer than
    /// somebody looked, nor to have responded before all of it was looked at.
    /// </summary>
    ProgressionFirst,

    /// <summary>The first, whatever the response.</summary>
    FirstImage,

    /// <summary>The last, whatever the response.</summary>
    LastImage,
}

/// <summary>A laboratory test of the follow-up.</summary>
/// <param name="Id">The key in the file.</param>
/// <param name="Code">Exported as LBTESTCD, at most 8 characters, such as NEUT.</param>
/// <param name="Unit">The unit in which it is recorded.</param>
/// <param name="LowerLimitOfNormal">Null when unknown.</param>
/// <param name="UpperLimitOfNormal">Null when unknown.</param>
/// <param name="When">The days of a 28-day cycle on which it is drawn.</param>
public sealed record LaboratoryTest(
    string Id,
    string Code,
    string Unit,
    double? LowerLimitOfNormal,
    double? UpperLimitOfNormal,
    IReadOnlyList<LaboratoryTiming> When
)
{
    /// <summary>Its name, exported as LBTEST, such as Neutrophils; the key in the file where none is stated.</summary>
    public string Name
    {
        get => field ?? $"{char.ToUpperInvariant(Id[0])}{Id[1..]}";
        init;
    }

    /// <summary>What kind of test it is, exported as LBCAT, such as HEMATOLOGY; null where nobody says.</summary>
    public string? Category { get; init; }

    /// <summary>Values outside are refused: as the protocol states it, or what a living person can have; null for none.</summary>
    public ItemRange.Numbers? Possible { get; init; }

    /// <summary>Values outside are taken and shown as unusual; null for none.</summary>
    public ItemRange.Numbers? Usual { get; init; }

    /// <summary>Whether a value, or a limit of normal, can be: a bound beyond what is possible is a slip like a number.</summary>
    public bool IsPossible(MeasuredValue value) => MayLieWithin(Possible, value.Number) && MayLieWithin(Possible, value);

    /// <summary>Whether a value needs no second look.</summary>
    public bool IsUsual(MeasuredValue value) => MayLieWithin(Usual, value);

    static bool MayLieWithin(ItemRange.Numbers? range, MeasuredValue value) =>
        value.MayLieWithin((double?)range?.Low, (double?)range?.High);
}

/// <summary>A day of a cycle, in all cycles or in the first few.</summary>
/// <param name="CycleDay">The day, counted from 1.</param>
/// <param name="FirstCycle">The first cycle to which it applies, counted from 1.</param>
/// <param name="LastCycle">The last cycle to which it applies; null for all.</param>
public sealed record LaboratoryTiming(int CycleDay, int FirstCycle, int? LastCycle);

/// <summary>A clinic visit, or a series of them.</summary>
/// <param name="Id">The key in the file, printed as VISIT.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="FirstDay">The planned day of the first, counted from randomization, which is day 1.</param>
/// <param name="Every">The interval at which it repeats; null for a single visit.</param>
/// <param name="Window">How far from its planned day it may lie, either side.</param>
/// <param name="During">How long it goes on.</param>
public sealed record VisitPlan(string Id, string Label, int FirstDay, Duration? Every, Duration Window, VisitPeriod During);

/// <summary>How long a visit goes on.</summary>
public enum VisitPeriod
{
    /// <summary>Until the participant dies or leaves the study.</summary>
    Study,

    /// <summary>Until the last treatment is stopped.</summary>
    Treatment,
}

/// <summary>How adverse events are graded, and until when they are collected.</summary>
/// <param name="Dictionary">Such as "CTCAE 4.03".</param>
/// <param name="UntilAfterLastDose">How long after the last dose an adverse event still counts as treatment emergent.</param>
public sealed record AdverseEventPlan(string Dictionary, Duration UntilAfterLastDose);
