using Equipoise.Protocol.Laboratory;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>follow up: laboratory: files:</c> how laboratories write the files of their values.</summary>
static class ReadLaboratoryFiles
{
    const int LongestId = 40;

    static readonly Meanings<char> separators = new()
    {
        ["comma"] = ',',
        ["semicolon"] = ';',
        ["tab"] = '\t',
    };

    static readonly Meanings<char> decimals = new() { ["point"] = '.', ["comma"] = ',' };

    static readonly Meanings<DayForm> days = new()
    {
        ["2026-11-28"] = DayForm.YearMonthDay,
        ["20261128"] = DayForm.Compact,
        ["28.11.2026"] = DayForm.DayMonthYearPoints,
        ["28/11/2026"] = DayForm.DayMonthYearSlashes,
        ["11/28/2026"] = DayForm.MonthDayYear,
        ["28-Nov-2026"] = DayForm.DayMonthName,
    };

    static readonly (LaboratoryColumn Column, string Key, string? Example)[] columns =
    [
        (LaboratoryColumn.Participant, "participant", "the laboratory's name of the column, such as SUBJID"),
        (LaboratoryColumn.Test, "test", "the laboratory's name of the column, such as TEST"),
        (LaboratoryColumn.Value, "value", "the laboratory's name of the column, such as RESULT"),
        (LaboratoryColumn.Unit, "unit", "the laboratory's name of the column, such as UNIT"),
        (LaboratoryColumn.Day, "day", "the laboratory's name of the column, such as COLLECTED"),
        (LaboratoryColumn.Sample, "sample", null),
        (LaboratoryColumn.Lower, "lower", null),
        (LaboratoryColumn.Upper, "upper", null),
        (LaboratoryColumn.Range, "range", null),
    ];

    public static IReadOnlyList<LaboratoryFileLayout> From(YamlCursor part, IReadOnlyList<LaboratoryTest> tests) =>
        part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "the name of a layout");
                return at.Fields(fields => Layout(id, fields, tests));
            }
        );

    static LaboratoryFileLayout Layout(string id, YamlFields fields, IReadOnlyList<LaboratoryTest> tests)
    {
        var label = fields.Required("label", "the printed name, such as Central laboratory").Text() ?? "";
        var separator = fields.Required("separator", "comma, semicolon or tab").OneOf(separators) ?? ',';
        var point = fields.Required("decimal sign", "point or comma").OneOf(decimals) ?? '.';
        var form = fields.Required("days as", "28 November 2026 as the laboratory writes it: 28.11.2026").OneOf(days) ?? default;
        var columnsAt = fields.Required("columns", "participant, test, value, unit and day, each with the laboratory's name");
        Dictionary<LaboratoryColumn, string> named = [];
        if (columnsAt.IsPresent)
            columnsAt.Fields(names => Columns(names, named));
        return new(
            id,
            label,
            separator,
            point,
            form,
            named,
            Words(fields.Optional("tests"), at => Test(at, tests)),
            Words(fields.Optional("units"), at => Unit(at, tests))
        );
    }

    static Dictionary<LaboratoryColumn, string> Columns(YamlFields fields, Dictionary<LaboratoryColumn, string> named)
    {
        foreach (var (column, key, example) in columns)
        {
            var at = example is null ? fields.Optional(key) : fields.Required(key, example);
            if (!at.IsPresent || at.Text("the name of a column") is not { } name)
                continue;
            if (named.FirstOrDefault(one => Same(one.Value, name)) is { Value: not null } twice)
                at.Report(
                    $"{ProblemList.Quote(name)} is the column of the {columns[(int)twice.Key].Key} too",
                    "name another column, or leave the line out"
                );
            named[column] = name;
        }
        if (named.ContainsKey(LaboratoryColumn.Range))
            foreach (var key in new[] { "lower", "upper" })
                if (fields.Here.At(key) is { IsPresent: true } limit)
                    limit.ReportKey("is told by 'range' already", "leave out this line, or the range");
        return named;

        static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The laboratory's words, each with what it means; words that differ by case alone are one.</summary>
    static Dictionary<string, string> Words(YamlCursor part, Func<YamlCursor, string?> read)
    {
        Dictionary<string, string> words = new(StringComparer.OrdinalIgnoreCase);
        if (!part.IsPresent)
            return words;
        part.RefuseSameIgnoringCase();
        part.Each(
            (word, at) =>
            {
                if (read(at) is { } meaning)
                    words[word.Trim()] = meaning;
                return word;
            }
        );
        return words;
    }

    static string? Test(YamlCursor at, IReadOnlyList<LaboratoryTest> tests) =>
        tests.Count == 0 ? at.Text() : at.OneOf([.. tests.Select(test => test.Id)]);

    /// <summary>A unit in which a test of the protocol is recorded, or from which it can be converted.</summary>
    static string? Unit(YamlCursor at, IReadOnlyList<LaboratoryTest> tests)
    {
        if (at.Text("a unit") is not { } unit)
            return null;
        if (tests.All(test => test.Unit != unit && GradedTest.Find(test.Code)?.Knows(unit) != true))
            at.Report(
                $"no test of the protocol is told in {ProblemList.Quote(unit)}",
                $"write one of: {string.Join(", ", Units(tests))}"
            );
        return unit;
    }

    static IEnumerable<string> Units(IReadOnlyList<LaboratoryTest> tests) =>
        tests.SelectMany(test => (GradedTest.Find(test.Code)?.Units ?? []).Prepend(test.Unit)).Distinct(StringComparer.Ordinal);
}
