using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Design.Simulation.Lanes;

namespace Equipoise.Design.Simulation.Comparison;

/// <summary>The partial likelihood of Cox for the arm alone, at a hazard ratio θ: sums over the events of p = n₁θ / (n₀ +
/// n₁θ).</summary>
/// <param name="Expected">Σ p; at θ = 1, the events that log-rank expects.</param>
/// <param name="Information">Σ p(1 - p); at θ = 1 and without ties, the variance of log-rank.</param>
/// <param name="Slope">Σ p(1 - p)(1 - 2p), by which the information changes with log θ.</param>
readonly record struct ArmLikelihood(double Expected, double Information, double Slope)
{
    const int Sums = 8;

    /// <summary>At a hazard ratio. Eight sums run side by side, and are added in one order everywhere.</summary>
    [MethodImpl(Loops.Apart)]
    public static ArmLikelihood At<R>(EventTable events, double hazardRatio)
        where R : struct, IRegister<R>
    {
        var control = events.Control;
        ref var n0 = ref MemoryMarshal.GetReference(control);
        ref var n1 = ref MemoryMarshal.GetReference(events.Experimental);
        Span<double> expected = stackalloc double[Sums];
        Span<double> information = stackalloc double[Sums];
        Span<double> slope = stackalloc double[Sums];
        // As many of the eight as a register holds, then the next.
        for (nuint sum = 0; sum < Sums; sum += Vector<R, double>.Count)
        {
            Vector<R, double> ofP = 0;
            Vector<R, double> ofPq = 0;
            Vector<R, double> ofSlope = 0;
            for (var k = sum; k < (nuint)control.Length; k += Sums)
            {
                var weighted = Vector<R, double>.Load(ref n1, k) * hazardRatio;
                var p = weighted / (Vector<R, double>.Load(ref n0, k) + weighted);
                var q = 1 - p;
                var pq = p * q;
                ofP += p;
                ofPq += pq;
                ofSlope += pq * (q - p);
            }
            ofP.Store(ref expected[0], sum);
            ofPq.Store(ref information[0], sum);
            ofSlope.Store(ref slope[0], sum);
        }
        return new(Sum(expected), Sum(information), Sum(slope));
    }

    static double Sum(ReadOnlySpan<double> x) => x[0] + x[4] + (x[2] + x[6]) + (x[1] + x[5] + (x[3] + x[7]));
}
