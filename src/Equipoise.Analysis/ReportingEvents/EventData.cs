using System.Globalization;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Results;
using Equipoise.Datasets;

namespace Equipoise.Analysis.ReportingEvents;

/// <summary>The data sets of a reporting event, with the rules of its sets, subsets and groups made into questions.</summary>
/// <param name="data">The data sets, by upper-case name.</param>
/// <param name="rules">The rules to which others refer, by id.</param>
sealed class EventData(IReadOnlyDictionary<string, Table> data, IReadOnlyDictionary<string, WhereClause> rules)
{
    /// <summary>The data set that has one row for each participant.</summary>
    public const string OfParticipants = "ADSL";

    /// <summary>The identifier by which records belong to participants.</summary>
    public const string Identifier = "USUBJID";

    readonly Dictionary<string, int[]> participants = [];

    /// <summary>Whether there is such a variable.</summary>
    public bool Has(string dataset, string variable) => data.GetValueOrDefault(dataset)?.Has(variable) == true;

    /// <summary>How many records the data set has.</summary>
    public int Count(string dataset) => data[dataset].RowCount;

    /// <summary>The text of a variable in each record.</summary>
    public Func<int, string> Text(string dataset, string variable) => new TableReader(data[dataset], []).TextOrBlank(variable);

    /// <summary>The number of a variable in each record; NaN where it is missing.</summary>
    public Func<int, double> Number(string dataset, string variable) =>
        new TableReader(data[dataset], []).NumberOrMissing(variable);

    /// <summary>The row in ADSL of each record; -1 for a participant who is not there.</summary>
    public int[] ParticipantsOf(string dataset)
    {
        if (participants.TryGetValue(dataset, out var known))
            return known;
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var (id, of) = (Text(OfParticipants, Identifier), Text(dataset, Identifier));
        for (var row = 0; row < Count(OfParticipants); row++)
            rows.TryAdd(id(row), row);
        return participants[dataset] =
        [
            .. Enumerable.Range(0, Count(dataset)).Select(row => rows.GetValueOrDefault(of(row), -1)),
        ];
    }

    /// <summary>
    /// Whether each record meets a rule; null where that cannot be said of it, because the rule is about another data set.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="dataset">The data set of the records. Of its participants ADSL is known too.</param>
    public Func<int, bool?> Asks(WhereClause rule, string dataset)
    {
        switch (rule)
        {
            case WhereClause.Reference reference:
                return Asks(rules[reference.Id], dataset);
            case WhereClause.Compound compound:
                Func<int, bool?>[] parts = [.. compound.Clauses.Select(clause => Asks(clause, dataset))];
                return compound.Operator switch
                {
                    LogicalOperator.Not => record => !parts[0](record),
                    LogicalOperator.And => record => Joined(parts, record, decides: false),
                    _ => record => Joined(parts, record, decides: true),
                };
            case WhereClause.Condition condition:
                var of = condition.Dataset.Length == 0 ? dataset : condition.Dataset;
                if (of == dataset)
                    return Compared(condition, of);
                if (of != OfParticipants)
                    return _ => null;
                var (ask, rows) = (Compared(condition, of), ParticipantsOf(dataset));
                return record => rows[record] < 0 ? false : ask(rows[record]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Kleene's logic: one part that decides is enough; else all must be known.</summary>
    static bool? Joined(Func<int, bool?>[] parts, int record, bool decides)
    {
        var unknown = false;
        foreach (var part in parts)
        {
            var answer = part(record);
            if (answer == decides)
                return decides;
            unknown |= answer is null;
        }
        return unknown ? null : !decides;
    }

    Func<int, bool?> Compared(WhereClause.Condition condition, string dataset)
    {
        var text = Text(dataset, condition.Variable);
        var number = data[dataset].Find(condition.Variable) as NumberColumn;
        return condition.Comparator switch
        {
            Comparator.Equal or Comparator.In => record => IsAny(record),
            Comparator.NotEqual or Comparator.NotIn => record => !IsAny(record),
            _ => record => Ordered(record),
        };

        bool IsAny(int record) =>
            condition.Values.Any(value => number is null ? text(record) == value : Same(number[record], value));

        // A missing value meets no comparison of size.
        bool Ordered(int record)
        {
            var value = condition.Values[0];
            int order;
            if (Parsed(text(record)) is { } size && Parsed(value) is { } bound)
                order = size.CompareTo(bound);
            else if (text(record).Length == 0)
                return false;
            else
                order = string.CompareOrdinal(text(record), value);
            return condition.Comparator switch
            {
                Comparator.Greater => order > 0,
                Comparator.GreaterOrEqual => order >= 0,
                Comparator.Less => order < 0,
                _ => order <= 0,
            };
        }
    }

    static bool Same(double number, string value) =>
        double.IsNaN(number) ? value is "" or "." : Parsed(value) is { } parsed && parsed == number;

    static double? Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
