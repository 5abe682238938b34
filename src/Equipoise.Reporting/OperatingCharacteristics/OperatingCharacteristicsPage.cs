using System.Globalization;
using Equipoise.Protocol;
using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using static Equipoise.Reporting.Pages.Document;

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
        Section[] sections = [.. CharacteristicSections.Of(grid), Provenance(grid)];
        return new Document(
            $"{grid.TrialId}: {grid.Title}",
            grid.Engine,
            StyleSheet.OperatingCharacteristics,
            ("simulated", "What was simulated"),
            Html.Of($"{Masthead(grid)}{Found(grid)}"),
            sections
        ).Render();
    }

    static Html Masthead(SimulatedGrid grid) =>
        Html.Of(
            $"""
            <header class="masthead">
            <p class="kicker">Operating characteristics, from simulated trials</p>
            <h1>{grid.Title}</h1>
            <dl class="identity">
            {Fact("Trial", grid.TrialId)}{Fact("Combinations", GridSentences.Whole(grid.Cells.Count))}{Fact("Trials in each", GridSentences.TrialsInEach(grid))}{Fact("Seed", grid.Seed.ToString(CultureInfo.InvariantCulture))}{Fact("Protocol SHA-256", $"{grid.ProtocolSha256[..Math.Min(12, grid.ProtocolSha256.Length)]}\u2026")}</dl>
            </header>

            """
        );

    static Html Found(SimulatedGrid grid) =>
        Html.Of(
            $"""
            <section class="key-result" id="simulated">
            <h2>What was simulated</h2>
            <p class="lead">{GridSentences.Headline(grid)}</p>
            {GridSentences.Findings(grid).Select(sentence => Html.Of($"<p>{sentence}</p>\n"))}</section>

            """
        );

    static Section Provenance(SimulatedGrid grid) =>
        new(
            "provenance",
            new("What these numbers are"),
            Html.Of(
                $"""
                <ul class="conventions">
                <li>Every trial is simulated from the first participant to the look that ends it. No real person and no real data are in it.</li>
                <li>Numbers in parentheses beside an estimate are Monte-Carlo standard errors: how far the mean of so many trials lies from the mean of endlessly many.</li>
                <li>{(
                    grid.Luck == GridLuck.Common
                        ? "Common random numbers: the same random numbers were used in every combination. Differences between combinations are more precise than the standard errors of the two suggest."
                        : "Each combination had random numbers of its own: errors of different combinations are independent."
                )}</li>
                <li>Hazard ratios are experimental over control; below 1 favors the experimental arm. Z is above 0 where the experimental arm does better. The type I error is one-sided.</li>
                <li>Months are 30.4375 days, counted from the opening of the trial.</li>
                </ul>
                <dl class="identity stacked">
                {Fact("Program", grid.Engine)}{Fact("Seed", grid.Seed.ToString(CultureInfo.InvariantCulture))}{Fact("Trials", GridSentences.Whole(grid.Trials))}{Fact("Protocol SHA-256", grid.ProtocolSha256)}{(grid.GridSha256 is { } file ? Fact("Grid SHA-256", file) : Html.Empty)}{(grid.ScenarioSha256 is { } world ? Fact("Scenario SHA-256", world) : Html.Empty)}</dl>

                """
            )
        );
}
