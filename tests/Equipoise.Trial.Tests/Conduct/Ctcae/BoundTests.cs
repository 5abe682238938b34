using Equipoise.Conduct.Ctcae;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment.DoseRules;
using Equipoise.Exchange.Sdtm;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;
using Equipoise.Trial.Tests.Conduct.Tabulation;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>
/// A laboratory that reports "&lt;0.1" has not measured 0.1: the bound is recorded as one, and nothing reckons with its number.
/// </summary>
public sealed class BoundTests : IDisposable
{
    const string Id = "101-001";
    static readonly DateOnly day = PatinaTrial.Randomization.AddDays(14);
    readonly PatinaTrial trial = PatinaTrial.WithRandomized();

    public void Dispose() => trial.Dispose();

    /// <summary>
    /// CTCAE 4.03, neutrophils in 10^9/L with a lower limit of normal of 2.0: grade 1 below it, 2 below 1.5, 3 below 1.0, 4 below
    /// 0.5.
    /// </summary>
    [Theory]
    [InlineData(0.1, Comparator.LessThan, "4")]
    [InlineData(0.5, Comparator.LessThan, "4")]
    [InlineData(0.5, Comparator.AtMost, "3 or 4")]
    [InlineData(2.0, Comparator.LessThan, "1 to 4")]
    [InlineData(2.0, Comparator.AtLeast, "0")]
    [InlineData(2.0, Comparator.GreaterThan, "0")]
    [InlineData(1.5, Comparator.GreaterThan, "0 or 1")]
    [InlineData(300, Comparator.GreaterThan, "0")]
    public void A_bound_has_the_grade_that_every_value_has_which_it_allows(double number, Comparator comparator, string grades)
    {
        trial.With(new RecordLabValue(Id, "neutrophils", number, day, Comparator: comparator));
        var graded = GradedLaboratory.Of(trial.Participant(), Examples.PatinaProtocol).Single();
        var low = graded.Grades.Single(grade =>
            grade is CtcaeGrade.Graded { Term.Direction: Direction.Low } or CtcaeGrade.NotGradable { Term.Direction: Direction.Low }
        );
        if (grades.Length == 1)
            ((CtcaeGrade.Graded)low).Grade.ToString().ShouldBe(grades);
        else
        {
            var not = low.ShouldBeOfType<CtcaeGrade.NotGradable>();
            not.AtMost.ToString().ShouldBe(grades[^1..]);
            not.Reason.ShouldContain($"a value of {new MeasuredValue(number, comparator)} may be of more than one grade");
            graded.Worst.ShouldBeNull();
        }
    }

    /// <summary>Against the slow and obvious way: the grades of many values that the bound allows.</summary>
    [Fact]
    public void Every_term_of_every_version_grades_a_bound_as_the_values_that_it_allows()
    {
        var (lower, upper) = (3.0, 7.0);
        var compared = 0;
        foreach (var version in CtcaeVersions.Names)
            foreach (var term in CtcaeDictionary.Find(version)!.Terms)
                foreach (var baseline in (LaboratoryReading?[])[null, new(5, lower, upper), new(9, lower, upper), new(2, lower, upper)])
                {
                    var limits = Limits(term, lower, upper, baseline?.Value.Number ?? 1);
                    // Between two limits nothing changes, so that one value stands for all.
                    double[] ends = [0, .. limits.Order(), limits.Max() * 9];
                    var values = ends.Concat(ends.Zip(ends.Skip(1), (low, high) => (low + high) / 2))
                        .Select(value => (Value: value, Grade: Grade(term, value, baseline)))
                        .ToList();
                    foreach (var number in limits)
                        foreach (var comparator in Enum.GetValues<Comparator>())
                        {
                            var bound = new MeasuredValue(number, comparator);
                            var allowed = values
                                .Where(one =>
                                    comparator switch
                                    {
                                        Comparator.LessThan => one.Value < number,
                                        Comparator.AtMost => one.Value <= number,
                                        Comparator.AtLeast => one.Value >= number,
                                        _ => one.Value > number,
                                    }
                                )
                                .Select(one => one.Grade)
                                .Distinct()
                                .ToList();
                            var graded = Grade(term, bound, baseline);
                            graded.ShouldBe(allowed.Count == 1 ? allowed[0] : null, $"{version} {term.Name} {bound} {baseline}: {string.Join(',', allowed)}");
                            compared++;
                        }
                }
        compared.ShouldBeGreaterThan(5_000);

        int? Grade(CtcaeTerm term, MeasuredValue value, LaboratoryReading? baseline) =>
            (term.Grade(new(value, lower, upper), baseline) as CtcaeGrade.Graded)?.Grade;
    }

    static List<double> Limits(CtcaeTerm term, double lower, double upper, double baseline)
    {
        List<double> limits = [lower, upper, baseline];
        foreach (var words in term.Limits.Append(term.NotGraded).SelectMany(cell => cell.Split(';', '&')).SelectMany(words => words.Split(" and ")))
            foreach (var number in NumbersIn.Limits(words))
                limits.AddRange([
                    number,
                    number * lower,
                    number * upper,
                    number * baseline,
                    number + upper,
                    number + baseline,
                    baseline * (1 - (number / 100)),
                ]);
        return [.. limits.Where(limit => limit > 0).Distinct()];
    }

