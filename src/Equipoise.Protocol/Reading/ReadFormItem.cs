using Equipoise.Protocol.Forms;
using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary>One question of a form: its type, its bounds, when it is asked, and where SDTM has it.</summary>
static class ReadFormItem
{
    const int MostCharacters = 4000;
    const int MostDecimals = 10;
    const int LongestInSdtm = 200;

    static readonly string[] types = ["text", "whole number", "decimal number", "date", "partial date", "yes or no", "choice"];
    static readonly string[] domains = ["DM", "MH", "QS", "RS", "VS", "SUPPDM", "SUPPQS", "SUPPRS", "SUPPVS"];

    public static FormItem From(string id, YamlFields fields, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        var ask = fields.Required("ask", "the question as the site reads it").Text() ?? "";
        var type = Type(fields, codeLists, file);
        var unitAt = fields.Optional("unit");
        var unit = unitAt.Text();
        if (unit is not null && type is not (ItemType.WholeNumber or ItemType.DecimalNumber or null))
            unitAt.ReportKey("has no meaning where the answer is not a number", "take it out");
        return new FormItem(
            id,
            ask,
            type ?? new ItemType.Text(LongestInSdtm),
            unit,
            Range(fields.Optional("possible"), type),
            Range(fields.Optional("usual"), type),
            fields.Optional("required").YesNo() ?? false,
            OnlyIf(fields.Optional("only if")),
            Sdtm(fields.Optional("sdtm"), fields.Optional("test"), ask, type)
        );
    }

    static ItemType? Type(YamlFields fields, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        var type = fields.Required("type", string.Join(", ", types)).OneOf(types);
        var (fromAt, decimalsAt, longestAt) = (fields.Optional("from"), fields.Optional("decimals"), fields.Optional("longest"));
        OnlyFor(fromAt, type, "choice");
        OnlyFor(decimalsAt, type, "decimal number");
        OnlyFor(longestAt, type, "text");
        return type switch
        {
            "text" => new ItemType.Text(
                longestAt.Integer($"a whole number from 1 to {MostCharacters}", 1, MostCharacters) ?? LongestInSdtm
            ),
            "whole number" => new ItemType.WholeNumber(),
            "decimal number" => new ItemType.DecimalNumber(
                decimalsAt.Integer($"a whole number from 1 to {MostDecimals}", 1, MostDecimals) ?? MostDecimals
            ),
            "date" => new ItemType.Date(),
            "partial date" => new ItemType.PartOfDate(),
            "yes or no" => new ItemType.YesNo(),
            "choice" => Choice(fields, fromAt, codeLists, file),
            _ => null,
        };
    }

    static ItemType.Choice? Choice(YamlFields fields, YamlCursor fromAt, IReadOnlyList<CodeList> codeLists, YamlCursor file)
    {
        if (!fromAt.IsPresent)
            fields.Here.ReportKey("chooses from nothing", "write from: the name of a code list");
        if (fromAt.Text() is not { } name)
            return null;
        var known = file.At("code lists").Keys;
        if (!known.Contains(name))
            fromAt.Report($"{ProblemList.Quote(name)} is no code list", NearestWord.Suggest(name, known));
        return codeLists.FirstOrDefault(list => list.Id == name) is { } list ? new(list) : null;
    }

    static void OnlyFor(YamlCursor at, string? type, string wanted)
    {
        if (at.IsPresent && type is not null && type != wanted)
            at.ReportKey($"has no meaning for a {type}", "take it out");
    }

    public static ItemRange? Range(YamlCursor at, ItemType? type)
    {
        if (!at.IsPresent || type is null)
            return null;
        if (type is not (ItemType.WholeNumber or ItemType.DecimalNumber or ItemType.Date or ItemType.PartOfDate))
        {
            at.ReportKey("has no meaning where the answer is neither a number nor a date", "take it out");
            return null;
        }
        var isDate = type is ItemType.Date or ItemType.PartOfDate;
        var wanted = isDate
            ? "two days, the earlier first, such as 2010-01-01 to 2020-12-31, or at least or at most one"
            : "two numbers, the smaller first, such as 30 to 300, or at least 30, or at most 300";
        if (at.Words(wanted) is not { } words)
            return null;
        var range = words switch
        {
            ["at", "least", var low] => isDate ? Dates(low, null) : Numbers(low, null),
            ["at", "most", var high] => isDate ? Dates(null, high) : Numbers(null, high),
            [var low, "to", var high] => isDate ? Dates(low, high) : Numbers(low, high),
            _ => null,
        };
        if (range is null)
            at.Reject(string.Join(' ', words), wanted);
        else if (range is ItemRange.Numbers { Low: { } low } numbers && low > numbers.High)
            at.Report($"runs from {numbers.Least} down to {numbers.Most}", "write the smaller number first");
        else if (range is ItemRange.Dates { Low: { } first } dates && first > dates.High)
            at.Report($"runs from {dates.Least} back to {dates.Most}", "write the earlier day first");
        return range;
    }

    static ItemRange? Numbers(string? low, string? high)
    {
        var (least, most) = (low is null ? null : ItemType.Number(low), high is null ? null : ItemType.Number(high));
        return (low is null) == (least is null) && (high is null) == (most is null) ? new ItemRange.Numbers(least, most) : null;
    }

    static ItemRange? Dates(string? low, string? high)
    {
        var first = low is null ? null : Quantities.ParseDate(low);
        var last = high is null ? null : Quantities.ParseDate(high);
        return (low is null) == (first is null) && (high is null) == (last is null) ? new ItemRange.Dates(first, last) : null;
    }

    /// <summary>The rule as written; whether there is such an item and such a value is seen when the form is whole.</summary>
    static SkipRule? OnlyIf(YamlCursor at)
    {
        const string wanted = "an item and its value, such as pregnant is yes";
        if (at.Text(wanted) is not { } text)
            return null;
        if (text.Split(" is ", 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } item, { Length: > 0 } value])
            return new SkipRule(item, value);
        at.Reject(text, wanted);
        return null;
    }

    static SdtmTarget? Sdtm(YamlCursor at, YamlCursor testAt, string ask, ItemType? type)
    {
        if (testAt.IsPresent && !at.IsPresent)
            testAt.ReportKey("names a test of SDTM, and sdtm is missing", "write sdtm: the domain and the short name");
        var target = ReadSdtmTarget.From(at, testAt, ask, domains);
        if (target is not null && type is ItemType.Text { Longest: > LongestInSdtm } text)
            at.Report(
                $"takes texts of {text.Longest} characters, and SDTM holds {LongestInSdtm}",
                $"write longest: {LongestInSdtm}, or leave sdtm out"
            );
        return target;
    }
}
