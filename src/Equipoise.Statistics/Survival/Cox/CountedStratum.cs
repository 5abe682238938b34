using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival;

/// <summary>One stratum of a <see cref="CountedLikelihood"/>: how many of each pattern leave, and have the event, at each event time.</summary>
/// <remarks>
/// With the patterns' r and r·x as columns of a matrix M, S₀ and S₁ at a time are the sum of leaving·M over it and all later times, D₀ and D₁
/// are events·M at it, and E of a pattern is r·Σ over times of (leaving·H - events·own part), H being the hazard summed up to the time.
/// </remarks>
sealed class CountedStratum
{
    readonly int width;
    readonly int padded;
    readonly int times;
    readonly int patterns; // padded to whole vectors
    readonly int[] leaving; // a row of patterns for each event time: whose last event time it is
    readonly int[] events;
    readonly int[] tied;
    readonly double[] rows; // the patterns, standardized, one after the other
    readonly double[] ofEvents; // of each pattern
    readonly bool[] isAtRisk;
    readonly double[] columns; // M: r, r·x₁, r·x₂ ...
    readonly double[] η;
    readonly double[] r;
    readonly double[] expected;
    readonly double[] sums;
    readonly double[] hazard;
    readonly double[] own;
    readonly TieMethod ties;

    /// <param name="times">The event times.</param>
    /// <param name="width">The covariates.</param>
    /// <param name="rows">The patterns, standardized, one after the other.</param>
    /// <param name="leaving">Of each event time and pattern, how many leave before the next.</param>
    /// <param name="events">Of each event time and pattern, how many have the event.</param>
    /// <param name="ties">Efron or Breslow.</param>
    public CountedStratum(int times, int width, double[] rows, int[] leaving, int[] events, TieMethod ties)
    {
        (this.times, this.width, this.leaving, this.events, this.ties) = (times, width, leaving, events, ties);
        patterns = times == 0 ? 0 : leaving.Length / times;
        padded = WeightedSquares.PaddedWidth(width);
        this.rows = [.. rows, .. new double[patterns * width - rows.Length + padded]];
        (columns, sums) = (new double[(width + 1) * patterns], new double[2 * (width + 1)]);
        (η, r, expected) = (new double[patterns], new double[patterns], new double[patterns]);
        (ofEvents, isAtRisk) = (new double[patterns], new bool[patterns]);
        (tied, hazard, own) = (new int[times], new double[times], new double[times]);
        for (var t = 0; t < times; t++)
            for (var i = 0; i < patterns; i++)
            {
                tied[t] += events[t * patterns + i];
                ofEvents[i] += events[t * patterns + i];
                isAtRisk[i] |= leaving[t * patterns + i] > 0;
            }
    }

    /// <summary>Adds U and I; returns ℓ.</summary>
    public double AddTo(ReadOnlySpan<double> β, double[] u, double[,] information)
    {
        var ℓ = SetRisks(β) + SumAtRisk(out var squares);
        Expect();
        squares.Add(rows, width, expected);
        for (var i = 0; i < patterns; i++)
            CoxKernels.Add(u, rows.AsSpan(i * width, width), ofEvents[i] - expected[i]);
        for (var i = 0; i < width; i++)
            for (var j = 0; j <= i; j++)
                information[i, j] += squares[i, j];
        return ℓ;
    }