    [Fact]
    public void A_baseline_that_is_a_bound_gives_no_multiple()
    {
        var term = CtcaeDictionary.Find("CTCAE 6.0")!.Term("Eosinophilia", "any")!;
        term.Grade(new(9, 3, 7), new(8, 3, 7)).ShouldBeOfType<CtcaeGrade.Graded>().Grade.ShouldBe(1, "above the limit and the baseline");
        term.Grade(new(9, 3, 7), new(new(8, Comparator.GreaterThan), 3, 7))
            .ShouldBeOfType<CtcaeGrade.NotGradable>()
            .Reason.ShouldBe("Eosinophilia cannot be graded without the baseline.");
    }

    [Theory]
    [InlineData(0.1, Comparator.LessThan, "LOW")]
    [InlineData(2.0, Comparator.LessThan, "LOW")]
    [InlineData(2.0, Comparator.AtMost, null)]
    [InlineData(2.0, Comparator.AtLeast, null)]
    [InlineData(7.5, Comparator.GreaterThan, "HIGH")]
    [InlineData(7.5, Comparator.AtMost, null)]
    public void A_bound_is_low_or_high_where_all_of_it_is(double number, Comparator comparator, string? indicator) =>
        new LaboratoryReading(new(number, comparator), 2, 7.5).Indicator().ShouldBe(indicator);

    /// <summary>SDTMIG 3.4, 6.3: a result in characters, such as "&lt;1", has no number in --STRESN.</summary>
    [Fact]
    public void SDTM_has_the_bound_in_characters_and_no_number()
    {
        trial.With(new RecordLabValue(Id, "neutrophils", 0.1, day, Comparator: Comparator.LessThan));
        var row = Rows
            .Of(SdtmTabulation.Tabulate(trial.Conduct.State, Examples.PatinaProtocol).Named("LB"))
            .Last();
        row.ShouldContain("|<0.1|10^9/L|2|7.5|<0.1||10^9/L|2|7.5|LOW||Neutrophil count decreased|4|");
    }

    [Fact]
    public void It_is_written_and_read_as_a_bound()
    {
        trial.With(new RecordLabValue(Id, "neutrophils", 0.1, day, Comparator: Comparator.LessThan));
        trial.Rows[^1].Payload.ShouldContain("\"value\":0.1,");
        trial.Rows[^1].Payload.ShouldContain("\"comparator\":\"LessThan\"");
        ((LabValueRecorded)Entry.Of(trial.Rows[^1]).Event).Result.ToString().ShouldBe("<0.1");
        trial.RefusalsOf(new RecordLabValue(Id, "neutrophils", 0.1, day)).ShouldBe(["change-without-reason"], "0.1 is another value");
    }

    [Theory]
    [InlineData("neutrophils", 1000, Comparator.GreaterThan, "not-possible")]
    [InlineData("neutrophils", 400, Comparator.GreaterThan, "not-possible")]
    [InlineData("neutrophils", 400, Comparator.AtLeast, "")]
    [InlineData("neutrophils", 450, Comparator.LessThan, "not-possible")] // true of everybody, and a slip of the unit
    [InlineData("hemoglobin", 0.5, Comparator.LessThan, "not-possible")]
    [InlineData("neutrophils", 0, Comparator.LessThan, "not-possible bad-value")]
    [InlineData("neutrophils", 0, Comparator.AtLeast, "bad-value")]
    [InlineData("neutrophils", 0, Comparator.AtMost, "")]
    [InlineData("neutrophils", 1, (Comparator)9, "bad-comparator")]
    public void A_bound_that_no_living_person_keeps_is_refused(string test, double number, Comparator comparator, string rule) =>
        string.Join(' ', trial.RefusalsOf(new RecordLabValue(Id, test, number, day, Comparator: comparator))).ShouldBe(rule);

    /// <summary>The label withholds for grade 4; "&lt;2.0" may be of grade 1 to 4 and is asked for again.</summary>
    [Fact]
    public void The_dose_rules_know_a_bound_by_its_grade_and_ask_where_it_has_none()
    {
        Proposal(new(0.1, Comparator.LessThan)).Rules[0].Id.ShouldBe("count-4");
        var open = Proposal(new(2, Comparator.LessThan));
        open.RecheckBy.ShouldBe(day);
        open.Rules.Select(rule => rule.Id).ShouldBe(["count-missing-day-15"]);
        open.Because.ShouldBe(["NEUT <2 10^9/L of 2018-03-22, not gradable: only a bound of the value is known"]);
    }

    DoseProposal Proposal(MeasuredValue value)
    {
        using var own = PatinaTrial.WithRandomized();
        own.With(new RecordLabValue(Id, "neutrophils", value.Number, day, Comparator: value.Comparator));
        var table = DoseRuleTable.Find(DoseRuleTables.PalbociclibLabel)!;
        var drug = Examples.PatinaProtocol.Treatments.First(treatment => treatment.DoseRules is not null);
        return DoseProposals.Of(DoseFacts.Of(own.Participant(), Examples.PatinaProtocol, drug, table, 1, 15, day, new(false)), table);
    }

    [Theory]
    [InlineData("<0.1", 1000, "<100")]
    [InlineData(">=2", 0.5, ">=1")]
    public void Another_unit_moves_the_bound_and_not_its_side(string bound, double factor, string moved)
    {
        var value = new MeasuredValue(
            double.Parse(bound.Trim('<', '>', '='), System.Globalization.CultureInfo.InvariantCulture),
            Enum.GetValues<Comparator>().Single(one => one.Sign() == bound[..^bound.Trim('<', '>', '=').Length])
        );
        value.ToString().ShouldBe(bound);
        value.Times(factor).ToString().ShouldBe(moved);
    }
}
