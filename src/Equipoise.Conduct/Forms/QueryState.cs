using Equipoise.Conduct.Record;

namespace Equipoise.Conduct.Forms;

/// <summary>How a query stands.</summary>
/// <param name="Entry">The entry of the question: what was asked, by whom, when.</param>
/// <param name="AnswerEntry">The entry of the answer; null when there is none.</param>
/// <param name="ClosingEntry">The entry of its end; null while it goes on.</param>
public sealed record QueryState(Entry Entry, Entry? AnswerEntry, Entry? ClosingEntry)
{
    /// <summary>What was asked.</summary>
    public QueryOpened Opened => (QueryOpened)Entry.Event;

    /// <summary>The answer; null when there is none.</summary>
    public QueryAnswered? Answered => (QueryAnswered?)AnswerEntry?.Event;

    /// <summary>Its end; null while it goes on.</summary>
    public QueryClosed? Closed => (QueryClosed?)ClosingEntry?.Event;

    /// <summary>Open until it is answered, answered until it is closed.</summary>
    public QueryStatus Status =>
        Closed is not null ? QueryStatus.Closed
        : Answered is not null ? QueryStatus.Answered
        : QueryStatus.Open;
}

/// <summary>How far a query came.</summary>
public enum QueryStatus
{
    /// <summary>The site has to answer.</summary>
    Open,

    /// <summary>Whoever asked has to look at the answer.</summary>
    Answered,

    /// <summary>It is done.</summary>
    Closed,
}
