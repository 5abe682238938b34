using Equipoise.Conduct.Record;
using Equipoise.Conduct.Running;

namespace Equipoise.Conduct.Verification;

/// <summary>
/// The rules asked again. Each row's command is told again from its record and put to the table of rights, the clock of the
/// site and the rules, on what was recorded before and with the row's own stamp: what follows must be what was recorded.
/// </summary>
/// <remarks>
/// Deciding is pure, so whatever the rules refuse could not have been recorded: a consent after the randomization, a signature
/// under another sentence or of somebody who has not the right, an amendment of the blocks. What a person answers freely may be
/// another answer, which no rule can tell.
/// </remarks>
sealed class Redecision(TrialRules rules, List<LogProblem> problems)
{
    /// <summary>Decides anew the command that a row came from, and says how many rows are its record.</summary>
    /// <param name="state">What was recorded before.</param>
    /// <param name="run">What one person wrote in one moment.</param>
    /// <param name="at">Which of these rows it is.</param>
    internal int Decide(TrialState state, List<ReadRow> run, int at)
    {
        var first = run[at];
        if (first.Event.AsAsked(new(state, rules, run.Skip(at + 1).Select(row => row.Event))) is not { } command)
        {
            foreach (var problem in KeptAnswer.Problems(first, state))
                Tell(first, problem);
            return 1;
        }
        switch (Deciding.Of(command, state, rules, first.Entry.Stamp))
        {
            case Decision.Refused refused:
                foreach (var (rule, words) in refused.Reasons)
                    Tell(first, $"it could not have been recorded: {rule}: {words}");
                return 1;
            case Decision.Accepted { Events: { Count: > 0 } events }:
                var rows = Compare(state, events, run, at);
                if (run.Skip(at).Take(rows).Any(row => !TypedTexts.IsPlain(row.Json)))
                    foreach (var (rule, words) in TypedTexts.Objections(command))
                        Tell(first, $"it could not have been recorded: {rule}: {words}");
                return rows;
            default:
                Tell(first, "it would not have been recorded: what it says was recorded before");
                return 1;
        }
    }

    /// <summary>Compares what would have been recorded with what was, and says how many rows that were.</summary>
    int Compare(TrialState state, IReadOnlyList<TrialEvent> events, List<ReadRow> run, int at)
    {
        for (var place = 0; place < events.Count; place++)
        {
            if (at + place == run.Count || run[at + place].Event.GetType() != events[place].GetType())
            {
                var row = at + place < run.Count ? run[at + place].Row.Sequence : run[^1].Row.Sequence + 1;
                problems.Add(new(row, $"here a {EventJson.KindOf(events[place])} would have been recorded with the row before"));
                return Math.Max(place, 1);
            }
            Compare(state, events[place], run[at + place]);
        }
        return events.Count;
    }

    void Compare(TrialState state, TrialEvent decided, ReadRow row)
    {
        var kind = row.Row.Kind;
        var expected = decided with { Request = row.Event.Request };
        var bare = row.Event.AsDecided();
        var recorded = ReferenceEquals(bare, row.Event) ? row.Json : EventJson.Write(bare);
        // Most are equal, and then they are written alike.
        var json = expected.Equals(bare) ? recorded : EventJson.Write(expected);
        // What was copied from a text that is gone cannot be compared any more.
        if (json != recorded && !(row.AnyTextGone && WithoutTexts(kind, json) == WithoutTexts(kind, recorded)))
            foreach (var (member, was, wouldBe) in Difference.Between(recorded, json))
                Tell(row, $"its {member} is {was}, and would have been {wouldBe}");
        // What the key adds is not told: nobody learns an arm, or the key, from a row that somebody forged.
        if (rules.HasKey && !ReferenceEquals(bare, row.Event))
            foreach (var (member, _, _) in Difference.Between(row.Json, EventJson.Write(expected.AsWritten(state, rules))))
                Tell(row, $"its {member} is not what the log and the key give");
        var typed = RowTexts.Names(kind, json).Where(name => expected.IsTyped(name, state, rules));
        if (!typed.Order(StringComparer.Ordinal).SequenceEqual(row.Entry.Texts.Order(StringComparer.Ordinal)))
            Tell(row, "of its texts others lie beside it than those that are typed freely");
    }

    static string WithoutTexts(string kind, string json) =>
        RowTexts.TakeOut(kind, json, _ => new TextSeal.Gone("")).Payload;

    void Tell(ReadRow row, string words) => problems.Add(new(row.Row.Sequence, words));
}
