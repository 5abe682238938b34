using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>The figures of target lesions, filled from the courses of participants and the results.</summary>
static class LesionFigures
{
    static readonly TargetLesionResults of = new();

    /// <summary>The best change of each participant; null where nobody was assessed.</summary>
    public static WaterfallFigure? Waterfall(Manuscript m) =>
        m.Lesions is not { Of.Count: > 0 } courses
            ? null
            : new()
            {
                Id = "waterfall",
                Title = "Best change of target lesions from baseline",
                Description = BoundText.Join(" ", m.Protocol.Arms.Select(arm => Described(m, arm))).Text,
                VerticalTitle = "Best change of the sum of target diameters, %",
                Responses = Responses(m, courses),
                Panels =
                [
                    .. m.Protocol.Arms.Select(arm => new WaterfallPanel(
                        Head(m, arm),
                        [.. Undrawn(m, arm), .. Cut(m, arm)],
                        [.. courses.Of.Where(one => one.ArmId == arm.Id).Select(one => new WaterfallBar(one.Best, one.Response))]
                    )),
                ],
            };

    /// <summary>The change of each participant over time; null where nobody was assessed.</summary>
    public static SpiderFigure? Spider(Manuscript m) =>
        m.Lesions is not { Of.Count: > 0 } courses
            ? null
            : new()
            {
                Id = "spider",
                Title = "Change of target lesions over time",
                Description = BoundText.Join(" ", m.Protocol.Arms.Select(arm => Progressions(m, arm))).Text,
                VerticalTitle = "Change of the sum of target diameters, %",
                HorizontalTitle = $"Months since {courses.Origin}",
                Ticks = courses.Ticks,
                Responses = Responses(m, courses),
                CrossLabel = courses.Of.Any(one => one.Progressed is not null) ? "Progression first seen" : "",
                Panels =
                [
                    .. m.Protocol.Arms.Select(arm => new SpiderPanel(
                        Head(m, arm),
                        [
                            .. courses
                                .Of.Where(one => one.ArmId == arm.Id)
                                .Select(one => new SpiderLine(
                                    [.. one.Points.Select(point => (point.Time, point.Percent))],
                                    one.Response,
                                    one.Progressed
                                )),
                        ]
                    )),
                ],
            };

    static BoundText Progressions(Manuscript m, Arm arm) =>
        m.HasNumbers(of.Progressed(arm.Id))
            ? m.Say($"{m.Names.Arm(arm)}: {of.Assessed(arm.Id)} participants, of whom {of.Progressed(arm.Id)} progressed.")
            : m.Say($"{m.Names.Arm(arm)}: {of.Assessed(arm.Id)} participants.");

    static BoundText Head(Manuscript m, Arm arm) => m.Say($"{m.Names.Arm(arm)} (n\u00A0=\u00A0{of.Assessed(arm.Id)})");

    /// <summary>The best overall responses of those who are drawn, the best first.</summary>
    static IReadOnlyList<(string, string)> Responses(Manuscript m, LesionCourses courses) =>
        [
            .. courses
                .Of.Select(one => one.Response)
                .OfType<string>()
                .Distinct()
                .OrderBy(ResponseStyle.Rank)
                .Select(response =>
                {
                    var (name, code) = (m.Plain($"{m.Names.Group(By.Response, response)}"), ResponseStyle.Of(response).Code);
                    return (response, name.Contains(code, StringComparison.Ordinal) ? name : $"{name} ({code})");
                }),
        ];

    /// <summary>Who has measurable disease, and is not drawn.</summary>
    static IEnumerable<BoundText> Undrawn(Manuscript m, Arm arm)
    {
        yield return m.Raw(of.NotAssessed(arm.Id)) == 0
            ? m.Say(
                $"Measurable disease at baseline: {of.Measurable(arm.Id)} of {of.Participants(arm.Id)}, all with an assessment "
                    + $"after it."
            )
            : m.Say(
                $"Measurable disease at baseline: {of.Measurable(arm.Id)} of {of.Participants(arm.Id)}; not drawn, for want of "
                    + $"an assessment after it: {of.NotAssessed(arm.Id)}."
            );
    }

    static IEnumerable<BoundText> Cut(Manuscript m, Arm arm)
    {
        if (m.Raw(of.MoreThanDoubled(arm.Id)) > 0)
            yield return m.Say(
                $"Bars that end in a point go on: {of.MoreThanDoubled(arm.Id)}, the longest to +{of.Largest(arm.Id)}%."
            );
    }

    static BoundText Described(Manuscript m, Arm arm) =>
        m.HasNumbers(of.Median(arm.Id))
            ? m.Say(
                $"{m.Names.Arm(arm)}: {of.Assessed(arm.Id)} participants, median best change {of.Median(arm.Id)}%, from "
                    + $"{of.Smallest(arm.Id)}% to {of.Largest(arm.Id)}%."
            )
            : m.Say($"{m.Names.Arm(arm)}: nobody was assessed.");
}
