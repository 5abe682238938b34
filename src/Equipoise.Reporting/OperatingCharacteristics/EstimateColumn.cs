using System.Globalization;
using Equipoise.Design.Simulation.Tally;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// A column of estimates, each with its Monte-Carlo standard error, all with the decimals that these errors justify; a share of
/// 0% or 100% with its exact limits instead.
/// </summary>
/// <param name="Head">What is estimated.</param>
/// <param name="Unit">In what unit.</param>
/// <param name="Of">The estimate in that unit.</param>
/// <param name="Least">The least number of decimals.</param>
sealed record EstimateColumn(string Head, string Unit, Func<SimulationTally, MonteCarloEstimate?> Of, int Least)
{
    const int MostDecimals = 6;

    public Cell HeadCell() => Headed(Head, $"{Unit} (SE)");

    /// <summary>The head of a column with its unit.</summary>
    public static Cell Headed(string head, string unit) =>
        Cell.NumberHead(BoundText.Join("", [GridText.Of(head), GridText.Of(unit).As(AsideKind.Size)]));

    /// <summary>The cells of the column, in the order of the tallies.</summary>
    public IReadOnlyList<Cell> Cells(IReadOnlyList<SimulationTally> tallies)
    {
        var estimates = tallies.Select(Of).ToList();
        var errors = estimates.Select(one => one?.StandardError ?? 0).Where(error => error > 0).Order().ToArray();
        // Two digits of a typical standard error.
        var decimals =
            errors.Length == 0
                ? Least
                : (int)Math.Clamp(1 - Math.Floor(Math.Log10(errors[errors.Length / 2])), Least, MostDecimals);
        return [.. estimates.Select(one => Cell.Number(Text(one, decimals)))];
    }

    static BoundText Text(MonteCarloEstimate? estimate, int decimals) =>
        estimate is { } one
            ? BoundText.Join(
                "\u00A0",
                [GridText.Of(Number(one.Estimate, decimals)), GridText.Of($"({Error(one, decimals)})").As(AsideKind.Error)]
            )
            : GridText.Of("\u2013");

    static string Error(MonteCarloEstimate estimate, int decimals) =>
        estimate.IsNoneOrAll ? $"{Limit(estimate.Lower!.Value)}\u2013{Limit(estimate.Upper!.Value)}"
        : estimate.StandardError is not { } one ? "\u2013"
        : one == 0 ? "0"
        : one < 0.5 * Math.Pow(10, -decimals) ? $"<{Number(Math.Pow(10, -decimals), decimals)}"
        : Number(one, decimals);

    // Per cent: of ten thousand trials the limit of 0% is 0.037%.
    static string Limit(double percent) =>
        Math.Min(percent, 100 - percent) is var away && away <= 0
            ? Number(percent, 0)
            : Number(percent, (int)Math.Clamp(1 - Math.Floor(Math.Log10(away)), 1, 12));

    public static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
