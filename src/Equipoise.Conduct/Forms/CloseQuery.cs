using Equipoise.Conduct.Record;
using Equipoise.Protocol;

namespace Equipoise.Conduct.Forms;

/// <summary>Closes a query: because it was answered, or for a reason.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Query">The number of the query.</param>
/// <param name="Reason">Why it needs no answer; null when it was answered.</param>
public sealed record CloseQuery(string Participant, int Query, [property: SeveralLines] string? Reason) : FormCommand(Participant)
{
    internal override Act Act => Act.Query;

    internal static Refusal Unknown(string participant, int query) =>
        new("unknown-query", $"{participant} has no query {query}.");

    private protected override IEnumerable<Refusal> Objections(Situation now)
    {
        if (now.Participant.Forms.Query(Query) is not { } query)
        {
            yield return Unknown(Participant, Query);
            yield break;
        }
        foreach (var refusal in Locked(now, query.Opened.Place))
            yield return refusal;
        if (Reason is not null || query.Status == QueryStatus.Open)
            foreach (
                var refusal in Wordless(
                    Reason,
                    "no-reason",
                    $"Query {Query} of {Participant} has no answer: to close it without, say why."
                )
            )
                yield return refusal;
    }

    private protected override IEnumerable<FormEvent> Events(Situation now) =>
        now.Participant.Forms.Query(Query)!.Status == QueryStatus.Closed
            ? []
            : [new QueryClosed(Participant, Query, Reason, Automatic: false)];
}

/// <summary>A query was closed.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Query">The number of the query.</param>
/// <param name="Reason">Why; null when its answer is the reason.</param>
/// <param name="Automatic">Whether the check that had asked found nothing more to ask.</param>
public sealed record QueryClosed(string Participant, int Query, [FreeText] string? Reason, bool Automatic) : FormEvent
{
    internal override string Says(TrialProtocol protocol) => $"Query {Query} was closed{(Reason is null ? "" : $": {Reason}")}";

    internal override TrialCommand? AsAsked(Trace trace) => Automatic ? null : new CloseQuery(Participant, Query, Reason);

    internal override string? WhyNotAsked =>
        Automatic ? "The program closes what it asked when a usual value is recorded." : null;

    private protected override int? OfQuery => Query;

    private protected override void Apply(ParticipantForms forms, Entry entry) =>
        forms.Change(Query, query => query with { ClosingEntry = entry });
}
