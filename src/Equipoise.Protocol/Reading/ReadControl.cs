using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>
/// The control arm of the design: a median, a hazard that changes with time, or a median for each of several populations.
/// </summary>
static class ReadControl
{
    public static IReadOnlyList<DesignStratum> From(YamlFields fields, double margin)
    {
        var (median, hazard, strata) = (
            fields.Optional("control median"),
            fields.Optional("control hazard"),
            fields.Optional("control by stratum")
        );
        var given = new[] { median, hazard, strata }.Where(way => way.IsPresent).ToList();
        if (given.Count == 0)
            fields.Here.At("control median").ReportKey("is missing", "write control median: 29.1 months");
        foreach (var second in given.Skip(1))
            second.ReportKey("is a second way to say how the control arm fares", "keep one of the two");
        return hazard.IsPresent ? [new(1, AtLeastOne(hazard.Hazard()))]
            : strata.IsPresent ? Strata(strata, margin)
            : [new(1, Median(median))];
    }

    static PiecewiseHazard Median(YamlCursor at) =>
        PiecewiseHazard.Constant(Math.Log(2) / (at.Duration("29.1 months")?.Months ?? 1));

    static PiecewiseHazard AtLeastOne(PiecewiseHazard hazard) =>
        hazard.Pieces.Count > 0 ? hazard : PiecewiseHazard.Constant(1);

    static List<DesignStratum> Strata(YamlCursor at, double margin)
    {
        var strata = new List<DesignStratum>();
        foreach (var item in at.Items())
            item.Fields<YamlFields>(fields =>
            {
                var share = fields.Required("share", "40%").Portion();
                var (median, hazard) = (fields.Optional("median"), fields.Optional("hazard"));
                var ratio = fields.Optional("hazard ratio");
                if (median.IsPresent == hazard.IsPresent)
                    item.Report("needs either a median or a hazard", "write median: 29 months, or hazard: and its pieces");
                strata.Add(
                    new(share, hazard.IsPresent ? AtLeastOne(hazard.Hazard()) : Median(median))
                    {
                        HazardRatio = ratio.IsPresent ? ReadDesign.Ratio(ratio, margin) : null,
                    }
                );
                return fields;
            });
        var sum = strata.Sum(stratum => stratum.Share);
        if (strata.Count > 0 && Math.Abs(sum - 1) > 1e-9)
            at.Report($"has shares that sum to {sum:0.0%}", "write shares that sum to 100%");
        return strata.Count > 0 ? strata : [new(1, PiecewiseHazard.Constant(1))];
    }
}
