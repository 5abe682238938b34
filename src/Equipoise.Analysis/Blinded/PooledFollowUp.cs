using Equipoise.Analysis.Adam;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Sdtm;
using Equipoise.Datasets;
using Equipoise.Datasets.Standards;
using Equipoise.Protocol;

namespace Equipoise.Analysis.Blinded;

/// <summary>Who has had the event of an endpoint, who is still followed, and who is not: all arms together.</summary>
/// <remarks>
/// The arm is never read: of SDTM the columns of DM that hold it are taken away before anything is derived, and those with a row
/// RANDOMIZED in DS are all put into one; of ADaM no column of treatment is opened.
/// </remarks>
/// <param name="DataDate">The data cutoff; without one the last day on which anything is known of anybody.</param>
/// <param name="IsCutoff">Whether it is the data cutoff.</param>
/// <param name="Participants">Everyone randomized, in the order of ADSL.</param>
public sealed record PooledFollowUp(DateOnly DataDate, bool IsCutoff, IReadOnlyList<PooledParticipant> Participants)
{
    /// <summary>Reads the data sets that the analysis reads: ADSL and ADTTE, or SDTM from which they are derived.</summary>
    public static PooledOutcome Read(TrialProtocol protocol, string endpointId, IReadOnlyDictionary<string, Table> data)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(data);
        var problems = new List<DataProblem>();
        var pooled = From(protocol, data, problems) is { } tables
            ? PooledReader.Read(protocol.Endpoint(endpointId), tables.Adsl, tables.Adtte, tables.Last, problems)
            : null;
        return pooled is null || problems.Count > 0 ? new PooledOutcome.Rejected(problems) : new PooledOutcome.Found(pooled);
    }

    static (Table Adsl, Table Adtte, DateOnly? Last)? From(
        TrialProtocol protocol,
        IReadOnlyDictionary<string, Table> data,
        List<DataProblem> problems
    )
    {
        if (data.TryGetValue("ADSL", out var adsl) && data.TryGetValue("ADTTE", out var adtte))
            return (adsl, adtte, null);
        if (!data.TryGetValue("DM", out var dm))
        {
            problems.Add(new("ADSL and ADTTE", null, null, "missing, and there is no DM from which to derive them."));
            return null;
        }
        Adtte.Check(protocol, problems);
        var blinded = data.ToDictionary(pair => pair.Key, pair => pair.Value);
        blinded["DM"] = OneArm(dm, Randomized(data.GetValueOrDefault("DS")), protocol.Control);
        var facts = ReadSdtm.From(protocol, blinded, problems);
        return problems.Count > 0
            ? null
            : (Adsl.Derive(protocol, facts), Adtte.Derive(protocol, facts), facts.Participants.Max(who => who.LastKnownAlive));
    }

    static HashSet<string> Randomized(Table? ds)
    {
        if (ds is null)
            return [];
        var reader = new TableReader(ds, []);
        var (id, term) = (reader.TextOrBlank("USUBJID"), reader.TextOrBlank("DSDECOD"));
        return
        [
            .. Enumerable
                .Range(0, reader.Count)
                .Where(row => term(row).Equals(Terms.Randomized, StringComparison.OrdinalIgnoreCase))
                .Select(id),
        ];
    }

    static Table OneArm(Table dm, HashSet<string> randomized, Arm any)
    {
        var id = new TableReader(dm, []).TextOrBlank("USUBJID");
        string[] arm = [.. Enumerable.Range(0, dm.RowCount).Select(row => randomized.Contains(id(row)) ? any.Label : "")];
        return new(
            dm.Name,
            dm.Label,
            [
                .. dm.Columns.Where(column => column.Name.ToUpperInvariant() is not ("ARM" or "ARMCD" or "ACTARM" or "ACTARMCD")),
                new TextColumn("ARM", "", arm),
                new TextColumn("ACTARM", "", arm),
            ]
        );
    }
}

/// <summary>One participant, of whatever arm.</summary>
/// <param name="Randomized">The day of randomization.</param>
/// <param name="Days">The days at risk that were observed, first and last counted.</param>
/// <param name="End">The day of the event or of censoring.</param>
/// <param name="Standing">What ended the observation.</param>
public sealed record PooledParticipant(DateOnly Randomized, int Days, DateOnly End, Standing Standing);

/// <summary>How a participant stands.</summary>
public enum Standing
{
    /// <summary>Censored because the data end: the event may come.</summary>
    Ongoing,

    /// <summary>The event.</summary>
    Event,

    /// <summary>Left the trial, or censored for good by a rule of the endpoint.</summary>
    Lost,

    /// <summary>Completed the trial without the event.</summary>
    Completed,
}

/// <summary>What came of the reading.</summary>
public abstract record PooledOutcome
{
    PooledOutcome() { }

    /// <summary>The participants.</summary>
    public sealed record Found(PooledFollowUp FollowUp) : PooledOutcome;

    /// <summary>Everything that stands in the way.</summary>
    public sealed record Rejected(IReadOnlyList<DataProblem> Problems) : PooledOutcome;
}
