using System.CommandLine;
using System.Text.Json;
using Equipoise.Cli.Work;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary><c>equipoise design PROTOCOL</c>: how many events, how many participants, how long.</summary>
public static class DesignVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("PROTOCOL") { Description = "The protocol file." };
        var format = Formats.Option();
        var command = new Command(
            "design",
            "Size the trial: events, participants, power, expected timing.\n\nExample: equipoise design examples/patina/protocol.yaml"
        )
        {
            path,
            format,
        };
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(path), asJson: parsed.GetValue(format) == Formats.Json, Said.Of(parsed))
        );
        return command;
    }

    static int Run(string path, bool asJson, Said said)
    {
        if (ProtocolArgument.Read(path, said) is not { } protocol)
            return ExitStatus.Unreadable;
        if (protocol.Design is null)
            return said.Unusable($"{path}: has no design part, so there is nothing to size.");
        if (protocol.Experimental.Count() != 1)
            return said.Unusable($"{path}: has {protocol.Experimental.Count()} experimental arms; one can be sized.");
        var design = FixedDesign.For(protocol);
        if (asJson)
            said.Output.WriteLine(Json(design));
        else
            Print(protocol, design, said.Output);
        return ExitStatus.Done;
    }

    internal static void Print(TrialProtocol protocol, FixedDesign design, TextWriter output)
    {
        var assumptions = protocol.Design!;
        output.WriteLine(
            $"  {design.Events} events of {assumptions.Primary} ({design.ExactEvents:F1} before rounding up) give {design.Power:0.0%} power"
        );
        output.WriteLine($"  to find a hazard ratio of {assumptions.HazardRatio} at one-sided alpha {design.OneSidedAlpha:0.0%}");
        output.WriteLine(
            $"  {design.Participants} participants over {assumptions.Accrual.Months:0.#} months; the events are expected in month {design.ExpectedMonths:F1}"
        );
        output.WriteLine($"  (control median {Math.Log(2) / assumptions.Strata[0].Control.Pieces[0].Hazard:0.#} months, {assumptions.YearlyDropout:0%} lost a year)");
        output.WriteLine(
            $"  the test succeeds at Z {design.CriticalZ:F4} or above, a hazard ratio of about {design.CriticalHazardRatio:F3} or below"
        );
        output.WriteLine($"  {FixedDesign.Method}");
    }

    static string Json(FixedDesign design) =>
        JsonSerializer.Serialize(
            new
            {
                design.Events,
                design.Participants,
                design.Power,
                design.OneSidedAlpha,
                Looks = new[]
                {
                    new
                    {
                        Look = 1,
                        InformationFraction = 1,
                        design.Events,
                        Months = double.IsFinite(design.ExpectedMonths) ? design.ExpectedMonths : (double?)null,
                        EfficacyZ = design.CriticalZ,
                        EfficacyHazardRatio = design.CriticalHazardRatio,
                        FutilityZ = (double?)null,
                        AlphaSpent = design.OneSidedAlpha,
                        PowerSpent = design.Power,
                    },
                },
            },
            Formats.JsonOptions
        );
}
