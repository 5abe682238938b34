using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sets;

namespace Equipoise.Analysis.Safety;

/// <summary>When each participant could have an adverse event that counts: from the first dose on.</summary>
/// <remarks>
/// It ends with the last dose and the window after it that the follow-up has, for those still treated with the data cutoff; no
/// later than death, the end of the trial and the cutoff, and no earlier than the last event that is flagged as emergent.
/// </remarks>
static class TimeAtRisk
{
    /// <summary>Whether ADSL dates the first and the last dose.</summary>
    public static bool IsKnown(TrialData trial) =>
        (trial.Datasets.Adsl.Has("TRTSDT") || trial.Datasets.Adsl.Has("TRTSDTM"))
        && (trial.Datasets.Adsl.Has("TRTEDT") || trial.Datasets.Adsl.Has("TRTEDTM"));

    /// <summary>The days of each participant of the safety set; those without both dates have none.</summary>
    public static IReadOnlyDictionary<Participant, (DateOnly First, DateOnly Last)> Of(
        TrialData trial,
        AdverseEventData recorded
    )
    {
        var adsl = trial.Datasets.Adsl;
        var (first, last) = (EventDays.Of(adsl, "TRTSDT", "TRTSDTM"), EventDays.Of(adsl, "TRTEDT", "TRTEDTM"));
        var (died, left) = (EventDays.Of(adsl, "DTHDT", "DTHDTM"), EventDays.Of(adsl, "EOSDT", "EOSDTM"));
        var (cutoff, status) = (EventDays.Of(adsl, "DCUTDT"), new TableReader(adsl, []).TextOrBlank("EOTSTT"));
        var window = trial.Protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose.WholeDays ?? 0;
        var lastEvent = recorded
            .Events.Where(item => item.Start is not null)
            .GroupBy(item => item.Who)
            .ToDictionary(own => own.Key, own => own.Max(item => item.Start!.Value));
        var days = new Dictionary<Participant, (DateOnly, DateOnly)>();
        foreach (var who in trial.Safety)
        {
            if (first(who.Row) is not { } begin || last(who.Row) is not { } dose)
                continue;
            var end = status(who.Row) == "ONGOING" && cutoff(who.Row) is { } cut ? cut : dose.AddDays(window);
            foreach (var limit in (DateOnly?[])[died(who.Row), left(who.Row), cutoff(who.Row)])
                if (limit < end)
                    end = limit.Value;
            if (lastEvent.TryGetValue(who, out var latest) && latest > end)
                end = latest;
            days.Add(who, (begin, end < begin ? begin : end));
        }
        return days;
    }

    /// <summary>The rule in words, as printed.</summary>
    public static string InWords(TrialData trial) =>
        "Time at risk begins with the first dose and ends "
        + (
            trial.Protocol.FollowUp?.AdverseEvents?.UntilAfterLastDose is { } window
                ? $"{window} after the last"
                : "with the last"
        )
        + ", for those still treated with the data cutoff; no later than death, the end of the trial or the cutoff, and no "
        + "earlier than the last emergent event. Both days are counted; a year has 365.25.";
}
