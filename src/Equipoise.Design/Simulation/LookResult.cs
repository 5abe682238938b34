namespace Equipoise.Design.Simulation;

/// <summary>What a look of the trial that is being simulated found; of an estimate that does not exist, 0 and false.</summary>
struct LookResult
{
    public int Look;
    public int Cutoff;
    public int Events;
    public int Enrolled;
    public bool HasZ;
    public double Z;
    public bool HasHazardRatio;
    public double LogHazardRatio;
    public double StandardError;
    public bool ReachedFutility;
    public LookDecision Decision;
}
