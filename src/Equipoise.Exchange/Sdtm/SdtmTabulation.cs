using Equipoise.Conduct.Access;
using Equipoise.Conduct.Opening;
using Equipoise.Conduct.Record;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Exchange.Sdtm;

/// <summary>The recorded facts of a trial as SDTM, the tables in which the field exchanges what was observed.</summary>
/// <remarks>
/// <para>
/// Every fact is told at its latest value; what it replaced stays in the log. Nothing is derived here that analysis should
/// derive: facts after the data cutoff are included, and TS says when the cutoff was.
/// </para>
/// <para>
/// Rows are ordered by USUBJID, then by the day on which they happened; --SEQ counts from 1 within a participant. Dates are
/// ISO 8601 text. Names, labels and code lists follow SDTMIG 3.4; in R, compare the datasets of <c>pharmaversesdtm</c>.
/// </para>
/// <para>
/// A domain without facts is left out, but for those without which an analysis cannot tell what did not happen from what was
/// lost on the way: DM, SUPPDM, DS, EX, AE, RS and CM are there without rows.
/// </para>
/// </remarks>
public static class SdtmTabulation
{
    static readonly string[] domains =
    [
        "DM",
        "SE",
        "SV",
        "DS",
        "IE",
        "EC",
        "EX",
        "AE",
        "MH",
        "LB",
        "TU",
        "TR",
        "RS",
        "QS",
        "VS",
        "CM",
    ];

    /// <summary>Every table that an export can have, with the supplements that long texts need.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. domains, .. domains.Select(domain => $"SUPP{domain}"), "RELREC", "TA", "TE", "TI", "TV", "TS"];

    static readonly string[] evenEmpty = ["DM", "SUPPDM", "DS", "EX", "AE", "RS", "CM"];

    /// <summary>
    /// The tables of what is recorded so far, those without rows left out: DM, SUPPDM, SE, SV, DS, IE, EC, EX, AE, MH, LB,
    /// TU, TR, RS, QS, VS, SUPPQS, SUPPRS, SUPPVS, CM, RELREC, and of the design TA, TE, TI, TV and TS.
    /// </summary>
    /// <param name="state">What is recorded.</param>
    /// <param name="protocol">The protocol under which the trial was opened.</param>
    /// <exception cref="ArgumentException">The trial was never opened, or under another protocol file.</exception>
    /// <exception cref="DataException">Two participants would get the same USUBJID; each pair is named.</exception>
    public static IReadOnlyList<Table> Tabulate(TrialState state, TrialProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(protocol);
        if (state.Opened is not { } opened)
            throw new ArgumentException("The trial was never opened.", nameof(state));
        if (!opened.IsUnder(protocol))
            throw new ArgumentException(
                $"The trial was opened under another protocol, of SHA-256 {opened.ProtocolSha256}.",
                nameof(protocol)
            );

        TrialProtocol[] versions = [protocol, .. state.Amendments.Select(amendment => amendment.Protocol())];
        var visits = new VisitNumbers(versions);
        var subjects = Subject.AllOf(state.Participants, opened.Trial, protocol, visits);
        var answers = new FormAnswers(versions);
        var atBaseline = versions.SelectMany(version => version.Forms).Any(form => form.IsFilledInAt(FormVisits.Baseline, 1));
        IReadOnlyList<Table> facts =
        [
            Demographics.Of(subjects, answers, state.Sites),
            DemographicsSupplement.Of(subjects, protocol, answers),
            SubjectElements.Of(subjects),
            Visits.Of(subjects),
            Disposition.Of(subjects, protocol),
            CriteriaNotMet.Of(subjects, protocol),
            CollectedExposure.Of(subjects, protocol),
            Exposure.Of(subjects, protocol),
            AdverseEvents.Of(subjects),
            MedicalHistory.Of(subjects, answers),
            Laboratory.Of(subjects, protocol),
            TumorIdentification.Of(subjects, protocol),
            TumorResults.Of(subjects, protocol),
            DiseaseResponse.Of(subjects, protocol, answers),
            FormFindings.Of(subjects, answers, "QS", "Questionnaires"),
            FormFindings.Of(subjects, answers, "VS", "Vital Signs"),
            .. new[] { "QS", "RS", "VS" }.Select(domain => FormSupplement.Of(subjects, answers, domain)),
            NewTherapies.Of(subjects),
        ];
        IEnumerable<Table> all =
        [
            .. facts,
            RelatedRecords.Of(opened.Trial, facts),
            TrialDesign.Arms(opened.Trial, protocol),
            TrialDesign.Elements(opened.Trial, protocol),
            TrialDesign.Criteria(opened.Trial, protocol),
            TrialDesign.Visits(opened.Trial, visits, subjects, atBaseline),
            TrialSummary.Of(state, protocol, subjects),
        ];
        return [.. all.Where(table => table.RowCount > 0 || evenEmpty.Contains(table.Name))];
    }
}
