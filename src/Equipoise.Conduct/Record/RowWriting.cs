using Equipoise.TrialLog;

namespace Equipoise.Conduct.Record;

/// <summary>Makes the row that says an event, with the texts that lie beside it.</summary>
static class RowWriting
{
    /// <summary>The row that follows that head and says this.</summary>
    /// <param name="head">The end of the log.</param>
    /// <param name="stamp">Who says it, and when.</param>
    /// <param name="one">What is said.</param>
    /// <param name="asKept">How the text of a name is kept; null for one that stays in the row.</param>
    /// <param name="asWritten">Its JSON as an earlier program wrote it; null for as this one writes it.</param>
    internal static LogRow Row(
        LogHead head,
        Stamp stamp,
        TrialEvent one,
        Func<string, TextSeal?> asKept,
        Func<string, string>? asWritten = null
    )
    {
        var (kind, json) = (EventJson.KindOf(one), EventJson.Write(one));
        var (payload, texts) = RowTexts.TakeOut(kind, asWritten?.Invoke(json) ?? json, asKept);
        var row = HashChain.Seal(head, stamp, kind, payload);
        return texts.Count == 0 ? row : row with { Texts = texts };
    }

    /// <summary>The rows of events that are written as what is said now, in their order.</summary>
    internal static IReadOnlyList<LogRow> Rows(TrialState trial, TrialRules rules, Stamp stamp, IReadOnlyList<TrialEvent> events)
    {
        List<LogRow> rows = new(events.Count);
        var (end, salts) = (trial.Head, Salts.Of(trial, rules));
        foreach (var one in events)
        {
            var next = end.Sequence + 1;
            rows.Add(Row(end, stamp, one, Kept));
            end = LogHead.Of(rows[^1]);

            TextSeal? Kept(string name) => one.IsTyped(name, trial, rules) ? new TextSeal.Salted(salts(next, name)) : null;
        }
        return rows;
    }
}
