using System.Text;
using Equipoise.Conduct.Verification;
using Equipoise.TrialLog;

namespace Equipoise.Trial.Tests.Conduct.Attacks;

/// <summary>Every byte of every row of a small log is changed, one at a time, and the row is named each time.</summary>
[Trait("Takes", "time")]
public sealed class EveryByte
{
    [Fact]
    public void Whatever_byte_of_a_log_is_changed_its_row_is_named()
    {
        using var trial = PatinaTrial.WithRandomized();
        var rows = trial.Rows;
        var changes = 0;
        for (var place = 0; place < rows.Length; place++)
        {
            foreach (var changed in Changed(rows[place]))
            {
                LogRow[] tampered = [.. rows[..place], changed, .. rows[(place + 1)..]];
                var report = TrialVerification.Verify(tampered, trial.Conduct.Head, Examples.PatinaProtocol, PatinaTrial.Key);
                report.IsSound.ShouldBeFalse($"{changed}");
                // Problems are told in the order of the rows: one that says it is a later row is told there.
                if (changed.Sequence == rows[place].Sequence)
                    report.Problems[0].Row.ShouldBe(place + 1, $"{changed}");
                else
                    report.Problems.ShouldContain(problem => problem.Row == changed.Sequence, $"{changed}");
                changes++;
            }
        }
        changes.ShouldBeGreaterThan(5_000);
    }

    static IEnumerable<LogRow> Changed(LogRow row)
    {
        yield return row with { Sequence = row.Sequence + 1 };
        yield return row with { Sequence = row.Sequence ^ 64 };
        foreach (var text in Flips(row.RecordedAt))
            yield return row with { RecordedAt = text };
        foreach (var text in Flips(row.By))
            yield return row with { By = text };
        foreach (var text in Flips(row.Kind))
            yield return row with { Kind = text };
        foreach (var text in Flips(row.Payload))
            yield return row with { Payload = text };
        foreach (var text in Flips(row.PreviousHash))
            yield return row with { PreviousHash = text };
        foreach (var text in Flips(row.Hash))
            yield return row with { Hash = text };
    }

    // The lowest bit of every byte, which keeps most letters letters and digits digits: the change that is hardest to see.
    static IEnumerable<string> Flips(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var place = 0; place < bytes.Length; place++)
        {
            bytes[place] ^= 1;
            yield return Encoding.UTF8.GetString(bytes);
            bytes[place] ^= 1;
        }
    }
}
