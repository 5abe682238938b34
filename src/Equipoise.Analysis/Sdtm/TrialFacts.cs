using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis.Sdtm;

/// <summary>What SDTM records of a trial, up to the data cutoff. Each domain adds its own part, in its own file.</summary>
/// <param name="studyId">The trial, as the protocol calls it.</param>
/// <param name="participants">Everyone who was screened, in the order of DM.</param>
/// <param name="summary">What is said of the whole trial.</param>
sealed partial class TrialFacts(string studyId, IReadOnlyCollection<ParticipantFacts> participants, TrialSummary summary)
{
    /// <summary>The trial, as STUDYID.</summary>
    public string StudyId { get; set; } = studyId;

    /// <summary>Everyone who was screened, in the order of DM.</summary>
    public IReadOnlyList<ParticipantFacts> Participants => field ??= [.. participants];

    /// <summary>What is said of the whole trial.</summary>
    public TrialSummary Summary => summary;

    /// <summary>The names of the domains that were read.</summary>
    public HashSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>What can be used, and ought to be looked at.</summary>
    public List<DataProblem> Notes { get; } = [];

    /// <summary>The dates for which the protocol's rule put a day.</summary>
    public List<ImputedDate> Imputed { get; } = [];
}

/// <summary>What SDTM records of one participant. Each domain adds its own part, in its own file.</summary>
sealed partial class ParticipantFacts(string id)
{
    public string Id { get; } = id;

    /// <summary>The last date on which any record shows the participant alive.</summary>
    public DateOnly? LastKnownAlive { get; private set; }

    /// <summary>Takes note of a contact; the latest counts.</summary>
    public void SeenAlive(DateOnly? date)
    {
        if (date is { } day && (LastKnownAlive is null || day > LastKnownAlive))
            LastKnownAlive = day;
    }
}
