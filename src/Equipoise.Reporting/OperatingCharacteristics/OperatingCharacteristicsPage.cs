using System.Globalization;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Rendering.Web;
using Equipoise.Reporting.Reports;

namespace Equipoise.Reporting.OperatingCharacteristics;

/// <summary>
/// The operating characteristics of a grid of simulated trials: one HTML file that needs no other, on screen and on paper.
/// </summary>
public static class OperatingCharacteristicsPage
{
    /// <summary>
    /// The whole page: what was simulated, figures, a table of every combination and one of every look, and what each number is.
    /// </summary>
    /// <remarks>
    /// The name with the most numbers (29.1 months, 5% yearly, 0.667) is the horizontal axis of the figures, each combination of
    /// the other names a line; without numbers, each combination is a row. Errors are Monte-Carlo standard errors. Cost: in
    /// proportion to the number of combinations; at most 24 panels of a figure are drawn.
    /// </remarks>
    /// <param name="grid">What was simulated.</param>
    /// <exception cref="ArgumentException">There is no combination, or one has more or fewer values than there are
    /// names.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The planned power or the type I error is not above 0 and below
    /// 1.</exception>
    public static string Render(SimulatedGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Check();
        Section simulated = new(
            "simulated",
            GridText.Of("What was simulated"),
            [
                new Paragraph(GridText.Of(GridSentences.Headline(grid)), IsLead: true),
                .. Paragraph.Of(GridSentences.Findings(grid).Select(GridText.Of)),
            ]
        )
        {
            Kind = SectionKind.KeyResult,
        };
        var document = new Document(
            $"{grid.TrialId}: {grid.Title}",
            "page",
            grid.Engine,
            Head(grid),
            [simulated, .. CharacteristicSections.Of(grid), Provenance(grid)]
        );
        return HtmlPage.Of(document, StyleSheet.OperatingCharacteristics);
    }

    static Masthead Head(SimulatedGrid grid) =>
        new(
            GridText.Of("Operating characteristics, from simulated trials"),
            GridText.Of(grid.Title),
            new([
                Fact("Trial", grid.TrialId),
                Fact("Combinations", GridSentences.Whole(grid.Cells.Count)),
                Fact("Trials in each", GridSentences.TrialsInEach(grid)),
                Fact("Seed", grid.Seed.ToString(CultureInfo.InvariantCulture)),
                new("Protocol SHA-256", new([ReportMasthead.Hash(grid.ProtocolSha256)])),
            ])
        );

    static Fact Fact(string name, string value) => new(name, GridText.Of(value));

    static Section Provenance(SimulatedGrid grid) =>
        new(
            "provenance",
            GridText.Of("What these numbers are"),
            [
                new Items([
                    .. new[]
                    {
                        "Every trial is simulated from the first participant to the look that ends it. No real person and no "
                            + "real data are in it.",
                        "Numbers in parentheses beside an estimate are Monte-Carlo standard errors: how far the mean of so many "
                            + "trials lies from the mean of endlessly many.",
                        grid.Luck == GridLuck.Common
                            ? "Common random numbers: the same random numbers were used in every combination. Differences "
                                + "between combinations are more precise than the standard errors of the two suggest."
                            : "Each combination had random numbers of its own: errors of different combinations are "
                                + "independent.",
                        "Hazard ratios are experimental over control; below 1 favors the experimental arm. Z is above 0 where "
                            + "the experimental arm does better. The type I error is one-sided.",
                        "Months are 30.4375 days, counted from the opening of the trial.",
                    }.Select(GridText.Of),
                ]),
                new Facts(
                    [
                        Fact("Program", grid.Engine),
                        Fact("Seed", grid.Seed.ToString(CultureInfo.InvariantCulture)),
                        Fact("Trials", GridSentences.Whole(grid.Trials)),
                        Fact("Protocol SHA-256", grid.ProtocolSha256),
                        .. grid.GridSha256 is { } file ? [Fact("Grid SHA-256", file)] : Array.Empty<Fact>(),
                        .. grid.ScenarioSha256 is { } world ? [Fact("Scenario SHA-256", world)] : Array.Empty<Fact>(),
                    ],
                    IsStacked: true
                ),
            ]
        );
}
