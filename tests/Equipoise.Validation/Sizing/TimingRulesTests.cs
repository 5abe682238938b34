using System.Text;
using Equipoise.Design.Monitoring;
using Equipoise.Design.Sizing;
using Equipoise.Protocol.Reading;

namespace Equipoise.Validation.Sizing;

/// <summary>Analyses that wait for events and a time, and the probability of success averaged over a prior, against R.</summary>
public sealed class TimingRulesTests
{
    static readonly Expected timing = Expected.Read("timing-rules");
    static readonly Expected assurance = Expected.Read("assurance");
    static readonly string threeLooks = File.ReadAllText(Repository.At("bench", "scenarios", "three-looks.yaml"));
    static readonly string oneLook = File.ReadAllText(Repository.At("bench", "scenarios", "benchmark.yaml"));

    [Fact]
    public void A_final_analysis_that_waits_is_when_and_of_how_many_R_expects()
    {
        var agreement = new Agreement(
            "Timing rules: months, events and power of one analysis that waits for events and a time",
            timing.Call("integrate of the events over uniform entry, uniroot for the month, pnorm(log(1/0.75) sqrt(d)/2 - qnorm(0.975))")
        );
        foreach (
            var (name, rule) in (
                (string, string)[])
                [
                    ("later of 300 and 24 after the last", "the later of 300 events and 24 months after the last participant"),
                    ("later of 400 and month 20", "the later of 400 events and month 20"),
                    ("400 at the latest in 20", "at 400 events, at the latest in month 20"),
                    (
                        "later of 400 and month 12 at the latest in 20",
                        "the later of 400 events and month 12, at the latest in month 20"
                    ),
                    ("400 at the latest in 48", "at 400 events, at the latest in month 48"),
                ]
        )
        {
            var plan = Plan(oneLook, ("cutoff: at 400 events", $"cutoff: {rule}"));
            agreement.Within(1e-10, name, plan.Looks[0].Months, timing[name, "month"]);
            agreement.Exactly(name, plan.Events, timing[name, "events"]);
            agreement.Within(1e-12, name, plan.Power, timing[name, "power"]);
        }
        agreement.ShouldBeComplete(atLeast: 15);
    }

    [Fact]
    public void Looks_that_keep_apart_or_wait_have_the_bounds_and_the_power_of_R()
    {
        var agreement = new Agreement(
            "Timing rules: months, events, bounds and power of three looks that keep apart or wait for a time",
            timing.Call("integrate, uniroot over pmvnorm(algorithm = TVPACK(1e-14)), Lan-DeMets O'Brien-Fleming spending")
        );
        const string At = "at: [50%, 75%, 100%]";
        Compare("6 months apart", Plan(threeLooks, (At, $"{At}\n    apart: 6 months")));
        Compare(
            "looks that wait",
            Plan(threeLooks, (At, "at: [the later of 50% and month 18, the later of 75% and 6 months after the last participant, 100%]"))
        );
        agreement.ShouldBeComplete(atLeast: 20);

        void Compare(string name, TrialDesign plan)
        {
            foreach (var look in plan.Looks)
            {
                agreement.Within(1e-10, $"{name} {look.Look}", look.Months, timing[name, $"month.{look.Look}"]);
                agreement.Exactly($"{name} {look.Look}", look.Events, timing[name, $"events.{look.Look}"]);
                agreement.Within(1e-9, $"{name} {look.Look}", look.Efficacy.Z, timing[name, $"z.{look.Look}"]);
            }
            agreement.Within(1e-9, name, plan.Power, timing[name, "power"]);
        }
    }

    [Fact]
    public void Assurance_and_predictive_power_with_a_prior_are_the_integrals_of_R()
    {
        var agreement = new Agreement(
            "Assurance of a plan, and predictive power of its looks with a prior",
            assurance.Call("integrate(dnorm * power by pmvnorm(algorithm = TVPACK(1e-14)))")
        );
        var plan = Plan(threeLooks);
        foreach (var (ratio, lower, upper) in ((double, double, double)[])[(0.75, 0.6, 0.94), (0.8, 0.6, 1.0667), (0.75, 0.74999, 0.75001)])
        {
            var prior = EffectPrior.Of(ratio, lower, upper)!;
            var name = FormattableString.Invariant($"{ratio} ({lower} to {upper})");
            agreement.Within(1e-9, name, prior.Assurance(plan), assurance[name, "assurance"]);
        }
        var earlier = EffectPrior.Of(0.75, 0.6, 0.94)!;
        agreement.Within(1e-9, "one look", earlier.Assurance(Plan(oneLook)), assurance["one look", "assurance"]);
        foreach (var z in (double[])[0.5, 1.5, 2.5])
        {
            var looks = new LookAssessment(plan, 1) { Prior = earlier }.Of([200], [z], [], isFinal: false);
            var name = FormattableString.Invariant($"Z {z} at 200");
            agreement.Within(
                1e-9,
                name,
                looks.ShouldBeOfType<LookOutcome.Assessed>().Looks.Outlook!.PredictiveWithPrior,
                assurance[name, "predictive"]
            );
        }
        agreement.ShouldBeComplete(atLeast: 7);
    }

    static TrialDesign Plan(string text, params (string From, string To)[] changes)
    {
        foreach (var (from, to) in changes)
        {
            text.ShouldContain(from);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        var protocol = ProtocolFile.Parse(Encoding.UTF8.GetBytes(text), "protocol.yaml").ShouldBeOfType<ProtocolReading.Accepted>().Protocol;
        return TrialPlanning.Plan(protocol).ShouldBeOfType<DesignOutcome.Planned>().Design;
    }
}
