using Equipoise.Conduct.Disease;
using static Equipoise.Conduct.Disease.LesionState;

namespace Equipoise.Trial.Tests.Conduct.Disease;

/// <summary>RECIST 1.1 at its boundaries, worked by hand from Eisenhauer 2009 (Eur J Cancer 45:228), sections 4.3 and 4.4 and tables 1 and 2.</summary>
public sealed class RecistTests
{
    // PR: "at least a 30% decrease in the sum of diameters of target lesions, taking as reference the baseline sum".
    [Theory]
    [InlineData(70, "PR/-/PR")]
    [InlineData(70.1, "SD/-/SD")]
    [InlineData(0, "CR/-/CR")]
    [InlineData(0.1, "PR/-/PR")]
    public void Partial_response_is_30_percent_below_baseline(double sum, string response) =>
        new Lesions().Target(60, sum * 0.6).Target(40, sum * 0.4).Responses().ShouldBe([response]);

    /// <summary>0.7 x 10 is 7 and 14.4 is 1.2 x 12, whatever binary numbers make of it.</summary>
    [Fact]
    public void A_boundary_of_decimals_is_reached_exactly()
    {
        new Lesions().Target(10.1, 7.07).Responses().ShouldBe(["PR/-/PR"]);
        new Lesions().Target(30.3, 21.21, 26.21).Responses().ShouldBe(["PR/-/PR", "PD/-/PD"]);
    }

    // PD: "at least a 20% increase in the sum of diameters of target lesions, taking as reference the smallest sum on study (this includes the
    // baseline sum if that is the smallest on study). In addition to the relative increase of 20%, the sum must also demonstrate an absolute increase of at
    // least 5 mm."
    [Theory]
    [InlineData(50, 59.9, "SD")]
    [InlineData(50, 60, "PD")]
    [InlineData(20, 24, "SD")] // 20% but 4 mm
    [InlineData(20, 24.9, "SD")]
    [InlineData(20, 25, "PD")]
    [InlineData(30, 35, "SD")] // 5 mm but 16.7%
    [InlineData(25, 30, "PD")] // both, exactly
    public void Progression_is_20_percent_and_5_mm_above_the_smallest_sum(double baseline, double sum, string response) =>
        new Lesions().Target(baseline, sum).Responses().ShouldBe([$"{response}/-/{response}"]);

    [Fact]
    public void The_smallest_sum_is_the_reference_also_below_baseline()
    {
        // 100, 60, 72: 72 is 28% below baseline and 20% above the smallest sum.
        var course = new Lesions().Target(100, 60, 71.9, 72).Course();
        course.Assessments.Select(one => one.Overall).ShouldBe([OverallResponse.PR, OverallResponse.SD, OverallResponse.PD]);
        course.Assessments.Select(one => one.Nadir).ShouldBe([100, 60, 60]);
        course.Progression.ShouldBe(Lesions.Visit(3));
        course.BaselineSum.ShouldBe(100);
    }

    [Fact]
    public void Progression_comes_before_partial_response() => new Lesions().Target(100, 30, 40).Responses()[1].ShouldBe("PD/-/PD");

    // CR: "Disappearance of all target lesions. Any pathological lymph nodes (whether target or non-target) must have reduction in short axis to
    // <10 mm." Section 4.3.2: the sum may then not be zero.
    [Theory]
    [InlineData(9.9, "CR")]
    [InlineData(10, "PR")]
    public void A_node_is_normal_below_10_mm(double shortAxis, string response) =>
        new Lesions().Target(40, 0).Node(20, shortAxis).Responses().ShouldBe([$"{response}/-/{response}"]);

    [Fact]
    public void Nodes_that_stay_normal_stay_a_complete_response_also_when_they_grow() =>
        new Lesions().Node(20, 3, 9).Responses().ShouldBe(["CR/-/CR", "CR/-/CR"]);

