using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Quality;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The figures of wholes and their parts, filled from the results.</summary>
static class PartsFigures
{
    // From the start on ever paler, then what is no dose.
    static readonly (string Fill, string Ink)[] doses =
    [
        ("#0072B2", "#fff"),
        ("#56A0D3", "#000"),
        ("#A9CFE8", "#000"),
        ("#D3E6F3", "#000"),
    ];
    static readonly (string Fill, string Ink) withheld = ("#E69F00", "#000");
    static readonly (string Fill, string Ink) stopped = ("#D0D4D8", "#000");

    /// <summary>The dose of a treatment over time in an arm; null where that was not counted.</summary>
    public static BarsFigure? Doses(Manuscript m, Treatment treatment, Arm arm)
    {
        var of = new DoseCourseResults(treatment.Id);
        Group[] times = [.. m.GroupsOf(By.Time, of).Where(time => m.HasNumbers(of.Followed(arm.Id, time.Id)))];
        var levels = m.GroupsOf(By.Dose, of);
        if (times.Length < 2 || levels.Count == 0)
            return null;
        var title = m.Plain($"Dose of {m.Names.Treatment(treatment.Id).Small} over time, {m.Names.Arm(arm)}");
        return new()
        {
            Id = $"doses-{treatment.Id}-{arm.Id}",
            Title = title,
            Description = m.Plain($"{BoundText.AsGiven(title)}. The values of the figure give the participants at each dose."),
            Parts =
            [
                .. levels.Select((level, i) =>
                {
                    var (fill, ink) =
                        level.Id == DoseCourseResults.Withheld ? withheld
                        : level.Id == DoseCourseResults.Stopped ? stopped
                        : doses[Math.Min(i, doses.Length - 1)];
                    return new BarPart(m.Plain($"{m.Names.Group(By.Dose, level.Id)}"), fill, ink);
                }),
            ],
            AxisTitle = "Participants, %",
            Bars =
            [
                .. times.Select(time =>
                    new Bar(
                        m.Say($"{m.Names.Group(By.Time, time.Id)} (n\u00A0=\u00A0{of.Followed(arm.Id, time.Id)})"),
                        [.. levels.Select(level => m.Raw(of.Percent(arm.Id, level.Id, time.Id)) ?? 0)],
                        [.. levels.Select(level => m.Say($"{of.Percent(arm.Id, level.Id, time.Id).Bare}"))]
                    )
                ),
            ],
        };
    }

    /// <summary>The mean times by quality, arm under arm; null where they were not estimated.</summary>
    public static BarsFigure? Quality(Manuscript m)
    {
        var of = new QualityResults();
        if (
            m.Protocol.Analysis.Quality is not { } plan
            || m.Protocol.Arms.Any(arm =>
                !m.HasNumbers(of.Toxicity(arm.Id).Estimate, of.WithoutSymptoms(arm.Id).Estimate, of.Relapse(arm.Id).Estimate)
            )
        )
            return null;
        return new()
        {
            Id = "quality-parts",
            Title = "Mean times by quality",
            Description = BoundText
                .Join(
                    " ",
                    m.Protocol.Arms.Select(arm =>
                        m.Say(
                            $"{m.Names.Arm(arm)}: {of.Toxicity(arm.Id).Estimate} with toxicity, "
                                + $"{of.WithoutSymptoms(arm.Id).Estimate} without, "
                                + $"{of.Relapse(arm.Id).Estimate} after progression."
                        )
                    )
                )
                .Text,
            Parts =
            [
                new("With toxicity", "#D55E00", "#000"),
                new("Without symptoms and toxicity", "#009E73", "#000"),
                new("After progression", "#D0D4D8", "#000"),
            ],
            AxisTitle = m.Plain($"Mean time, {m.Names.Unit(plan.Progression)}"),
            Bars =
            [
                .. m.Protocol.Arms.Select(arm =>
                {
                    ResultRef[] parts =
                    [
                        of.Toxicity(arm.Id).Estimate,
                        of.WithoutSymptoms(arm.Id).Estimate,
                        of.Relapse(arm.Id).Estimate,
                    ];
                    return new Bar(
                        m.Say($"{m.Names.Arm(arm)}"),
                        [.. parts.Select(part => m.Raw(part)!.Value)],
                        [.. parts.Select(part => m.Say($"{part}"))]
                    );
                }),
            ],
        };
    }
}
