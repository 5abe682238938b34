using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Checks;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis;

/// <summary>Analyzes a trial as its protocol promised.</summary>
public static class TrialAnalysis
{
    /// <summary>From data sets to every result of the plan.</summary>
    /// <remarks>
    /// ADSL, ADTTE and (for safety) ADAE are used as they are when ADSL and ADTTE are given; otherwise they are derived from
    /// SDTM: DM, DS, EX, and as the protocol needs them RS, CM, AE, SUPPDM, with TS for the data cutoff, IE for the reasons of
    /// screen failures, and LB and SV for the last contact. What happened after the cutoff is left out. Either way the numbers
    /// come from the ADaM data sets that are returned.
    /// </remarks>
    /// <param name="protocol">What was promised.</param>
    /// <param name="data">The data sets, by upper-case name.</param>
    /// <param name="options">Names for the record of provenance; they change no number.</param>
    /// <returns>The results, or all problems that stand in their way. Nothing is computed from part of the data.</returns>
    public static AnalysisOutcome Analyze(
        TrialProtocol protocol,
        IReadOnlyDictionary<string, Table> data,
        AnalysisOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(data);
        var problems = new List<DataProblem>();
        var left = LeftOut.Of(protocol, data, AnalysisDatasets.AreGiven(data.Keys), problems);
        // The record is of what was given, the numbers are of what is left.
        var given = data;
        data = WithheldDoses.Joined(protocol, left.Data);
        if (AnalysisDatasets.Of(protocol, data, problems) is not { } datasets)
            return Rejected();
        var provenance = ProvenanceOf.Analysis(protocol, datasets, given, options ?? new());
        var notes = new List<DataProblem>([.. datasets.From?.Notes ?? [], .. datasets.Lacking(protocol)]);
        var ex = ExposureAnalyses.AreAsked(protocol) ? data.GetValueOrDefault("EX") : null;
        var trial = TrialData.Read(protocol, datasets, ex, provenance.Cutoff, problems, notes);
        trial = trial with
        {
            Exposures = TreatmentExposure.Read(
                protocol,
                data,
                datasets.Derived,
                trial.Participants,
                provenance.Cutoff,
                problems
            ),
            HasExposureTotals = !datasets.Derived && data.ContainsKey("ADEX"),
        };
        EndpointData.CheckStrata(trial, problems);
        if (problems.Count > 0)
            return Rejected();

        var endpoints = EndpointData.OfAll(trial);
        var catalog = Groups.NewCatalog(protocol);
        var subsets = DataSubsets.Of(trial);
        var analyses = DataSubsets.Named(Analyses.Of(trial, endpoints, catalog), subsets);
        var results = new ReportingEvent(
            provenance,
            Analyses.Conventions(trial, endpoints, provenance.Cutoff, left.Participants),
            [trial.Sets.Full, trial.Sets.Safety],
            catalog.Groupings,
            analyses
        )
        {
            Subsets = subsets,
        };
        notes.AddRange(DataChecks.Of(trial, endpoints, data, provenance.Cutoff));
        return new AnalysisOutcome.Completed(
            new(results, [
                    .. endpoints.Select(data =>
                        KaplanMeierAnalysis.Curves(data) with
                        {
                            Incidences = CompetingRisksAnalysis.Curves(data),
                        }
                    ),
                ], datasets.All)
            {
                Lesions = TargetLesionAnalysis.Courses(trial),
                Courses = TreatmentCourseAnalysis.Courses(trial),
                Derived = datasets.Derived ? datasets.All : [],
                Findings = DataFinding.Of(notes.Select(left.InFile)),
            }
        );

        AnalysisOutcome.Rejected Rejected() => new([.. problems.Select(left.InFile)]);
    }

    /// <summary>Of these data sets those that an analysis of the protocol may read; the others need not be opened.</summary>
    /// <param name="names">The upper-case names of the data sets that there are.</param>
    public static IReadOnlyList<string> Reads(IReadOnlyCollection<string> names) => AnalysisDatasets.Reads(names);
}
