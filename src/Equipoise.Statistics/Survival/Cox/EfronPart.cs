using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>What an evaluation writes for every position and event time; the parts share it, each its own strata.</summary>
sealed class EfronArrays(CoxModel model)
{
    /// <summary>xβ + offset, then r, relative to the largest nearby.</summary>
    public double[] Risk { get; } = new double[model.Sets.Order.Length];

    /// <summary>E, the expected events of each position.</summary>
    public double[] Expected { get; } = new double[model.Sets.Order.Length];

    /// <summary>S₀ at each event time.</summary>
    public double[] AtRisk { get; } = new double[model.Sets.Times.Length];

    /// <summary>w̄ Σ 1/φₖ at each event time.</summary>
    public double[] Hazard { get; } = new double[model.Sets.Times.Length];

    /// <summary>r·x of one covariate, and its sum over the risk sets; empty when nobody enters late.</summary>
    public double[] Column { get; } = new double[model.Sets.FirstAtRisk?.Length ?? 0];

    public double[] ColumnSums { get; } = new double[model.Sets.FirstAtRisk is null ? 0 : model.Sets.Times.Length];

    /// <summary>The sums at each event time with several events; empty when there is none.</summary>
    public TieSums[] Tied { get; } =
        new TieSums[Array.Exists(model.Sets.Times, time => time.Events > 1) ? model.Sets.Times.Length : 0];
}

/// <summary>Some strata of an <see cref="EfronLikelihood"/>, evaluated one after the other.</summary>
/// <remarks>
/// r is relative to an offset, which cancels. One offset serves a stratum unless its xβ are so far apart that the sums of a late risk set
/// would underflow: then a new one starts where, going back in time, xβ has outgrown the old, and running sums change their unit.
/// </remarks>
sealed class EfronPart
{
    const double LargestExponent = 300;
    const int BlockRows = 128;

    readonly CoxModel model;
    readonly RiskSets sets;
    readonly Range strata;
    readonly EfronArrays at;
    readonly WeightedSquares squares;
    readonly double[] score;
    readonly double[] s1;
    readonly double[] d1;
    readonly double[] panel;
    readonly double[] panelWeights = new double[BlockRows];
    int panelRows;

    public EfronPart(CoxModel model, Range strata, EfronArrays arrays)
    {
        (this.model, sets, this.strata, at) = (model, model.Sets, strata, arrays);
        squares = new(model.Stride);
        (score, s1, d1) = (new double[model.Stride], new double[model.Stride], new double[model.Stride]);
        panel = new double[BlockRows * model.Stride];
    }

    public double LogLikelihood { get; private set; }

    public void Evaluate(ReadOnlySpan<double> β)
    {
        LogLikelihood = 0;
        squares.Clear();
        Array.Clear(score);
        foreach (var stratum in sets.Strata[strata])
        {
            if (stratum.FirstTime == stratum.LastTime)
                continue;
            var start = sets.FirstAtRisk is null ? sets.Times[stratum.FirstTime].Start : stratum.Start;
            Predict(β, start, stratum.End);
            if (sets.FirstAtRisk is null)
                EvaluateRunning(Segments(stratum));
            else
                EvaluateLateEntries(stratum);
        }
    }

    public void AddTo(double[] u, double[,] information)
    {
        for (var i = 0; i < u.Length; i++)
        {
            u[i] += score[i];
            for (var j = 0; j <= i; j++)
                information[i, j] += squares[i, j];
        }
    }

    // xβ + offset. The rows past the width are 0, and so is β there.
    void Predict(ReadOnlySpan<double> β, int start, int end)
    {
        Span<double> padded = stackalloc double[model.Stride];
        β.CopyTo(padded);
        var vectorsOfβ = MemoryMarshal.Cast<double, Vector256<double>>(padded);
        for (var position = start; position < end; position++)
        {
            var row = Row(position);
            var sum = row[0] * vectorsOfβ[0];
            for (var v = 1; v < row.Length; v++)
                sum = Vector256.FusedMultiplyAdd(row[v], vectorsOfβ[v], sum);
            at.Risk[position] = Vector256.Sum(sum);
        }
        if (model.Offsets is { } offsets)
            for (var position = start; position < end; position++)
                at.Risk[position] += offsets[position];
    }

    // From the last times to the first.
    List<Segment> Segments(StratumRange stratum)
    {
        var segments = new List<Segment>(1);
        var (last, end, offset) = (stratum.LastTime, stratum.End, double.NegativeInfinity);
        for (int t = stratum.LastTime - 1, before = stratum.End; t >= stratum.FirstTime; before = sets.Times[t--].Start)
        {
            var largest = double.NegativeInfinity;
            for (var position = sets.Times[t].Start; position < before; position++)
                largest = double.Max(largest, at.Risk[position]);
            if (largest > offset + LargestExponent && last > t + 1)
            {
                segments.Add(new(t + 1, last, before, end, offset));
                (last, end, offset) = (t + 1, before, largest);
            }
            else if (offset == double.NegativeInfinity)
                offset = largest;
        }
        segments.Add(new(stratum.FirstTime, last, sets.Times[stratum.FirstTime].Start, end, offset));
        return segments;
    }

