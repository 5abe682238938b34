using Equipoise.Reporting.Documents;
using Equipoise.Reporting.Plans;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>The choices on which a plan rests, the papers behind them, and where its numbers are.</summary>
static class PlanProvenance
{
    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new(
            "provenance",
            m.Say("What these numbers are"),
            [
                new Items([
                    .. m.Conventions.All.Select(convention => m.Say($"{Names.Convention(convention)}")),
                    m.Say(
                        $"Every number carries its address, which shows when the pointer rests on it. It is where "
                            + $"{BoundText.Code("equipoise design --format json")} has it: "
                            + $"{BoundText.Code("Design.Looks/efficacyZ[look=…]")} is {BoundText.Code("efficacyZ")} of that look."
                    ),
                ]),
                new Items([.. plan.Design.References.Select(BoundText.AsGiven)], Name: "References"),
                new Facts(
                    [
                        new("Program", BoundText.AsGiven(plan.Program)),
                        new("Protocol SHA-256", BoundText.AsGiven(plan.Protocol.Sha256)),
                    ],
                    IsStacked: true
                ),
            ]
        );
}
