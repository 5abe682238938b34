namespace Equipoise.Protocol;

/// <summary>How participants are allocated to arms.</summary>
/// <param name="Method">The method, with its parameters.</param>
/// <param name="Factors">The stratification factors, in the order that names a stratum.</param>
public sealed record RandomizationPlan(RandomizationMethod Method, IReadOnlyList<StratificationFactor> Factors);

/// <summary>The methods of allocation that a protocol may choose.</summary>
public abstract record RandomizationMethod
{
    RandomizationMethod() { }

    /// <summary>Within each stratum, blocks whose size is drawn at random from a list, each balanced in the allocation ratio.</summary>
    /// <param name="Sizes">Block sizes; each a multiple of the sum of the ratios.</param>
    public sealed record PermutedBlocks(IReadOnlyList<int> Sizes) : RandomizationMethod;
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
