namespace Equipoise.Conduct.Treatment.DoseRules;

/// <summary>One rule of a table: when it applies, and what it proposes.</summary>
/// <param name="Id">Its name, such as "count-4".</param>
/// <param name="About">What it looks at.</param>
/// <param name="Tests">The tests whose grade counts (LBTESTCD); empty for every blood count of the table.</param>
/// <param name="Grades">The grades at which it applies.</param>
/// <param name="Days">The days of the cycle on which it applies.</param>
/// <param name="Cycles">The cycles in which it applies.</param>
/// <param name="With">What must come with the grade.</param>
/// <param name="Step">What it proposes while the drug is given.</param>
/// <param name="Until">The grade to which a withheld drug waits; null where the rule does not wait for one.</param>
/// <param name="Lower">Whether the drug comes back at the next lower dose.</param>
/// <param name="Recheck">When to look again; null for the next planned day.</param>
/// <param name="Dose">The dose to which it reduces; null for the next lower one.</param>
/// <param name="Judgement">Whether the label says "consider": shown to the investigator, never decisive.</param>
/// <param name="Says">The sentence of the label.</param>
/// <param name="From">Where in the label it stands.</param>
public sealed record DoseRule(
    string Id,
    RuleSubject About,
    IReadOnlyList<string> Tests,
    Span Grades,
    Span Days,
    Span Cycles,
    Accompaniment With,
    DoseStep Step,
    int? Until,
    bool Lower,
    Recheck? Recheck,
    double? Dose,
    bool Judgement,
    string Says,
    string From
);

/// <summary>Whole numbers from the first to the last, both included.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public readonly record struct Span(int First, int Last)
{
    /// <summary>Every number there is.</summary>
    public static readonly Span All = new(int.MinValue, int.MaxValue);

    /// <summary>Whether the number lies within.</summary>
    public bool Holds(int number) => First <= number && number <= Last;
}

/// <summary>When to look again.</summary>
/// <param name="Within">Within that many days; null where a day of the cycle is named.</param>
/// <param name="CycleDay">On that day of the cycle.</param>
public readonly record struct Recheck(int? Within, int? CycleDay);

/// <summary>What a rule looks at.</summary>
public enum RuleSubject
{
    /// <summary>The grade of a blood count.</summary>
    BloodCount,

    /// <summary>That there is no recent blood count.</summary>
    NoBloodCount,

    /// <summary>How long a withheld drug has waited for a blood count to recover.</summary>
    Recovery,

    /// <summary>The grade of an adverse event that is no blood count.</summary>
    OtherToxicity,

    /// <summary>The grade of an inflammation of the lung.</summary>
    Lung,

    /// <summary>That a strong inhibitor of CYP3A is taken.</summary>
    StrongInhibitor,

    /// <summary>That the liver is severely impaired (Child-Pugh class C).</summary>
    SevereLiverImpairment,
}

/// <summary>What must come with a grade for a rule to apply.</summary>
public enum Accompaniment
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Fever of 38.5 degrees or more, or an infection.</summary>
    FeverOrInfection,

    /// <summary>That the toxicity persists despite the best medical treatment.</summary>
    Persistence,

    /// <summary>That the same was found in an earlier cycle.</summary>
    Recurrence,
}

/// <summary>What can be done about a dose, the milder first.</summary>
public enum DoseStep
{
    /// <summary>Go on, at the same dose.</summary>
    Continue,

    /// <summary>Give again, at the dose at which it stood.</summary>
    Resume,

    /// <summary>Give, or give again, at a lower dose.</summary>
    Reduce,

    /// <summary>Do not give, or go on not giving, and look again.</summary>
    Withhold,

    /// <summary>Stop for good.</summary>
    Stop,
}
