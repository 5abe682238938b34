using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Statistics;

namespace Equipoise.Analysis.Sets;

/// <summary>The analysis data sets as the analyses see them: participants with arm and sets, outcomes, adverse events.</summary>
/// <param name="Protocol">What was promised.</param>
/// <param name="Datasets">Where the values are.</param>
/// <param name="Participants">Everyone in ADSL, in its order.</param>
/// <param name="Sets">The analysis sets.</param>
/// <param name="Characteristics">What baseline table, strata and subgroups need, by id.</param>
/// <param name="Outcomes">One outcome per participant, by endpoint id.</param>
/// <param name="AdverseEvents">The treatment-emergent adverse events of the safety set; null without ADAE.</param>
/// <param name="Dosing">What was dosed, from EX; null without it.</param>
sealed record TrialData(
    TrialProtocol Protocol,
    AnalysisDatasets Datasets,
    IReadOnlyList<Participant> Participants,
    AnalysisSets Sets,
    IReadOnlyDictionary<string, Characteristic> Characteristics,
    IReadOnlyDictionary<string, IReadOnlyList<Outcome>> Outcomes,
    AdverseEventData? AdverseEvents,
    IReadOnlyList<DosingInterval>? Dosing
)
{
    /// <summary>The tumor responses; null where the plan or the data have none.</summary>
    public ResponseData? Responses { get; init; }

    /// <summary>How the target lesions changed; null where the plan has no responses or the data no sums of diameters.</summary>
    public TargetLesionData? TargetLesions { get; init; }

    /// <summary>Times to first adverse events that the plan takes from ADAETTE, by parameter in its order.</summary>
    public IReadOnlyList<FirstEventTimes> FirstEvents { get; init; } = [];

    /// <summary>The grades of laboratory values; null where none are analyzed or given.</summary>
    public LaboratoryData? Laboratory { get; init; }

    /// <summary>The scores of questionnaires; null where none are analyzed or given.</summary>
    public QuestionnaireData? Questionnaires { get; init; }

    /// <summary>How much of each treatment the safety set had; null without ADEX and EX.</summary>
    public IReadOnlyList<TreatmentExposure>? Exposures { get; init; }

    /// <summary>Whether that is as ADEX has it.</summary>
    public bool HasExposureTotals { get; init; }

    /// <summary>The full analysis set, in the order of ADSL.</summary>
    public IReadOnlyList<Participant> Full { get; } = [.. Participants.Where(who => who.InFull)];

    /// <summary>The safety set, in the order of ADSL.</summary>
    public IReadOnlyList<Participant> Safety { get; } = [.. Participants.Where(who => who.InSafety)];

    /// <summary>Reads them; problems are noted, and the value is of no use when there are any.</summary>
    public static TrialData Read(
        TrialProtocol protocol,
        AnalysisDatasets datasets,
        Table? ex,
        DateOnly? cutoff,
        List<DataProblem> problems,
        List<DataProblem> notes
    )
    {
        var (participants, sets) = AnalysisSets.Read(protocol, datasets.Adsl, problems);
        var byId = new Dictionary<string, Participant>(StringComparer.Ordinal);
        foreach (var participant in participants)
            if (!byId.TryAdd(participant.Id, participant))
                problems.Add(new("ADSL", "USUBJID", participant.Row + 1, $"'{participant.Id}' appears twice."));
        var characteristics = CharacteristicReader.ReadAll(protocol, datasets.Adsl, participants, problems);
        var outcomes = OutcomeReader.Read(protocol, datasets.Adtte, participants, byId, problems);
        var events = (protocol.Analysis.Safety, datasets.Adae) is ({ } plan, { } adae)
            ? AdverseEventData.Read(plan, adae, byId, problems, notes)
            : null;
        var dosing = ex is null ? null : DosingInterval.Read(protocol, datasets.Adsl, ex, byId, cutoff, problems);
        return new(protocol, datasets, participants, sets, characteristics, outcomes, events, dosing)
        {
            Responses = ResponseData.Read(protocol, datasets.Adrs, participants, byId, characteristics, problems, notes),
            TargetLesions = TargetLesionData.Read(protocol, datasets, participants, byId, problems, notes),
            FirstEvents = FirstEventTimes.Read(protocol, datasets.Adaette, byId, problems),
            Laboratory = datasets.Adlb is { } adlb ? LaboratoryData.Read(protocol, adlb, byId, problems, notes) : null,
            Questionnaires = datasets.Adqs is { } adqs
                ? QuestionnaireData.Read(protocol, adqs, byId, problems, notes)
                : null,
        };
    }
}

/// <summary>A row of ADSL.</summary>
/// <param name="Id">USUBJID.</param>
/// <param name="Row">The row in ADSL, from 0.</param>
/// <param name="Planned">The arm allocated; null for those who were not randomized.</param>
/// <param name="Received">The arm whose treatment was received; null for those who were not treated.</param>
/// <param name="InFull">Whether in the full analysis set.</param>
/// <param name="InSafety">Whether in the safety set.</param>
sealed record Participant(string Id, int Row, Arm? Planned, Arm? Received, bool InFull, bool InSafety);

/// <summary>The outcome of one participant for one endpoint.</summary>
/// <param name="Who">The participant.</param>
/// <param name="Observation">Time, in the endpoint's unit, to event or censoring.</param>
/// <param name="Description">Which event, or why censored.</param>
/// <param name="Row">The row in ADTTE, from 0.</param>
sealed record Outcome(Participant Who, Observation Observation, string Description, int Row);
