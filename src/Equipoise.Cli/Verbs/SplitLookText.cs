using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;
using static Equipoise.Cli.Verbs.LookText;
using static Equipoise.Cli.Verbs.SplitDesignText;

namespace Equipoise.Cli.Verbs;

/// <summary>The looks of several endpoints for people: which are rejected, in which order, and the alpha of each now.</summary>
static class SplitLookText
{
    public static void Write(TrialProtocol protocol, SplitLooks looks, TextWriter output)
    {
        var split = looks.Plan.Split;
        output.WriteLine($"  {protocol.Trial.Id}: one-sided alpha {Percent(split.OneSidedAlpha)}; {Shares(split)}");
        var table = PrintedTable.Numbers(
            "Endpoint",
            "Alpha now",
            "Look",
            "Events",
            "Alpha spent",
            "Efficacy Z",
            "HR",
            "Z",
            "HR (repeated interval)",
            "Repeated p",
            ""
        );
        foreach (var endpoint in looks.Endpoints)
            Rows(table, endpoint);
        PrintedTable.On(output).Write(table);
        var seen = looks.Endpoints.Where(one => one.RepeatedP.Count > 0).Select(one => one.Plan.Endpoint.Id).ToHashSet();
        // Who was not looked at has no p-value to tell.
        foreach (var step in looks.Outcome.Steps.Where(step => step.Tests.Any(test => seen.Contains(test.Hypothesis))))
            output.WriteLine($"  {step with { Tests = [.. step.Tests.Where(test => seen.Contains(test.Hypothesis))] }}");
        foreach (var endpoint in looks.Endpoints)
            foreach (var sentence in Sentences(endpoint))
                output.WriteLine($"  {sentence}");
        foreach (var convention in looks.Conventions)
            output.WriteLine($"  {convention}");
    }

    static void Rows(Spectre.Console.Table table, EndpointLooks endpoint)
    {
        var (id, alpha) = (endpoint.Plan.Endpoint.Id, Percent(endpoint.Decision.Level));
        if (endpoint.Looks is not { } made)
        {
            var events = endpoint.Seen is { } seen ? string.Join(", ", seen.Events) : "";
            table.Row(id, alpha, "", events, "", "", "", "", "", "", endpoint.Seen is null ? "no look yet" : "no alpha yet");
            return;
        }
        foreach (var (k, look) in made.Looks.Concat(made.Ahead).Index())
            table.Row(
                k == 0 ? id : "",
                k == 0 ? alpha : "",
                $"{k + 1}",
                $"{look.Events}",
                $"{look.AlphaSpent:F6}",
                Bound(look.EfficacyZ),
                Ratio(look.EfficacyHazardRatio),
                look.Z is { } z ? $"{z:F4}" : "",
                look.Repeated is { } interval ? Interval(interval) : "",
                RepeatedAt(endpoint, k, made.Looks.Count) is { } p ? $"{p:G4}" : "",
                k >= made.Looks.Count ? "to come"
                    : look.IsEfficacious == true ? "rejected"
                    : ""
            );
    }

    /// <summary>Of the k-th look that was made; null where it does not count.</summary>
    public static double? RepeatedAt(EndpointLooks endpoint, int k, int made)
    {
        var at = k - (made - endpoint.RepeatedP.Count);
        return k < made && at >= 0 && at < endpoint.RepeatedP.Count ? endpoint.RepeatedP[at] : null;
    }

    static IEnumerable<string> Sentences(EndpointLooks endpoint)
    {
        var (id, decision) = (endpoint.Plan.Endpoint.Id, endpoint.Decision);
        if (endpoint.RepeatedP.Count > 0)
            yield return $"{id}: {(decision.IsRejected ? "rejected" : "not rejected")} at alpha {Percent(decision.Level)}; "
                + $"sequential p {decision.PValue:G4}, adjusted for all endpoints {decision.AdjustedPValue:G4}";
        if (endpoint.Looks?.Outlook is { } outlook)
            yield return $"{id}: probability of success from here at that alpha {outlook.Trend:0.0%} if the effect is "
                + $"as it looks now, {outlook.Design:0.0%} if as planned, {outlook.None:0.0%} if there is none";
        if (endpoint.Looks?.Conclusion is { } end)
            yield return $"{id}: allowing for its looks: hazard ratio {Interval(end.HazardRatio)} (median-unbiased, "
                + $"{(decimal)end.Confidence * 100:0.##}% interval), one-sided p {end.PValue:G4}";
    }
}
