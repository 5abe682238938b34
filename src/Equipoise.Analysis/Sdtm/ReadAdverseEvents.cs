using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Sdtm;

/// <summary>AE: the adverse events that began by the cutoff.</summary>
static class ReadAdverseEvents
{
    public static void Into(SdtmReading sdtm)
    {
        if (sdtm.Open("AE", sdtm.Protocol.Analysis.Safety is null ? null : "the analysis of safety") is not { } ae)
            return;
        var (who, sequence, reported) = (sdtm.Participant(ae), ae.NumberOrMissing("AESEQ"), ae.TextOrBlank("AETERM"));
        var (term, system, grade) = (ae.Text("AEDECOD"), ae.TextOrBlank("AEBODSYS"), ae.NumberOrMissing("AETOXGR"));
        var (serious, related) = (ae.TextOrBlank("AESER"), ae.TextOrBlank("AEREL"));
        var (action, outcome) = (ae.TextOrBlank("AEACN"), ae.TextOrBlank("AEOUT"));
        var (start, end) = (sdtm.DateAsKnown("AE", "AESTDTC"), sdtm.DateAsKnown("AE", "AEENDTC"));
        ae.Demand("AESTDTC");
        ae.Flag("AESER");
        ae.Flag("AESDTH");
        var events = new List<AdverseEventFact>(ae.Count);
        for (var row = 0; row < ae.Count; row++)
        {
            // Of a start that is known in part only what is certainly after the cutoff is left out.
            if (who(row) is not { } facts || (sdtm.Cutoff is { } last && start(row)?.IsAfter(last) is true))
                continue;
            facts.SeenAlive(start(row)?.Day);
            events.Add(
                new(facts)
                {
                    Sequence = sequence(row),
                    ReportedTerm = reported(row),
                    Term = term(row),
                    BodySystem = system(row),
                    Grade = grade(row),
                    Serious = serious(row),
                    Related = related(row),
                    Action = action(row),
                    Outcome = outcome(row),
                    Start = start(row),
                    End = sdtm.Cutoff is { } until && end(row)?.IsAfter(until) is not false ? null : end(row),
                }
            );
        }
        sdtm.Facts.AdverseEvents = events;
    }
}

/// <summary>An adverse event as SDTM records it.</summary>
sealed record AdverseEventFact(ParticipantFacts Participant)
{
    public required double Sequence { get; init; }
    public required string ReportedTerm { get; init; }
    public required string Term { get; init; }
    public required string BodySystem { get; init; }

    /// <summary>The CTCAE grade; NaN where there is none.</summary>
    public required double Grade { get; init; }
    public required string Serious { get; init; }
    public required string Related { get; init; }
    public required string Action { get; init; }
    public required string Outcome { get; init; }

    /// <summary>As far as it is known; null where nothing of it is.</summary>
    public required PartialDate? Start { get; init; }

    /// <summary>As far as it is known; null where nothing of it is, or where it may have come after the cutoff.</summary>
    public required PartialDate? End { get; init; }
}

partial class TrialFacts
{
    /// <summary>The adverse events that began by the cutoff, in the order of AE; null when AE was not given.</summary>
    public IReadOnlyList<AdverseEventFact>? AdverseEvents { get; set; }
}
