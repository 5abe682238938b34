using Equipoise.Analysis.Reading;
using Equipoise.Datasets;
using Equipoise.Protocol;
using Equipoise.Protocol.Values;

namespace Equipoise.Analysis.Sdtm;

/// <summary>What every domain is read with; what happened after the data cutoff is left out.</summary>
sealed class SdtmReading
{
    readonly IReadOnlyDictionary<string, Table> data;
    readonly List<DataProblem> problems;
    readonly Dictionary<string, ParticipantFacts> participants = new(StringComparer.Ordinal);
    readonly Dictionary<(string Domain, string Column), Func<int, PartialDate?>> dates = [];
    readonly HashSet<string> afterCutoff = [];

    public SdtmReading(TrialProtocol protocol, IReadOnlyDictionary<string, Table> data, List<DataProblem> problems)
    {
        (Protocol, this.data, this.problems) = (protocol, data, problems);
        Facts = new(protocol.Trial.Id, participants.Values, TrialSummary.Of(data));
        if (Facts.Summary.CutoffText is { } text && Cutoff is null)
            problems.Add(new("TS", "TSVAL", null, $"the data cutoff '{text}' is not a complete date."));
        if (Facts.Summary.Mark is not ("" or "Y" or "N") and var mark)
            problems.Add(new("TS", "TSVAL", null, $"'{mark}' is no value of the flag SYNTHET, which is Y, N or blank."));
    }

    public TrialProtocol Protocol { get; }

    /// <summary>What has been gathered.</summary>
    public TrialFacts Facts { get; }

    public DateOnly? Cutoff => Facts.Summary.Cutoff;

    public IEnumerable<ParticipantFacts> Participants => participants.Values;

    public bool ByCutoff(DateOnly? date) => date is not null && (Cutoff is null || date <= Cutoff);

    public DateOnly UntilCutoff(DateOnly date) => date > Cutoff ? Cutoff.Value : date;

    /// <summary>The domain; null when it is missing, which is a problem where something needs it.</summary>
    /// <remarks>A date that cannot be, such as 2020-13-45, is a problem in whatever column it stands.</remarks>
    public TableReader? Open(string name, string? neededFor)
    {
        if (data.GetValueOrDefault(name) is { } table)
        {
            var reader = new TableReader(table, problems);
            if (Facts.Read.Add(name))
                foreach (var column in table.Columns.Where(column => column.Name.EndsWith("DTC", StringComparison.Ordinal)))
                    dates[(name, column.Name)] = reader.DateAsKnown(column.Name);
            return reader;
        }
        if (neededFor is not null)
            problems.Add(new(name, null, null, $"the data set is missing; it is needed for {neededFor}."));
        return null;
    }

    /// <summary>The date of each row as far as it is known.</summary>
    public Func<int, PartialDate?> DateAsKnown(string domain, string column) =>
        dates.GetValueOrDefault((domain, column)) ?? (_ => null);

    /// <summary>
    /// The day of each row's date, by the rule of the protocol where only month or year is known; a problem without a rule.
    /// </summary>
    /// <param name="reader">The domain's reader.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="column">The column.</param>
    /// <param name="dated">What it is the date of.</param>
    public Func<int, ParticipantFacts, DayOf?> Day(TableReader reader, string domain, string column, Dated dated)
    {
        var known = DateAsKnown(domain, column);
        return (row, facts) =>
            known(row) is { } date
                ? Day(reader, $"{domain}.{column}", row, facts, date, dated, facts.Disposition.Randomized?.Day)
                : null;
    }

    /// <summary>The day of one date.</summary>
    public DayOf? Day(
        TableReader reader,
        string variable,
        int row,
        ParticipantFacts facts,
        PartialDate date,
        Dated dated,
        DateOnly? notBefore
    )
    {
        var day = DayRule.Apply(Protocol.Analysis.PartialDates, date, dated, notBefore);
        if (day is null)
            reader.Report(variable[(variable.IndexOf('.') + 1)..], row, DayRule.Missing(date));
        else if (day.Value.IsImputed)
            Facts.Imputed.Add(new(variable, facts.Id, date, day.Value.Day));
        return day;
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
