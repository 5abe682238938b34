using System.Collections.Immutable;
using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Forms;

/// <summary>The forms and the queries of one participant, as they stand.</summary>
public sealed class ParticipantForms : Part
{
    ImmutableDictionary<FormPlace, int> places = ImmutableDictionary<FormPlace, int>.Empty;
    ImmutableList<FormState> forms = [];
    ImmutableList<QueryState> queries = [];
    ImmutableList<AnswerCodeState> codes = [];

    /// <summary>Every form in which something was recorded, in the order in which they were begun.</summary>
    public IReadOnlyList<FormState> All => forms;

    /// <summary>Every query, in the order of their numbers, which count from 1.</summary>
    public IReadOnlyList<QueryState> Queries => queries;

    /// <summary>Every code that was given for a form of the participant's own, in the order of their numbers from 1.</summary>
    public IReadOnlyList<AnswerCodeState> Codes => codes;

    /// <summary>The code that was given last for a form; null when none was.</summary>
    public AnswerCodeState? CodeFor(FormPlace place) => codes.LastOrDefault(code => code.Given.Place == place);

    /// <summary>The form in that place; null when nothing is recorded in it.</summary>
    public FormState? Find(FormPlace place) => places.TryGetValue(place, out var number) ? forms[number] : null;

    /// <summary>The query of that number; null when there is none.</summary>
    public QueryState? Query(int number) => number >= 1 && number <= queries.Count ? queries[number - 1] : null;

    /// <summary>The queries of a form that are not closed.</summary>
    public IEnumerable<QueryState> Unclosed(FormPlace place) =>
        queries.Where(query => query.Opened.Place == place && query.Status != QueryStatus.Closed);

    internal void Change(FormPlace place, Func<FormState, FormState> change)
    {
        if (places.TryGetValue(place, out var number))
            forms = forms.SetItem(number, change(forms[number]));
        else
        {
            places = places.Add(place, forms.Count);
            forms = forms.Add(change(new(place)));
        }
    }

    internal void Give(AnswerCodeState code) => codes = codes.Add(code);

    internal void UseCode(int number)
    {
        if (number >= 1 && number <= codes.Count)
            codes = codes.SetItem(number - 1, codes[number - 1] with { IsUsed = true });
    }

    internal void Ask(QueryState query) => queries = queries.Add(query);

    internal void Change(int query, Func<QueryState, QueryState> change)
    {
        if (Query(query) is { } asked)
            queries = queries.SetItem(query - 1, change(asked));
    }
}

/// <summary>The forms of a participant.</summary>
public static class FormsState
{
    extension(ParticipantState who)
    {
        /// <summary>The forms and the queries.</summary>
        public ParticipantForms Forms => who.Part<ParticipantForms>();
    }
}
