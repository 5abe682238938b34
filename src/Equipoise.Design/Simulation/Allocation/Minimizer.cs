using Equipoise.Conduct.Allocation;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Protocol;

namespace Equipoise.Design.Simulation.Allocation;

/// <summary>Minimization at work: the margins of one trial, and the next arm.</summary>
sealed class Minimizer : Allocator
{
    readonly Imbalance measure;
    readonly int[] levels; // by stratum and factor: the place of that level's counts
    readonly int[] counts; // by level and arm
    readonly int[] next; // those of the next participant's levels
    readonly int[] ratio;
    readonly double[] weights;
    readonly int factors;
    readonly ulong even; // a word below it is experimental where neither arm is preferred
    readonly ulong[] preferred; // by arm: a word below it goes to that arm where it is preferred

    public Minimizer(AllocationWorld.Minimization plan, int strata)
    {
        measure = plan.Measure;
        int[] sizes = plan.FactorLevels.Count == 0 ? [strata] : [.. plan.FactorLevels];
        factors = sizes.Length;
        levels = new int[strata * factors];
        for (var s = 0; s < strata; s++)
        {
            var rest = s;
            for (var f = factors - 1; f >= 0; f--)
            {
                levels[s * factors + f] = sizes[..f].Sum() + rest % sizes[f];
                rest /= sizes[f];
            }
        }
        (counts, next) = (new int[2 * sizes.Sum()], new int[2 * factors]);
        ratio = [plan.Control, plan.Experimental];
        weights = [.. plan.Weights];
        even = PersonWords.Threshold((double)plan.Experimental / (plan.Control + plan.Experimental));
        preferred = [PersonWords.Threshold(plan.ProbabilityOf(0)), PersonWords.Threshold(plan.ProbabilityOf(1))];
    }

    public override void Allocate(ReadOnlySpan<uint> words, ReadOnlySpan<int> strata, Span<int> arms)
    {
        Array.Clear(counts);
        for (var i = 0; i < arms.Length; i++)
            arms[i] = ArmOf(strata[i], words[i]);
    }

    int ArmOf(int stratum, uint word)
    {
        Span<double> imbalances = stackalloc double[2];
        var own = levels.AsSpan(stratum * factors, factors);
        for (var f = 0; f < factors; f++)
            (next[2 * f], next[2 * f + 1]) = (counts[2 * own[f]], counts[2 * own[f] + 1]);
        MarginalImbalance.Of(next, ratio, measure, weights, imbalances);
        var excess = imbalances[1] - imbalances[0];
        var arm =
            double.Abs(excess) <= MarginalImbalance.Tie ? (word < even ? 1 : 0)
            : excess < 0 ? (word < preferred[1] ? 1 : 0)
            : word < preferred[0] ? 0
            : 1;
        foreach (var level in own)
            counts[2 * level + arm]++;
        return arm;
    }
}
