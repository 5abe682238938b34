namespace Equipoise.Datasets.Standards;

/// <summary>Words of CDISC controlled terminology that one room writes and another reads: one spelling for both.</summary>
/// <remarks>
/// Words that a single room uses stand there, where its enumerations are told in the words of their code lists.
/// </remarks>
public static class Terms
{
    // Disposition events and milestones (DSDECOD; code lists NCOMPLT and PROTMLST)
    /// <summary>The milestone of randomization.</summary>
    public const string Randomized = "RANDOMIZED";

    /// <summary>The end that the protocol planned.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Death.</summary>
    public const string Death = "DEATH";

    /// <summary>Nobody knows.</summary>
    public const string LostToFollowUp = "LOST TO FOLLOW-UP";

    /// <summary>The participant left.</summary>
    public const string WithdrawalBySubject = "WITHDRAWAL BY SUBJECT";

    /// <summary>The disease progressed.</summary>
    public const string ProgressiveDisease = "PROGRESSIVE DISEASE";

    /// <summary>Screened and not let in; also ARMNRS.</summary>
    public const string ScreenFailure = "SCREEN FAILURE";

    // Categories of disposition (DSCAT, DSSCAT)
    /// <summary>How something ended.</summary>
    public const string DispositionEvent = "DISPOSITION EVENT";

    /// <summary>Something else that matters for the data and is no end.</summary>
    public const string OtherEvent = "OTHER EVENT";

    /// <summary>Somebody was told the treatment (DSDECOD; code list OTHEVENT).</summary>
    public const string TreatmentUnblinded = "TREATMENT UNBLINDED";

    // No arm (ARMNRS; code list ARMNULRS)
    /// <summary>Never allocated.</summary>
    public const string NotAssigned = "NOT ASSIGNED";

    // Adverse events (AEACN, AEOUT, AEREL; code lists ACN and OUT)
    /// <summary>The dose was reduced.</summary>
    public const string DoseReduced = "DOSE REDUCED";

    /// <summary>Treatment was interrupted.</summary>
    public const string DrugInterrupted = "DRUG INTERRUPTED";

    /// <summary>Treatment was stopped for good.</summary>
    public const string DrugWithdrawn = "DRUG WITHDRAWN";

    /// <summary>The dose was increased.</summary>
    public const string DoseIncreased = "DOSE INCREASED";

    /// <summary>The dose was given more slowly.</summary>
    public const string DoseRateReduced = "DOSE RATE REDUCED";

    /// <summary>Because of an adverse event (DSDECOD, DCSREAS).</summary>
    public const string AdverseEvent = "ADVERSE EVENT";

    /// <summary>The event led to death.</summary>
    public const string Fatal = "FATAL";

    /// <summary>Not caused by treatment.</summary>
    public const string NotRelated = "NOT RELATED";

    // Findings (--STAT; code lists ND, ONCRTS and ONCRSR)
    /// <summary>It was not done.</summary>
    public const string NotDone = "NOT DONE";

    /// <summary>The test code of the overall response.</summary>
    public const string OverallResponse = "OVRLRESP";

    /// <summary>The response of progressive disease.</summary>
    public const string ResponseOfProgression = "PD";

    // Therapies (CMCAT)
    /// <summary>A therapy for the disease after the trial's.</summary>
    public const string SubsequentTherapy = "SUBSEQUENT ANTICANCER THERAPY";
}