    // r relative to the largest, and M; returns Σ η over the events.
    double SetRisks(ReadOnlySpan<double> β)
    {
        var (largest, ℓ) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i < patterns; i++)
        {
            η[i] = 0;
            for (var j = 0; j < width; j++)
                η[i] += rows[i * width + j] * β[j];
            if (isAtRisk[i])
                largest = double.Max(largest, η[i]);
        }
        for (var i = 0; i < patterns; i++)
        {
            ℓ += ofEvents[i] * (η[i] - largest);
            r[i] = isAtRisk[i] ? double.Exp(η[i] - largest) : 0;
            columns[i] = r[i];
            for (var j = 0; j < width; j++)
                columns[(j + 1) * patterns + i] = r[i] * rows[i * width + j];
        }
        return ℓ;
    }

    // S and D from the last time to the first; returns -Σ w̄ Σ log φ.
    double SumAtRisk(out WeightedSquares squares)
    {
        squares = new WeightedSquares(width);
        Array.Clear(sums);
        var ℓ = 0.0;
        var s = sums.AsSpan(0, width + 1);
        var d = sums.AsSpan(width + 1, width + 1);
        var panel = new double[2 * padded];
        Span<double> weights = stackalloc double[2];
        for (var t = times - 1; t >= 0; t--)
        {
            AddProducts(leaving.AsSpan(t * patterns, patterns), s);
            d.Clear();
            AddProducts(events.AsSpan(t * patterns, patterns), d);
            var sumsOfTies = TieSums.Of(ties, tied[t], tied[t], s[0], d[0]);
            ℓ -= sumsOfTies.LogDenominators;
            (hazard[t], own[t]) = (sumsOfTies.Hazard, sumsOfTies.OwnPart);
            for (var j = 0; j < width; j++)
            {
                panel[j] = s[j + 1] - sumsOfTies.M * d[j + 1];
                panel[padded + j] = d[j + 1];
            }
            (weights[0], weights[1]) = (-sumsOfTies.Q0, -sumsOfTies.Q);
            squares.Add(panel, padded, weights);
        }
        return ℓ;
    }

    // From the first time to the last.
    void Expect()
    {
        Array.Clear(expected);
        var sum = 0.0;
        for (var t = 0; t < times; t++)
        {
            sum += hazard[t];
            var (hazards, owns) = (Vector256.Create(sum), Vector256.Create(own[t]));
            for (var i = 0; i < patterns; i += 4)
            {
                var all = Vector256.Create<double>(expected.AsSpan(i));
                all = Vector256.FusedMultiplyAdd(ToDouble(leaving, t * patterns + i), hazards, all);
                all -= ToDouble(events, t * patterns + i) * owns;
                all.CopyTo(expected, i);
            }
        }
        for (var i = 0; i < patterns; i++)
            expected[i] *= r[i];
    }

    // result += counts·M, four columns at a time.
    void AddProducts(ReadOnlySpan<int> counts, Span<double> result)
    {
        var j = 0;
        for (; j + 4 <= result.Length; j += 4)
        {
            var (a, b) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var (c, d) = (Vector256<double>.Zero, Vector256<double>.Zero);
            var first = columns.AsSpan(j * patterns, patterns);
            var second = columns.AsSpan((j + 1) * patterns, patterns);
            var third = columns.AsSpan((j + 2) * patterns, patterns);
            var fourth = columns.AsSpan((j + 3) * patterns, patterns);
            for (var i = 0; i + 4 <= counts.Length; i += 4)
            {
                var n = ToDouble(counts, i);
                a = Vector256.FusedMultiplyAdd(n, Vector256.Create<double>(first[i..]), a);
                b = Vector256.FusedMultiplyAdd(n, Vector256.Create<double>(second[i..]), b);
                c = Vector256.FusedMultiplyAdd(n, Vector256.Create<double>(third[i..]), c);
                d = Vector256.FusedMultiplyAdd(n, Vector256.Create<double>(fourth[i..]), d);
            }
            result[j] += Vector256.Sum(a);
            result[j + 1] += Vector256.Sum(b);
            result[j + 2] += Vector256.Sum(c);
            result[j + 3] += Vector256.Sum(d);
        }
        for (; j < result.Length; j++)
        {
            var a = Vector256<double>.Zero;
            for (var i = 0; i + 4 <= counts.Length; i += 4)
                a = Vector256.FusedMultiplyAdd(ToDouble(counts, i), Vector256.Create<double>(columns.AsSpan(j * patterns + i)), a);
            result[j] += Vector256.Sum(a);
        }
    }

    static Vector256<double> ToDouble(ReadOnlySpan<int> values, int i) =>
        Avx.IsSupported
            ? Avx.ConvertToVector256Double(Vector128.Create(values[i..]))
            : Vector256.Create((double)values[i], values[i + 1], values[i + 2], values[i + 3]);
}
