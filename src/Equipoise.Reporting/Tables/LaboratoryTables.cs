using Equipoise.Analysis.Laboratory;
using Equipoise.Analysis.Results;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The worst grades of laboratory values, and how far they went from those at baseline.</summary>
static class LaboratoryTables
{
    /// <summary>Grade 0, as it stands in addresses.</summary>
    const string None = "0";

    public static IEnumerable<Block> Of(Manuscript m)
    {
        LaboratoryShiftResults[] shown =
        [
            .. m
                .Protocol.Analysis.Laboratory.SelectMany(test => new[] { true, false }.Select(isLow => (test, isLow)))
                .Select(one => new LaboratoryShiftResults(one.test, one.isLow))
                .Where(of => IsGraded(m, of)),
        ];
        if (shown.Length == 0)
            return [];
        string[] arms = [.. m.Protocol.Arms.Select(arm => arm.Id).Where(arm => shown.Any(of => m.Speaks(of, arm)))];
        const string leftOut = "Data are participants with percentages. A direction in which no value had a grade is left out.";
        return
        [
            new Table(
                "laboratory-grades",
                m.Say("Worst grade of laboratory values after baseline"),
                [Arms.Head(m, "Test and worst grade", arms, Sizes.SizeInSafety)],
                [.. shown.SelectMany(of => Grades(m, of, arms))],
                Footnotes.Under(m, leftOut, shown)
            ),
            new Table(
                "laboratory-shifts",
                m.Say("Laboratory values: grade at baseline and worst grade after it"),
                [Arms.Head(m, "Test, grade at baseline, worst grade after it", arms, Sizes.SizeInSafety)],
                [.. shown.SelectMany(of => Shifts(m, of, arms))],
                Footnotes.Under(m, leftOut, shown)
            ),
        ];
    }

    /// <summary>Whether some value had a grade above 0 in the direction.</summary>
    static bool IsGraded(Manuscript m, LaboratoryShiftResults of) =>
        m.Has(of)
        && m.GroupsOf(By.Grade, of)
            .Concat(m.GroupsOf(By.Baseline, of))
            .Any(group => group.Id is not (None or LaboratoryShiftResults.NotRecorded));

    static IEnumerable<Row> Grades(Manuscript m, LaboratoryShiftResults of, string[] arms)
    {
        yield return Row.Heading(m.Say($"{m.Names.Analysis(of)}"), arms.Length);
        foreach (var grade in m.GroupsOf(By.Grade, of).OrderBy(Order))
            yield return Row.OfNumbers(
                m.Say($"{m.Names.Group(By.Grade, grade.Id)}"),
                arms.Select(arm => m.CountAndPercent(of.AtWorst(arm, grade.Id), of.AtWorstPercent(arm, grade.Id))),
                isPart: true
            );
    }

    static IEnumerable<Row> Shifts(Manuscript m, LaboratoryShiftResults of, string[] arms)
    {
        yield return Row.Heading(m.Say($"{m.Names.Analysis(of)}"), arms.Length);
        foreach (var before in m.GroupsOf(By.Baseline, of).OrderBy(Order))
        {
            yield return Row.OfNumbers(
                m.Say($"At baseline {m.Names.Group(By.Baseline, before.Id).Small}"),
                arms.Select(arm => m.Number(of.AtBaseline(arm, before.Id)))
            );
            foreach (var after in m.GroupsOf(By.Grade, of).OrderBy(Order))
                if (arms.Any(arm => m.Has(of.Shift(arm, before.Id, after.Id))))
                    yield return Row.OfNumbers(
                        m.Say($"{m.Names.Group(By.Grade, after.Id)}"),
                        arms.Select(arm =>
                            m.CountAndPercent(
                                of.Shift(arm, before.Id, after.Id),
                                of.ShiftPercent(arm, before.Id, after.Id)
                            )
                        ),
                        isPart: true
                    );
        }
    }

    static string Order(Group group) => group.Id;
}
