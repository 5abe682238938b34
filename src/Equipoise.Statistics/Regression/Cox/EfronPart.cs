using Equipoise.Statistics.Counting;
using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Some strata of an <see cref="EfronLikelihood"/>, evaluated one after the other.</summary>
/// <remarks>
/// r is relative to an offset, which cancels. What the events themselves add to ℓ and U, Σ w·xβ and Σ w·x, does not depend on β
/// and is summed once.
/// </remarks>
abstract class EfronPart
{
    protected const int BlockRows = 128;

    readonly Range strata;
    readonly WeightedSquares squares;
    readonly double[] ofEvents;
    readonly double offsetsOfEvents;
    readonly double[] tiedRows;
    readonly double[] tiedWeights = new double[BlockRows];
    int tiedCount;

    protected EfronPart(CoxModel model, Range strata, EfronArrays arrays)
    {
        (Model, Sets, this.strata, At) = (model, model.Sets, strata, arrays);
        squares = new(model.Width);
        Padded = WeightedSquares.PaddedWidth(model.Width);
        (Expected, ofEvents) = (new double[Padded], new double[Padded]);
        tiedRows = new double[BlockRows * Padded];
        var (first, count) = strata.GetOffsetAndLength(Sets.Strata.Length);
        for (var s = first; s < first + count; s++)
        {
            CoxKernels.Add(ofEvents, model.EventSums.AsSpan(s * model.Width, model.Width), 1);
            if (model.Offsets is null)
                continue;
            for (var t = Sets.Strata[s].FirstTime; t < Sets.Strata[s].LastTime; t++)
                for (var position = Sets.Times[t].Start; position < Sets.Times[t].End; position++)
                    offsetsOfEvents += Weight(position) * model.Offsets[position];
        }
    }

    public double LogLikelihood { get; protected set; }

    protected CoxModel Model { get; }

    protected RiskSets Sets { get; }

    protected EfronArrays At { get; }

    /// <summary>The width, rounded up to whole vectors.</summary>
    protected int Padded { get; }

    /// <summary>Σ E·x, padded.</summary>
    protected double[] Expected { get; }

    /// <summary>ℓ, U and I of these strata.</summary>
    public void Evaluate(ReadOnlySpan<double> β)
    {
        Span<double> padded = stackalloc double[Padded];
        β.CopyTo(padded);
        LogLikelihood = OfEvents(β);
        squares.Clear();
        Array.Clear(Expected);
        foreach (var stratum in Sets.Strata[strata])
            if (stratum.FirstTime < stratum.LastTime)
                Evaluate(stratum, padded);
        FlushTies();
    }

    public void AddTo(double[] u, double[,] information)
    {
        for (var i = 0; i < u.Length; i++)
        {
            u[i] += ofEvents[i] - Expected[i];
            for (var j = 0; j <= i; j++)
                information[i, j] += squares[i, j];
        }
    }

    /// <summary>Σ w·(xβ + offset) over the events, from which a stratum then subtracts.</summary>
    protected virtual double OfEvents(ReadOnlySpan<double> β)
    {
        var sum = offsetsOfEvents;
        for (var j = 0; j < β.Length; j++)
            sum += β[j] * ofEvents[j];
        return sum;
    }

    protected abstract void Evaluate(StratumRange stratum, ReadOnlySpan<double> β);

    protected double Weight(int position) => Model.Weights is null ? 1 : Model.Weights[position];

    /// <summary>The sums over one event time, kept where there are ties; returns what they take from ℓ.</summary>
    protected double SumTies(int t)
    {
        var (time, weight, d0) = (Sets.Times[t], 0.0, 0.0);
        for (var position = time.Start; position < time.End; position++)
        {
            weight += Weight(position);
            d0 += At.Risk[position];
        }
        var sums = TieSums.Of(Model.Ties, time.Events, weight, At.AtRisk[t], d0);
        At.Hazard[t] = sums.Hazard;
        if (time.Events > 1)
            At.Tied[t] = sums;
        return sums.LogDenominators;
    }

