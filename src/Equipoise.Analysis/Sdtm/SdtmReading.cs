using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Sdtm;

/// <summary>What every domain is read with; what happened after the data cutoff is left out.</summary>
sealed class SdtmReading
{
    readonly IReadOnlyDictionary<string, Table> data;
    readonly List<DataProblem> problems;
    readonly Dictionary<string, ParticipantFacts> participants = new(StringComparer.Ordinal);
    readonly HashSet<string> afterCutoff = [];

    public SdtmReading(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data, List<DataProblem> problems)
    {
        (Protocol, this.data, this.problems) = (protocol, data, problems);
        Facts = new(protocol.Trial.Id, participants.Values, TrialSummary.Of(data));
        if (Facts.Summary.CutoffText is { } text && Cutoff is null)
            problems.Add(new("TS", "TSVAL", null, $"the data cutoff '{text}' is not a complete date."));
    }

    public TrialProtocol Protocol { get; }

    /// <summary>What has been gathered.</summary>
    public TrialFacts Facts { get; }

    public DateOnly? Cutoff => Facts.Summary.Cutoff;

    public IEnumerable<ParticipantFacts> Participants => participants.Values;

    public bool ByCutoff(DateOnly? date) => date is not null && (Cutoff is null || date <= Cutoff);

    public DateOnly UntilCutoff(DateOnly date) => date > Cutoff ? Cutoff.Value : date;

    /// <summary>The domain; null when it is missing, which is a problem where something needs it.</summary>
    public TableReader? Open(string name, string? neededFor)
    {
        if (data.GetValueOrDefault(name) is { } table)
            return new(table, problems);
        if (neededFor is not null)
            problems.Add(new(name, null, null, $"the data set is missing; it is needed for {neededFor}."));
        return null;
    }

    /// <summary>Takes somebody in; false for a second one of the same identifier.</summary>
    public bool TryAdd(ParticipantFacts facts) => participants.TryAdd(facts.Id, facts);

    /// <summary>Somebody who was screened after the cutoff: rows of other domains are not missed in DM.</summary>
    public void LeaveOut(string id) => afterCutoff.Add(id);

    /// <summary>The participant of each row; null, with a problem, for one that DM does not have.</summary>
    public Func<int, ParticipantFacts?> Participant(TableReader reader)
    {
        var id = reader.Text("USUBJID");
        var known = reader.Has("USUBJID");
        return row =>
        {
            if (participants.GetValueOrDefault(id(row)) is { } participant)
                return participant;
            if (known && !afterCutoff.Contains(id(row)))
                reader.Report("USUBJID", row, $"'{id(row)}' is not in DM.");
            return null;
        };
    }
}
