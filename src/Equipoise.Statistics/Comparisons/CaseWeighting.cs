namespace Equipoise.Statistics.Comparisons;

/// <summary>What a case weight means in a log-rank test; the score is the same, its variance is not.</summary>
public enum CaseWeighting
{
    /// <summary>
    /// One person who stands for some part of a population, as in inverse probability weighting. The variance is that of drawing
    /// the events among the people at risk with their weights fixed (Xie and Liu, 2005): multiplying all weights by a constant
    /// changes no test.
    /// </summary>
    Sampling,

    /// <summary>As many people who are alike: the same numbers as from rows repeated so often. SAS:
    /// <c>freq</c>. Whole numbers.</summary>
    Frequency,
}
