using System.Globalization;
using Equipoise.Design.Simulation;
using Equipoise.Protocol;
using Equipoise.Statistics.Comparisons;

namespace Equipoise.Cli.Verbs.Simulate;

/// <summary>The tests of <c>--test</c>, in words.</summary>
static class TestWords
{
    public const string Known =
        "log-rank, Fleming-Harrington 0 0.5, Magirr-Burman 6 months, MaxCombo, each also stratified; "
            + "restricted mean 24 months, milestone 24 months";

    /// <summary>The test of these words; null when there is none.</summary>
    public static SimulatedTest? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var stratified = words is ["stratified", ..];
        if (stratified)
            words = words[1..];
        return words switch
        {
            ["log-rank"] => new SimulatedTest.LogRank(stratified),
            ["Fleming-Harrington", var rho, var gamma] when Number(rho) is { } ρ && Number(gamma) is { } γ =>
                new SimulatedTest.WeightedLogRank(new LogRankWeight.FlemingHarrington(ρ, γ), stratified),
            ["Magirr-Burman", var amount, var unit] when Months(amount, unit) is { } month => new SimulatedTest.WeightedLogRank(
                new LogRankWeight.ModestlyWeighted(month),
                stratified
            ),
            ["MaxCombo"] => new SimulatedTest.MaxCombo([], stratified),
            ["restricted", "mean", var amount, var unit] when !stratified && Months(amount, unit) is { } month =>
                new SimulatedTest.RestrictedMean(month),
            ["milestone", var amount, var unit] when !stratified && Months(amount, unit) is { } month =>
                new SimulatedTest.Milestone(month),
            _ => null,
        };
    }

    static double? Number(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 100
            ? number
            : null;

    static double? Months(string amount, string unit)
    {
        TimeUnit? known = unit.TrimEnd('s') switch
        {
            "day" => TimeUnit.Day,
            "week" => TimeUnit.Week,
            "month" => TimeUnit.Month,
            "year" => TimeUnit.Year,
            _ => null,
        };
        return known is { } of && Number(amount) is > 0 and var number ? new Duration(number, of).Months : null;
    }
}
