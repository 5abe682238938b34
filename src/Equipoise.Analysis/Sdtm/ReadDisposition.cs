using Equipoise.Analysis.Reading;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>DS: the day of randomization, and when and why somebody left.</summary>
static class ReadDisposition
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("DS", "the date of randomization and the reasons for leaving") is not { } ds)
            return;
        var (who, term, date) = (sdtm.Participant(ds), ds.Text("DSDECOD"), sdtm.DateAsKnown("DS", "DSSTDTC"));
        ds.Demand("DSSTDTC");
        var (category, part, reported) = (ds.TextOrBlank("DSCAT"), ds.TextOrBlank("DSSCAT"), ds.TextOrBlank("DSTERM"));
        for (var row = 0; row < ds.Count; row++)
        {
            if (who(row) is not { } facts || date(row) is not { } known)
                continue;
            var reason = term(row).ToUpperInvariant();
            var isEnd = category(row).Equals(Terms.DispositionEvent, StringComparison.OrdinalIgnoreCase);
            // The day of a death is told from all that is known of it, when everything else has been read.
            if (reason == Terms.Death)
            {
                var at = row;
                facts.DeathInDisposition ??= new(
                    known,
                    row,
                    isEnd && known.Day is null
                        ? day => RecordEnd(sdtm.Protocol, facts, part(at), reported(at), new(reason, day))
                        : null
                );
                if (known.Day is null)
                    continue;
            }
            var notBefore = facts.Disposition.Randomized?.Day;
            if (sdtm.Day(ds, "DS.DSSTDTC", row, facts, known, Dated.Start, notBefore) is not { Day: var day } dated)
                continue;
            if (reason == Terms.Randomized && sdtm.Protocol.Data.RandomizationDate is null)
                facts.Disposition.Randomize(dated, sdtm.ByCutoff(day));
            if (!sdtm.ByCutoff(day))
                continue;
            if (isEnd)
                RecordEnd(sdtm.Protocol, facts, part(row), reported(row), new(reason, day));
            // A participant lost to follow-up was last seen before the day on which that was established; and the code of one
            // may be broken who is dead or far away.
            if (reason is not (Terms.Death or Terms.LostToFollowUp or Terms.TreatmentUnblinded))
                facts.SeenAlive(known.Day);
        }
        DemandRandomizationDates(sdtm, ds);
    }

    static void RecordEnd(TrialProtocol protocol, ParticipantFacts facts, string part, string reported, DisposalFact end)
    {
        var disposition = facts.Disposition;
        // CDISC's code list says STUDY TREATMENT, its implementation guide TREATMENT.
        if (!part.EndsWith("TREATMENT", StringComparison.OrdinalIgnoreCase))
            disposition.StudyEnd = end.OrEarlier(disposition.StudyEnd);
        else if (TreatmentNamedIn(protocol, reported) is { } treatment)
            disposition.Discontinued[treatment.Id] = end.OrEarlier(disposition.Discontinued.GetValueOrDefault(treatment.Id));
        else
            disposition.AllTreatmentEnd = end.OrEarlier(disposition.AllTreatmentEnd);
        if (facts.Planned is null && end.Reason is not Terms.ScreenFailure)
            disposition.NotRandomizedBecause = end.Reason;
    }

    /// <summary>The treatment of a term such as "ENDOCRINE: progressive disease"; null when none is named.</summary>
    static Treatment? TreatmentNamedIn(TrialProtocol protocol, string reported) =>
        reported.IndexOf(':') is > 0 and var end
            ? protocol.Treatments.FirstOrDefault(treatment => treatment.IsNamed(reported[..end].Trim()))
            : null;

    static void DemandRandomizationDates(SdtmReading sdtm, TableReader ds)
    {
        foreach (var facts in sdtm.Participants.Where(facts => facts is { Planned: not null, Disposition.Randomized: null }))
            if (sdtm.Protocol.Data.RandomizationDate is { } variable)
                ds.Report("DSDECOD", null, $"'{facts.Id}' has an arm in DM but no {variable} there.");
            else
                ds.Report(
                    "DSDECOD",
                    null,
                    $"'{facts.Id}' has an arm in DM but no row RANDOMIZED; where DM has the day, name its variable as "
                        + "'randomization date' in 'data' of the protocol."
                );
    }
}

/// <summary>How somebody came in and left.</summary>
sealed class Disposition
{
    /// <summary>The day of randomization; null for none by the cutoff.</summary>
    public DayOf? Randomized { get; private set; }

    /// <summary>Whether somebody was randomized, but not yet at the cutoff.</summary>
    public bool RandomizedAfterCutoff { get; private set; }

    /// <summary>The end of participation; the earliest where several were recorded.</summary>
    public DisposalFact? StudyEnd { get; set; }

    /// <summary>The end of all treatment at once, as a trial records it that does not tell treatments apart.</summary>
    public DisposalFact? AllTreatmentEnd { get; set; }

    /// <summary>The end of each treatment that was discontinued by itself, by its id.</summary>
    public Dictionary<string, DisposalFact> Discontinued { get; } = new(StringComparer.Ordinal);

    /// <summary>Why someone who was screened was not randomized; "" where DS does not say.</summary>
    public string NotRandomizedBecause { get; set; } = "";

    public void Randomize(DayOf day, bool byCutoff)
    {
        if (byCutoff)
            Randomized = day;
        else
            (RandomizedAfterCutoff, NotRandomizedBecause) = (true, "IN SCREENING AT DATA CUTOFF");
    }
}

/// <summary>The end of treatment or of participation.</summary>
/// <param name="Reason">The reason, as DSDECOD.</param>
/// <param name="Date">When.</param>
sealed record DisposalFact(string Reason, DateOnly Date)
{
    /// <summary>Whether it was the end that the protocol planned.</summary>
    public bool IsCompletion => Reason == Terms.Completed;

    /// <summary>This one, unless the other came before it.</summary>
    public DisposalFact OrEarlier(DisposalFact? other) => other?.Date <= Date ? other : this;
}

partial class ParticipantFacts
{
    public Disposition Disposition { get; } = new();

    public bool IsRandomized => Planned is not null && Disposition.Randomized is not null;

    /// <summary>
    /// When and why the last treatment of the arm was discontinued; nobody is treated after participation ended.
    /// </summary>
    public DisposalFact? TreatmentEnd => Disposition.AllTreatmentEnd ?? LastDiscontinued ?? Disposition.StudyEnd;

    DisposalFact? LastDiscontinued =>
        (Actual ?? Planned) is { Gives.Count: > 0 } arm && arm.Gives.All(Disposition.Discontinued.ContainsKey)
            ? arm.Gives.Select(treatment => Disposition.Discontinued[treatment]).MaxBy(end => end.Date)
            : null;
}
