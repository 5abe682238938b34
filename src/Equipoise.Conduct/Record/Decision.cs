using System.Text.Json.Serialization;

namespace Equipoise.Conduct.Record;

/// <summary>What became of a command: events to record, or the reasons why not.</summary>
public abstract record Decision
{
    Decision() { }

    /// <summary>The command stands, and these events say what changed.</summary>
    /// <param name="Events">The events in order; empty when the same was already recorded, so nothing is written twice.</param>
    public sealed record Accepted(IReadOnlyList<TrialEvent> Events) : Decision
    {
        /// <summary>Whether the log already said exactly this.</summary>
        public bool AlreadyRecorded => Events.Count == 0;

        /// <summary>
        /// Whether the request was answered before, and this is that answer told again: nothing was recorded now.
        /// </summary>
        public bool IsRepeat { get; init; }
    }

    /// <summary>The command does not stand; nothing is recorded.</summary>
    /// <param name="Reasons">Every reason found, at least one.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : Decision;
}

/// <summary>One reason why a command was refused.</summary>
/// <param name="Rule">A stable name of the rule for programs, such as "no-consent".</param>
/// <param name="Words">What to tell the person at the site: what is wrong and, where it helps, what would be right.</param>
public sealed record Refusal(string Rule, [FreeText] string Words)
{
    /// <summary>
    /// The question of a form that it is about, as <c>ItemPlace</c> prints it: "systolic", "condition (2)"; null for the whole.
    /// For the page that was refused, and no part of a refusal that is kept.
    /// </summary>
    [JsonIgnore]
    public string? About { get; init; }

    /// <summary>The words.</summary>
    public override string ToString() => Words;
}
