using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>One stratum of a <see cref="CountedLikelihood"/>: how many of each pattern leave,
/// and have the event, at each event time.</summary>
/// <remarks>
/// With the patterns' r and r·x as columns of a matrix M, S₀ and S₁ at a time are the sum of leaving·M over it and all later
/// times, D₀ and D₁ are events·M at it, and E of a pattern is r·Σ over times of (leaving·H - events·own part), H being the hazard
/// summed up to the time.
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
    readonly double[] ofLeaving; // leaving·M, a row for each time
    readonly double[] ofTies; // events·M
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
        columns = new double[(width + 1) * patterns];
        (ofLeaving, ofTies) = (new double[(width + 1) * times], new double[(width + 1) * times]);
        (η, r, expected) = (new double[patterns], new double[patterns], new double[patterns]);
        (ofEvents, isAtRisk) = (new double[patterns], new bool[patterns]);
        (tied, hazard, own) = (new int[times], new double[times], new double[times]);
        var everybody = new double[patterns];
        for (var t = 0; t < times; t++)
        {
            CountKernels.AddTimes(leaving.AsSpan(t * patterns, patterns), 1, everybody);
            CountKernels.AddTimes(events.AsSpan(t * patterns, patterns), 1, ofEvents);
            tied[t] = CountKernels.Sum(events.AsSpan(t * patterns, patterns));
        }
        for (var i = 0; i < patterns; i++)
            isAtRisk[i] = everybody[i] > 0;
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
        var side = width + 1;
        CountKernels.Multiply(leaving, patterns, columns, side, ofLeaving);
        CountKernels.Multiply(events, patterns, columns, side, ofTies);
        squares = new WeightedSquares(width);
        var (ℓ, s, panel) = (0.0, new double[side], new double[2 * padded]);
        Span<double> weights = stackalloc double[2];
        for (var t = times - 1; t >= 0; t--)
        {
            CoxKernels.Add(s, ofLeaving.AsSpan(t * side, side), 1);
            var d = ofTies.AsSpan(t * side, side);
            var sums = TieSums.Of(ties, tied[t], tied[t], s[0], d[0]);
            ℓ -= sums.LogDenominators;
            (hazard[t], own[t]) = (sums.Hazard, sums.OwnPart);
            for (var j = 0; j < width; j++)
            {
                panel[j] = s[j + 1] - sums.M * d[j + 1];
                panel[padded + j] = d[j + 1];
            }
            (weights[0], weights[1]) = (-sums.Q0, -sums.Q);
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
            CountKernels.AddTimes(leaving.AsSpan(t * patterns, patterns), sum, expected);
            if (own[t] != 0)
                CountKernels.AddTimes(events.AsSpan(t * patterns, patterns), -own[t], expected);
        }
        for (var i = 0; i < patterns; i++)
            expected[i] *= r[i];
    }
}
