namespace Equipoise.Conduct.Forms;

/// <summary>How a query stands.</summary>
/// <param name="Opened">What was asked.</param>
/// <param name="Answered">The answer; null when there is none.</param>
/// <param name="Closed">Its end; null while it goes on.</param>
public sealed record QueryState(QueryOpened Opened, QueryAnswered? Answered, QueryClosed? Closed)
{
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
