namespace Equipoise.Design.Simulation;

/// <summary>What a look decides.</summary>
public enum LookDecision
{
    /// <summary>The trial goes on.</summary>
    Continue,

    /// <summary>The null hypothesis is rejected: Z reached the efficacy bound.</summary>
    Efficacy,

    /// <summary>The trial stops for futility: Z reached the futility bound.</summary>
    Futility,

    /// <summary>It was the final look and the null hypothesis is not rejected.</summary>
    NotRejected,
}
