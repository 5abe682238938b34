using System.Globalization;
using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Plans;

/// <summary>The plan as a whole.</summary>
/// <param name="Endpoint">One of several endpoints that share alpha; null for the first, which sizes the trial.</param>
sealed record DesignResults(string? Endpoint = null) : AnalysisResults(Endpoint is null ? "Design" : $"Design.{Endpoint}")
{
    public ResultRef Events => At("events");

    public ResultRef Participants => At("participants");

    public ResultRef Power => At("power");

    public ResultRef OneSidedAlpha => At("oneSidedAlpha");

    public ResultRef ExactEvents => At("exactEvents");

    public ResultRef HazardRatio => At("hazardRatio");

    public ResultRef Margin => At("margin");

    public ResultRef MinimumFollowUp => At("minimumFollowUp");
}

/// <summary>What the protocol assumes.</summary>
sealed record AssumptionResults() : AnalysisResults("Design.Assumptions")
{
    public ResultRef Power => At("power");

    public ResultRef AccrualMonths => At("accrualMonths");

    public ResultRef FollowUpMonths => At("followUpMonths");

    public ResultRef ControlMedian => At("controlMedian");
}

/// <summary>One look of the plan.</summary>
/// <param name="Look">Its number, from 1.</param>
/// <param name="Endpoint">As for the plan as a whole.</param>
sealed record LookResults(int Look, string? Endpoint = null)
    : AnalysisResults(Endpoint is null ? "Design.Looks" : $"Design.{Endpoint}.Looks")
{
    public ResultRef Number => Of("look");

    public ResultRef Events => Of("events");

    public ResultRef InformationFraction => Of("informationFraction");

    public ResultRef Months => Of("months");

    public ResultRef MonthsUnderNull => Of("monthsUnderNull");

    public ResultRef Participants => Of("participants");

    public ResultRef EfficacyZ => Of("efficacyZ");

    public ResultRef EfficacyHazardRatio => Of("efficacyHazardRatio");

    public ResultRef EfficacyP => Of("efficacyP");

    public ResultRef AlphaSpent => Of("alphaSpent");

    public ResultRef EfficacyUnderNull => Of("efficacyUnderNull");

    public ResultRef PowerSpent => Of("powerSpent");

    public ResultRef FutilityZ => Of("futilityZ");

    public ResultRef FutilityHazardRatio => Of("futilityHazardRatio");

    public ResultRef FutilityP => Of("futilityP");

    public ResultRef FutilityUnderNull => Of("futilityUnderNull");

    public ResultRef FutilityUnderAlternative => Of("futilityUnderAlternative");

    ResultRef Of(string operation) => At(operation, new ResultGroup("look", Look.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Where the trial ends on average, under "alternative" or "null".</summary>
sealed record ExpectedResults(string Hypothesis) : AnalysisResults("Design.Expected")
{
    public ResultRef Events => Of("events");

    public ResultRef Months => Of("months");

    public ResultRef Participants => Of("participants");

    ResultRef Of(string operation) => At(operation, new ResultGroup("hypothesis", Hypothesis));
}

/// <summary>What is expected by a month.</summary>
sealed record MonthResults(int Month) : AnalysisResults("Design.ByMonth")
{
    public ResultRef Number => Of("month");

    public ResultRef Participants => Of("participants");

    public ResultRef Events => Of("events");

    public ResultRef ControlEvents => Of("controlEvents");

    public ResultRef ExperimentalEvents => Of("experimentalEvents");

    public ResultRef EventsUnderNull => Of("eventsUnderNull");

    ResultRef Of(string operation) => At(operation, new ResultGroup("month", Month.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>The power at a hazard ratio.</summary>
sealed record PowerResults(double Ratio) : AnalysisResults("Design.ByHazardRatio")
{
    public ResultRef HazardRatio => Of("hazardRatio");

    public ResultRef Power => Of("power");

    ResultRef Of(string operation) => At(operation, new ResultGroup("hazardRatio", Format.Exact(Ratio)));
}

/// <summary>The plan simulated under its own assumptions.</summary>
sealed record SimulatedResults() : AnalysisResults("Design.Simulated")
{
    public ResultRef Power => At("power");

    public ResultRef Trials => At("trials");

    public ResultRef Lower => At("lower");

    public ResultRef Upper => At("upper");

    public ResultRef Confidence => At("confidence");

    public ResultRef Seed => At("seed");
}
