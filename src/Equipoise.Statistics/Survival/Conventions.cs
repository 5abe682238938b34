namespace Equipoise.Statistics.Survival;

/// <summary>How a Cox model treats events that happen at the same time.</summary>
public enum TieMethod
{
    /// <summary>Efron (1977): R's default. R: <c>coxph(ties = "efron")</c>; SAS: <c>ties=efron</c>.</summary>
    Efron,

    /// <summary>Breslow (1974): SAS's default. R: <c>coxph(ties = "breslow")</c>; SAS: <c>ties=breslow</c>.</summary>
    Breslow,

    /// <summary>
    /// The exact partial likelihood of discrete times (Cox 1972), as in conditional logistic regression; its score test is the log-rank
    /// test. R: <c>coxph(ties = "exact")</c>; SAS: <c>ties=discrete</c>.
    /// </summary>
    Discrete,

    /// <summary>
    /// The exact marginal likelihood of continuous times that were recorded coarsely (Kalbfleisch and Prentice 1973): Efron approximates
    /// it. SAS: <c>ties=exact</c>; R has none.
    /// </summary>
    ExactMarginal,
}

/// <summary>What is added to the log-likelihood of a Cox model.</summary>
public enum Penalty
{
    /// <summary>Nothing: maximum likelihood.</summary>
    None,

    /// <summary>
    /// ½ log |I(β)|, the logarithm of Jeffreys' prior (Firth 1993; Heinze and Schemper 2001): less bias, and finite estimates where the
    /// likelihood is monotone. R: <c>coxphf</c>; SAS: <c>model ... / firth</c>.
    /// </summary>
    Firth,
}

/// <summary>The scale on which a pointwise interval of a survival curve is symmetric.</summary>
public enum IntervalTransformation
{
    /// <summary>log(-log S): SAS's default. R: <c>conf.type = "log-log"</c>; SAS: <c>conftype=loglog</c>.</summary>
    LogLog,

    /// <summary>log S: R's default. R: <c>conf.type = "log"</c>; SAS: <c>conftype=log</c>.</summary>
    Log,

    /// <summary>S itself, cut off at 0 and 1. R: <c>conf.type = "plain"</c>; SAS: <c>conftype=linear</c>.</summary>
    Plain,

    /// <summary>log(S/(1 - S)), the log odds. R: <c>conf.type = "logit"</c>; SAS: <c>conftype=logit</c>.</summary>
    Logit,

    /// <summary>arcsin √S, cut off at 0 and 1. R: <c>conf.type = "arcsin"</c>; SAS: <c>conftype=asinsqrt</c>.</summary>
    ArcSine,
}

/// <summary>
/// The quantile of a survival curve, or of its band, when it is flat at exactly the wanted level. Where a later step ends the flat,
/// every rule takes the middle of it; they differ where none does.
/// </summary>
public enum QuantileRule
{
    /// <summary>
    /// A flat that nothing ends goes to the last time, and its middle is taken, as R's <c>quantile.survfit</c> and <c>median</c> do.
    /// Where a limit of the band goes through the level more than once, the crossing that overshoots least.
    /// </summary>
    R,

    /// <summary>Not estimable when no step ends the flat, as in SAS LIFETEST. The first crossing.</summary>
    Sas,

    /// <summary>The beginning of a flat that nothing ends, as R's <c>print.survfit</c> prints a median. The first crossing.</summary>
    RPrint,
}
