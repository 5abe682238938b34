using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Draw;

/// <summary>The participants of one simulated trial, a column a fact, in the order of arrival. Times are ticks.</summary>
/// <remarks>Columns are as long as whole vectors; what stands behind the last participant arrives never and has no
/// event.</remarks>
sealed class Population
{
    const int Lanes = 16; // of 32 bits, in the widest register

    public Population(int participants)
    {
        Count = participants;
        Padded = WholeVectors(participants);
        (Arrival, Arm, Stratum) = (new int[Padded], new int[Padded], new int[Padded]);
        (Event, Dropout, FollowUp, EventMonth) = (new int[Padded], new int[Padded], new int[Padded], new int[Padded]);
        Dropout.AsSpan().Fill(Ticks.Never);
    }

    public int Count { get; }

    /// <summary>The length of the columns: whole vectors of every width.</summary>
    public int Padded { get; }

    /// <summary>When they are randomized, on the clock of the trial; rising.</summary>
    public int[] Arrival { get; }

    /// <summary>0 for control, 1 for experimental.</summary>
    public int[] Arm { get; }

    /// <summary>Counted from 0.</summary>
    public int[] Stratum { get; }

    /// <summary>From randomization to the event; <see cref="Ticks.Never"/> when it never comes.</summary>
    public int[] Event { get; }

    /// <summary>From randomization to the loss; <see cref="Ticks.Never"/> when it never comes.</summary>
    public int[] Dropout { get; }

    /// <summary>From randomization to the event or the loss, whichever is first.</summary>
    public int[] FollowUp { get; }

    /// <summary>On the clock of the trial, the event; <see cref="int.MaxValue"/> when it is never seen, however late the
    /// cutoff.</summary>
    public int[] EventMonth { get; }

    /// <summary>The events that are ever seen.</summary>
    public int EventsEver { get; private set; }

    /// <summary>On the clock of the trial, the last of them; -1 when there is none.</summary>
    public int LastEvent { get; private set; }

    /// <summary>The least number from this on that makes whole vectors of every width.</summary>
    public static int WholeVectors(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Fills the columns that follow from the others: of an event and a loss at one tick, the event is seen.</summary>
    [MethodImpl(Loops.Apart)]
    public void Finish<R>()
        where R : struct, IRegister<R>
    {
        ref var arrival = ref MemoryMarshal.GetArrayDataReference(Arrival);
        ref var happens = ref MemoryMarshal.GetArrayDataReference(Event);
        ref var lost = ref MemoryMarshal.GetArrayDataReference(Dropout);
        ref var followUp = ref MemoryMarshal.GetArrayDataReference(FollowUp);
        ref var eventMonth = ref MemoryMarshal.GetArrayDataReference(EventMonth);
        for (var i = Count; i < Padded; i++)
            (Arrival[i], Event[i]) = (Ticks.Never, Ticks.Never);
        var count = 0;
        Vector<R, int> last = -1;
        for (nuint i = 0; i < (nuint)Padded; i += Vector<R, int>.Count)
        {
            var (toEvent, toLoss) = (Vector<R, int>.Load(ref happens, i), Vector<R, int>.Load(ref lost, i));
            var isSeen = (toEvent <= toLoss) & (toEvent < Ticks.Never);
            var month = Vector<R, int>.Load(ref arrival, i) + toEvent;
            Vector<R, int>.Min(toEvent, toLoss).Store(ref followUp, i);
            isSeen.Choose<int>(month, int.MaxValue).Store(ref eventMonth, i);
            last = Vector<R, int>.Max(last, isSeen.Choose<int>(month, -1));
            count += isSeen.CountSet();
        }
        (EventsEver, LastEvent) = (count, last.Largest());
    }
}
