using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Design.Sizing;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise look PROTOCOL --events PFS=370 --events OS=240 --z PFS=3.1 --z OS=2.2</c>: several endpoints.</summary>
static class SplitLookVerb
{
    public static int Run(LookAsked asked, Said said)
    {
        if (asked.Months.Length > 0)
            return said.Unusable("--months is for a plan that spends by the calendar; several endpoints spend by events.");
        if (asked.IsFinal)
            return said.Unusable("--final does not say of which endpoint: write --final-of, such as --final-of PFS.");
        if (asked.Protocol.Comparison is not { } arms)
            return said.Unusable($"{asked.Path}: has no design part with one experimental arm, so no look is planned.");
        if (Seen(asked, said) is not { } seen)
            return ExitStatus.Unreadable;
        if (SplitDesign.Of(asked.Protocol) is not SplitOutcome.Planned(var plan))
            return said.Problems($"{asked.Path}: has no plan; 'equipoise design' says why.");
        switch (SplitLooks.Of(plan, arms.Ratio, seen))
        {
            case SplitLooksOutcome.Refused(var reasons):
                return said.Unusable(reasons);
            case SplitLooksOutcome.Assessed(var looks) when asked.AsJson:
                said.Output.WriteLine(Json(looks));
                break;
            case SplitLooksOutcome.Assessed(var looks):
                SplitLookText.Write(asked.Protocol, looks, said.Output);
                break;
        }
        return ExitStatus.Done;
    }

    // What the call says of each endpoint; null after what is wrong with it was listed.
    static IReadOnlyList<EndpointSeen>? Seen(LookAsked asked, Said said)
    {
        List<string> problems = [];
        var events = Named("--events", asked.Events);
        var z = Named("--z", asked.Z);
        string[] final = asked.FinalOf?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        foreach (var (name, endpoints) in new[] { ("--z", z.Select(one => one.Id)), ("--final-of", final) })
            foreach (var id in endpoints.Where(id => events.TrueForAll(one => one.Id != id)))
                problems.Add($"{name} names '{id}', of which no events are given: write --events {id}=129.");
        foreach (var id in z.GroupBy(one => one.Id).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add($"--z names {id} twice: give all its looks at once.");
        List<EndpointSeen> seen = [];
        foreach (var (id, numbers) in events)
        {
            var counts = LookVerb.Counts(numbers);
            if (counts is null)
                problems.Add($"--events of {id} is {numbers}; write whole numbers such as {id}=129,200.");
            var text = z.Find(one => one.Id == id).Numbers ?? "";
            var found = LookVerb.Numbers(text);
            if (found is null)
                problems.Add($"--z of {id} is {text}; write numbers such as {id}=1.5,2.6.");
            seen.Add(new(id, counts ?? [], found ?? [], final.Contains(id)));
        }
        if (problems.Count == 0)
            return seen;
        said.Unusable(problems);
        return null;

        List<(string Id, string Numbers)> Named(string option, IReadOnlyList<string> given)
        {
            List<(string, string)> named = [];
            foreach (var word in given)
                if (word.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } id, var numbers])
                    named.Add((id, numbers));
                else
                    problems.Add(
                        $"{option} is {word}, and the design has several endpoints: write it for each, such as {option} "
                            + $"{asked.Protocol.Design!.Primary}={word}."
                    );
            return named;
        }
    }

    static string Json(SplitLooks looks) =>
        JsonSerializer.Serialize(
            new
            {
                looks.Plan.Split.OneSidedAlpha,
                Endpoints = looks.Endpoints.Select(endpoint => new
                {
                    Endpoint = endpoint.Plan.Endpoint.Id,
                    AlphaNow = endpoint.Decision.Level,
                    endpoint.Decision.IsRejected,
                    SequentialP = endpoint.RepeatedP.Count > 0 ? endpoint.Decision.PValue : (double?)null,
                    AdjustedP = endpoint.RepeatedP.Count > 0 ? endpoint.Decision.AdjustedPValue : (double?)null,
                    endpoint.RepeatedP,
                    PlannedEvents = endpoint.Plan.Sized.Events,
                    IsFinal = endpoint.Looks?.IsFinal,
                    Looks = endpoint.Looks?.Looks.Select(LookVerb.Of),
                    Ahead = endpoint.Looks?.Ahead.Select(LookVerb.Of),
                    ConditionalPower = endpoint.Looks?.Outlook,
                    endpoint.Looks?.EndedAt,
                    endpoint.Looks?.Conclusion,
                }),
                Steps = looks.Outcome.Steps.Select(step => new
                {
                    step.Rejected,
                    Tests = step.Tests.Select(test => new
                    {
                        Endpoint = test.Hypothesis,
                        Alpha = test.Level,
                        test.PValue,
                        EfficacyZ = test.EfficacyZ?.Select(z => double.IsFinite(z) ? z : (double?)null),
                    }),
                }),
            },
            Formats.JsonOptions
        );
}
