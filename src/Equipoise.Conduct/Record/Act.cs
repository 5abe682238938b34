namespace Equipoise.Conduct.Record;

/// <summary>What somebody does to the record, as the table of rights names it.</summary>
public enum Act
{
    /// <summary>Opens the trial; whoever does becomes its first administrator.</summary>
    OpenTrial,

    /// <summary>Screens somebody, records consent and the answers to the criteria.</summary>
    Screen,

    /// <summary>Signs that somebody may enter.</summary>
    SignEligibility,

    /// <summary>Randomizes.</summary>
    Randomize,

    /// <summary>Marks an allocation as an error.</summary>
    MarkAllocation,

    /// <summary>Learns the arm of one participant of a masked trial, in an emergency.</summary>
    Unblind,

    /// <summary>
    /// Records and corrects what happened to a participant: visits, forms, laboratory values, adverse events, disease, the
    /// end.
    /// </summary>
    Record,

    /// <summary>
    /// Signs, as the first of two, that a death, a withdrawal or an end of treatment was entered in error.
    /// </summary>
    DeclareError,

    /// <summary>Signs the same as the second, who has compared it with its source.</summary>
    ConfirmError,

    /// <summary>Records doses.</summary>
    RecordDose,

    /// <summary>Signs a decision about a dose.</summary>
    DecideDose,

    /// <summary>
    /// Answers a form of their own: the participant, by a code that somebody who records gave out. No role may.
    /// </summary>
    AnswerOwnForm,

    /// <summary>Opens and closes queries.</summary>
    Query,

    /// <summary>Answers queries.</summary>
    AnswerQuery,

    /// <summary>Compares values with their source.</summary>
    Verify,

    /// <summary>Freezes and locks forms, and lets them be changed again.</summary>
    FreezeForms,

    /// <summary>Signs forms.</summary>
    SignForms,

    /// <summary>Records when a site learned of a serious adverse event, and that the sponsor was told.</summary>
    TellSponsor,

    /// <summary>Records that an authority was told of a serious adverse event.</summary>
    TellAuthority,

    /// <summary>Moves a participant to another site.</summary>
    Transfer,

    /// <summary>Amends the protocol, opens and closes sites and arms, cuts off and locks the data.</summary>
    Direct,

    /// <summary>Adds people, grants and revokes their roles, registers sites.</summary>
    ManagePeople,

    /// <summary>Notes who of the own staff has which task.</summary>
    Delegate,

    /// <summary>Takes personal data out that were typed by mistake.</summary>
    Redact,

    /// <summary>Sees participants and what is recorded about them, without arms.</summary>
    See,

    /// <summary>Sees the arms of an open-label trial.</summary>
    SeeArmsOpen,

    /// <summary>Sees the arms of a masked trial.</summary>
    SeeArmsMasked,
}
