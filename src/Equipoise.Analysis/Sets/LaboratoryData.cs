using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sets;

/// <summary>The grades of laboratory values of the safety set, from ADLB.</summary>
/// <param name="Courses">One for each participant, test and direction, in the order of the plan.</param>
/// <param name="Labels">The description of each test, by its code.</param>
sealed record LaboratoryData(IReadOnlyList<LaboratoryCourse> Courses, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>Reads ADLB as given or derived.</summary>
    /// <remarks>
    /// Grades stand in ATOXGRL and ATOXGRH, or in ATOXGR with a sign: below 0 for values that are too low. Those of baseline are
    /// in BTOXGRL and BTOXGRH, or in BTOXGR, or else those of the rows flagged ABLFL.
    /// </remarks>
    public static LaboratoryData Read(
        TrialProtocol protocol,
        Table adlb,
        IReadOnlyDictionary<string, Participant> byId,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        var reader = new TableReader(adlb, problems);
        var (id, code, label) = (reader.Text("USUBJID"), reader.Text("PARAMCD"), reader.TextOrBlank("PARAM"));
        var (after, baseline) = (reader.Flag("ONTRTFL"), reader.Flag("ABLFL"));
        reader.Demand("ONTRTFL");
        if (!reader.Has("ATOXGRL") && !reader.Has("ATOXGRH"))
            reader.Demand("ATOXGR");
        var tests = LaboratoryTests.Of(protocol);
        var (labels, courses) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new List<LaboratoryCourse>());
        var rowsOf = Enumerable.Range(0, reader.Count).ToLookup(code, StringComparer.OrdinalIgnoreCase);
        foreach (var test in tests)
        {
            int[] rows = [.. rowsOf[test.Code]];
            if (rows.Length == 0)
            {
                notes.Add(
                    new("ADLB", "PARAMCD", null, $"has no value of '{test.Code}', which the protocol analyzes as '{test.Id}'.")
                );
                continue;
            }
            labels[test.Code] = rows.Select(label).FirstOrDefault(text => text.Length > 0) ?? test.Id;
            foreach (var low in new[] { true, false })
            {
                var (grade, before) = (Grades(reader, "ATOXGR", low), Grades(reader, "BTOXGR", low));
                foreach (var own in rows.GroupBy(id))
                    if (!byId.TryGetValue(own.Key, out var who))
                        reader.Report("USUBJID", own.First(), $"'{own.Key}' is not in ADSL.");
                    else if (who.InSafety)
                        courses.Add(
                            new(
                                who,
                                test.Code,
                                low,
                                before is null
                                    ? own.Where(row => baseline(row) is true).Select(row => grade?.Invoke(row)).LastOrDefault()
                                    : own.Select(before).FirstOrDefault(found => found is not null),
                                own.Where(row => after(row) is true).Select(row => grade?.Invoke(row)).Max()
                            )
                        );
            }
        }
        return new(courses, labels);
    }

    /// <summary>The grade of each row in a direction; null where the data set has none in that direction.</summary>
    static Func<int, int?>? Grades(TableReader reader, string variable, bool low)
    {
        var ofDirection = $"{variable}{(low ? 'L' : 'H')}";
        if (reader.Has(ofDirection))
            return Whole(reader, ofDirection);
        if (!reader.Has(variable))
            return null;
        var signed = Whole(reader, variable);
        return row => signed(row) is { } grade ? Math.Max(0, low ? -grade : grade) : null;
    }

    static Func<int, int?> Whole(TableReader reader, string variable)
    {
        var text = reader.TextOrBlank(variable);
        var grades = new int?[reader.Count];
        for (var row = 0; row < reader.Count; row++)
            if (
                int.TryParse(text(row), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade)
                && grade is >= -5 and <= 5
            )
                grades[row] = grade;
            else if (text(row) is not ("" or "." or "NA"))
                reader.Report(
                    variable,
                    row,
                    $"'{text(row)}' is no CTCAE grade, which is 0 to 5, below 0 for values that are too low."
                );
        return row => grades[row];
    }
}

/// <summary>The grades of a test in one direction in one participant.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Test">The code of the test.</param>
/// <param name="IsLow">Whether of values that are too low, and not too high.</param>
/// <param name="Baseline">The grade at baseline; null without one.</param>
/// <param name="Worst">The worst grade after baseline; null without one.</param>
sealed record LaboratoryCourse(Participant Who, string Test, bool IsLow, int? Baseline, int? Worst);
