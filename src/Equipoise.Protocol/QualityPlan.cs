namespace Equipoise.Protocol;

/// <summary>How the time of survival is divided by its quality (Q-TWiST).</summary>
/// <param name="Progression">The endpoint of progression or death.</param>
/// <param name="Survival">The endpoint of death.</param>
/// <param name="Grade">The grade from which on an adverse event is toxicity.</param>
/// <param name="To">The time up to which survival is divided.</param>
/// <param name="Toxicity">What time with toxicity is worth, from 0 to 1.</param>
/// <param name="Relapse">What time after progression is worth, from 0 to 1.</param>
/// <param name="Draws">How many draws of the bootstrap make the limits.</param>
/// <param name="Seed">Names the draws.</param>
/// <param name="Confidence">The two-sided level of the limits.</param>
public sealed record QualityPlan(
    string Progression,
    string Survival,
    int Grade,
    Duration To,
    double Toxicity,
    double Relapse,
    int Draws,
    int Seed,
    double Confidence
);
