using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Figures;
using Equipoise.Reporting.Quoting;
using Equipoise.Reporting.Tables;

namespace Equipoise.Reporting.Reports;

/// <summary>How long single participants were treated and followed, as a figure of the report, or why there is none.</summary>
static class FiguresOfCourses
{
    const double Narrow = 360;

    static readonly TreatmentCourseResults of = new();

    public static IEnumerable<Block> Of(Manuscript m)
    {
        if (CourseFigures.Swimmer(m) is { } figure)
            yield return new Figure(
                "swimmer-figure",
                m.Say(figure.Title),
                [new(figure.ToSvg(), (figure with { Id = "swimmer-narrow", Width = Narrow }).ToSvg())],
                Footnotes.Under(m, "", of)
            )
            {
                Values = Values(m),
            };
        else if (m.Has(of))
            yield return new Paragraph(
                m.Say(
                    $"Treatment and follow-up are not drawn as a bar for each participant: {of.Treated(By.Everyone)} were "
                        + $"treated, more than a reader could tell apart, and {of.Responders(By.Everyone)} of them responded."
                )
            );
    }

    static Table Values(Manuscript m)
    {
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id)];
        return new(
            "swimmer-values",
            m.Say("Values of the figure"),
            [Arms.Head(m, "", arms, of.Treated)],
            [
                .. new (string Words, Func<string, ResultRef> At)[]
                {
                    ("Drawn", of.Drawn),
                    ("Median time on treatment, months", of.MedianTime),
                    ("Still treated", of.OnTreatment),
                    ("Responded", of.Responded),
                    ("Progressed", of.Progressed),
                    ("Died", of.Died),
                }.Select(row => Row.OfNumbers(m.Say(row.Words), arms.Select(arm => m.Number(row.At(arm))))),
            ],
            BoundText.Empty
        );
    }
}
