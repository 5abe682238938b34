using System.Globalization;
using Equipoise.Conduct.FollowUp;
using Equipoise.Conduct.Record;
using Equipoise.Protocol;
using Equipoise.Server.Endpoints;

namespace Equipoise.Server.Pages.Events;

/// <summary>A line of a file of laboratory values.</summary>
/// <param name="Number">Its number in the file, from 1, which is the header.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Test">The test.</param>
/// <param name="Value">The value as it is written.</param>
/// <param name="Unit">The unit as it is written.</param>
/// <param name="Day">The day as it is written.</param>
/// <param name="Sample">The sample, "" for the first.</param>
/// <param name="Lower">The lower limit, "" for none.</param>
/// <param name="Upper">The upper limit, "" for none.</param>
/// <param name="Range">Both limits in one cell, "" for none.</param>
/// <param name="Misfit">That the line does not fit the header; null where it does.</param>
public sealed record LaboratoryLine(
    int Number,
    string Participant,
    string Test,
    string Value,
    string Unit,
    string Day,
    string Sample,
    string Lower,
    string Upper,
    string Range,
    string? Misfit
)
{
    internal static LaboratoryLine Read(int number, List<string> cells, List<string> columns)
    {
        return new(
            number,
            Of("participant"),
            Of("test"),
            Of("value"),
            Of("unit"),
            Of("day"),
            Of("sample"),
            Of("lower"),
            Of("upper"),
            Of("range"),
            cells.Skip(columns.Count).Any(cell => cell.Trim().Length > 0)
                ? $"The line has {cells.Count} cells and the first line {columns.Count}: is the separator part of a value?"
                : null
        );

        string Of(string name) => columns.IndexOf(name) is >= 0 and var at && at < cells.Count ? cells[at].Trim() : "";
    }

    /// <summary>The command that it is, or what is wrong with it.</summary>
    internal (RecordLabValue? Command, string? Wrong) Of(Visitor visitor, LaboratoryFileLayout? layout)
    {
        if (Misfit is not null)
            return (null, Misfit);
        if (visitor.Views.Find(Participant) is not { } who || !visitor.May(Act.Record, who.Site))
            return (null, $"No participant {Participant} was screened.");
        var (test, unit) = (Meant(layout?.Tests, Test), Meant(layout?.Units, Unit));
        var tests = visitor.Views.Laboratory(Participant)!.Tests;
        if (tests.FirstOrDefault(one => one.Id == test || one.Code == test) is not { } known)
            return (null, $"The protocol has no laboratory test '{test}'.");
        if (ReportedUnit.Factor(known, unit) is not { } factor)
            return (null, $"{known.Id} in '{unit}' cannot be told in {known.Unit}, the unit of the protocol.");
        var written = new WrittenNumbers(layout);
        if (written.Value(Value) is not { } value)
            return (null, $"'{Value}' is no value: a number such as {written.Example}, or a bound such as <{written.Example}.");
        if (WrittenDay.Of(Day, layout?.Days) is not { } on)
            return (null, $"'{Day}' is no day: write {WrittenDay.Example(layout?.Days)}.");
        var sample = 1;
        if (Sample.Length > 0 && !int.TryParse(Sample, NumberStyles.None, CultureInfo.InvariantCulture, out sample))
            return (null, $"'{Sample}' is no number of a sample.");
        if (Range.Length > 0 && written.Range(Range) is null)
            return (null, $"'{Range}' are no limits of normal: write such as 2-7, <5 or >60.");
        var range = Range.Length > 0 ? written.Range(Range)!.Value : default;
        if (written.Limit(Lower) is not (true, var lower) || written.Limit(Upper) is not (true, var upper))
            return (null, "A limit of normal is a number, or empty.");
        return (
            new(
                Participant,
                known.Id,
                In(value.Number)!.Value,
                on,
                In(lower ?? range.Lower),
                In(upper ?? range.Upper),
                sample,
                value.Comparator
            ),
            null
        );

        double? In(double? number) => number is { } one ? ReportedUnit.In(one, factor) : null;
    }

    /// <summary>What the laboratory means by a word; the word itself where the layout does not say.</summary>
    static string Meant(IReadOnlyDictionary<string, string>? words, string word) =>
        words is not null && words.TryGetValue(word, out var meaning) ? meaning : word;
}
