namespace Equipoise.Design.Simulation;

/// <summary>The test that a look makes.</summary>
public abstract partial record SimulatedTest
{
    SimulatedTest() { }

    /// <summary>The log-rank test, Z = (E - O)/√V of the experimental arm, with the hypergeometric variance where events are
    /// tied.</summary>
    /// <param name="Stratified">Whether events are compared within strata only; the hazard ratio is then estimated so, too.</param>
    public sealed record LogRank(bool Stratified = false) : SimulatedTest;
}
