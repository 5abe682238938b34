using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Record;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Trial.Tests.Conduct;

/// <summary>Doses follow the levels of the protocol; what departs from them is recorded with a reason.</summary>
public sealed class DoseTests
{
    static readonly DateOnly start = PatinaTrial.Randomization;

    /// <summary>A participant who was allocated palbociclib: the first such in this key's sequence.</summary>
    static (PatinaTrial Trial, string Id) On(string arm)
    {
        var trial = PatinaTrial.Opened();
        for (var number = 1; ; number++)
        {
            var id = $"101-{number:000}";
            if (trial.AndEligible(id).AndRandomized(id).Participant(id).Randomized!.Arm == arm)
                return (trial, id);
        }
    }

    [Fact]
    public void A_dose_is_the_current_level_or_says_why_not()
    {
        var (trial, id) = On("palbociclib");
        using var _ = trial;
        var dose = new GiveDose(id, "palbociclib", 1, 125, start, start.AddDays(20));
        trial.RefusalsOf(dose with { Amount = 100 }).ShouldBe(["not-the-current-dose"]);
        trial.RefusalsOf(dose with { Amount = 0 }).ShouldBe(["not-the-current-dose"]);
        trial.RefusalsOf(dose with { Amount = null }).ShouldBe(["bad-dose"]);
        trial.RefusalsOf(dose with { Amount = -125 }).ShouldBe(["bad-dose"]);
        trial.RefusalsOf(dose with { Cycle = 0, Until = start.AddDays(-1) }).ShouldBe(["bad-cycle", "ends-before-it-starts"]);
        trial.With(dose, dose with { Cycle = 2, Amount = 0, On = start.AddDays(28), Until = start.AddDays(48), Deviation = "Neutropenia" });
        trial
            .Participant(id)
            .All<DoseGiven>()
            .Select(given => (given.Amount, given.Unit, given.Deviation))
            .ShouldBe([(125.0, "mg", null), (0.0, "mg", "Neutropenia")]);
    }

    [Fact]
    public void A_dose_is_reduced_level_by_level_and_never_raised()
    {
        var (trial, id) = On("palbociclib");
        using var _ = trial;
        var reduce = new ModifyDose(id, "palbociclib", DoseChange.Reduced, 100, "Neutropenia", start.AddDays(28));
        trial.RefusalsOf(reduce with { NewLevel = 110 }).ShouldBe(["not-a-lower-level"]);
        trial.RefusalsOf(reduce with { NewLevel = null }).ShouldBe(["not-a-lower-level"]);
        trial.RefusalsOf(reduce with { Reason = "" }).ShouldBe(["no-reason"]);
        trial.RefusalsOf(reduce with { Change = DoseChange.Withheld }).ShouldBe(["level-without-reduction"]);
        trial.With(reduce);
        trial.RefusalsOf(reduce with { NewLevel = 125, On = start.AddDays(56) }).ShouldBe(["not-a-lower-level"]);
        trial
            .RefusalsOf(new GiveDose(id, "palbociclib", 2, 125, start.AddDays(28), start.AddDays(48)))
            .ShouldBe(["not-the-current-dose"]);
        trial.With(
            new GiveDose(id, "palbociclib", 2, 100, start.AddDays(28), start.AddDays(48)),
            reduce with
            {
                NewLevel = 75,
                On = start.AddDays(56),
            }
        );
        trial
            .Do(reduce with { NewLevel = 75, On = start.AddDays(84) })
            .ShouldBeOfType<Decision.Refused>()
            .Reasons.Single()
            .Words.ShouldBe("From 75 mg, palbociclib can be reduced to no lower level: it is discontinued instead.");
    }

    [Fact]
    public void A_treatment_of_the_other_arm_is_recorded_only_with_a_reason()
    {
        var (trial, id) = On("standard");
        using var _ = trial;
        var dose = new GiveDose(id, "palbociclib", 1, 125, start, start.AddDays(20));
        trial.RefusalsOf(dose).ShouldBe(["not-in-arm"]);
        trial
            .RefusalsOf(new ModifyDose(id, "palbociclib", DoseChange.Reduced, 100, "Neutropenia", start))
            .ShouldBe(["not-in-arm"]);
        trial.With(dose with { Deviation = "Wrong pack dispensed" });
    }

    [Fact]
    public void Nothing_is_given_after_a_treatment_was_discontinued()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.With(new DiscontinueTreatment("101-001", "endocrine", DiscontinuationReason.AdverseEvent, start.AddDays(5)));
        trial
            .RefusalsOf(new GiveDose("101-001", "endocrine", 1, null, start.AddDays(6), start.AddDays(6)))
            .ShouldBe(["after-discontinuation"]);
        trial.With(new GiveDose("101-001", "endocrine", 1, null, start, start.AddDays(5)));
        var earlier = new DiscontinueTreatment("101-001", "endocrine", DiscontinuationReason.AdverseEvent, start.AddDays(-1))
        {
            ReasonForChange = "Misread",
        };
        trial.RefusalsOf(earlier).ShouldBe(["before-randomization", "facts-after-the-end"]);
    }

    [Fact]
    public void A_treatment_without_doses_takes_no_amount()
    {
        using var trial = PatinaTrial.WithRandomized();
        trial.RefusalsOf(new GiveDose("101-001", "endocrine", 1, 20, start, start)).ShouldBe(["dose-not-recorded"]);
        trial.RefusalsOf(new ModifyDose("101-001", "endocrine", DoseChange.Reduced, 20, "Pain", start)).ShouldBe(["no-levels"]);
    }

    [Fact]
    public void Treatment_needs_randomization()
    {
        using var trial = PatinaTrial.WithEligible();
        trial.RefusalsOf(new GiveDose("101-001", "endocrine", 1, null, start, start)).ShouldBe(["not-randomized"]);
    }
}
