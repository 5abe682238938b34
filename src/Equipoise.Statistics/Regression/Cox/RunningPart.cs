using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Strata in which nobody enters late: going back in time, every sum over the risk set only grows.</summary>
/// <remarks>
/// One offset serves a stratum unless its xβ are so far apart that the sums of a late risk set would underflow: then a new one
/// begins where, going back in time, xβ has outgrown the old, and running sums change their unit.
/// </remarks>
sealed class RunningPart : EfronPart
{
    const double LargestExponent = 300;

    readonly double[] s1;
    readonly double[] panel;
    readonly double[] panelWeights = new double[BlockRows];

    public RunningPart(CoxModel model, Range strata, EfronArrays arrays)
        : base(model, strata, arrays)
    {
        s1 = new double[Padded];
        panel = new double[(BlockRows + 1) * Padded];
    }

    protected override void Evaluate(StratumRange stratum, ReadOnlySpan<double> β)
    {
        var segments = Segments(stratum, Predict(stratum, β));
        var sum = 0.0;
        for (var s = 0; s < segments.Count; s++)
            sum = SumAtRisk(segments[s], s == 0 ? 0 : sum * Unit(segments[s - 1], segments[s]));
        var hazard = 0.0;
        for (var s = segments.Count - 1; s >= 0; s--)
            hazard = Expect(segments[s], s == segments.Count - 1 ? 0 : hazard * Unit(segments[s], segments[s + 1]));
        Array.Clear(s1);
        for (var s = 0; s < segments.Count; s++)
        {
            if (s > 0)
                foreach (ref var value in s1.AsSpan())
                    value *= Unit(segments[s - 1], segments[s]);
            SumFirst(segments[s]);
        }
    }

    (double Least, double Largest) Predict(StratumRange stratum, ReadOnlySpan<double> β)
    {
        var (start, count) = Positions(Sets.Times[stratum.FirstTime].Start, stratum.End);
        if (Model.Offsets is null && !β.ContainsAnyExcept(0))
        {
            At.Risk.AsSpan(start, count).Clear();
            return (0, 0);
        }
        return CoxKernels.Predict(
            Model.Rows[(start * Model.Width)..],
            β,
            Model.Width,
            Model.Offsets is null ? [] : Model.Offsets.AsSpan(start, count),
            At.Risk.AsSpan(start, count)
        );
    }

    // From the last times to the first.
    List<Segment> Segments(StratumRange stratum, (double Least, double Largest) η)
    {
        var start = Sets.Times[stratum.FirstTime].Start;
        if (η.Largest - η.Least <= LargestExponent)
            return [new(stratum.FirstTime, stratum.LastTime, start, stratum.End, η.Largest)];
        var segments = new List<Segment>();
        var (last, end, offset) = (stratum.LastTime, stratum.End, double.NegativeInfinity);
        for (int t = stratum.LastTime - 1, before = stratum.End; t >= stratum.FirstTime; before = Sets.Times[t--].Start)
        {
            var largest = CoxKernels.Range(At.Risk.AsSpan(Sets.Times[t].Start, before - Sets.Times[t].Start)).Largest;
            if (last == t + 1)
                offset = double.Max(offset, largest);
            else if (largest > offset + LargestExponent)
            {
                segments.Add(new(t + 1, last, before, end, offset));
                (last, end, offset) = (t + 1, before, largest);
            }
        }
        segments.Add(new(stratum.FirstTime, last, start, end, offset));
        return segments;
    }

    // r, S₀ and the hazards.
    double SumAtRisk(Segment segment, double sum)
    {
        var (start, count) = Positions(segment.Start, segment.End);
        var (first, times) = Positions(segment.FirstTime, segment.LastTime);
        var r = At.Risk.AsSpan(start, count);
        CoxKernels.Exponentiate(r, segment.Offset);
        if (Model.Weights is { } weights)
            for (var i = 0; i < count; i++)
                r[i] *= weights[start + i];
        var s0 = At.AtRisk.AsSpan(first, times);
        sum = CoxKernels.SumAtRisk(r, At.Starts.AsSpan(start, count), s0, sum);
        var logs = 0.0;
        if (Model.Weights is null && At.Tied.Length == 0)
            logs = CoxKernels.Hazards(s0, At.Hazard.AsSpan(first, times));
        else
            for (var t = segment.FirstTime; t < segment.LastTime; t++)
                logs += SumTies(t);
        LogLikelihood -= logs + segment.Offset * EventWeight(segment);
        return sum;
    }

    double Expect(Segment segment, double hazard)
    {
        var (start, count) = Positions(segment.Start, segment.End);
        var (first, times) = Positions(segment.FirstTime, segment.LastTime);
        hazard = CoxKernels.Expect(
            At.Risk.AsSpan(start, count),
            At.Starts.AsSpan(start, count),
            At.Hazard.AsSpan(first, times),
            hazard,
            At.Expected.AsSpan(start, count)
        );
        SubtractOwnParts(segment.FirstTime, segment.LastTime);
        return hazard;
    }

    // S₁, score and information by blocks of rows that the first cache holds, from the last to the first.
    void SumFirst(Segment segment)
    {
        var t = segment.LastTime - 1;
        for (int end = segment.End, start; end > segment.Start; end = start)
        {
            start = int.Max(segment.Start, end - BlockRows);
            CoxKernels.SumFirst(
                Model.Rows[(start * Model.Width)..],
                Model.Width,
                At.Risk.AsSpan(start, end - start),
                At.Expected.AsSpan(start, end - start),
                At.Starts.AsSpan(start, end - start),
                s1,
                Expected,
                panel
            );
            var rows = 0;
            for (; t >= segment.FirstTime && Sets.Times[t].Start >= start; t--)
                panelWeights[rows] = SubtractTies(t, panel.AsSpan(rows++ * Padded, Padded));
            AddSquares(panel, panelWeights.AsSpan(0, rows));
            AddSquares(start, end);
        }
    }

    double EventWeight(Segment segment)
    {
        if (Model.Weights is null && At.Tied.Length == 0)
            return segment.LastTime - segment.FirstTime;
        var sum = 0.0;
        for (var t = segment.FirstTime; t < segment.LastTime; t++)
            for (var position = Sets.Times[t].Start; position < Sets.Times[t].End; position++)
                sum += Weight(position);
        return sum;
    }

    static (int Start, int Count) Positions(int start, int end) => (start, end - start);

    static double Unit(Segment from, Segment to) => double.Exp(from.Offset - to.Offset);

    /// <summary>Consecutive event times of a stratum, and whose observation ends from the first on
    /// and before the next segment.</summary>
    readonly record struct Segment(int FirstTime, int LastTime, int Start, int End, double Offset);
}
