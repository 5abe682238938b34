using Equipoise.Datasets.Standards;

namespace Equipoise.Analysis.Sdtm;

/// <summary>LB: the values of the tests that the protocol analyzes, with their grades, up to the cutoff.</summary>
static class ReadLaboratory
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Protocol.Analysis.Laboratory.Count == 0 || sdtm.Open("LB", null) is not { } lb)
            return;
        var (who, date) = (sdtm.Participant(lb), sdtm.DateAsKnown("LB", "LBDTC"));
        var (code, name, status) = (lb.Text("LBTESTCD"), lb.TextOrBlank("LBTEST"), lb.TextOrBlank("LBSTAT"));
        var (value, unit) = (lb.NumberOrMissing("LBSTRESN"), lb.TextOrBlank("LBSTRESU"));
        var (grade, term, range) = (lb.NumberOrMissing("LBTOXGR"), lb.TextOrBlank("LBTOX"), lb.TextOrBlank("LBNRIND"));
        lb.Demand("LBTOXGR");
        var values = new List<LaboratoryFact>();
        for (var row = 0; row < lb.Count; row++)
        {
            if (status(row) == Terms.NotDone || who(row) is not { } facts)
                continue;
            if (date(row)?.Day is not { } day)
            {
                sdtm.Facts.Notes.Add(lb.Problem("LBDTC", row, "the day is not known; the value is left out."));
                continue;
            }
            if (!sdtm.ByCutoff(day))
                continue;
            var isLow = IsLow(range(row), term(row));
            if (grade(row) > 0 && isLow is null)
                sdtm.Facts.Notes.Add(
                    lb.Problem("LBTOXGR", row, "neither LBNRIND nor LBTOX says whether the value is too low or too high.")
                );
            values.Add(
                new(facts)
                {
                    Code = code(row),
                    Name = unit(row).Length == 0 ? name(row) : $"{name(row)} ({unit(row)})",
                    On = day,
                    Value = value(row),
                    Low = GradeOf(grade(row), isLow),
                    High = GradeOf(grade(row), !isLow),
                }
            );
        }
        sdtm.Facts.Laboratory = values;
    }

    /// <summary>
    /// Whether a value is below the range: by its indicator, else by the name of the toxicity; null if neither says.
    /// </summary>
    static bool? IsLow(string range, string term) =>
        range.StartsWith("LOW", StringComparison.OrdinalIgnoreCase) ? true
        : range.StartsWith("HIGH", StringComparison.OrdinalIgnoreCase) ? false
        : Says(term, "decrease", "hypo", "anemia", "anaemia") ? true
        : Says(term, "increase", "hyper") ? false
        : null;

    static bool Says(string term, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (term.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>
    /// The grade in a direction: 0 where the value has one in the other, or none; null for a value without a grade.
    /// </summary>
    static int? GradeOf(double grade, bool? isThisWay) =>
        double.IsNaN(grade) ? null
        : grade == 0 ? 0
        : isThisWay is { } here ? (here ? (int)grade : 0)
        : null;
}

/// <summary>A laboratory value as SDTM records it.</summary>
sealed record LaboratoryFact(ParticipantFacts Participant)
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>The value in the unit of the data; NaN where it is a bound.</summary>
    public required double Value { get; init; }

    /// <summary>The CTCAE grade of a value that is too low; null without a grade.</summary>
    public required int? Low { get; init; }

    /// <summary>The CTCAE grade of a value that is too high; null without a grade.</summary>
    public required int? High { get; init; }
}

partial class TrialFacts
{
    /// <summary>The laboratory values up to the cutoff, in the order of LB; null where none are analyzed or given.</summary>
    public IReadOnlyList<LaboratoryFact>? Laboratory { get; set; }
}
