using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The plan of several endpoints for people: what each needs, and its bounds at every alpha that it may have.</summary>
static class SplitDesignText
{
    public static void Write(TrialProtocol protocol, SplitDesign plan, TextWriter output)
    {
        var split = plan.Split;
        output.WriteLine(
            $"  one-sided alpha {Percent(split.OneSidedAlpha)} for {split.Endpoints.Count} endpoints: {Shares(split)}"
        );
        output.WriteLine($"  {DesignText.People(protocol, plan.Endpoints[0].Sized)}");
        foreach (var endpoint in plan.Endpoints)
            output.WriteLine($"  {Sentence(endpoint)}");
        PrintedTable.On(output).Write(Bounds(plan));
        output.WriteLine($"  looks by month: {Calendar(plan)}");
        foreach (var convention in Conventions(plan).Distinct())
            output.WriteLine($"  {convention}");
    }

    /// <summary>"PFS 0.95%, which passes on to OS; OS 1.55%, which passes on to PFS".</summary>
    public static string Shares(AlphaSplit split) =>
        string.Join(
            "; ",
            split.Endpoints.Select(endpoint =>
                (endpoint.InitialAlpha > 0 ? $"{endpoint.Id} {Percent(endpoint.InitialAlpha)}" : $"{endpoint.Id} none at first")
                + Passes(endpoint)
            )
        );

    static string Passes(SplitEndpoint endpoint)
    {
        var to = endpoint.PassesOn.Where(pair => pair.Value > 0).ToArray();
        return to.Length == 0
            ? ""
            : ", which passes on to "
                + string.Join(
                    " and ",
                    to.Select(pair => pair.Value == 1 ? pair.Key : $"{pair.Key} ({Percent(pair.Value)} of it)")
                );
    }

    static string Sentence(EndpointDesign endpoint)
    {
        var sized = endpoint.Sized;
        var assumed = sized.Assumptions;
        var exact = sized.ExactEvents is { } before ? $" ({before:F1} before rounding up)" : "";
        var more = endpoint
            .ByAlpha.Where(one => one.Level.Alpha != assumed.OneSidedAlpha)
            .Select(one => $", {one.Design.Power:0.0%} at {Percent(one.Level.Alpha)}");
        return $"{endpoint.Endpoint.Id}: {sized.Events} events{exact} give {sized.Power:0.0%} power "
            + $"to {DesignText.Goal(assumed)} at one-sided alpha {Percent(assumed.OneSidedAlpha)}{string.Concat(more)}; "
            + DesignText.Control(assumed);
    }

    static Spectre.Console.Table Bounds(SplitDesign plan)
    {
        var table = PrintedTable.Numbers(
            "Endpoint",
            "Alpha",
            "When",
            "Look",
            "Events",
            "Share",
            "Month",
            "Enrolled",
            "Z",
            "HR",
            "One-sided p",
            "Power by then"
        );
        foreach (var endpoint in plan.Endpoints)
            foreach (var (level, design) in endpoint.ByAlpha.Select(one => (one.Level, one.Design)))
                foreach (var look in design.Looks)
                    table.Row(
                        look.Look == 1 ? endpoint.Endpoint.Id : "",
                        look.Look == 1 ? Percent(level.Alpha) : "",
                        look.Look == 1 ? When(level) : "",
                        $"{look.Look}",
                        $"{look.Events}",
                        $"{look.InformationFraction:0.0%}",
                        $"{look.Months:F1}",
                        $"{look.Participants:F0}",
                        double.IsFinite(look.Efficacy.Z) ? $"{look.Efficacy.Z:F4}" : "-",
                        look.Efficacy.HazardRatio is { } ratio ? $"{ratio:F3}" : "-",
                        double.IsFinite(look.Efficacy.Z) ? DesignText.P(look.Efficacy.NominalP) : "-",
                        $"{look.PowerSpent:F4}"
                    );
        return table;
    }

    /// <summary>"at first", or "after OS".</summary>
    public static string When(AlphaLevel level) =>
        level.Rejected.Count == 0 ? "at first" : $"after {string.Join(", ", level.Rejected)}";

    // In the order in which they are expected: "PFS look 1 in 19.0, OS look 1 in 19.2".
    static string Calendar(SplitDesign plan) =>
        string.Join(
            ", ",
            plan.Endpoints.SelectMany(endpoint => endpoint.Sized.Looks.Select(look => (endpoint.Endpoint.Id, Look: look)))
                .OrderBy(one => one.Look.Months)
                .Select(one => $"{one.Id} look {one.Look.Look} in {one.Look.Months:F1}")
        );

    static IEnumerable<string> Conventions(SplitDesign plan)
    {
        foreach (var endpoint in plan.Endpoints)
            yield return endpoint.Sized.Conventions[0];
        foreach (var endpoint in plan.Endpoints.Where(endpoint => endpoint.Sized.Assumptions.IsTimed))
            yield return $"{endpoint.Endpoint.Id}: {endpoint.Sized.Conventions[1]}";
        foreach (var endpoint in plan.Endpoints.Where(endpoint => endpoint.Sized.Looks.Count > 1))
            yield return $"Efficacy bounds of {endpoint.Endpoint.Id}: {endpoint.Sized.Assumptions.Looks!.Efficacy}, "
                + "spent by events, at whatever alpha it has.";
        if (plan.Endpoints.Any(endpoint => endpoint.ByAlpha.Any(one => one.Level.Rejected.Count > 0)))
            yield return "The alpha of a rejected endpoint passes on by the graph (Bretz and others 2009; with looks, "
                + "Maurer and Bretz 2013): 'after OS' is once OS is rejected.";
        yield return "Power is that of one endpoint alone at that alpha; of all together it hangs on their correlation: "
            + "'equipoise simulate'.";
    }

    public static string Percent(double share) => $"{Math.Round((decimal)share * 100, 8):0.########}%";
}
