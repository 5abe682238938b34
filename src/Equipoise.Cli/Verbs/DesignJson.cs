using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Design.Simulation.Designed;
using Equipoise.Design.Simulation.Run;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The plan of a trial for programs.</summary>
static class DesignJson
{
    public static string Of(
        TrialDesign design,
        EffectPrior? prior,
        TestPowerText? power,
        FormulaCheck? check,
        SimulationRun? simulation
    ) =>
        JsonSerializer.Serialize(
            new
            {
                design.Events,
                design.Participants,
                design.Power,
                design.Assumptions.OneSidedAlpha,
                design.ExactEvents,
                design.HazardRatio,
                Margin = design.Assumptions.Margin,
                Formula = design.Formula.GetType().Name,
                design.MinimumFollowUp,
                Assumptions = Of(design.Assumptions),
                Expected = new { Alternative = End(design.UnderAlternative), Null = End(design.UnderNull) },
                Looks = design.Looks.Select(look => new
                {
                    look.Look,
                    look.InformationFraction,
                    look.Events,
                    Months = Finite(look.Months),
                    MonthsUnderNull = Finite(look.MonthsUnderNull),
                    look.Participants,
                    EfficacyZ = Finite(look.Efficacy.Z),
                    EfficacyHazardRatio = look.Efficacy.HazardRatio,
                    EfficacyP = look.Efficacy.NominalP,
                    FutilityZ = look.Futility?.Z,
                    FutilityHazardRatio = look.Futility?.HazardRatio,
                    FutilityP = look.Futility?.NominalP,
                    look.AlphaSpent,
                    look.PowerSpent,
                    EfficacyUnderNull = look.Efficacy.CrossedUnderNull,
                    FutilityUnderNull = look.Futility?.CrossedUnderNull,
                    FutilityUnderAlternative = look.Futility?.CrossedUnderAlternative,
                }),
                ByMonth = PlannedCourse.Of(design),
                ByHazardRatio = PowerCurve.Of(design).Select(point => new { point.HazardRatio, point.Power }),
                Assurance = prior?.Assurance(design),
                WithTest = power?.ToJson(),
                Simulated = check is null ? null : Of(check, simulation!),
            },
            Formats.JsonOptions
        );

    static object Of(DesignAssumptions assumed) =>
        new
        {
            assumed.Power,
            AccrualMonths = assumed.Accrual.Months,
            FollowUpMonths = Finite(assumed.FollowUpMonths),
            ControlMedian = assumed.SingleMedian,
        };

    static object Of(FormulaCheck check, SimulationRun simulation) =>
        new
        {
            Power = check.Power.Estimate,
            Interval = new { check.Power.Lower, check.Power.Upper, check.Power.Confidence },
            simulation.Trials,
            simulation.Seed,
            check.IsOff,
            PowerByOtherFormulas = check.Others.ToDictionary(other => $"{other.Formula}", other => other.Power),
        };

    static object End(ExpectedEnd end) => new { end.Events, Months = Finite(end.Months), end.Participants };

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
