namespace Equipoise.Statistics;

/// <summary>How a Cox model treats events that happen at the same time.</summary>
public enum TieMethod
{
    /// <summary>Efron (1977): R's default. R: <c>coxph(ties = "efron")</c>; SAS: <c>ties=efron</c>.</summary>
    Efron,

    /// <summary>Breslow (1974): SAS's default. R: <c>coxph(ties = "breslow")</c>; SAS: <c>ties=breslow</c>.</summary>
    Breslow,

    /// <summary>
    /// The exact partial likelihood of discrete times (Cox 1972), as in conditional logistic regression; its score test is the
    /// log-rank test. R: <c>coxph(ties = "exact")</c>; SAS: <c>ties=discrete</c>.
    /// </summary>
    Discrete,

    /// <summary>
    /// The exact marginal likelihood of continuous times that were recorded coarsely (Kalbfleisch and Prentice 1973): Efron
    /// approximates it. SAS: <c>ties=exact</c>; R has none.
    /// </summary>
    ExactMarginal,
}
