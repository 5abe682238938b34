namespace Equipoise.Protocol;

/// <summary>How participants are allocated to arms.</summary>
/// <param name="Method">The method, with its parameters.</param>
/// <param name="Factors">
/// The stratification factors, in the order that names a stratum; in minimization, the factors to keep balanced.
/// </param>
/// <param name="AtMost">How many participants may be randomized; null for no limit.</param>
public sealed record RandomizationPlan(
    RandomizationMethod Method,
    IReadOnlyList<StratificationFactor> Factors,
    int? AtMost = null
)
{
    /// <summary>The largest block that a file may name.</summary>
    internal const int LargestBlock = 100;
}

/// <summary>The methods of allocation that a protocol may choose.</summary>
public abstract record RandomizationMethod
{
    RandomizationMethod() { }

    /// <summary>
    /// Within each stratum, blocks whose size is drawn at random from a list, each balanced in the allocation ratio.
    /// </summary>
    /// <param name="Sizes">Block sizes; each a multiple of the sum of the ratios.</param>
    public sealed record PermutedBlocks(IReadOnlyList<int> Sizes) : RandomizationMethod;

    /// <summary>
    /// Permuted blocks of which the file does not say how large they are: <c>block sizes: concealed</c>, as in the text that
    /// everybody may read. It says all that a reader needs; nobody can be randomized by it, nor a trial simulated.
    /// </summary>
    public sealed record BlocksOfConcealedSize : RandomizationMethod;

    /// <summary>
    /// To the arm that leaves the levels of the factors most even, by a biased coin: Pocock and Simon (1975), Biometrics 31:103.
    /// </summary>
    /// <param name="Imbalance">How far apart the arms stand in one level.</param>
    /// <param name="Probability">
    /// That the preferred arm is given, where that is the arm with the smallest part of the ratio: above 1/(number of arms), at
    /// most 1. The other arms follow from the ratio.
    /// </param>
    public sealed record Minimization(Imbalance Imbalance, double Probability) : RandomizationMethod
    {
        /// <summary>The weight of a factor, by its id; a factor that is not named weighs 1.</summary>
        public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

        /// <summary>The weight of the site as a further factor; null where sites are not balanced.</summary>
        public double? SiteWeight { get; init; }

        /// <summary>The weight of that factor.</summary>
        /// <param name="factor">The id of the factor.</param>
        public double WeightOf(string factor) => Weights.TryGetValue(factor, out var weight) ? weight : 1;
    }

    /// <summary>
    /// Each by a coin of their own, biased by the ratio alone; factors are recorded and analyzed, not balanced.
    /// </summary>
    public sealed record Simple : RandomizationMethod;
}

/// <summary>How far apart the arms stand among participants who share a level of a factor.</summary>
public enum Imbalance
{
    /// <summary>The largest count less the smallest.</summary>
    Range,

    /// <summary>The variance of the counts, with n - 1.</summary>
    Variance,

    /// <summary>The square root of that variance.</summary>
    StandardDeviation,
}

/// <summary>A fact, known before allocation, within whose levels the arms are kept balanced.</summary>
/// <param name="Id">The key in the file.</param>
/// <param name="Label">Its printed name.</param>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Levels">Its levels, in the order of the file.</param>
public sealed record StratificationFactor(string Id, string Label, FactorSource Source, IReadOnlyList<FactorLevel> Levels);

/// <summary>A level of a stratification factor.</summary>
/// <param name="Name">The level as printed and recorded.</param>
/// <param name="Values">The source values that fall in this level; for a factor asked directly, the name itself.</param>
public sealed record FactorLevel(string Name, IReadOnlyList<string> Values);

/// <summary>Where the value of a stratification factor comes from.</summary>
public abstract record FactorSource
{
    FactorSource() { }

    /// <summary>The site is asked at randomization.</summary>
    /// <param name="Question">The question as the site reads it.</param>
    public sealed record Asked(string Question) : FactorSource;

    /// <summary>Taken from the recorded answer to an eligibility criterion.</summary>
    /// <param name="CriterionId">That criterion.</param>
    public sealed record FromCriterion(string CriterionId) : FactorSource;

    /// <summary>Taken from the alternative of a treatment that the investigator named before randomization.</summary>
    /// <param name="TreatmentId">That treatment.</param>
    public sealed record FromTreatmentChoice(string TreatmentId) : FactorSource;
}
