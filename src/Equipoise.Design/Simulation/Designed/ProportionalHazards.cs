namespace Equipoise.Design.Simulation.Designed;

/// <summary>Whether a simulated trial has one true hazard ratio, and which.</summary>
static class ProportionalHazards
{
    // Ratios of decimal numbers that were meant to be equal differ in the last digits.
    const double SameRatio = 1e-9;

    public static double? LogRatioOf(SimulatedTrial trial)
    {
        var strata = trial.Strata;
        if (strata.Count == 0 || (!trial.Test.IsStratified && !HaveOneBaseline(strata)))
            return null;
        double? ratio = null;
        foreach (var stratum in strata)
        {
            if (stratum.Control.CuredFraction > 0 || stratum.Experimental.CuredFraction > 0)
                return null;
            foreach (var month in Starts(stratum))
            {
                var (control, experimental) = (HazardAt(stratum.Control, month), HazardAt(stratum.Experimental, month));
                if (control == 0 && experimental == 0)
                    continue;
                var here = experimental / control;
                if (!double.IsFinite(here) || here <= 0 || double.Abs(here / (ratio ?? here) - 1) > SameRatio)
                    return null;
                ratio ??= here;
            }
        }
        return ratio is { } found ? Math.Log(found) : null;
    }

    static bool HaveOneBaseline(IReadOnlyList<StratumWorld> strata) =>
        strata.All(stratum =>
            Starts(stratum)
                .Concat(Starts(strata[0]))
                .All(month => HazardAt(stratum.Control, month) == HazardAt(strata[0].Control, month))
        );

    static IEnumerable<double> Starts(StratumWorld stratum) =>
        stratum.Control.Hazard.Concat(stratum.Experimental.Hazard).Select(piece => piece.FromMonth).Distinct();

    static double HazardAt(EventWorld world, double month) =>
        world.Hazard.LastOrDefault(piece => piece.FromMonth <= month)?.PerMonth ?? 0;
}
