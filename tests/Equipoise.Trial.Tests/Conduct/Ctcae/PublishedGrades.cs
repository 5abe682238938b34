using Equipoise.Conduct.Ctcae;
using Equipoise.Protocol;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>Limits as the NCI printed them (CTCAE v4.03, June 14, 2010; v5.0, November 27, 2017; v6.0, 2025), each at its boundary.</summary>
public sealed class PublishedGrades
{
    /// <summary>A boundary belongs to the milder grade: "&lt;1.0 - 0.5" is grade 3, so 1.0 is grade 2 and 0.5 is still grade 3.</summary>
    [Theory]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 2.0, 0)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 1.99, 1)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 1.5, 1)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 1.49, 2)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 1.0, 2)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 0.99, 3)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 0.5, 3)]
    [InlineData("CTCAE 4.03", "NEUT", "10^9/L", 0.49, 4)]
    [InlineData("CTCAE 4.03", "NEUT", "10^3/uL", 0.49, 4)]
    [InlineData("CTCAE 4.03", "NEUT", "/uL", 1000, 2)]
    [InlineData("CTCAE 4.03", "NEUT", "/uL", 499, 4)]
    [InlineData("CTCAE 5.0", "NEUT", "10^9/L", 0.7, 3)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 1.99, 0)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 1.49, 1)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 1.0, 1)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 0.7, 2)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 0.5, 2)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 0.49, 3)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 0.1, 3)]
    [InlineData("CTCAE 6.0", "NEUT", "10^9/L", 0.09, 4)]
    [InlineData("CTCAE 5.0", "PLAT", "10^9/L", 75.0, 1)]
    [InlineData("CTCAE 5.0", "PLAT", "10^9/L", 74.9, 2)]
    [InlineData("CTCAE 5.0", "PLAT", "10^9/L", 50.0, 2)]
    [InlineData("CTCAE 5.0", "PLAT", "10^9/L", 25.0, 3)]
    [InlineData("CTCAE 5.0", "PLAT", "10^9/L", 24.9, 4)]
    [InlineData("CTCAE 6.0", "PLAT", "10^9/L", 24.9, 3)]
    [InlineData("CTCAE 6.0", "PLAT", "10^9/L", 9.9, 4)]
    [InlineData("CTCAE 4.03", "HGB", "g/dL", 10.0, 1)]
    [InlineData("CTCAE 4.03", "HGB", "g/dL", 9.99, 2)]
    [InlineData("CTCAE 4.03", "HGB", "g/dL", 8.0, 2)]
    [InlineData("CTCAE 4.03", "HGB", "g/dL", 7.9, 3)]
    [InlineData("CTCAE 4.03", "HGB", "g/L", 79, 3)]
    public void Low_counts_are_graded_with_boundaries_in_the_milder_grade(string version, string code, string unit, double value, int grade)
    {
        var lower = code switch
        {
            "NEUT" => unit == "/uL" ? 2000 : 2.0,
            "PLAT" => 150,
            _ => unit == "g/L" ? 120 : 12.0,
        };
        var term = CtcaeDictionary.Find(version)!.Of(code, unit).Single(term => term.Direction == Direction.Low);
        GradeOf(term.Grade(new(value, lower, null))).ShouldBe(grade);
    }

    /// <summary>Upper limit 40: in version 5, an abnormal baseline of 60 is the measure; in version 6 with other multiples.</summary>
    [Theory]
    [InlineData("CTCAE 4.03", 120, 60, 1)] // > ULN - 3.0 x ULN, whatever the baseline
    [InlineData("CTCAE 4.03", 121, 60, 2)]
    [InlineData("CTCAE 5.0", 121, 30, 2)] // >3.0 - 5.0 x ULN if baseline was normal
    [InlineData("CTCAE 5.0", 89, 60, 0)] // 1.5 - 3.0 x baseline if baseline was abnormal
    [InlineData("CTCAE 5.0", 90, 60, 1)]
    [InlineData("CTCAE 5.0", 180, 60, 1)]
    [InlineData("CTCAE 5.0", 181, 60, 2)]
    [InlineData("CTCAE 5.0", 1201, 60, 4)] // > 20.0 x baseline
    [InlineData("CTCAE 6.0", 60, 60, 1)] // 1.0 - 1.5 x baseline if baseline was > ULN
    [InlineData("CTCAE 6.0", 91, 60, 2)]
    [InlineData("CTCAE 6.0", 121, 60, 3)]
    [InlineData("CTCAE 6.0", 241, 60, 4)]
    [InlineData("CTCAE 6.0", 121, 40, 2)] // a baseline on the limit is normal
    public void Alanine_aminotransferase_is_measured_by_the_baseline_where_that_was_abnormal(
        string version,
        double value,
        double baseline,
        int grade
    ) => GradeOf(Term(version, "ALT", "U/L").Grade(new(value, null, 40), new(baseline, null, 40))).ShouldBe(grade);

    [Theory]
    [InlineData("CTCAE 4.03", 449, 0)]
    [InlineData("CTCAE 4.03", 450, 1)]
    [InlineData("CTCAE 4.03", 480, 1)]
    [InlineData("CTCAE 4.03", 481, 2)]
    [InlineData("CTCAE 4.03", 500, 2)]
    [InlineData("CTCAE 4.03", 501, 3)]
    [InlineData("CTCAE 5.0", 471, 3)] // > 60 ms change from a baseline of 410
    [InlineData("CTCAE 5.0", 470, 1)]
    public void The_corrected_QT_interval_has_its_grades(string version, double value, int grade)
    {
        var term = CtcaeDictionary.Find(version)!.Term("Electrocardiogram QT corrected interval prolonged", "msec")!;
        GradeOf(term.Grade(new(value), new(410))).ShouldBe(grade);
    }

    [Fact]
    public void Without_a_limit_of_normal_there_is_no_grade_and_never_grade_0()
    {
        var term = Term("CTCAE 4.03", "NEUT", "10^9/L");
        var unknown = term.Grade(new(1.8)).ShouldBeOfType<CtcaeGrade.NotGradable>();
        unknown.Reason.ShouldBe("Neutrophil count decreased cannot be graded without the lower limit of normal.");
        unknown.AtMost.ShouldBe(1, "1.8 is no grade 2, whatever the limit");
        Term("CTCAE 4.03", "ALT", "U/L").Grade(new(30)).ShouldBeOfType<CtcaeGrade.NotGradable>().AtMost.ShouldBe(4);
        GradeOf(term.Grade(new(0.9))).ShouldBe(3, "grade 3 does not depend on the limit");
        GradeOf(Term("CTCAE 6.0", "NEUT", "10^9/L").Grade(new(1.8))).ShouldBe(0, "version 6 has no limit of normal in it");
    }

    [Fact]
    public void A_grade_says_what_was_missing_to_exclude_a_higher_one()
    {
        var graded = Term("CTCAE 4.03", "CREAT", "umol/L").Grade(new(200, null, 100)).ShouldBeOfType<CtcaeGrade.Graded>();
        (graded.Grade, graded.Because, graded.Unknown).ShouldBe((2, "> 1.5 x ULN", "the baseline"));
    }

    [Fact]
    public void Values_are_compared_after_rounding_to_significant_digits()
    {
        // 1.5 x 0.1 is 0.15000000000000002 as a binary number, so that 0.15 would not exceed... nor 3 x 0.1 = 0.30000000000000004 be reached.
        var bilirubin = Term("CTCAE 5.0", "BILI", "mg/dL");
        GradeOf(bilirubin.Grade(new(0.30000000000000004, null, 0.1))).ShouldBe(2, "3 x 0.1 is not more than 3 x 0.1");
        GradeOf(bilirubin.Grade(new(0.31, null, 0.1))).ShouldBe(3);
        var neutrophils = Term("CTCAE 5.0", "NEUT", "10^9/L");
        GradeOf(neutrophils.Grade(new(0.998, 2.0))).ShouldBe(3);
        GradeOf(neutrophils.Grade(new(0.998, 2.0), null, 2)).ShouldBe(2, "0.998 is 1.0 to two digits");
    }

    [Fact]
    public void Low_creatinine_clearance_is_left_to_another_term()
    {
        var term = Term("CTCAE 6.0", "CREATCLR", "mL/min");
        GradeOf(term.Grade(new(49))).ShouldBe(2);
        GradeOf(term.Grade(new(25))).ShouldBe(3);
        GradeOf(term.Grade(new(10))).ShouldBe(3);
        term.Grade(new(9.9)).ShouldBeOfType<CtcaeGrade.NotGradable>().Reason.ShouldContain("kidney");
    }

    [Fact]
    public void Every_version_of_the_protocol_has_its_table_with_its_source()
    {
        foreach (var name in CtcaeVersions.Names)
        {
            var dictionary = CtcaeDictionary.Find(name)!;
            dictionary.Publication.ShouldContain($"Version {name.Split(' ')[1]}");
            dictionary.Publication.ShouldContain("National Cancer Institute");
            dictionary.Terms.Count.ShouldBeGreaterThan(50);
            dictionary.Terms.ShouldAllBe(term => term.Limits.Count == 4 && term.Limits.Any(limit => limit.Length > 0));
        }
        CtcaeDictionary.Find("CTCAE 3.0").ShouldBeNull();
    }

    [Fact]
    public void A_wrong_number_is_named()
    {
        var term = Term("CTCAE 5.0", "NEUT", "10^9/L");
        Should.Throw<ArgumentOutOfRangeException>(() => term.Grade(new(double.NaN, 2)));
        Should.Throw<ArgumentOutOfRangeException>(() => term.Grade(new(1, double.PositiveInfinity)));
        Should.Throw<ArgumentOutOfRangeException>(() => term.Grade(new(1, 2), null, 0));
    }

    static CtcaeTerm Term(string version, string code, string unit) => CtcaeDictionary.Find(version)!.Of(code, unit).Single();

    static int GradeOf(CtcaeGrade grade) => grade.ShouldBeOfType<CtcaeGrade.Graded>().Grade;
}
