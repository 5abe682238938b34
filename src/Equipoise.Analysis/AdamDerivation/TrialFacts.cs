using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.AdamDerivation;

/// <summary>What SDTM records of a trial, up to the data cutoff.</summary>
/// <param name="StudyId">The trial, as STUDYID.</param>
/// <param name="Participants">Everyone who was screened, in the order of DM.</param>
/// <param name="AdverseEvents">The adverse events that began by the cutoff, in the order of AE; null when AE was not
/// given.</param>
/// <param name="Cutoff">The data cutoff; null when TS does not say.</param>
/// <param name="Synthetic">Whether TS marks the participants as virtual.</param>
sealed record TrialFacts(
    string StudyId,
    IReadOnlyList<ParticipantFacts> Participants,
    IReadOnlyList<AdverseEventFact>? AdverseEvents,
    DateOnly? Cutoff,
    bool Synthetic
);

/// <summary>What SDTM records of one participant, gathered domain by domain.</summary>
sealed class ParticipantFacts(string id)
{
    public string Id { get; } = id;
    public string SubjectId { get; set; } = "";
    public string SiteId { get; set; } = "";
    public double Age { get; set; } = double.NaN;
    public string Sex { get; set; } = "";
    public Arm? Planned { get; set; }
    public Arm? Actual { get; set; }
    public DateOnly? Consented { get; set; }
    public DateOnly? Randomized { get; set; }
    public DateOnly? FirstDose { get; set; }
    public DateOnly? LastDose { get; set; }
    public DateOnly? Died { get; set; }

    /// <summary>The last date on which any record shows the participant alive.</summary>
    public DateOnly? LastKnownAlive { get; set; }

    /// <summary>The first therapy for the disease outside the protocol.</summary>
    public DateOnly? NewTherapy { get; set; }

    public bool IsRandomized => Planned is not null && Randomized is not null;

    /// <summary>The arm whose treatment was received; null for those who were not treated.</summary>
    public Arm? TreatmentReceived => IsRandomized && FirstDose is not null ? Actual ?? Planned : null;

    /// <summary>The end of participation; the earliest where several were recorded.</summary>
    public DisposalFact? StudyEnd { get; set; }

    /// <summary>The end of all treatment at once, as a trial records it that does not tell treatments apart.</summary>
    public DisposalFact? AllTreatmentEnd { get; set; }

    /// <summary>The end of each treatment that was discontinued by itself, by its id.</summary>
    public Dictionary<string, DisposalFact> Discontinued { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// When and why the last treatment of the arm was discontinued; nobody is treated after participation ended.
    /// </summary>
    public DisposalFact? TreatmentEnd => AllTreatmentEnd ?? LastDiscontinued ?? StudyEnd;

    DisposalFact? LastDiscontinued =>
        (Actual ?? Planned) is { Gives.Count: > 0 } arm && arm.Gives.All(Discontinued.ContainsKey)
            ? arm.Gives.Select(treatment => Discontinued[treatment]).MaxBy(end => end.Date)
            : null;

    /// <summary>Overall responses by date.</summary>
    public List<Assessment> Assessments { get; } = [];

    /// <summary>SUPPDM values by QNAM: strata and answers to the criteria.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why someone who was screened was not randomized; the first reason where several were recorded.</summary>
    public string NotRandomizedBecause { get; set; } = "";

    /// <summary>Takes note of a contact; the latest counts.</summary>
    public void SeenAlive(DateOnly? date)
    {
        if (date is { } day && (LastKnownAlive is null || day > LastKnownAlive))
            LastKnownAlive = day;
    }
}

/// <summary>The end of treatment or of participation.</summary>
/// <param name="Reason">The reason, as DSDECOD.</param>
/// <param name="Date">When.</param>
sealed record DisposalFact(string Reason, DateOnly Date)
{
    /// <summary>Whether it was the end that the protocol planned.</summary>
    public bool IsCompletion => Reason == "COMPLETED";

    /// <summary>This one, unless the other came before it.</summary>
    public DisposalFact OrEarlier(DisposalFact? other) => other?.Date <= Date ? other : this;
}

/// <summary>An overall response.</summary>
/// <param name="Date">The day of the assessment.</param>
/// <param name="Response">CR, PR, SD, NON-CR/NON-PD, PD or NE.</param>
readonly record struct Assessment(DateOnly Date, string Response)
{
    /// <summary>Whether the response could be evaluated.</summary>
    public bool IsAdequate => Response is not ("NE" or "" or "NOT DONE");

    /// <summary>Whether the disease had progressed.</summary>
    public bool IsProgression => Response == "PD";
}

/// <summary>An adverse event as SDTM records it.</summary>
sealed record AdverseEventFact(
    ParticipantFacts Participant,
    double Sequence,
    string ReportedTerm,
    string Term,
    string BodySystem,
    double Grade,
    string Serious,
    string Related,
    string Action,
    string Outcome,
    PartialDate? Start,
    DateOnly? End
);
