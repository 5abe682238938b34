using Equipoise.Reporting.Markup;
using Equipoise.Reporting.Pages;
using Equipoise.Reporting.Quoting;

namespace Equipoise.Reporting.Planning;

/// <summary>The choices on which a plan rests, the papers behind them, and where its numbers are.</summary>
static class PlanProvenance
{
    public static Section Of(PlannedTrial plan, Manuscript m) =>
        new(
            "provenance",
            new("What these numbers are"),
            Html.Of(
                $"""
                <ul class="conventions">
                {m.Conventions.All.Select(convention => Html.Of($"<li>{m.Say($"{{{{convention:{convention.Id}}}}}")}</li>\n"))}<li>Every number carries its address, which shows when the pointer rests on it. It is where <code>equipoise design --format json</code> has it: <code>Design.Looks/efficacyZ[look=…]</code> is <code>efficacyZ</code> of that look.</li>
                </ul>
                <ul class="conventions" aria-label="References">
                {plan.Design.References.Select(reference => Html.Of($"<li>{reference}</li>\n"))}</ul>
                <dl class="identity stacked">
                {Document.Fact("Program", plan.Program)}{Document.Fact("Protocol SHA-256", plan.Protocol.Sha256)}</dl>

                """
            )
        );
}