    // Section 4.4.2: not evaluable unless the missing lesions cannot change the response; progression may be certain without them.
    [Fact]
    public void A_lesion_that_was_not_measured_leaves_no_response_unless_the_others_have_progressed()
    {
        new Lesions().Target(50, 10).Target(50, [null]).Responses().ShouldBe(["NE/-/NE"]);
        new Lesions().Target(50, 120).Target(50, [null]).Responses().ShouldBe(["PD/-/PD"]);
        new Lesions().Target(50, 119.9).Target(50, [null]).Responses().ShouldBe(["NE/-/NE"]);
    }

    [Fact]
    public void An_incomplete_sum_never_becomes_the_smallest()
    {
        var course = new Lesions().Target(50, 40, 50).Target(50, null, 50).Course();
        course.Assessments[0].Sum.ShouldBeNull();
        course.Assessments[1].Nadir.ShouldBe(100);
        course.Assessments[1].Overall.ShouldBe(OverallResponse.SD);
    }

    // Table 1: target, non-target, new lesions -> overall.
    [Theory]
    [InlineData(0, "Absent", false, "CR/CR/CR")]
    [InlineData(0, "Present", false, "CR/NonCRNonPD/PR")]
    [InlineData(0, null, false, "CR/NE/PR")]
    [InlineData(70, "Present", false, "PR/NonCRNonPD/PR")]
    [InlineData(70, null, false, "PR/NE/PR")]
    [InlineData(70, "Absent", false, "PR/CR/PR")]
    [InlineData(100, "Present", false, "SD/NonCRNonPD/SD")]
    [InlineData(100, null, false, "SD/NE/SD")]
    [InlineData(-1, "Present", false, "NE/NonCRNonPD/NE")]
    [InlineData(120, "Absent", false, "PD/CR/PD")]
    [InlineData(0, "UnequivocalProgression", false, "CR/PD/PD")]
    [InlineData(0, "Absent", true, "CR/CR/PD")]
    [InlineData(-1, "Present", true, "NE/NonCRNonPD/PD")]
    public void Table_1_makes_the_overall_response(double sum, string? state, bool isNew, string response)
    {
        var lesions = new Lesions().Target(100, sum < 0 ? null : sum).NonTarget(StateOf(state));
        (isNew ? lesions.New(1) : lesions).Responses().ShouldBe([response]);
    }

    // Table 2: non-target disease only.
    [Theory]
    [InlineData("Absent", false, "-/CR/CR")]
    [InlineData("Present", false, "-/NonCRNonPD/NonCRNonPD")]
    [InlineData(null, false, "-/NE/NE")]
    [InlineData("UnequivocalProgression", false, "-/PD/PD")]
    [InlineData("Absent", true, "-/CR/PD")]
    public void Table_2_makes_it_where_there_is_non_target_disease_only(string? state, bool isNew, string response)
    {
        var lesions = new Lesions().NonTarget(StateOf(state));
        (isNew ? lesions.New(1) : lesions).Responses().ShouldBe([response]);
    }

    [Fact]
    public void All_non_target_lesions_must_be_gone_and_one_that_progresses_is_enough()
    {
        new Lesions().NonTarget(Absent).NonTarget(Present).Responses().ShouldBe(["-/NonCRNonPD/NonCRNonPD"]);
        new Lesions().NonTarget([null]).NonTarget(UnequivocalProgression).Responses().ShouldBe(["-/PD/PD"]);
    }

    [Fact]
    public void A_new_lesion_stays_progression_and_dates_it()
    {
        var course = new Lesions().Target(50, 30, 30, 30).New(2).Course();
        course.Assessments.Select(one => one.Overall).ShouldBe([OverallResponse.PR, OverallResponse.PD, OverallResponse.PD]);
        course.Progression.ShouldBe(Lesions.Visit(2));
    }

    [Fact]
    public void Without_lesions_there_is_nothing_to_derive()
    {
        var course = new Lesions().Course();
        course.Assessments.ShouldBeEmpty();
        (course.BaselineSum, course.Progression).ShouldBe((null, null));
    }

    static Equipoise.Conduct.Disease.LesionState? StateOf(string? name) =>
        name is null ? null : Enum.Parse<Equipoise.Conduct.Disease.LesionState>(name);
}
