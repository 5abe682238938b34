using Equipoise.Design.Simulation.Observed;

namespace Equipoise.Design.Simulation.World;

/// <summary>
/// What happens to the participants of one arm: illness and death, leaving, other therapy, and what the schedule sees of it.
/// </summary>
/// <remarks>
/// Progression or death comes with a piecewise constant hazard from randomization; of those events, a share are deaths, and after
/// a progression death comes with a hazard of its own. Hazards are per month of 30.4375 days; every time is a whole number of
/// days, rounded up, at least 1.
/// </remarks>
public sealed record ArmWorld
{
    /// <summary>The hazard of progression or death, of those who are not cured.</summary>
    public required IReadOnlyList<RatePiece> ProgressionOrDeath { get; init; }

    /// <summary>The share that neither progresses nor dies, from 0 to below 1.</summary>
    public double CuredFraction { get; init; }

    /// <summary>The share of those first events that are deaths.</summary>
    public required double DeathFirst { get; init; }

    /// <summary>The hazard of death after progression; 0 for none.</summary>
    public required double DeathAfterProgression { get; init; }

    /// <summary>
    /// The share that withdraws before the first dose, 2 to 20 days after randomization; they are never assessed.
    /// </summary>
    public double NeverTreated { get; init; }

    /// <summary>The hazard of withdrawing from the study; 0 for none.</summary>
    public double Withdrawal { get; init; }

    /// <summary>
    /// The hazard of starting another anticancer therapy before progression is seen; it ends treatment and assessments. 0 for
    /// none.
    /// </summary>
    public double NewTherapy { get; init; }

    /// <summary>How they are looked after.</summary>
    public required FollowUpSchedule FollowUp { get; init; }
}
