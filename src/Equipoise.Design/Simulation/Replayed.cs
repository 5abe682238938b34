namespace Equipoise.Design.Simulation;

/// <summary>Makes the record of a simulated trial from the columns of its workspace.</summary>
static class Replayed
{
    public static ReplayedTrial Of(TrialWorkspace workspace)
    {
        var population = workspace.Population;
        ReplayedLook[] looks = [.. workspace.Results.Take(workspace.Made).Select(Look)];
        var participants = new ReplayedParticipant[population.Count];
        for (var i = 0; i < participants.Length; i++)
        {
            var drawn = new ReplayedParticipant(
                Ticks.Months(population.Arrival[i]),
                population.Arm[i],
                population.Stratum[i],
                Time(population.Event[i]),
                Time(population.Dropout[i]),
                AtEnd: null
            );
            participants[i] = drawn with { AtEnd = drawn.At(looks[^1].Month) };
        }
        return new(participants, looks, workspace.NeverReached);
    }

    static double? Time(int ticks) => ticks == Ticks.Never ? null : Ticks.Months(ticks);

    public static ReplayedLook Look(LookResult result) =>
        new(
            result.Look,
            Ticks.Months(result.Cutoff),
            result.Events,
            result.Enrolled,
            result.HasZ ? result.Z : null,
            result.HasHazardRatio ? result.LogHazardRatio : null,
            result.HasHazardRatio ? result.StandardError : null,
            result.Decision
        );
}
