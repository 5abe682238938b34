using Equipoise.Analysis.Baseline;
using Equipoise.Analysis.Disposition;
using Equipoise.Analysis.Exposure;
using Equipoise.Analysis.Laboratory;
using Equipoise.Analysis.Quality;
using Equipoise.Analysis.Questionnaires;
using Equipoise.Analysis.Response;
using Equipoise.Analysis.Results;
using Equipoise.Analysis.Safety;
using Equipoise.Analysis.Sets;
using Equipoise.Analysis.TimeToEvent;

namespace Equipoise.Analysis;

/// <summary>All analyses: those of each endpoint, the primary one first, then those of the trial.</summary>
static class Analyses
{
    /// <summary>Those of the trial, in the order of the results: another analysis is another line.</summary>
    static IReadOnlyList<StatedAnalysis<TrialData>> OfTrial { get; } =
        [
            DispositionAnalysis.Stated,
            StatusAnalyses.Stated,
            RecruitmentAnalysis.Stated,
            BaselineAnalyses.Stated,
            ResponseAnalyses.Stated,
            DurationOfResponseAnalysis.Stated,
            TargetLesionAnalysis.Stated,
            TreatmentCourseAnalysis.Stated,
            SafetyAnalyses.Stated,
            QualityAnalysis.Stated,
            Deaths.Stated,
            RateAnalysis.Stated,
            TimingAnalysis.Stated,
            ExposureSummaryAnalyses.Stated,
            ExposureAnalyses.Stated,
            DoseCourseAnalysis.Stated,
            LaboratoryShiftAnalyses.Stated,
            QuestionnaireAnalyses.Stated,
            DeteriorationAnalyses.Stated,
        ];

    public static IReadOnlyList<NamedAnalysis> Of(
        TrialData trial,
        IReadOnlyList<EndpointData> endpoints,
        GroupCatalog catalog
    ) =>
        [
            .. endpoints.SelectMany(data => TimeToEventAnalyses.All.SelectMany(one => one.Of(data, catalog))),
            .. OfTrial.SelectMany(one => one.Of(trial, catalog)),
        ];

    /// <summary>
    /// Every choice on which a number depends, in sentences to be printed under the outputs: what holds for all numbers, then
    /// what each analysis states of itself.
    /// </summary>
    public static IReadOnlyList<Convention> Conventions(
        TrialData trial,
        IReadOnlyList<EndpointData> endpoints,
        DateOnly? cutoff,
        int leftOut
    ) =>
        [
            new("rounding", "", Format.Rounding),
            .. DataConventions.Of(trial, cutoff, leftOut),
            .. endpoints.SelectMany(data => TimeToEventAnalyses.All.SelectMany(one => one.Conventions(data))),
            .. OfTrial.SelectMany(one => one.Conventions(trial)),
        ];
}
