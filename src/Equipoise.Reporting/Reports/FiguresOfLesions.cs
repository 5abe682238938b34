using Equipoise.Analysis.Response;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Reports;

/// <summary>How target lesions changed, as figures of the report, each with its values and what it rests on.</summary>
static class FiguresOfLesions
{
    const double Narrow = 360;

    public static IEnumerable<Block> Of(Manuscript m)
    {
        if (LesionFigures.Waterfall(m) is { } waterfall)
            yield return new Figure(
                "waterfall-figure",
                m.Say(waterfall.Title),
                [new(waterfall.ToSvg(), (waterfall with { Id = "waterfall-narrow", Width = Narrow }).ToSvg())],
                Footnotes.Under(m, "A bar is a participant, and as wide in each arm.", new TargetLesionResults())
            )
            {
                Values = LesionValues.OfBest(m),
            };
        if (LesionFigures.Spider(m) is { } spider)
            yield return new Figure(
                "spider-figure",
                m.Say(spider.Title),
                [new(spider.ToSvg(), (spider with { Id = "spider-narrow", Width = Narrow }).ToSvg())],
                Footnotes.Under(
                    m,
                    "A line is a participant and begins with no change. "
                        + (
                            spider.CrossLabel.Length > 0
                                ? "A cross stands at the day on which progression was first seen, in whichever lesion, at the "
                                    + "height of the change seen last; a dotted line leads to it where no sum was taken that day."
                                : "The data do not say when progression was seen."
                        ),
                    new TargetLesionResults()
                )
            )
            {
                Values = LesionValues.OverTime(m),
            };
    }
}
