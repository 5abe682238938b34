using Equipoise.Protocol;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Design.Sizing;

/// <summary>The choices on which the numbers of a plan depend, in sentences to be printed with them.</summary>
static class DesignConventions
{
    public static IEnumerable<string> Of(TrialDesign design)
    {
        yield return $"Events by {design.Formula.InWords}, rounded up at the end and to the nearest at interim looks; "
            + "timing for exponential times and dropout, under the assumptions.";
        if (design.Assumptions.IsTimed)
            yield return Timing(design);
        if (design.Assumptions.Looks is not { } looks)
            yield break;
        yield return $"Efficacy bounds: {looks.Efficacy}, spent by "
            + $"{(looks.SpendBy == SpendingClock.Events ? "events" : "the calendar")}. Futility bounds: "
            + $"{Futility(looks.Futility)}.";
        yield return "Z is above 0 when experimental does better; HR and p are what the bound corresponds to with that many "
            + "events. All are one-sided.";
    }

    static string Timing(TrialDesign design)
    {
        var assumed = design.Assumptions;
        var looks = assumed.Looks;
        IEnumerable<string> said =
        [
            .. looks is null
                ? []
                : looks.Waits.Index()
                    .Where(one => one.Item is not null)
                    .Select(one =>
                        $"look {one.Index + 1} is made at the later of {design.Looks[one.Index].WaitsFor} events and {one.Item}"
                    ),
            .. looks is { MonthsApart: > 0 and var apart }
                ? [$"looks are at least {apart:0.##} months apart"]
                : Array.Empty<string>(),
            $"the final analysis {assumed.Cutoff.InWords}",
        ];
        var text = string.Join("; ", said);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}. Events are those expected then, and bounds and power "
            + "are for as many.";
    }

    static string Futility(FutilityRule rule) =>
        rule switch
        {
            FutilityRule.Spending spending => $"{spending.Function}, {Binding(spending.Binding)}",
            FutilityRule.FixedZ fixedZ => $"as given, {Binding(fixedZ.Binding)}",
            _ => "none",
        };

    static string Binding(bool binding) =>
        binding ? "binding: alpha takes credit for them" : "non-binding: alpha holds also if they are not followed";
}
