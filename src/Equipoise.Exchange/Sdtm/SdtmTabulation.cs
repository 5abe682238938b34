using Equipoise.Conduct.Closing;
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
/// Rows are ordered by USUBJID, then by the day on which they happened; --SEQ counts from 1 within a participant. A domain
/// without facts is a table without rows. Dates are ISO 8601 text. Names, labels and code lists follow SDTMIG 3.4; in R,
/// compare the datasets of <c>pharmaversesdtm</c>.
/// </para>
/// </remarks>
public static class SdtmTabulation
{
    /// <summary>
    /// The tables DM, SUPPDM, DS, IE, EC, EX, AE, LB, TU, TR, RS, CM, SV and TS of what is recorded so far; and QS, VS,
    /// SUPPQS, SUPPRS and SUPPVS where the protocol sends answers of forms there.
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

        var subjects = Subject.AllOf(state.Participants, opened.Trial);
        TrialProtocol[] versions = [protocol, .. state.Amendments.Select(amendment => amendment.Protocol())];
        var visits = new VisitNumbers(versions);
        var answers = new FormAnswers(versions, visits);
        return
        [
            Demographics.Of(subjects, protocol),
            DemographicsSupplement.Of(subjects, protocol, answers),
            Disposition.Of(subjects, protocol),
            CriteriaNotMet.Of(subjects, protocol),
            CollectedExposure.Of(subjects),
            Exposure.Of(subjects),
            AdverseEvents.Of(subjects),
            Laboratory.Of(subjects, protocol),
            TumorIdentification.Of(subjects, protocol),
            TumorResults.Of(subjects, protocol),
            DiseaseResponse.Of(subjects, protocol, answers),
            .. Findings(subjects, answers),
            NewTherapies.Of(subjects),
            Visits.Of(subjects, visits),
            TrialSummary.Of(opened, state.DataCutoff, protocol),
        ];
    }

    static IEnumerable<Table> Findings(IReadOnlyList<Subject> subjects, FormAnswers answers)
    {
        if (answers.Any("QS"))
            yield return FormFindings.Of(subjects, answers, "QS", "Questionnaires");
        if (answers.Any("VS"))
            yield return FormFindings.Of(subjects, answers, "VS", "Vital Signs");
        foreach (var domain in new[] { "QS", "RS", "VS" }.Where(domain => answers.Any($"SUPP{domain}")))
            yield return FormSupplement.Of(subjects, answers, domain);
    }
}
