using Equipoise.Design.Simulation.Cut;
using Equipoise.Design.Simulation.Draw;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Designed;

/// <summary>At which tick each look of a simulated trial is made.</summary>
sealed class LookTicks(IReadOnlyList<LookPlan> looks)
{
    readonly int[] guesses = new int[looks.Count]; // of when looks are made: the last trial's

    // When the final analysis is made, whatever is waited for.
    readonly int latest = looks[^1] is LookPlan.WhenDue { AtTheLatest: { } month } ? Ticks.Of(month) : Ticks.Never;

    /// <summary>Whether a look of this trial waited for events that never come.</summary>
    public bool NeverReached { get; private set; }

    /// <summary>Before the first look of another trial.</summary>
    public void Start() => NeverReached = false;

    /// <summary>The tick of a look. One that waits for events that never come, or is due after the end, is left out for the
    /// final one.</summary>
    /// <param name="population">The participants.</param>
    /// <param name="look">The look; the final one where it is left out.</param>
    /// <param name="before">The tick of the look before; 0 for none.</param>
    public int Of<R>(Population population, ref int look, int before)
        where R : struct, IRegister<R>
    {
        while (true)
        {
            if (looks[look] is LookPlan.AtMonth at)
                return Ticks.Of(at.Month);
            if (looks[look] is LookPlan.WhenDue due && (due.AtTheLatest is not null || due.Events <= population.EventsEver))
            {
                var tick = TickOf<R>(population, due, look, before);
                if (look == looks.Count - 1 || tick < latest)
                    return tick;
                // The trial is over before this look is due.
                look = looks.Count - 1;
                continue;
            }
            var number = looks[look] is LookPlan.AtEvents plain ? plain.Events : int.MaxValue;
            if (number <= population.EventsEver)
                return guesses[look] = Cutoff.OfEvent<R>(population, number, guesses[look]);
            NeverReached = true;
            if (look == looks.Count - 1)
                return population.EventsEver > 0 ? population.LastEvent : population.Arrival[population.Count - 1];
            look = looks.Count - 1;
        }
    }

    int TickOf<R>(Population population, LookPlan.WhenDue due, int look, int before)
        where R : struct, IRegister<R>
    {
        var tick = Ticks.Never;
        if (due.Events <= population.EventsEver)
        {
            tick = guesses[look] = Cutoff.OfEvent<R>(population, due.Events, guesses[look]);
            tick = int.Max(tick, Ticks.Of(due.NotBefore));
            if (due.AfterLast is { } months)
                tick = int.Max(tick, int.Min(population.Arrival[population.Count - 1] + Ticks.Of(months), Ticks.Never));
            if (look > 0)
                tick = int.Max(tick, int.Min(before + Ticks.Of(due.Apart), Ticks.Never));
        }
        return due.AtTheLatest is { } end ? int.Min(tick, Ticks.Of(end)) : tick;
    }
}