    void EvaluateRunning(List<Segment> segments)
    {
        var sum = 0.0;
        for (var s = 0; s < segments.Count; s++)
        {
            Exponentiate(segments[s]);
            sum = SumAtRisk(segments[s], s == 0 ? 0 : sum * double.Exp(segments[s - 1].Offset - segments[s].Offset));
        }
        var hazard = 0.0;
        for (var s = segments.Count - 1; s >= 0; s--)
        {
            if (s < segments.Count - 1)
                hazard *= double.Exp(segments[s].Offset - segments[s + 1].Offset);
            hazard = Expect(segments[s], hazard);
        }
        Array.Clear(s1);
        for (var s = 0; s < segments.Count; s++)
        {
            if (s > 0)
                Multiply(s1, double.Exp(segments[s - 1].Offset - segments[s].Offset));
            AddSquares(segments[s]);
        }
        Flush();
    }

    // r, and what the events add to ℓ.
    void Exponentiate(Segment segment)
    {
        var risk = at.Risk.AsSpan(segment.Start, segment.End - segment.Start);
        foreach (ref var η in risk)
            η -= segment.Offset;
        var ofEvents = 0.0;
        for (var t = segment.FirstTime; t < segment.LastTime; t++)
            for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
                ofEvents += Weight(position) * at.Risk[position];
        LogLikelihood += ofEvents;
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(risk);
        foreach (ref var η in vectors)
            η = Vector256.Exp(η);
        foreach (ref var η in risk[(4 * vectors.Length)..])
            η = Vector256.Exp(Vector256.Create(η))[0];
        if (model.Weights is { } weights)
            for (var i = 0; i < risk.Length; i++)
                risk[i] *= weights[segment.Start + i];
    }

    // S₀ from the last time to the first, and with it the hazards.
    double SumAtRisk(Segment segment, double sum)
    {
        var (position, logs) = (segment.End, new LogProduct());
        for (var t = segment.LastTime - 1; t >= segment.FirstTime; t--)
        {
            while (position > sets.Times[t].Start)
                sum += at.Risk[--position];
            at.AtRisk[t] = sum;
            if (sets.Times[t].Events == 1 && model.Weights is null)
            {
                logs.Multiply(sum);
                at.Hazard[t] = 1 / sum;
            }
            else
                SumTies(t);
        }
        LogLikelihood -= logs.Log;
        return sum;
    }

    void SumTies(int t)
    {
        var (time, weight, d0) = (sets.Times[t], 0.0, 0.0);
        for (var position = time.Start; position < time.End; position++)
        {
            weight += Weight(position);
            d0 += at.Risk[position];
        }
        var sums = TieSums.Of(model.Ties, time.Events, weight, at.AtRisk[t], d0);
        LogLikelihood -= sums.LogDenominators;
        at.Hazard[t] = sums.Hazard;
        if (time.Events > 1)
            at.Tied[t] = sums;
    }

    // E from the first time to the last.
    double Expect(Segment segment, double hazard)
    {
        var t = segment.FirstTime;
        for (var position = segment.Start; position < segment.End; position++)
        {
            while (t < sets.LastAtRisk[position])
                hazard += at.Hazard[t++];
            at.Expected[position] = at.Risk[position] * hazard;
        }
        SubtractOwnParts(segment.FirstTime, segment.LastTime);
        return hazard;
    }

    void SubtractOwnParts(int firstTime, int lastTime)
    {
        if (model.Ties == TieMethod.Breslow || at.Tied.Length == 0)
            return;
        for (var t = firstTime; t < lastTime; t++)
            if (sets.Times[t].Events > 1)
                for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
                    at.Expected[position] -= at.Risk[position] * at.Tied[t].OwnPart;
    }

    // Score and information: S₁ from the last time to the first, and the rows by blocks while they are in the first cache.
    void AddSquares(Segment segment)
    {
        var (position, added) = (segment.End, segment.End);
        var sum = Vectors(s1);
        for (var t = segment.LastTime - 1; t >= segment.FirstTime; t--)
        {
            var time = sets.Times[t];
            for (; position > time.End; added = AddBlock(position, added))
                AddTo(sum, --position, at.Risk[position]);
            if (time.Events == 1)
            {
                AddTo(sum, --position, at.Risk[position]);
                AddTo(Vectors(score), position, Weight(position));
                s1.CopyTo(NextPanelRow(-Weight(position) / (at.AtRisk[t] * at.AtRisk[t])));
            }
            else
            {
                Array.Clear(d1);
                var tied = Vectors(d1);
                for (; position > time.Start; added = AddBlock(position, added))
                {
                    AddTo(tied, --position, at.Risk[position]);
                    AddTo(Vectors(score), position, Weight(position));
                }
                for (var v = 0; v < sum.Length; v++)
                    sum[v] += tied[v];
                PushTies(s1, d1, at.Tied[t]);
            }
            added = AddBlock(position, added);
        }
        AddRows(position, added);
    }

