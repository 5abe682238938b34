using Equipoise.Conduct.Treatment.DoseRules;
using FsCheck;
using FsCheck.Fluent;
using static Equipoise.Trial.Tests.Conduct.DoseRules.Clinic;

namespace Equipoise.Trial.Tests.Conduct.DoseRules;

/// <summary>What must hold of every proposal, whatever is known.</summary>
public sealed class DoseProposalProperties
{
    static readonly Gen<DoseFacts> facts =
        from level in Gen.Choose(0, 2)
        from cycle in Gen.Choose(1, 9)
        from day in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Constant(15)), (2, Gen.Choose(2, 40)))
        from neutrophils in Gen.Frequency((1, Gen.Constant(-1)), (9, Gen.Choose(1, 250)))
        from platelets in Gen.Choose(5, 300)
        from toxicity in Gen.Choose(0, 4)
        from lung in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from flags in Gen.Choose(0, 63)
        from remaining in Gen.Choose(0, 4)
        from withheld in Gen.Choose(-10, 20)
        from pending in Gen.SubListOf(Label.Rules.Where(rule => rule.Step == DoseStep.Withhold).Select(rule => rule.Id))
        let answers = new DoseAnswers(
            (flags & 1) > 0,
            (flags & 2) > 0,
            remaining,
            (flags & 4) > 0,
            (flags & 8) > 0 && (flags & 1) > 0,
            (flags & 16) > 0 && (flags & 2) > 0
        )
        let given = Given(neutrophils < 0 ? null : neutrophils / 100.0, cycle, day, level, answers: answers) with
        {
            Recurrent = (flags & 32) > 0,
            Events =
            [
                .. toxicity > 0 ? [new OngoingEvent("Diarrhea", toxicity, Day, false)] : Array.Empty<OngoingEvent>(),
                .. lung > 0 ? [new OngoingEvent("Pneumonitis", lung, Day, true)] : Array.Empty<OngoingEvent>(),
            ],
        }
        let counted = given with { Counts = [.. given.Counts, Count("PLAT", platelets, 150, Day)] }
        select withheld < 0 ? counted : counted.WithheldFor(withheld, [.. pending]);

    [Fact]
    public void A_proposal_never_raises_a_dose_and_never_leaves_the_levels() =>
        Holds(
            (one, proposal) =>
                proposal.Level is not { } level
                    ? proposal.Step == DoseStep.Stop
                    : Doses.Any(dose => dose.Amount == level)
                        && level <= Doses[one.Level].Amount
                        && level < Doses[one.Level].Amount == (proposal.Step == DoseStep.Reduce)
        );

    [Fact]
    public void Grade_4_is_always_withheld_or_stopped() =>
        Holds((one, proposal) => one.Counts.All(count => count.Grade != 4) || proposal.Step is DoseStep.Withhold or DoseStep.Stop);

    [Fact]
    public void Severe_inflammation_of_the_lung_always_stops() =>
        Holds((one, proposal) => !one.Events.Any(item => item is { IsLung: true, Grade: >= 3 }) || proposal.Step == DoseStep.Stop);

    [Fact]
    public void What_is_withheld_is_looked_at_again() =>
        Holds((one, proposal) => proposal.Step != DoseStep.Withhold || proposal.RecheckBy >= one.On);

    [Fact]
    public void Only_what_is_withheld_is_resumed_and_only_what_is_given_goes_on() =>
        Holds(
            (one, proposal) =>
                proposal.Step switch
                {
                    DoseStep.Resume => one.WithheldSince is not null,
                    DoseStep.Continue => one.WithheldSince is null,
                    _ => true,
                }
        );

    /// <summary>A lower count never leads to a milder step, nor does a graver adverse event.</summary>
    [Fact]
    public void A_graver_grade_never_leads_to_a_milder_step() =>
        Holds(
            (one, proposal) =>
            {
                if (one.Counts is not [{ Code: "NEUT" } neutrophils, var platelets])
                    return true;
                var worseCount = one with { Counts = [Count("NEUT", neutrophils.Value!.Value.Number / 2, 2, Day), platelets] };
                var worseEvent = one with { Events = [.. one.Events.Select(item => item with { Grade = Math.Min(item.Grade + 1, 4) })] };
                return DoseProposals.Of(worseCount, Label).Step >= proposal.Step && DoseProposals.Of(worseEvent, Label).Step >= proposal.Step;
            }
        );

    [Fact]
    public void A_rule_of_judgement_never_changes_the_proposal()
    {
        var strict = Label with { Rules = [.. Label.Rules.Where(rule => !rule.Judgement)] };
        Holds(
            (one, proposal) =>
            {
                var without = DoseProposals.Of(one with { Pending = [.. one.Pending.Where(rule => !rule.Judgement)] }, strict);
                return (without.Step, without.Level) == (proposal.Step, proposal.Level);
            }
        );
    }

    static void Holds(Func<DoseFacts, DoseProposal, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20_260_101UL, 77UL),
            Prop.ForAll(facts.ToArbitrary(), one => property(one, DoseProposals.Of(one, Label)))
        );
}
