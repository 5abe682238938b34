using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Quality;
using Equipoise.Analysis.Safety;
using Equipoise.Protocol;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Reports;

/// <summary>Harms, doses and times by quality as figures of the report, each with its values and what it rests on.</summary>
static class FiguresOfParts
{
    const double Narrow = 360;

    public static IEnumerable<Block> Harms(Manuscript m) =>
        m.Protocol.Experimental.Select(arm => HarmFigures.Terms(m, arm))
            .OfType<ButterflyFigure>()
            .Select(figure => new Figure(
                $"{figure.Id}-figure",
                BoundText.AsGiven(figure.Title),
                [new(figure.ToSvg(), (figure with { Id = $"{figure.Id}-narrow", Width = Narrow }).ToSvg())],
                Footnotes.Under(m, "The most frequent terms of either arm.", new AdverseEventTerms(Severe: false))
            )
            {
                Values = FigureValues.Of(m, figure),
            });

    public static IEnumerable<Block> Quality(Manuscript m) =>
        PartsFigures.Quality(m) is { } figure
            ? [Of(m, figure, Footnotes.Under(m, "", new QualityResults()))]
            : [];

    public static IEnumerable<Block> Doses(Manuscript m, Treatment treatment) =>
        m.Protocol.Arms.Where(arm => arm.Gives.Contains(treatment.Id))
            .Select(arm => PartsFigures.Doses(m, treatment, arm))
            .OfType<BarsFigure>()
            .Select(figure => Of(m, figure, Footnotes.Under(m, "", new DoseCourseResults(treatment.Id))));

    static Figure Of(Manuscript m, BarsFigure figure, BoundText notes) =>
        new(
            $"{figure.Id}-figure",
            BoundText.AsGiven(figure.Title),
            [new(figure.ToSvg(), (figure with { Id = $"{figure.Id}-narrow", Width = Narrow }).ToSvg())],
            notes
        )
        {
            Values = FigureValues.Of(m, figure),
        };
}
