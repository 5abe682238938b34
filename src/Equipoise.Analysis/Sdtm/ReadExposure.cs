namespace Equipoise.Analysis.Sdtm;

/// <summary>EX: the first and the last dose.</summary>
static class ReadExposure
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("EX", "the safety set") is not { } ex)
            return;
        var (who, dose) = (sdtm.Participant(ex), ex.Number("EXDOSE"));
        var (start, end) = (ex.Date("EXSTDTC"), ex.DateOrMissing("EXENDTC"));
        for (var row = 0; row < ex.Count; row++)
        {
            // A dose of 0 was withheld; a missing one was given, of a treatment whose amounts the protocol does not state.
            if (who(row) is not { } facts || start(row) is not { } first || !sdtm.ByCutoff(first) || dose(row) <= 0)
                continue;
            var last = sdtm.UntilCutoff(end(row) ?? first);
            facts.Exposure.Add(first, last);
            facts.SeenAlive(last);
        }
    }
}

/// <summary>When somebody was dosed.</summary>
sealed class Exposure
{
    /// <summary>The day of the first dose; null for somebody who was never dosed.</summary>
    public DateOnly? First { get; private set; }

    /// <summary>The day of the last dose.</summary>
    public DateOnly? Last { get; private set; }

    public void Add(DateOnly first, DateOnly last)
    {
        First = First < first ? First : first;
        Last = Last > last ? Last : last;
    }
}

partial class ParticipantFacts
{
    public Exposure Exposure { get; } = new();
}
