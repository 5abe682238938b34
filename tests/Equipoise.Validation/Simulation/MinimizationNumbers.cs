using Equipoise.Conduct.Allocation;
using Equipoise.Design.Simulation;
using Equipoise.Protocol;

namespace Equipoise.Validation.Simulation;

/// <summary>Worked examples of minimization.</summary>
public sealed class MinimizationNumbers
{
    [Fact]
    public void Imbalances_are_those_of_the_worked_examples()
    {
        var agreement = new Agreement(
            "Minimization: imbalance by range and by variance",
            new Source.Published(
                "Sealed Envelope, Minimisation (help pages, v11); tests of ttscience/unbiased; Pocock and Simon (1975), Biometrics 31:103, section 3"
            )
        );
        // Sealed Envelope: margins of sex and age of the next participant, a man of 23, as (placebo, new): (3, 1) and (2, 1).
        Compare("Sealed Envelope, range", [3, 1, 2, 1], [1, 1], Imbalance.Range, [5, 1]);
        Compare("Sealed Envelope, variance", [3, 1, 2, 1], [1, 1], Imbalance.Variance, [6.5, 0.5]);
        // unbiased: three arms; (F, type 2) to A, (M, type 2) to B; next (F, type 2).
        Compare("unbiased, three arms", [1, 0, 0, 1, 1, 0], [1, 1, 1], Imbalance.Range, [4, 3, 1]);
        // unbiased: 3:1:1, one match in each arm.
        Compare("unbiased, 3:1:1", [1, 1, 1], [3, 1, 1], Imbalance.Range, [1.0 / 3, 5.0 / 3, 5.0 / 3]);
        // Four factors, by hand: 3 + 2 + 3 + 1 and 1 + 4 + 1 + 1; (9 + 4 + 9 + 1)/2 and (1 + 16 + 1 + 1)/2.
        int[] four = [120, 118, 60, 63, 90, 88, 100, 100];
        Compare("four factors, range", four, [1, 1], Imbalance.Range, [9, 7]);
        Compare("four factors, variance", four, [1, 1], Imbalance.Variance, [11.5, 9.5]);
        agreement.ShouldBeComplete(14);

        void Compare(string what, int[] counts, int[] ratio, Imbalance measure, double[] expected)
        {
            var imbalances = new double[ratio.Length];
            MarginalImbalance.Of(counts, ratio, measure, [], imbalances);
            for (var k = 0; k < ratio.Length; k++)
                agreement.Within(1e-14, $"{what}, arm {k + 1}", imbalances[k], expected[k]);
        }
    }

    [Fact]
    public void The_coin_of_unequal_ratios_is_that_of_Han()
    {
        // 1:2 with p = 0.8 for the smaller arm: 1 - (1/2)(1 - 0.8) = 0.9 for the larger; 1:3, 1 - 0.2/3.
        var plan = new AllocationWorld.Minimization(0.8) { Control = 1, Experimental = 2 };
        plan.ProbabilityOf(0).ShouldBe(0.8, 1e-15);
        plan.ProbabilityOf(1).ShouldBe(0.9, 1e-15);
        (plan with { Experimental = 3 }).ProbabilityOf(1).ShouldBe(1 - 0.2 / 3, 1e-15);
        (plan with { Experimental = 1 }).ProbabilityOf(1).ShouldBe(0.8, 1e-15);
    }
}
