using Equipoise.Analysis.Results;

namespace Equipoise.Reporting.Quoting;

/// <summary>A result as a text quotes it.</summary>
/// <param name="Result">The result.</param>
/// <param name="MayBeMissing">Whether it may print as "NE" or "NR".</param>
/// <param name="IsBare">Whether it leaves out its percent sign: a limit whose estimate carries it.</param>
readonly record struct Quote(ResultRef Result, bool MayBeMissing = false, bool IsBare = false)
{
    /// <summary>The result as it prints here. A percentage carries its sign wherever it stands, unless it is bare.</summary>
    public string Printed(OperationResult result) =>
        !IsPercent(result) || !result.IsEstimable ? result.Formatted
        : IsBare ? result.Formatted.TrimEnd('%')
        : result.Formatted.EndsWith('%') ? result.Formatted
        : $"{result.Formatted}%";

    static bool IsPercent(OperationResult result) =>
        result.Formatted.EndsWith('%')
        || result.Operation.EndsWith("ercent", StringComparison.Ordinal)
        || result.Operation == "relativeDoseIntensity";
}

/// <summary>How a result may be quoted otherwise than as a number that must be there.</summary>
static class Quotes
{
    extension(ResultRef result)
    {
        /// <summary>The number, or "NE" where it cannot be estimated and "NR" where it was not reached.</summary>
        public Quote OrNE => new(result, MayBeMissing: true);

        /// <summary>The same without its percent sign.</summary>
        public Quote Bare => new(result, MayBeMissing: true, IsBare: true);
    }
}
