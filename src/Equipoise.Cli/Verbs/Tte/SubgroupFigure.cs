using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Cli.Verbs.Tte;

/// <summary>Hazard ratios of subgroups as a forest plot.</summary>
static class SubgroupFigure
{
    public static ForestFigure Of(TteAnalysis analysis, TteSubgroups subgroups)
    {
        var printed = new Printed(analysis.Options);
        var arms = analysis.Data.Arm!.Levels;
        return new()
        {
            Id = "tte-forest",
            Title = $"Hazard ratios of {arms[1]} against {arms[0]} in subgroups",
            Description = string.Join(
                ' ',
                subgroups.Factors.SelectMany(factor =>
                    factor.Levels.Select(level => $"{factor.Column} {level.Level}: {SubgroupText.Ratio(level)}.")
                )
            ),
            CountHeads = [$"{arms[1]}, events/n", $"{arms[0]}, events/n"],
            RatioHead = $"HR ({printed.Limits})",
            FavorsBelowOne = $"Fewer events with {arms[1]}",
            FavorsAboveOne = $"Fewer events with {arms[0]}",
            Overall = Row("All", subgroups.All),
            Rows = [.. subgroups.Factors.SelectMany(factor => Rows(factor, printed))],
        };
    }

    static IEnumerable<ForestRow> Rows(SubgroupFactor factor, Printed printed) =>
        factor
            .Levels.Select(level => Row(level.Level, level))
            .Prepend(new(Words(factor.Column), [], null, Interaction: Words(printed.PValue(factor.Interaction?.PValue))));

    static ForestRow Row(string label, TteSubgroup level) =>
        new(
            Words(label),
            [Words(SubgroupText.Of(level.Arms[1])), Words(SubgroupText.Of(level.Arms[0]))],
            Words(SubgroupText.Ratio(level)),
            JsonNumbers.OrNull(level.Ratio?.HazardRatio),
            level.Ratio?.Lower,
            level.Ratio?.Upper,
            level.Arms.Sum(arm => arm.Events)
        );

    static BoundText Words(string text) => new([new TextRun.Words(text)]);
}
