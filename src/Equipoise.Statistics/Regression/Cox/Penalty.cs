namespace Equipoise.Statistics.Regression.Cox;

/// <summary>What is added to the log-likelihood of a Cox model.</summary>
public enum Penalty
{
    /// <summary>Nothing: maximum likelihood.</summary>
    None,

    /// <summary>
    /// ½ log |I(β)|, the logarithm of Jeffreys' prior (Firth 1993; Heinze and Schemper 2001): less bias, and finite estimates
    /// where the likelihood is monotone. R: <c>coxphf</c>; SAS: <c>model ... / firth</c>.
    /// </summary>
    Firth,
}