    /// <summary>Takes from the expected events what people had no time for, being among the tied events themselves.</summary>
    protected void SubtractOwnParts(int firstTime, int lastTime)
    {
        if (Model.Ties == TieMethod.Breslow || At.Tied.Length == 0)
            return;
        for (var t = firstTime; t < lastTime; t++)
            if (Sets.Times[t].Events > 1)
                for (var position = Sets.Times[t].Start; position < Sets.Times[t].End; position++)
                    At.Expected[position] -= At.Risk[position] * At.Tied[t].OwnPart;
    }

    /// <summary>Makes S₁ of an event time the row whose square the information loses; returns its weight.</summary>
    protected double SubtractTies(int t, Span<double> s1)
    {
        var time = Sets.Times[t];
        if (time.Events == 1)
            return -Weight(time.Start) / (At.AtRisk[t] * At.AtRisk[t]);
        var tied = At.Tied[t];
        if (tied.Q == 0)
            return -tied.Q0; // Breslow
        if (tiedCount == BlockRows)
            FlushTies();
        tiedWeights[tiedCount] = -tied.Q;
        var d1 = tiedRows.AsSpan(tiedCount++ * Padded, Padded);
        d1.Clear();
        for (var position = time.Start; position < time.End; position++)
            CoxKernels.Add(d1, Model.At(position), At.Risk[position]);
        CoxKernels.Add(s1, d1, -tied.M);
        return -tied.Q0;
    }

    /// <summary>Adds w·zz′ of padded rows to the information.</summary>
    protected void AddSquares(ReadOnlySpan<double> rows, ReadOnlySpan<double> weights) => squares.Add(rows, Padded, weights);

    /// <summary>Adds E·xx′ of these positions.</summary>
    protected void AddSquares(int start, int end) =>
        squares.Add(Model.Rows[(start * Model.Width)..], Model.Width, At.Expected.AsSpan(start, end - start));

    void FlushTies()
    {
        AddSquares(tiedRows, tiedWeights.AsSpan(0, tiedCount));
        tiedCount = 0;
    }
}

/// <summary>What an evaluation writes for every position and event time; the parts share it, each its own strata.</summary>
sealed class EfronArrays
{
    public EfronArrays(CoxModel model)
    {
        var sets = model.Sets;
        (Risk, Expected) = (Unwritten(sets.Order.Length), Unwritten(sets.Order.Length));
        (AtRisk, Hazard) = (Unwritten(sets.Times.Length), Unwritten(sets.Times.Length));
        Starts = new byte[sets.Order.Length];
        var hasTies = false;
        foreach (var time in sets.Times)
        {
            Starts[time.Start] = 1;
            hasTies |= time.Events > 1;
        }
        Tied = new TieSums[hasTies ? sets.Times.Length : 0];
        if (sets.FirstAtRisk is not null)
            (Column, ColumnSums) = (new double[sets.Order.Length], new double[sets.Times.Length]);
    }

    // Every number is written before it is read, and zeroing tens of megabytes takes its time.
    static double[] Unwritten(int length) => GC.AllocateUninitializedArray<double>(length);

    /// <summary>r of each position, relative to an offset.</summary>
    public double[] Risk { get; }

    /// <summary>E, the expected events of each position.</summary>
    public double[] Expected { get; }

    /// <summary>S₀ at each event time.</summary>
    public double[] AtRisk { get; }

    /// <summary>w̄ Σ 1/φₖ at each event time.</summary>
    public double[] Hazard { get; }

    /// <summary>1 for each position at which an event time begins.</summary>
    public byte[] Starts { get; }

    /// <summary>The sums at each event time with several events; empty when there is none.</summary>
    public TieSums[] Tied { get; }

    /// <summary>r·x of one covariate; empty when nobody enters late.</summary>
    public double[] Column { get; } = [];

    /// <summary>Its sum over each risk set.</summary>
    public double[] ColumnSums { get; } = [];
}
