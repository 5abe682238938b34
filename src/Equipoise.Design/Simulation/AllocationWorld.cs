using Equipoise.Protocol;

namespace Equipoise.Design.Simulation;

/// <summary>How the participants of a simulated trial are allocated to its two arms.</summary>
public abstract record AllocationWorld
{
    AllocationWorld() { }

    /// <summary>The control part of the ratio, such as the 1 of 1:2.</summary>
    public int Control { get; init; } = 1;

    /// <summary>The experimental part of the ratio, such as the 2 of 1:2.</summary>
    public int Experimental { get; init; } = 1;

    /// <summary>
    /// Within each stratum, blocks whose size is drawn at random from a list; each block holds the arms in the ratio, in random
    /// order. The last block of a stratum may stay unfinished.
    /// </summary>
    /// <param name="Sizes">Block sizes, each a multiple of the sum of the ratio.</param>
    public sealed record PermutedBlocks(IReadOnlyList<int> Sizes) : AllocationWorld;

    /// <summary>Each participant by a coin of their own, whose bias is the ratio.</summary>
    public sealed record Simple : AllocationWorld;

    /// <summary>
    /// Each participant to the arm that leaves the margins of the stratification factors most even, by a biased coin (Pocock and
    /// Simon, 1975).
    /// </summary>
    /// <remarks>
    /// Counts are divided by the ratio. Where the arms' parts differ, the coin follows Han, Enas and McEntegart (2009),
    /// Statistics in Medicine 28:3329: the arm of the smaller part gets p where it is preferred, the other 1 - (smaller/larger)(1
    /// - p), so that in the long run the ratio is kept. A tie is decided by the ratio. R: <c>carat::PocSimMIN</c>.
    /// </remarks>
    /// <param name="Probability">p: that the preferred arm is given, from ½ to 1; 1 for no chance but in ties.</param>
    public sealed record Minimization(double Probability = 0.8) : AllocationWorld
    {
        /// <summary>How imbalance is measured in a margin.</summary>
        public Imbalance Measure { get; init; } = Imbalance.Range;

        /// <summary>
        /// The number of levels of each factor; the strata are all their combinations, of which the last factor varies fastest.
        /// None when the strata themselves are the levels of one factor.
        /// </summary>
        public IReadOnlyList<int> FactorLevels { get; init; } = [];

        /// <summary>The weight of each factor, 0 or more; none for all 1.</summary>
        public IReadOnlyList<double> Weights { get; init; } = [];

        /// <summary>The probability of an arm where it is preferred.</summary>
        /// <param name="arm">0 for control, 1 for experimental.</param>
        public double ProbabilityOf(int arm)
        {
            double own = arm == 0 ? Control : Experimental;
            double other = arm == 0 ? Experimental : Control;
            return 1 - double.Min(1, other / own) * (1 - Probability);
        }

        internal IEnumerable<string> Problems(int strata)
        {
            if (!(Probability is >= 0.5 and <= 1))
                yield return $"Minimization gives the preferred arm with probability {Probability}: from 0.5 to 1.";
            if (
                FactorLevels.Any(levels => levels < 1)
                || FactorLevels.Count > 0 && FactorLevels.Aggregate(1, (a, b) => a * b) != strata
            )
                yield return $"Minimization over factors of {string.Join(", ", FactorLevels)} levels: "
                    + $"their product is the number of strata, {strata}.";
            if (Weights.Count > 0 && Weights.Count != int.Max(1, FactorLevels.Count))
                yield return $"{Weights.Count} weights for {int.Max(1, FactorLevels.Count)} factors: one each, or none.";
            if (Weights.Any(weight => !(weight >= 0 && double.IsFinite(weight))))
                yield return $"Weights of {string.Join(", ", Weights)}: each is 0 or more.";
        }

        /// <inheritdoc/>
        public bool Equals(Minimization? other) =>
            other is not null
            && (Control, Experimental, Probability, Measure)
                == (other.Control, other.Experimental, other.Probability, other.Measure)
            && FactorLevels.SequenceEqual(other.FactorLevels)
            && Weights.SequenceEqual(other.Weights);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Control, Experimental, Probability, Measure);
    }
}
