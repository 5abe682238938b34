using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>Answers a query that is open. A correction of the value is recorded by itself.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Query">The number of the query.</param>
/// <param name="Text">The answer.</param>
public sealed record AnswerQuery(string Participant, int Query, [property: SeveralLines] string Text) : FormCommand(Participant)
{
    internal override Act Act => Act.AnswerQuery;

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        foreach (var refusal in Wordless(Text, "no-text", "An answer needs words."))
            yield return refusal;
        if (now.Participant.Forms.Query(Query) is not { } query)
        {
            yield return CloseQuery.Unknown(Participant, Query);
            yield break;
        }
        foreach (var refusal in Locked(now, query.Opened.Place))
            yield return refusal;
        if (query.Status == QueryStatus.Closed)
            yield return new("query-closed", $"Query {Query} of {Participant} is closed: open another.");
        else if (query.Answered is { } answered && answered.Text != Text)
            yield return new("query-answered", $"Query {Query} of {Participant} is answered already: open another.");
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        now.Participant.Forms.Query(Query)!.Status == QueryStatus.Open ? [new QueryAnswered(Participant, Query, Text)] : [];
}

/// <summary>A query was answered.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Query">The number of the query.</param>
/// <param name="Text">The answer.</param>
public sealed record QueryAnswered(string Participant, int Query, [FreeText] string Text) : FormEvent
{
    internal override string Says(TrialProtocol protocol) => $"Answer to query {Query}: {Text}";

    internal override TrialCommand AsAsked(Trace trace) => new AnswerQuery(Participant, Query, Text);

    private protected override int? OfQuery => Query;

    private protected override void Apply(ParticipantForms forms, Entry entry) =>
        forms.Change(Query, query => query with { AnswerEntry = entry });
}
