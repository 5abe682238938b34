using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The looks of a trial for people.</summary>
static class LookText
{
    public static void Write(TrialProtocol protocol, LooksMade looks, TextWriter output)
    {
        output.WriteLine(
            $"  {protocol.Trial.Id}, {protocol.Design!.Primary}: {looks.Looks[^1].Events} of {looks.Plan.Events} planned events"
                + (looks.IsFinal ? ", the final analysis" : "")
        );
        var table = PrintedTable.Numbers(
            "Look",
            "Events",
            "Alpha spent",
            "Efficacy Z",
            "HR",
            "Futility Z",
            "Z",
            "HR (repeated interval)",
            ""
        );
        foreach (var (k, look) in looks.Looks.Index())
            table.Row(
                $"{k + 1}",
                $"{look.Events}",
                $"{look.AlphaSpent:F6}",
                Bound(look.EfficacyZ),
                Ratio(look.EfficacyHazardRatio),
                Bound(look.FutilityZ),
                look.Z is { } z ? $"{z:F4}" : "",
                look.Repeated is { } interval ? Interval(interval) : "",
                look.IsEfficacious == true ? "efficacy"
                    : look.IsFutile ? "futility"
                    : ""
            );
        foreach (var (k, look) in looks.Ahead.Index())
            table.Row(
                $"{looks.Looks.Count + k + 1}",
                $"{look.Events}",
                $"{look.AlphaSpent:F6}",
                Bound(look.EfficacyZ),
                Ratio(look.EfficacyHazardRatio),
                Bound(look.FutilityZ),
                "",
                "",
                "to come"
            );
        PrintedTable.On(output).Write(table);
        if (looks.Outlook is { } outlook)
        {
            output.WriteLine(
                $"  probability of success from here: {outlook.Trend:0.0%} if the effect is as it looks now, "
                    + $"{outlook.Design:0.0%} if as planned,"
            );
            output.WriteLine(
                $"  {outlook.None:0.0%} if there is none; {outlook.Predictive:0.0%} averaged over what the data say (flat prior)"
            );
        }
        if (looks.Conclusion is { } end)
            output.WriteLine(
                $"  allowing for the looks: hazard ratio {Interval(end.HazardRatio)} (median-unbiased, "
                    + $"{(decimal)end.Confidence * 100:0.##}% interval), "
                    + $"one-sided p {end.PValue:F6}"
            );
        foreach (var convention in looks.Conventions)
            output.WriteLine($"  {convention}");
    }

    static string Bound(double? z) => z is { } there ? $"{there:F4}" : "-";

    static string Ratio(double? ratio) => ratio is { } there ? $"{there:F3}" : "-";

    static string Interval(HazardRatioLimits limits) => $"{limits.Estimate:F3} ({Ratio(limits.Lower)} to {Ratio(limits.Upper)})";
}
