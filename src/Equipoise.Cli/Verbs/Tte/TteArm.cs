using Equipoise.Statistics;
using Equipoise.Statistics.Curves;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>What became of one arm.</summary>
/// <param name="Name">Its level; "all" when there are no arms.</param>
/// <param name="Curve">Its survival curve.</param>
/// <param name="Mean">Its restricted mean survival time; null when it was not asked for.</param>
/// <param name="Counts">How many people its rows are.</param>
sealed record TteArm(string Name, KaplanMeier Curve, RestrictedMean? Mean, TteCounts Counts)
{
    /// <summary>How long its participants were followed; null when nobody says whose each interval is.</summary>
    public Quantile? FollowUp { get; init; }
}
