using Equipoise.Cli.Terminal;
using Equipoise.Design.Sizing;
using Equipoise.Protocol;

namespace Equipoise.Cli.Verbs;

/// <summary>The plan of a trial for people, with the table of bounds that reviewers expect.</summary>
static class DesignText
{
    // More are not read one by one.
    const int MostStrata = 4;

    public static void Write(TrialProtocol protocol, TrialDesign design, TextWriter output)
    {
        var assumed = design.Assumptions;
        var exact = design.ExactEvents is { } before ? $" ({before:F1} before rounding up)" : "";
        output.WriteLine(
            $"  {design.Events} events of {assumed.Primary}{exact} give {design.Power:0.0%} power "
                + $"to {Goal(assumed)} at one-sided alpha {(decimal)assumed.OneSidedAlpha * 100:0.############}%"
        );
        output.WriteLine($"  {People(protocol, design, $"{Control(assumed)}, ")}");
        var last = design.Looks[^1];
        output.WriteLine(
            last.Months < assumed.Accrual.Months
                ? $"  the final analysis is expected in month {last.Months:F1}, while enrollment goes on: "
                    + $"{last.Participants:F0} of {design.Participants} will have been enrolled"
                : $"  the final analysis is expected in month {last.Months:F1}; "
                    + $"the last participant will have been followed for {design.MinimumFollowUp:F1} months"
        );
        if (!assumed.IsProportional)
            output.WriteLine($"  the hazard ratio averaged over the events of the final analysis is {design.HazardRatio:F3}");
        if (design.Looks.Count == 1)
        {
            var bound = design.Looks[0].Efficacy;
            output.WriteLine(
                $"  the test succeeds at Z {bound.Z:F4} or above, a hazard ratio of about {bound.HazardRatio:F3} or below"
            );
        }
        else
            WriteLooks(design, output);
        foreach (var line in design.Conventions)
            output.WriteLine($"  {line}");
    }

    /// <summary>Who comes, and how they are lost.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="design">Its plan.</param>
    /// <param name="control">How the control arm fares; nothing where it is said elsewhere.</param>
    public static string People(TrialProtocol protocol, TrialDesign design, string control = "")
    {
        var (arms, assumed) = (protocol.Comparison!, design.Assumptions);
        return $"{design.Participants} participants over {assumed.Accrual.Months:0.#} months, "
            + $"{arms.Experimental.Ratio}:{arms.Control.Ratio} experimental to control; {control}{assumed.Dropout}"
            + (double.IsFinite(assumed.FollowUpMonths) ? $", each followed for {assumed.FollowUpMonths:0.#} months" : "");
    }

    static void WriteLooks(TrialDesign design, TextWriter output)
    {
        var effect = design.Assumptions.IsProportional ? $"HR {design.HazardRatio}" : "as assumed";
        var table = PrintedTable.Numbers(
            "Look",
            "Events",
            "Share",
            "Month",
            "Enrolled",
            "Stop for",
            "Z",
            "HR",
            "One-sided p",
            $"Crossed by then, HR {design.Assumptions.Margin}",
            effect
        );
        foreach (var look in design.Looks)
        {
            Add(look, "efficacy", look.Efficacy, first: true);
            if (look.Futility is { } futility && look.Look < design.Looks.Count)
                Add(look, "futility", futility, first: false);
        }
        PrintedTable.On(output).Write(table);
        var (with, without) = (design.UnderAlternative, design.UnderNull);
        output.WriteLine(
            $"  expected at the end: {with.Events:F1} events in month {with.Months:F1} if {effect}, "
                + $"{without.Events:F1} in month {without.Months:F1} if HR {design.Assumptions.Margin}"
        );

        void Add(DesignLook look, string what, BoundAtLook bound, bool first) =>
            table.Row(
                first ? $"{look.Look}" : "",
                first ? $"{look.Events}" : "",
                first ? $"{look.InformationFraction:0.0%}" : "",
                first ? $"{look.Months:F1}" : "",
                first ? $"{look.Participants:F0}" : "",
                what,
                double.IsFinite(bound.Z) ? $"{bound.Z:F4}" : "-",
                bound.HazardRatio is { } ratio ? $"{ratio:F3}" : "-",
                double.IsFinite(bound.Z) ? P(bound.NominalP) : "-",
                $"{bound.CrossedUnderNull:F4}",
                $"{bound.CrossedUnderAlternative:F4}"
            );
    }

    // Five decimals of an early look would be 0.
    public static string P(double p) => p < 0.0001 ? $"{p:0.00e-0}" : $"{p:F5}";

    public static string Goal(DesignAssumptions assumed) =>
        assumed.Margin == 1
            ? $"find a hazard ratio of {assumed.Effect}"
            : $"rule out a hazard ratio of {assumed.Margin} when it is {assumed.Effect}";

    public static string Control(DesignAssumptions assumed) =>
        assumed.Strata.Count switch
        {
            1 => $"control median {Median(assumed.Strata[0].Control)}",
            > MostStrata => $"control medians {Range(assumed)} in {assumed.Strata.Count} strata",
            _ => "control medians "
                + string.Join(", ", assumed.Strata.Select(stratum => $"{Median(stratum.Control)} in {stratum.Share:0.#%}")),
        };

    static string Range(DesignAssumptions assumed)
    {
        var ordered = assumed.Strata.Select(stratum => stratum.Control).OrderBy(hazard => hazard.TimeOf(Math.Log(2))).ToArray();
        var (shortest, longest) = (Median(ordered[0]), Median(ordered[^1]));
        return shortest == longest ? shortest : $"{shortest} to {longest}";
    }

    static string Median(PiecewiseHazard hazard) =>
        hazard.TimeOf(Math.Log(2)) is var months && double.IsFinite(months) ? $"{months:0.#} months" : "never reached";
}
