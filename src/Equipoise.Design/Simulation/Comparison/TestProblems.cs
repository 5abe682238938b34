using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>What is wrong with a test, or with its place in a plan of looks.</summary>
static class TestProblems
{
    public static IEnumerable<string> Of(SimulatedTest test, IReadOnlyList<LookPlan> looks)
    {
        switch (test)
        {
            case SimulatedTest.MaxCombo combo:
                if (combo.Used.Count > MultivariateNormal.MostVariables)
                    yield return $"{combo.Used.Count} weights of a MaxCombo test: from 1 to {MultivariateNormal.MostVariables}.";
                if (looks.Count > 1)
                    yield return $"A MaxCombo test at {looks.Count} looks: group-sequential bounds are for one normal "
                        + "statistic, and the largest of several is not. Plan a single look.";
                if (looks.Any(look => look.FutilityZ is not null))
                    yield return "A futility bound for a MaxCombo test: the bound is for one normal statistic, "
                        + "and the largest of several is not.";
                break;
            case SimulatedTest.Margin { Ratio: var ratio } when !(ratio > 0 && double.IsFinite(ratio)):
                yield return $"A margin of {ratio}: a hazard ratio is above 0.";
                break;
            case SimulatedTest.RestrictedMean { Month: var month } when !(month > 0 && double.IsFinite(month)):
                yield return $"A restricted mean up to month {month}: the horizon is above 0.";
                break;
            case SimulatedTest.Milestone { Month: var month } when !(month > 0 && double.IsFinite(month)):
                yield return $"A milestone at month {month}: it is above 0.";
                break;
        }
    }
}
