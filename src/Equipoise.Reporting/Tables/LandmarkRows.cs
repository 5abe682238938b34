using Equipoise.Analysis.Results;
using Equipoise.Analysis.TimeToEvent;
using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Tables;

/// <summary>The differences to the control at the landmarks, with their P values where the plan has a test.</summary>
static class LandmarkRows
{
    public static IEnumerable<Row> Of(Manuscript m, LandmarkResults of, string[] arms)
    {
        var times = m.GroupsOf(By.Time, of);
        if (times.Count == 0)
            yield break;
        yield return Row.Heading(
            m.Say($"Difference in percentage points ({m.Names.Confidence(of.Endpoint)} CI) at"),
            arms.Length
        );
        foreach (var time in times)
            yield return ToControl(m, time, arms, arm => m.Interval(of.Difference(arm, time.Id)));
        if (!arms.Any(arm => m.Has(of.PTwoSided(arm, times[0].Id))))
            yield break;
        yield return Row.Heading(m.Say("Difference, two-sided P at"), arms.Length);
        foreach (var time in times)
            yield return ToControl(m, time, arms, arm => m.Number(of.PTwoSided(arm, time.Id)));
    }

    static Row ToControl(Manuscript m, Group time, string[] arms, Func<string, BoundText> of) =>
        Row.OfNumbers(
            m.Say($"{m.Names.Group(By.Time, time.Id)}"),
            arms.Select(arm => arm == m.Protocol.Control.Id ? m.Say("Reference") : of(arm)),
            isPart: true
        );
}