    // With late entries risk sets shrink and grow: every sum is made by ranges, a column of S₁ after the other.
    void EvaluateLateEntries(StratumRange stratum)
    {
        var all = new Segment(stratum.FirstTime, stratum.LastTime, stratum.Start, stratum.End, LargestAtRisk(stratum));
        Exponentiate(all);
        for (var position = all.Start; position < all.End; position++)
            if (!sets.IsEverAtRisk(position, stratum))
                at.Risk[position] = 0;
        sets.SumAtRisk(stratum, at.Risk, at.AtRisk);
        for (var t = all.FirstTime; t < all.LastTime; t++)
            SumTies(t);
        sets.SumWhileAtRisk(stratum, at.Hazard, at.Expected);
        for (var position = all.Start; position < all.End; position++)
            at.Expected[position] *= at.Risk[position];
        SubtractOwnParts(all.FirstTime, all.LastTime);

        var sums = FirstSums(stratum);
        for (var t = all.FirstTime; t < all.LastTime; t++)
        {
            Array.Clear(d1);
            for (var position = sets.Times[t].Start; position < sets.Times[t].End; position++)
            {
                AddTo(Vectors(d1), position, at.Risk[position]);
                AddTo(Vectors(score), position, Weight(position));
            }
            var ofTime = sums.AsSpan((t - all.FirstTime) * model.Stride, model.Stride);
            if (sets.Times[t].Events > 1)
                PushTies(ofTime, d1, at.Tied[t]);
            else
                ofTime.CopyTo(NextPanelRow(-Weight(sets.Times[t].Start) / (at.AtRisk[t] * at.AtRisk[t])));
        }
        Flush();
        for (var start = all.Start; start < all.End; start += BlockRows)
            AddRows(start, int.Min(start + BlockRows, all.End));
    }

    double LargestAtRisk(StratumRange stratum)
    {
        var largest = double.NegativeInfinity;
        for (var position = stratum.Start; position < stratum.End; position++)
            if (sets.IsEverAtRisk(position, stratum))
                largest = double.Max(largest, at.Risk[position]);
        return largest;
    }

    double[] FirstSums(StratumRange stratum)
    {
        var sums = new double[(stratum.LastTime - stratum.FirstTime) * model.Stride];
        for (var j = 0; j < model.Width; j++)
        {
            for (var position = stratum.Start; position < stratum.End; position++)
                at.Column[position] = at.Risk[position] * model.At(position)[j];
            sets.SumAtRisk(stratum, at.Column, at.ColumnSums);
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
                sums[(t - stratum.FirstTime) * model.Stride + j] = at.ColumnSums[t];
        }
        return sums;
    }

    // At each event time one row -q₀, (S₁ - mD₁), and when there are ties one more, -(q₂ - q₁m), D₁.
    void PushTies(ReadOnlySpan<double> s1, ReadOnlySpan<double> d1, in TieSums tied)
    {
        var row = NextPanelRow(-tied.Q0);
        for (var j = 0; j < row.Length; j++)
            row[j] = s1[j] - tied.M * d1[j];
        if (tied.Q != 0)
            d1.CopyTo(NextPanelRow(-tied.Q));
    }

    Span<double> NextPanelRow(double weight)
    {
        if (panelRows == BlockRows)
            Flush();
        panelWeights[panelRows] = weight;
        return panel.AsSpan(panelRows++ * model.Stride, model.Stride);
    }

    void Flush()
    {
        squares.Add(panel, panelWeights.AsSpan(0, panelRows));
        panelRows = 0;
    }

    int AddBlock(int position, int added)
    {
        if (added - position < BlockRows)
            return added;
        AddRows(position, added);
        return position;
    }

    void AddRows(int start, int end)
    {
        squares.Add(model.Rows[(start * model.Stride)..(end * model.Stride)], at.Expected.AsSpan(start, end - start));
        var sum = Vectors(score);
        for (var position = start; position < end; position++)
            AddTo(sum, position, -at.Expected[position]);
    }

    void AddTo(Span<Vector256<double>> sum, int position, double factor)
    {
        var row = Row(position);
        var factors = Vector256.Create(factor);
        for (var v = 0; v < sum.Length; v++)
            sum[v] = Vector256.FusedMultiplyAdd(row[v], factors, sum[v]);
    }

    static void Multiply(Span<double> values, double factor)
    {
        foreach (ref var value in values)
            value *= factor;
    }

    double Weight(int position) => model.Weights is null ? 1 : model.Weights[position];

    ReadOnlySpan<Vector256<double>> Row(int position) =>
        MemoryMarshal.Cast<double, Vector256<double>>(model.Rows.Slice(position * model.Stride, model.Stride));

    static Span<Vector256<double>> Vectors(Span<double> values) => MemoryMarshal.Cast<double, Vector256<double>>(values);

    /// <summary>Consecutive event times of a stratum, and whose observation ends from the first on and before the next segment.</summary>
    readonly record struct Segment(int FirstTime, int LastTime, int Start, int End, double Offset);
}
