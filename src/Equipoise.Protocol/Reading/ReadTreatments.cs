using Equipoise.Protocol.Yaml;

namespace Equipoise.Protocol.Reading;

/// <summary><c>treatments:</c> what the arms give, and how.</summary>
static class ReadTreatments
{
    const int LongestId = 40;

    public static IReadOnlyList<Treatment> From(YamlCursor part)
    {
        if (!part.IsPresent)
            return [];
        part.RefuseSameIgnoringCase();
        return part.Each(
            (id, at) =>
            {
                at.CheckId(id, LongestId, "EXTRT");
                return at.Fields(fields =>
                {
                    var label = fields.Required("label", "the printed name of the treatment").Text() ?? "";
                    var cycle = Cycle(fields.Optional("cycle"));
                    var days = Days(fields.Optional("days"), cycle);
                    var doses = Doses(fields.Optional("doses"));
                    return new Treatment(
                        id,
                        label,
                        cycle,
                        days,
                        doses,
                        DoseRules(fields.Optional("dose rules"), doses),
                        Choice(fields.Optional("choice"))
                    )
                    {
                        Form = fields.Optional("form").Text(),
                        Frequency = fields.Optional("frequency").Text(),
                        Route = fields.Optional("route").Text(),
                        DoseInWords = DoseInWords(fields.Optional("dose in words"), fields.Optional("dose unit"), doses),
                        UnitInWords = fields.Optional("dose unit").Text(),
                    };
                });
            }
        );
    }

    static Duration? Cycle(YamlCursor at)
    {
        if (at.Duration("28 days") is not { } cycle)
            return null;
        if (cycle.Unit is TimeUnit.Day or TimeUnit.Week && double.IsInteger(cycle.Days))
            return cycle;
        at.Report($"{cycle} is no whole number of days", "write the cycle in days or weeks, such as 28 days");
        return null;
    }

    static CycleDays? Days(YamlCursor at, Duration? cycle)
    {
        const string wanted = "the first and the last day of the cycle, such as 1-21, or one day, such as 1";
        if (at.Text(wanted) is not { } text)
            return null;
        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(Scalars.ParseInteger).ToArray();
        if (ends is not ([>= 1] or [>= 1, >= 1]) || ends[0] > ends[^1])
        {
            at.Reject(text, wanted);
            return null;
        }
        var days = new CycleDays(ends[0] ?? 1, ends[^1] ?? 1);
        if (cycle is { } length && days.Last > length.WholeDays)
            at.Report($"day {days.Last} is outside a cycle of {length}", $"write days from 1 to {length.WholeDays}");
        return days;
    }

    static IReadOnlyList<Dose> Doses(YamlCursor at)
    {
        if (!at.IsPresent)
            return [];
        var doses = new List<Dose>();
        foreach (var item in at.Items())
        {
            if (item.Dose() is not { } dose)
                continue;
            if (doses.Count > 0 && dose.Unit != doses[^1].Unit)
                item.Report(
                    $"is in {ProblemList.Quote(dose.Unit)}, the dose before it in {ProblemList.Quote(doses[^1].Unit)}",
                    "write all doses in one unit"
                );
            else if (doses.Count > 0 && dose.Amount >= doses[^1].Amount)
                item.Report($"{dose} does not lie below {doses[^1]}", "write the starting dose first, then each reduction");
            doses.Add(dose);
        }
        return doses;
    }

    static string? DoseInWords(YamlCursor at, YamlCursor unitAt, IReadOnlyList<Dose> doses)
    {
        if (at.IsPresent && doses.Count > 0)
            at.ReportKey("has no meaning where doses are listed", "take it out: the recorded amount is exported");
        else if (at.IsPresent && !unitAt.IsPresent)
            at.ReportKey("has no unit", "write dose unit: the unit in which it is measured, such as mg");
        else if (!at.IsPresent && unitAt.IsPresent)
            unitAt.ReportKey("is of a dose in words, and there is none", "write dose in words: such as as its label says");
        return at.Text();
    }

    static string? DoseRules(YamlCursor at, IReadOnlyList<Dose> doses)
    {
        if (at.Text() is not { } name)
            return null;
        if (!DoseRuleTables.Names.Contains(name))
            at.Report(
                $"{ProblemList.Quote(name)} is an unknown table of dose rules",
                NearestWord.Suggest(name, DoseRuleTables.Names)
            );
        else if (doses.Count == 0)
            at.Report(
                "needs dose levels to move between",
                "write doses: the starting dose first, such as [125 mg, 100 mg, 75 mg]"
            );
        return name;
    }

    static IReadOnlyList<string> Choice(YamlCursor at)
    {
        if (!at.IsPresent)
            return [];
        var choices = at.Texts();
        if (choices.Count == 1)
            at.Report("offers one alternative", "write two or more, or leave the line out");
        return choices;
    }
}
