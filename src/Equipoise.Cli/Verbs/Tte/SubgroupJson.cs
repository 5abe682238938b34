using static Equipoise.Cli.Verbs.Tte.JsonNumbers;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Hazard ratios of subgroups for programs.</summary>
static class SubgroupJson
{
    public static object? Of(TteAnalysis analysis) =>
        analysis.Subgroups is not { } subgroups
            ? null
            : new
            {
                Arm = analysis.Data.Arm!.Levels[1],
                Against = analysis.Data.Arm.Levels[0],
                All = Of(subgroups.All, analysis),
                Factors = subgroups.Factors.Select(factor => new
                {
                    factor.Column,
                    Interaction = JsonNumbers.Of(factor.Interaction),
                    Levels = factor.Levels.Select(level => Of(level, analysis)),
                }),
            };

    static object Of(TteSubgroup level, TteAnalysis analysis) =>
        new
        {
            level.Level,
            Arms = analysis.Data.Arm!.Levels.Zip(
                level.Arms,
                (arm, counts) =>
                    new
                    {
                        Arm = arm,
                        N = counts.Count,
                        counts.Events,
                    }
            ),
            Limit = Limit(level.Ratio?.Estimate),
            Estimate = OrNull(level.Ratio?.Estimate),
            StandardError = OrNull(level.Ratio?.StandardError),
            HazardRatio = level.Ratio?.StandardError is null ? null : OrNull(level.Ratio.Value.HazardRatio),
            Lower = OrNull(level.Ratio?.Lower),
            Upper = OrNull(level.Ratio?.Upper),
        };
}
