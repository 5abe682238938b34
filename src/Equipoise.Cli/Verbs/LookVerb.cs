using System.CommandLine;
using System.Text.Json;
using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>
/// <c>equipoise look PROTOCOL --events 129,200</c>: the bounds for what was really observed, and what the data promise or say.
/// </summary>
public static class LookVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var events = new Option<string[]>("--events")
        {
            Description =
                "The events observed at each look so far, such as 129,200; of several endpoints, each as PFS=129,200.",
            HelpName = "D,D",
            Required = true,
        };
        var z = new Option<string[]>("--z")
        {
            Description =
                "The log-rank Z found at each look, above 0 in favor of experimental; of several endpoints, each as PFS=1.5,2.1.",
            HelpName = "Z,Z",
            DefaultValueFactory = _ => [],
        };
        var months = new Option<string?>("--months")
        {
            Description = "The month of each look, where the plan spends by the calendar.",
            HelpName = "M,M",
        };
        var final = new Option<bool>("--final")
        {
            Description = "The last look is the final analysis, with fewer events than planned.",
        };
        var finalOf = new Option<string?>("--final-of")
        {
            Description = "Of several endpoints: whose last look is the final analysis, with fewer events than planned.",
            HelpName = "ID,ID",
        };
        var prior = PriorOption.Build("with --z, predictive power with it too");
        var format = Formats.Option();
        var command = new Command(
            "look",
            "At a look: bounds for the events observed, conditional power; at the end, "
                + "estimate and p-value allowing for the looks.\n\n"
                + "Example: equipoise look bench/scenarios/three-looks.yaml --events 210,290 --z 1.5,2.6"
        )
        {
            path,
            events,
            z,
            months,
            final,
            finalOf,
            prior,
            format,
        };
        command.SetAction(parsed =>
        {
            var said = Said.Of(parsed);
            if (Numbers(parsed.GetValue(months) ?? "") is not { } calendar)
                return said.Unusable($"--months is {parsed.GetValue(months)}; write numbers such as 14.8,19.3.");
            EffectPrior? belief = null;
            if (parsed.GetValue(prior) is { } words && (belief = PriorOption.Parse(words)) is null)
                return said.Unusable($"--prior is '{words}'; {PriorOption.Wanted}.");
            if (ProtocolArgument.Read(parsed.GetRequiredValue(path), said) is not { } protocol)
                return ExitStatus.Unreadable;
            var asked = new LookAsked(
                parsed.GetRequiredValue(path),
                protocol,
                parsed.GetRequiredValue(events),
                parsed.GetValue(z) ?? [],
                calendar,
                parsed.GetValue(final),
                parsed.GetValue(finalOf),
                parsed.GetValue(format) == Formats.Json
            )
            {
                Prior = belief,
            };
            if (belief is not null && protocol.Design?.Split is not null)
                return said.Unusable("--prior is of one effect, and the design has several endpoints.");
            return protocol.Design?.Split is null ? RunOne(asked, said) : SplitLookVerb.Run(asked, said);
        });
        return command;
    }

    static int RunOne(LookAsked asked, Said said)
    {
        if (asked.FinalOf is not null)
            return said.Unusable("--final-of is for several endpoints; of one it is --final.");
        foreach (var (name, given) in new[] { ("--events", asked.Events), ("--z", asked.Z) })
            if (given.Count > 1)
                return said.Unusable($"{name} is given {given.Count} times, and the design has one endpoint.");
        var (events, z) = (asked.Events[0], asked.Z.Count > 0 ? asked.Z[0] : "");
        if (Counts(events) is not { } counts)
            return said.Unusable($"--events is {events}; write whole numbers such as 129,200.");
        if (Numbers(z) is not { } found)
            return said.Unusable($"--z is {z}; write numbers such as 1.5,2.6.");
        return Run(asked.Path, asked.Protocol, asked.Prior, counts, found, asked.Months, asked.IsFinal, asked.AsJson, said);
    }

    /// <summary>Whole numbers of events; null when they are none.</summary>
    public static int[]? Counts(string text) =>
        NumberList.Of(text, NumberList.IsCount) is { } counts
            ? Array.ConvertAll(counts, count => (int)count)
            : null;

    static int Run(
        string path,
        TrialProtocol protocol,
        EffectPrior? prior,
        int[] events,
        double[] z,
        double[] months,
        bool isFinal,
        bool asJson,
        Said said
    )
    {
        if (protocol.Design is null || protocol.Comparison is not { } arms)
            return said.Unusable($"{path}: has no design part with one experimental arm, so no look is planned.");
        if (TrialPlanning.Plan(protocol) is not DesignOutcome.Planned(var plan))
            return said.Problems($"{path}: has no plan; 'equipoise design' says why.");
        switch (new LookAssessment(plan, arms.Ratio) { Prior = prior }.Of(events, z, months, isFinal))
        {
            case LookOutcome.Refused(var reason):
                return said.Unusable(reason);
            case LookOutcome.Assessed(var looks) when asJson:
                said.Output.WriteLine(Json(looks));
                break;
            case LookOutcome.Assessed(var looks):
                LookText.Write(protocol, looks, prior, said.Output);
                break;
        }
        return ExitStatus.Done;
    }

    static string Json(LooksMade looks) =>
        JsonSerializer.Serialize(
            new
            {
                PlannedEvents = looks.Plan.Events,
                looks.IsFinal,
                Looks = looks.Looks.Select(Of),
                Ahead = looks.Ahead.Select(Of),
                ConditionalPower = looks.Outlook,
                looks.EndedAt,
                looks.Conclusion,
                looks.Overrunning,
            },
            Formats.JsonOptions
        );

    public static object Of(LookMade look) =>
        new
        {
            look.Events,
            look.EfficacyZ,
            look.EfficacyHazardRatio,
            look.FutilityZ,
            look.AlphaSpent,
            look.Z,
            look.IsEfficacious,
            look.IsFutile,
            RepeatedInterval = look.Repeated,
        };

    public static double[]? Numbers(string text) => text.Length == 0 ? [] : NumberList.Of(text, _ => true);
}

/// <summary>A call of <c>look</c>.</summary>
/// <param name="Path">The file of the protocol.</param>
/// <param name="Protocol">What it says.</param>
/// <param name="Events">Each <c>--events</c>.</param>
/// <param name="Z">Each <c>--z</c>.</param>
/// <param name="Months">The months of the looks.</param>
/// <param name="IsFinal">Whether the last look is final.</param>
/// <param name="FinalOf">Of which endpoints it is.</param>
/// <param name="AsJson">For programs.</param>
sealed record LookAsked(
    string Path,
    TrialProtocol Protocol,
    IReadOnlyList<string> Events,
    IReadOnlyList<string> Z,
    double[] Months,
    bool IsFinal,
    string? FinalOf,
    bool AsJson
)
{
    /// <summary>What was believed of the effect; null for nothing.</summary>
    public EffectPrior? Prior { get; init; }
}
