using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Protocol;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Figures;

/// <summary>How long single participants were treated and followed as a figure, filled from courses and results.</summary>
static class CourseFigures
{
    static readonly TreatmentCourseResults of = new();

    /// <summary>A bar for each participant; null where there are too many, or none.</summary>
    public static SwimmerFigure? Swimmer(Manuscript m) =>
        m.Courses is not { } courses
            ? null
            : new()
            {
                Id = "swimmer",
                Title = courses.OfResponders
                    ? "Treatment and follow-up of those who responded"
                    : "Treatment and follow-up of each participant",
                Description = BoundText.Join(" ", m.Protocol.Arms.Select(arm => Described(m, arm))).Text,
                HorizontalTitle = "Months since the first dose",
                Ticks = courses.Ticks,
                Panels =
                [
                    .. m.Protocol.Arms.Select(
                        (arm, place) =>
                            new SwimmerPanel(
                                Head(m, arm, courses.OfResponders),
                                place,
                                [.. courses.Of.Where(one => one.ArmId == arm.Id).Select(Lane)]
                            )
                    ),
                ],
            };

    static BoundText Head(Manuscript m, Arm arm, bool ofResponders) =>
        ofResponders
            ? m.Say($"{m.Names.Arm(arm)} ({of.Drawn(arm.Id)} of {of.Treated(arm.Id)} treated responded)")
            : m.Say($"{m.Names.Arm(arm)} (n\u00A0=\u00A0{of.Drawn(arm.Id)})");

    static SwimmerLane Lane(TreatmentCourse course)
    {
        var marks = new[]
        {
            (What: SwimmerMark.Response, When: course.Responded),
            (What: SwimmerMark.Progression, When: course.Progressed),
            (What: SwimmerMark.Death, When: course.Died),
        };
        return new(
            course.TreatedUntil,
            course.FollowedUntil,
            course.IsTreated,
            course.IsFollowed,
            [.. marks.Where(mark => mark.When is not null).Select(mark => (mark.What, mark.When!.Value))]
        );
    }

    static BoundText Described(Manuscript m, Arm arm) =>
        m.HasNumbers(of.MedianTime(arm.Id))
            ? m.Say(
                $"{m.Names.Arm(arm)}: {of.Drawn(arm.Id)} participants, median time on treatment {of.MedianTime(arm.Id)} months, "
                    + $"{of.OnTreatment(arm.Id)} still treated; {of.Responded(arm.Id)} responded, {of.Progressed(arm.Id)} "
                    + $"progressed, {of.Died(arm.Id)} died."
            )
            : m.Say($"{m.Names.Arm(arm)}: nobody is drawn.");
}
