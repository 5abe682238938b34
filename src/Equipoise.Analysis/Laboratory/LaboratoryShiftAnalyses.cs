using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Laboratory;

/// <summary>
/// How far laboratory values went from their grade at baseline: the worst CTCAE grade after it, and the shifts, by test and
/// direction (ICH E3, 12.4; table LBT14 of chevron).
/// </summary>
static class LaboratoryShiftAnalyses
{
    /// <summary>As the list of analyses has it.</summary>
    public static StatedAnalysis<TrialData> Stated { get; } = new(Of, Conventions);

    static IEnumerable<NamedAnalysis> Of(TrialData trial, GroupCatalog catalog)
    {
        if (trial.Laboratory is not { } laboratory)
            yield break;
        foreach (var test in LaboratoryTests.Of(trial.Protocol).Where(test => laboratory.Labels.ContainsKey(test.Code)))
            foreach (var isLow in new[] { true, false })
                yield return Of(
                    trial,
                    new(test.Id, isLow),
                    laboratory.Labels[test.Code],
                    [.. laboratory.Courses.Where(course => course.Test == test.Code && course.IsLow == isLow)],
                    catalog
                );
    }

    static NamedAnalysis Of(
        TrialData trial,
        LaboratoryShiftResults of,
        string label,
        IReadOnlyList<LaboratoryCourse> courses,
        GroupCatalog catalog
    )
    {
        var results = new ResultCollector(
            catalog,
            of.Id,
            $"{label}, {(of.IsLow ? "too low" : "too high")}",
            "Count and share of participants by grade",
            "ADLB",
            of.IsLow ? "ATOXGRL" : "ATOXGRH",
            AnalysisSets.SafetyId
        );
        int?[] worst = [.. Levels(courses.Select(course => course.Worst))];
        (int? Baseline, int? Worst)[] shifts =
        [
            .. from at in Levels(courses.Select(course => course.Baseline))
            from after in worst
            where courses.Any(course => course.Baseline == at && course.Worst == after)
            select (at, after),
        ];
        foreach (var arm in trial.Protocol.Arms)
        {
            LaboratoryCourse[] ofArm = [.. courses.Where(course => course.Who.Received == arm)];
            catalog.Arm(arm);
            results.Count(of.Participants(arm.Id), ofArm.Length);
            foreach (var grade in worst)
            {
                var group = Worst(grade);
                var count = ofArm.Count(course => course.Worst == grade);
                results.Count(of.AtWorst(arm.Id, group), count);
                results.Percent(of.AtWorstPercent(arm.Id, group), count, ofArm.Length);
            }
            foreach (var at in shifts.Select(shift => shift.Baseline).Distinct())
            {
                LaboratoryCourse[] from = [.. ofArm.Where(course => course.Baseline == at)];
                var before = Baseline(at);
                results.Count(of.AtBaseline(arm.Id, before), from.Length);
                foreach (var (_, after) in shifts.Where(shift => shift.Baseline == at))
                {
                    var count = from.Count(course => course.Worst == after);
                    results.Count(of.Shift(arm.Id, before, Worst(after)), count);
                    results.Percent(of.ShiftPercent(arm.Id, before, Worst(after)), count, from.Length);
                }
            }
        }
        return results.Done();

        string Baseline(int? grade) => catalog.Group(By.Baseline, IdOf(grade), Label(grade)).Group;
        string Worst(int? grade) => catalog.Group(By.Grade, IdOf(grade), Label(grade)).Group;
    }

    /// <summary>The grades that occur, from 0 upward, with what has none at the end.</summary>
    static IEnumerable<int?> Levels(IEnumerable<int?> grades) => grades.Distinct().OrderBy(grade => grade ?? int.MaxValue);

    static string IdOf(int? grade) => grade is { } known ? $"{known}" : LaboratoryShiftResults.NotRecorded;

    static string Label(int? grade) => grade is { } known ? $"Grade {known}" : "Grade not recorded";

    /// <summary>What is baseline, what comes after it, and of whom percentages are.</summary>
    static IEnumerable<Convention> Conventions(TrialData trial)
    {
        if (trial.Laboratory is null)
            yield break;
        var window = trial.Protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose;
        yield return new(
            "laboratory.baseline",
            "Laboratory",
            (trial.Datasets.Derived, window) switch
            {
                (false, _) =>
                    "Values after baseline are those flagged on treatment (ONTRTFL); grades and baseline are as in ADLB.",
                (true, null) => "Baseline is the last value up to the day of the first dose; all later values count.",
                _ => "Baseline is the last value up to the day of the first dose; later values count until "
                    + $"{window} after the last dose, once treatment has ended.",
            }
        );
        yield return new(
            "laboratory.grades",
            "Laboratory",
            "Each participant with a value of a test counts once, at the worst CTCAE grade after baseline in that direction; "
                + "grade 0 passes no limit of CTCAE in it. Percentages of shifts are of those with the same grade at baseline."
        );
    }
}

/// <summary>The grades of a laboratory test in one direction, before and after the first dose.</summary>
/// <param name="Test">The test, as the protocol names it.</param>
/// <param name="IsLow">Whether of values that are too low, and not too high.</param>
public sealed record LaboratoryShiftResults(string Test, bool IsLow)
    : AnalysisResults($"Laboratory.{Test}.{(IsLow ? "low" : "high")}")
{
    /// <summary>The group of those without a grade; there is none where there is nobody.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>How many have a value of the test.</summary>
    public ResultRef Participants(string arm) => At("participants", new ResultGroup(By.Arm, arm));

    /// <summary>For how many a grade was the worst after baseline.</summary>
    public ResultRef AtWorst(string arm, string grade) => At("worst", new ResultGroup(By.Arm, arm), new(By.Grade, grade));

    /// <summary>Their percentage.</summary>
    public ResultRef AtWorstPercent(string arm, string grade) =>
        At("worstPercent", new ResultGroup(By.Arm, arm), new(By.Grade, grade));

    /// <summary>How many had a grade at baseline.</summary>
    public ResultRef AtBaseline(string arm, string baseline) =>
        At("atBaseline", new ResultGroup(By.Arm, arm), new(By.Baseline, baseline));

    /// <summary>How many of them had this worst grade after it.</summary>
    public ResultRef Shift(string arm, string baseline, string grade) =>
        At("shift", new ResultGroup(By.Arm, arm), new(By.Baseline, baseline), new(By.Grade, grade));

    /// <summary>Their percentage of those with the grade at baseline.</summary>
    public ResultRef ShiftPercent(string arm, string baseline, string grade) =>
        At("shiftPercent", new ResultGroup(By.Arm, arm), new(By.Baseline, baseline), new(By.Grade, grade));
}
