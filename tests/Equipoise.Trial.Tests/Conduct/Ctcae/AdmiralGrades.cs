using System.Text.Json;
using Equipoise.Conduct.Ctcae;

namespace Equipoise.Trial.Tests.Conduct.Ctcae;

/// <summary>
/// Every laboratory term of the three versions, in both systems of units, against the criteria of admiral (pharmaverse/admiral at 6eb5125,
/// data-raw/adlb_grading), evaluated as R would: at every boundary, just beside it, on a grid, and with everything missing that can be.
/// </summary>
[Trait("Takes", "time")]
public sealed class AdmiralGrades
{
    public static TheoryData<string, string> Files =>
        new()
        {
            { "CTCAE 4.03", "ncictcaev4.json" },
            { "CTCAE 4.03", "ncictcaev4_uscv.json" },
            { "CTCAE 5.0", "ncictcaev5.json" },
            { "CTCAE 5.0", "ncictcaev5_uscv.json" },
            { "CTCAE 6.0", "ncictcaev6.json" },
            { "CTCAE 6.0", "ncictcaev6_uscv.json" },
        };

    [ReferenceTheory]
    [MemberData(nameof(Files))]
    public void Every_term_is_graded_as_admiral_grades_it(string version, string file)
    {
        var dictionary = CtcaeDictionary.Find(version)!;
        List<string> differences = [];
        var compared = 0;
        foreach (var criterion in Criteria(file))
        {
            var term = dictionary.Term(criterion.Term, criterion.Unit ?? "any");
            term.ShouldNotBeNull($"{version} {criterion.Term} in {criterion.Unit}");
            term.Direction.ShouldBe(criterion.Direction == "L" ? Direction.Low : Direction.High, criterion.Term);
            foreach (var row in Rows(term))
            {
                var theirs = RCondition.CaseWhen(criterion.Codes, row) ?? "0";
                var ours = Grade(term, row);
                compared++;
                if (ours != theirs && !IsExplained(version, term, row, ours, theirs))
                    differences.Add($"{version} {term.Name} {row}: {ours}, admiral {theirs}");
            }
        }
        differences.ShouldBeEmpty($"{differences.Count} of {compared}: {string.Join("; ", differences.Take(5))}");
        compared.ShouldBeGreaterThan(100_000);
    }

    /// <summary>Where admiral departs from the text of CTCAE, and this program does not.</summary>
    static bool IsExplained(string version, CtcaeTerm term, RCondition.Row row, string ours, string theirs) =>
        (version, term.Name) switch
        {
            // "2.0 - 2.5 x baseline if baseline was abnormal": exactly twice the baseline is grade 1. admiral has > for GGT, >= for ALP.
            ("CTCAE 5.0", "GGT increased") => (ours, theirs) == ("1", "0")
                && row.Bnrind == "HIGH"
                && Math.Abs((row.Aval!.Value / (2 * row.Base!.Value)) - 1) < 1e-14,
            // Grades 2 and 3 are also multiples of the baseline: without it, a value within normal limits is not known to be grade 0.
            // admiral says NA for the same gap in version 4 and 0 in version 5.
            ("CTCAE 5.0", "Creatinine increased") => (ours, theirs) == ("NA", "0") && row.Base is null,
            _ => false,
        };

    /// <summary>Every number of a limit stands in the NCI's own words of that grade: the tables were not only copied from code.</summary>
    [ReferenceTheory]
    [MemberData(nameof(Files))]
    public void Every_limit_stands_in_the_words_of_the_NCI(string version, string file)
    {
        var dictionary = CtcaeDictionary.Find(version)!;
        List<string> absent = [];
        var found = 0;
        foreach (var criterion in Criteria(file))
        {
            var term = dictionary.Term(criterion.Term, criterion.Unit ?? "any")!;
            for (var grade = 1; grade <= 4; grade++)
                foreach (var number in NumbersIn.Limits(term.Limits[grade - 1]))
                {
                    if (NumbersIn.Words(criterion.Words[grade - 1]).Contains(number))
                        found++;
                    else
                        absent.Add($"{term.Name} {string.Join('/', term.Units)} grade {grade}: {number}");
                }
        }
        absent.Where(one => !NumbersIn.OtherUnits.Any(one.StartsWith)).ShouldBeEmpty();
        found.ShouldBeGreaterThan(70);
    }

    static string Grade(CtcaeTerm term, RCondition.Row row)
    {
        if (row.Aval is not { } value)
            return "NA";
        var baseline = row.Base is { } start ? new LaboratoryReading(start, row.Anrlo, row.Anrhi) : null;
        return term.Grade(new(value, row.Anrlo, row.Anrhi), baseline, row.Digits) is CtcaeGrade.Graded graded ? $"{graded.Grade}" : "NA";
    }

    static IEnumerable<RCondition.Row> Rows(CtcaeTerm term)
    {
        var limits = term.Limits.SelectMany(NumbersIn.Limits).Distinct().ToArray();
        var scale = term.Units.Count > 0 ? limits.DefaultIfEmpty(1).Max() : 40.0;
        (double?, double?)[] normals =
        [
            (0.7 * scale, 1.1 * scale),
            (0.31 * scale, 0.93 * scale),
            (null, 0.9 * scale),
            (0.6 * scale, null),
            (null, null),
        ];
        double?[] baselines = [null, 0.2 * scale, 0.31 * scale, 0.8 * scale, 1.1 * scale, 1.7 * scale];
        foreach (var (low, high) in normals)
            foreach (var start in baselines)
            {
                var bnrind =
                    start is null ? null
                    : start > high ? "HIGH"
                    : start < low ? "LOW"
                    : "NORMAL";
                double[] pivots =
                [
                    .. limits,
                    .. from reference in new[] { low, high, start }
                    where reference is not null
                    from factor in limits.Append(1)
                    from pivot in new[] { factor * reference.Value, reference.Value + factor, reference.Value * (1 - (factor / 100)) }
                    where pivot > 0 && double.IsFinite(pivot)
                    select pivot,
                    .. Enumerable.Range(1, 75).Select(step => step * scale / 25),
                ];
                foreach (var pivot in pivots.Distinct())
                    foreach (var value in new[] { pivot, pivot * (1 - 1e-9), pivot * (1 + 1e-9) })
                        yield return new(value, low, high, start, bnrind);
            }
        yield return new(null, scale, scale, scale, "NORMAL");
    }

    sealed record Criterion(string Term, string? Unit, string Direction, IReadOnlyList<string> Codes, IReadOnlyList<string> Words);

    static IEnumerable<Criterion> Criteria(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(ReferenceData.PathOf("ctcae", file)));
        string[] order = ["GRADE_NA_CODE", "GRADE_4_CODE", "GRADE_3_CODE", "GRADE_2_CODE", "GRADE_1_CODE"];
        foreach (var one in json.RootElement.EnumerateArray())
        {
            string? Text(string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;
            yield return new(
                Text("TERM")!,
                Text("UNIT_CHECK"),
                Text("DIRECTION")!,
                [.. order.Select(Text).OfType<string>()],
                [.. Enumerable.Range(1, 4).Select(grade => Text($"GRADE_{grade}") ?? "")]
            );
        }
    }
}
