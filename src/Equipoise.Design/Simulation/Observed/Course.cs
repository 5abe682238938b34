namespace Equipoise.Design.Simulation.Observed;

/// <summary>
/// What becomes of one participant, in whole days from randomization: fate, and what the protocol's schedule lets the trial see
/// of it.
/// </summary>
struct Course
{
    /// <summary>What never comes: later than any cutoff.</summary>
    public const int Never = 1 << 20;

    /// <summary>The first dose; never for those who withdraw before it.</summary>
    public int FirstDose;

    /// <summary>True progression, which nobody knows before it is seen.</summary>
    public int Progresses;

    public int Dies;
    public int Withdraws;
    public int StartsNewTherapy;

    /// <summary>The assessment that shows progression.</summary>
    public int Seen;

    /// <summary>The first anticancer therapy outside the protocol that is recorded.</summary>
    public int Therapy;

    /// <summary>The last day on which an assessment may take place.</summary>
    public int AssessedUntil;

    /// <summary>The last day in the study.</summary>
    public readonly int Leaves => int.Min(Dies, Withdraws);

    /// <summary>The day of a death that the trial learns of; a death on the day of leaving is one.</summary>
    public readonly int Died => Dies <= Withdraws ? Dies : Never;

    public readonly bool IsTreated => FirstDose < Never;

    /// <summary>The last day of treatment: progression seen, another therapy, leaving or death, whichever is first.</summary>
    public readonly int TreatmentEnd => int.Min(int.Min(Withdraws, StartsNewTherapy), int.Min(Seen, Dies));

    public readonly bool IsOnTreatment(int day) =>
        FirstDose <= day && day < int.Min(Progresses, Dies) && day < StartsNewTherapy;
}
