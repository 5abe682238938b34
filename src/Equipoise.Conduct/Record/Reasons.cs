namespace Equipoise.Conduct.Record;

/// <summary>Why somebody does what others will ask about.</summary>
static class Reasons
{
    /// <summary>What is wrong with a reason; null when nothing is.</summary>
    internal static Refusal? Against(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new("no-reason", "Say why: this stays in the log for ever.") : null;
}
