using Equipoise.Analysis.Reading;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Sdtm;

/// <summary>
/// DM and DS: the day of death. Read last, because a death of which only the month is known cannot have come before the last
/// record of life.
/// </summary>
static class ReadDeaths
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("DM", null) is not { } dm)
            return;
        var (ds, died) = (sdtm.Open("DS", null), sdtm.DateAsKnown("DM", "DTHDTC"));
        foreach (var facts in sdtm.Participants)
        {
            var row = facts.Demographics.Row;
            var (inDm, inDs) = (died(row), facts.DeathInDisposition);
            // DM comes first; DS completes what DM does not know to the day.
            if (facts.Demographics.FlaggedDead && inDm is null && inDs is null)
                sdtm.Facts.Notes.Add(
                    dm.Problem("DTHFL", row, $"'{facts.Id}' died, but no date of death is recorded: no endpoint has this death.")
                );
            else if (inDm is not null && dm.Has("DTHFL") && !facts.Demographics.FlaggedDead)
                sdtm.Facts.Notes.Add(dm.Problem("DTHFL", row, $"'{facts.Id}' has a date of death and is not flagged as dead."));
            var fromDm = inDm is { Day: not null } || (inDm is not null && inDs?.Date.Day is null);
            if (fromDm && inDm is { } date)
                Record(sdtm, facts, dm, "DM.DTHDTC", row, date);
            else if (inDs is { } stated)
                Record(sdtm, facts, ds!, "DS.DSSTDTC", stated.Row, stated.Date);
            if (facts.Died is { Day: var day })
                inDs?.Leave?.Invoke(day);
        }
    }

    static void Record(SdtmReading sdtm, ParticipantFacts facts, TableReader reader, string variable, int row, PartialDate date)
    {
        if (Day(sdtm, facts, reader, variable, row, date) is not { } death || !sdtm.ByCutoff(death.Day))
            return;
        facts.Died = death;
        var column = variable[(variable.IndexOf('.') + 1)..];
        if (death.Day < facts.Disposition.Randomized?.Day)
            reader.Report(column, row, $"'{facts.Id}' died before randomization.");
        else if (death.Day < facts.Exposure.First?.Day)
            reader.Report(column, row, $"'{facts.Id}' died before the first dose.");
    }

    static DayOf? Day(SdtmReading sdtm, ParticipantFacts facts, TableReader reader, string variable, int row, PartialDate date)
    {
        var notBefore = facts.LastKnownAlive > facts.Disposition.Randomized?.Day
            ? facts.LastKnownAlive
            : facts.Disposition.Randomized?.Day ?? facts.LastKnownAlive;
        // A record of life after every day of the death is a contradiction that no rule of dates should hide.
        if (notBefore > date.Last)
            notBefore = facts.Disposition.Randomized?.Day;
        else if (sdtm.Protocol.Analysis.PartialDates is Protocol.PartialDateRule.Conservative && notBefore < date.Last)
            notBefore = notBefore?.AddDays(1);
        return sdtm.Day(reader, variable, row, facts, date, Dated.Death, notBefore);
    }
}

partial class ParticipantFacts
{
    /// <summary>The day of death, from DM or else from DS; null for who was alive at the cutoff, as far as is known.</summary>
    public DayOf? Died { get; set; }

    /// <summary>The first row DEATH of DS.</summary>
    public DeathRow? DeathInDisposition { get; set; }
}

/// <summary>A death as DS has it.</summary>
/// <param name="Date">As far as it is known.</param>
/// <param name="Row">The row, from 0.</param>
/// <param name="Leave">
/// Ends participation or treatment on the day of death, where that day has to be told first; null for nothing to do.
/// </param>
sealed record DeathRow(PartialDate Date, int Row, Action<DateOnly>? Leave);
