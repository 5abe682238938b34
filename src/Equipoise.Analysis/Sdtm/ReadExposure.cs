using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis.Sdtm;

/// <summary>EX, with what EC adds to it: the first and the last dose.</summary>
static class ReadExposure
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("EX", "the safety set") is not { } ex)
            return;
        // What EC adds to EX was joined to it; that it was read is told with the results.
        sdtm.Open("EC", null);
        ex.Demand("EXDOSE");
        ex.Demand("EXSTDTC");
        var (who, isWithheld) = (sdtm.Participant(ex), WithheldDoses.In(sdtm.Protocol, ex));
        var start = sdtm.Day(ex, "EX", "EXSTDTC", Dated.Start);
        var end = sdtm.Day(ex, "EX", "EXENDTC", Dated.End);
        for (var row = 0; row < ex.Count; row++)
        {
            if (isWithheld(row) || who(row) is not { } facts || start(row, facts) is not { } first || !sdtm.ByCutoff(first.Day))
                continue;
            var last = end(row, facts) is { } given && given.Day >= first.Day ? given : first;
            if (last.Day > sdtm.Cutoff)
                last = sdtm.Cutoff.Value;
            if (first.Day < facts.Disposition.Randomized?.Day)
                ex.Report("EXSTDTC", row, $"'{facts.Id}' was dosed before randomization.");
            facts.Exposure.Add(first, last);
            // Whoever was dosed on an imputed day was alive then, but the day is not known.
            facts.SeenAlive(last.IsImputed ? null : last.Day);
        }
    }
}

/// <summary>When somebody was dosed.</summary>
sealed class Exposure
{
    /// <summary>The day of the first dose; null for somebody who was never dosed.</summary>
    public DayOf? First { get; private set; }

    /// <summary>The day of the last dose.</summary>
    public DayOf? Last { get; private set; }

    public void Add(DayOf first, DayOf last)
    {
        First = First?.Day < first.Day ? First : first;
        Last = Last?.Day > last.Day ? Last : last;
    }
}

partial class ParticipantFacts
{
    public Exposure Exposure { get; } = new();
}
