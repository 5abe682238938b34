using Equipoise.Design.Simulation.Draw;

namespace Equipoise.Design.Simulation.Observed;

/// <summary>How the protocol looks after one arm's participants: its assessments, and all that shows them alive.</summary>
/// <remarks>
/// Alive is who was assessed, came to a visit, gave blood, completed a cycle of a drug, stopped treatment, began another therapy
/// or withdrew. Adverse events and changes of dose are not among the contacts: on treatment, blood tests and cycles leave gaps of
/// a week or two at most.
/// </remarks>
public sealed record FollowUpSchedule
{
    /// <summary>Tumor assessments; null for none.</summary>
    public AssessmentSchedule? Assessments { get; init; }

    /// <summary>Clinic visits.</summary>
    public IReadOnlyList<VisitSeries> Visits { get; init; } = [];

    /// <summary>
    /// Contacts that repeat from the first dose on while treatment lasts: blood tests, and the last day of each cycle of a drug.
    /// </summary>
    public IReadOnlyList<TreatmentContact> OnTreatment { get; init; } = [];

    /// <summary>Whether the arm gives any drug, whose end is recorded.</summary>
    public bool GivesTreatment { get; init; } = true;

    /// <summary>The last assessment, all of which are evaluable, by that day; 0, randomization, for none.</summary>
    internal int LastAdequate(in Course course, int limit, in PersonWords words) =>
        Assessments?.LastKept(int.Min(limit, course.AssessedUntil), words) ?? 0;

    /// <summary>The last day by the cutoff on which any record shows the participant alive.</summary>
    internal int LastKnownAlive(in Course course, int cutoff, in PersonWords words)
    {
        if (course.Withdraws < course.Dies && course.Withdraws <= cutoff)
            return course.Withdraws;
        var limit = int.Min(cutoff, course.Leaves);
        var last = course.Therapy <= limit ? course.Therapy : 0;
        if (course.IsTreated)
        {
            var end = course.TreatmentEnd;
            if (GivesTreatment && end <= limit && end < course.Dies)
                last = int.Max(last, end);
            for (var c = 0; c < OnTreatment.Count; c++)
                last = int.Max(last, OnTreatment[c].Last(course.FirstDose, int.Min(limit, end)));
        }
        // What cannot be later than what is known already is not drawn.
        for (var p = 0; p < Visits.Count; p++)
            last = Visits[p].Last(p, Visits[p].WhileTreated ? int.Min(limit, course.TreatmentEnd) : limit, last, words);
        return int.Min(limit, course.AssessedUntil) > last ? int.Max(last, LastAdequate(course, limit, words)) : last;
    }
}

/// <summary>A clinic visit, or a series of them, counted from randomization.</summary>
/// <param name="FirstDay">The planned day of the first; the day of randomization is day 1.</param>
/// <param name="Every">The interval in days; null for a single visit.</param>
/// <param name="Window">How far from its planned day it may lie, either side; a first visit on day 1 is on that day.</param>
/// <param name="WhileTreated">Whether it goes on only while treatment lasts.</param>
public sealed record VisitSeries(int FirstDay, int? Every, int Window, bool WhileTreated)
{
    internal const int PartsPerSeries = 256;

    internal int DayOf(int series, int k, in PersonWords words)
    {
        var planned = FirstDay - 1 + (k - 1) * (Every ?? 0);
        if (k == 1 && FirstDay == 1)
            return planned;
        var word = words.Word(WordPurpose.Visits, series * PartsPerSeries, k - 1);
        return planned - Window + PersonWords.Below(2 * Window + 1, ref word);
    }

    /// <summary>The last visit by that day, or what was known before if that is later.</summary>
    internal int Last(int series, int limit, int known, in PersonWords words)
    {
        var last = known;
        var reach = limit + Window - (FirstDay - 1);
        if (reach < 0)
            return last;
        for (var k = Every is { } every ? 1 + reach / every : 1; k > 0; k--)
        {
            // Windows may overlap: until none can be later, an earlier visit can be.
            if (FirstDay - 1 + (k - 1) * (Every ?? 0) + Window <= last)
                return last;
            var day = DayOf(series, k, words);
            if (day <= limit)
                last = int.Max(last, day);
        }
        return last;
    }
}

/// <summary>A contact that repeats with the cycles from the first dose.</summary>
/// <param name="Offset">Its day within a cycle, counted from 0.</param>
/// <param name="Cycle">The length of a cycle in days.</param>
/// <param name="FirstCycle">The first cycle that has it, counted from 1.</param>
/// <param name="LastCycle">The last cycle that has it; null for all.</param>
public sealed record TreatmentContact(int Offset, int Cycle, int FirstCycle = 1, int? LastCycle = null)
{
    /// <summary>The last such contact by that day; 0 for none.</summary>
    internal int Last(int firstDose, int limit)
    {
        if (limit < firstDose + Offset)
            return 0;
        var cycle = int.Min(1 + (limit - firstDose - Offset) / Cycle, LastCycle ?? int.MaxValue);
        return cycle < FirstCycle ? 0 : firstDose + (cycle - 1) * Cycle + Offset;
    }
}
