using Equipoise.Conduct.TrialLog;

namespace Equipoise.Conduct.Forms;

/// <summary>The forms and the queries of one participant, as they stand.</summary>
public sealed class ParticipantForms
{
    readonly OrderedDictionary<FormPlace, FormState> forms = [];
    readonly List<QueryState> queries = [];

    internal ParticipantForms() { }

    /// <summary>Every form in which something was recorded, in the order in which they were begun.</summary>
    public IReadOnlyList<FormState> All => forms.Values;

    /// <summary>Every query, in the order of their numbers, which count from 1.</summary>
    public IReadOnlyList<QueryState> Queries => queries;

    /// <summary>The form in that place; null when nothing is recorded in it.</summary>
    public FormState? Find(FormPlace place) => forms.GetValueOrDefault(place);

    /// <summary>The query of that number; null when there is none.</summary>
    public QueryState? Query(int number) => number >= 1 && number <= queries.Count ? queries[number - 1] : null;

    /// <summary>The queries of a form that are not closed.</summary>
    public IEnumerable<QueryState> Unclosed(FormPlace place) =>
        queries.Where(query => query.Opened.Place == place && query.Status != QueryStatus.Closed);

    internal void Apply(TrialEvent one)
    {
        switch (one)
        {
            case FormItemRecorded recorded:
                At(recorded.Place).Apply(recorded);
                break;
            case QueryOpened opened:
                queries.Add(new(opened, null, null));
                break;
            case QueryAnswered answered when Query(answered.Query) is { } query:
                queries[answered.Query - 1] = query with { Answered = answered };
                break;
            case QueryClosed closed when Query(closed.Query) is { } query:
                queries[closed.Query - 1] = query with { Closed = closed };
                break;
            case FormAct act:
                At(act.Place).Apply(act);
                break;
        }
    }

    FormState At(FormPlace place)
    {
        if (!forms.TryGetValue(place, out var form))
            forms.Add(place, form = new(place));
        return form;
    }
}
