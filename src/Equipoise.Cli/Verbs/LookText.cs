using Equipoise.Cli.Terminal;
using Equipoise.Design.Monitoring;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The looks of a trial for people.</summary>
static class LookText
{
    public static void Write(TrialProtocol protocol, LooksMade looks, EffectPrior? prior, TextWriter output)
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
            if (outlook.PredictiveWithPrior is { } believed)
                output.WriteLine($"  {believed:0.0%} averaged over what the data and the prior {prior} say");
        }
        if (looks.EndedAt is { } at && looks.Looks[at - 1].IsFutile)
            output.WriteLine(
                at < looks.Looks.Count
                    ? $"  look {at} crossed the binding futility bound, and the trial went on: the one-sided type I error is no "
                        + $"longer held at {(decimal)looks.Plan.Assumptions.OneSidedAlpha * 100:0.###}%."
                    : $"  look {at} crosses the binding futility bound: the type I error holds only if the trial stops here."
            );
        else if (looks.EndedAt is { } success && success < looks.Looks.Count)
            output.WriteLine($"  look {success} crossed the efficacy bound, which decides; what came later is told beside it.");
        if (looks.Conclusion is { } end)
            output.WriteLine(
                $"  allowing for the looks: hazard ratio {Interval(end.HazardRatio)} (median-unbiased, "
                    + $"{(decimal)end.Confidence * 100:0.##}% interval), "
                    + $"one-sided p {end.PValue:F6}"
            );
        if (looks.Overrunning is { } later)
            output.WriteLine(
                $"  with the data that came after (deletion of look {looks.EndedAt}): hazard ratio "
                    + $"{Interval(later.HazardRatio)}, one-sided p {later.PValue:F6}"
            );
        foreach (var convention in looks.Conventions)
            output.WriteLine($"  {convention}");
    }

    public static string Bound(double? z) => z is { } there ? $"{there:F4}" : "-";

    public static string Ratio(double? ratio) => ratio is { } there ? $"{there:F3}" : "-";

    public static string Interval(HazardRatioLimits limits) =>
        $"{limits.Estimate:F3} ({Ratio(limits.Lower)} to {Ratio(limits.Upper)})";
}
