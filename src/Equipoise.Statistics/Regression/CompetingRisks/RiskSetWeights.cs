namespace Equipoise.Statistics.Regression.CompetingRisks;

/// <summary>How those who had an event of another cause are weighed in later risk sets, and what the variance takes for
/// known.</summary>
public enum RiskSetWeights
{
    /// <summary>
    /// Fine and Gray (1999), as cmprsk's <c>crr</c>: G(t-)/G(T-), where who has an event at a time of censoring is at risk of
    /// being censored there. The variance allows for the estimation of G. Nobody enters late.
    /// </summary>
    FineGray,

    /// <summary>
    /// Geskus (2011), as <c>survival::finegray</c> with a robust <c>coxph</c>: G(t-)H(t-)/(G(T-)H(T-)), where censorings happen
    /// after the events of their time, and H(t-) is the chance of having entered before t, by Kaplan and Meier in reversed time.
    /// The variance is the robust one by participant, which takes the weights for known.
    /// </summary>
    Geskus,
}
