using System.Globalization;
using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Laboratory;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>follow up: laboratory:</c> blood tests, and the days of the 28-day cycle on which they are drawn.</summary>
static class ReadLaboratory
{
    const int LongestId = 40;
    const int CycleLength = 28;
    const int MostDecimals = 10;

    public static IReadOnlyList<LaboratoryTest> From(YamlCursor part, out IReadOnlyList<LaboratoryFileLayout> files)
    {
        IReadOnlyList<LaboratoryTest> tests = [];
        IReadOnlyList<LaboratoryFileLayout> layouts = [];
        part.Fields(fields =>
        {
            var when = Timings(fields.Required("when", "a list such as [day 1 of each cycle, day 15 of cycles 1-2]"));
            tests = fields
                .Required("tests", "the tests by name, each with its code and unit")
                .Each(
                    (id, at) =>
                    {
                        at.CheckId(id, LongestId, "LBTEST");
                        return at.Fields(test => Test(id, test, when));
                    }
                );
            RefuseSameCode(part.At("tests"), tests);
            if (fields.Optional("files") is { IsPresent: true } described)
                layouts = ReadLaboratoryFiles.From(described, tests);
            return tests;
        });
        files = layouts;
        return tests;
    }

    static LaboratoryTest Test(string id, YamlFields fields, IReadOnlyList<LaboratoryTiming> when)
    {
        var codeAt = fields.Required("code", "its code, such as NEUT");
        var code = codeAt.Text() ?? "";
        if (code.Length > 0 && !Quantities.IsShortCode(code))
            codeAt.Report(
                $"{ProblemList.Quote(code)} cannot be exported as LBTESTCD",
                "write at most 8 upper-case letters and digits, a letter first"
            );
        var unit = fields.Required("unit", "the unit in which it is recorded, such as 10^9/L").Text() ?? "";
        var (lowAt, highAt) = (fields.Optional("lower limit of normal"), fields.Optional("upper limit of normal"));
        var (low, high) = (lowAt.Number("a number"), highAt.Number("a number"));
        if (high <= low)
            highAt.Report($"{high} does not lie above the lower limit of {low}", "write the limits the other way round");
        var graded = GradedTest.Find(code);
        return new LaboratoryTest(id, code, unit, low, high, when)
        {
            Name = (fields.Optional("name").Text() ?? graded?.Name)!,
            Category = fields.Optional("category").Text() ?? graded?.Category,
            Possible = Range(fields.Optional("possible")) ?? graded?.PossibleIn(unit),
            Usual = Range(fields.Optional("usual")) ?? graded?.UsualIn(unit),
        };
    }

    static ItemRange.Numbers? Range(YamlCursor at) =>
        at.IsPresent
        && ReadFormItem.Range(at, new ItemType.DecimalNumber(MostDecimals)) is ItemRange.Numbers range
        && !(range.Low > range.High)
            ? range
            : null;

    /// <summary>
    /// A unit in which a graded test is not known, and limits of normal that nobody could have in it: either would leave a
    /// value without its grade, or with a wrong one.
    /// </summary>
    public static void CheckUnits(YamlCursor part, FollowUpPlan? plan)
    {
        // What has the code of another test was reported as that.
        foreach (var test in (plan?.Laboratory ?? []).DistinctBy(test => test.Code))
        {
            var at = part.At("laboratory", "tests", test.Id);
            if (GradedTest.Find(test.Code) is { } graded && test.Unit.Length > 0 && !graded.Knows(test.Unit))
                at.At("unit")
                    .Report(
                        $"{ProblemList.Quote(test.Unit)} is no unit in which {test.Code} can be graded",
                        $"write one of: {string.Join(", ", graded.Units)}"
                    );
            foreach (
                var (key, limit) in (ReadOnlySpan<(string, double?)>)
                    [("lower limit of normal", test.LowerLimitOfNormal), ("upper limit of normal", test.UpperLimitOfNormal)]
            )
                if (limit is { } number && !test.IsPossible(number))
                    at.At(key)
                        .Report(
                            $"{number.ToString(CultureInfo.InvariantCulture)} {test.Unit} is not possible for {test.Code}",
                            $"look at the unit, or write what is possible: {test.Possible}"
                        );
        }
    }

    static void RefuseSameCode(YamlCursor at, IReadOnlyList<LaboratoryTest> tests)
    {
        foreach (var same in tests.Where(test => test.Code.Length > 0).GroupBy(test => test.Code))
        {
            foreach (var test in same.Skip(1))
                at.At(test.Id, "code").Report($"is also the code of '{same.First().Id}'", "give every test its own code");
        }
    }

    static List<LaboratoryTiming> Timings(YamlCursor at)
    {
        var timings = new List<LaboratoryTiming>();
        if (!at.IsPresent)
            return timings;
        foreach (var item in at.Items())
        {
            if (Timing(item) is { } timing)
                timings.Add(timing);
        }
        return timings;
    }

    static LaboratoryTiming? Timing(YamlCursor at)
    {
        const string wanted = "day 1 of each cycle, day 1 of cycle 3 or day 15 of cycles 1-2";
        if (at.Words(wanted) is not { } words)
            return null;
        LaboratoryTiming? timing = words switch
        {
            ["day", var day, "of", "each", "cycle"] => Timing(day, "1", null),
            ["day", var day, "of", "cycle", var only] => Timing(day, only, only),
            ["day", var day, "of", "cycles", var range] when range.Split('-') is [var first, var last] => Timing(
                day,
                first,
                last
            ),
            _ => null,
        };
        if (timing is null)
            at.Reject(string.Join(' ', words), wanted);
        else if (timing.CycleDay > CycleLength)
            at.Report($"day {timing.CycleDay} is outside a cycle of {CycleLength} days", $"write a day from 1 to {CycleLength}");
        return timing;
    }

    static LaboratoryTiming? Timing(string day, string first, string? last) =>
        Scalars.ParseInteger(day) is >= 1 and var cycleDay
        && Scalars.ParseInteger(first) is >= 1 and var firstCycle
        && (last is null || Scalars.ParseInteger(last) >= firstCycle)
            ? new LaboratoryTiming(cycleDay, firstCycle, last is null ? null : Scalars.ParseInteger(last))
            : null;
}
