using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Strata with late entries that are small enough to look at each risk set by itself,
/// centered and scaled for itself.</summary>
/// <remarks>
/// Covariates may drift with time by any amount that those at risk together share: neither a common scale underflows nor a common
/// center loses digits. With x′ = x - S₁/S₀ of the risk set, I = Σ over times of Σ E·x′x′′ - w̄ Σ z′z′′, where z′ is nearly 0.
/// </remarks>
sealed class DirectPart : EfronPart
{
    const double MostWork = 2e7;

    readonly double[] rows;
    readonly double[] weights;
    readonly double[] s1;

    public DirectPart(CoxModel model, Range strata, EfronArrays arrays)
        : base(model, strata, arrays)
    {
        var most = 0;
        foreach (var stratum in Sets.Strata[strata])
            most = int.Max(most, stratum.End - stratum.Start);
        (rows, weights, s1) = (new double[(most + 1) * Padded], new double[most], new double[Padded]);
    }

    /// <summary>Whether the products over all risk sets are few.</summary>
    public static bool IsEnough(CoxModel model)
    {
        var work = 0.0;
        foreach (var stratum in model.Sets.Strata)
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
                work += stratum.End - model.Sets.Times[t].Start;
        return work * model.Width * model.Width <= MostWork;
    }

    // Each event is added relative to its risk set, where it is small.
    protected override double OfEvents(ReadOnlySpan<double> β) => 0;

    protected override void Evaluate(StratumRange stratum, ReadOnlySpan<double> β)
    {
        var (start, count) = (stratum.Start, stratum.End - stratum.Start);
        CoxKernels.Predict(
            Model.Rows[(start * Model.Width)..],
            β,
            Model.Width,
            Model.Offsets is null ? [] : Model.Offsets.AsSpan(start, count),
            At.Risk.AsSpan(start, count)
        );
        for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
            Evaluate(stratum, t);
    }

    void Evaluate(StratumRange stratum, int t)
    {
        var (time, largest) = (Sets.Times[t], double.NegativeInfinity);
        for (var position = time.Start; position < stratum.End; position++)
            if (Sets.FirstAtRisk![position] <= t)
                largest = double.Max(largest, At.Risk[position]);
        var (s0, d0, weight, count) = (0.0, 0.0, 0.0, 0);
        Array.Clear(s1);
        for (var position = time.Start; position < stratum.End; position++)
        {
            if (Sets.FirstAtRisk![position] > t)
                continue;
            var r = Weight(position) * double.Exp(At.Risk[position] - largest);
            weights[count++] = r;
            s0 += r;
            CoxKernels.Add(s1, Model.At(position), r);
            if (position >= time.End)
                continue;
            d0 += r;
            weight += Weight(position);
            LogLikelihood += Weight(position) * (At.Risk[position] - largest);
        }
        var sums = TieSums.Of(Model.Ties, time.Events, weight, s0, d0);
        LogLikelihood -= sums.LogDenominators;
        AddSquares(stratum, t, s0, weight, sums);
    }

    void AddSquares(StratumRange stratum, int t, double s0, double weight, TieSums sums)
    {
        var (time, count) = (Sets.Times[t], 0);
        Span<double> pair = stackalloc double[2 * Padded];
        Span<double> ofSet = stackalloc double[Padded];
        pair.Clear();
        ofSet.Clear();
        var z = pair[..Padded];
        var d1 = pair[Padded..];
        for (var position = time.Start; position < stratum.End; position++)
        {
            if (Sets.FirstAtRisk![position] > t)
                continue;
            var row = rows.AsSpan(count * Padded, Padded);
            var r = weights[count];
            row.Clear();
            for (var j = 0; j < Model.Width; j++)
                row[j] = Model.At(position)[j] - s1[j] / s0;
            CoxKernels.Add(ofSet, row, r);
            if (position < time.End)
                CoxKernels.Add(d1, row, r);
            weights[count++] = r * (position < time.End ? sums.Hazard - sums.OwnPart : sums.Hazard);
        }
        AddSquares(rows, weights.AsSpan(0, count));
        // Σ E·x: that of the mean, of which there is W, and what is left.
        CoxKernels.Add(Expected, s1, weight / s0);
        CoxKernels.Add(Expected, ofSet, sums.Hazard);
        CoxKernels.Add(Expected, d1, -sums.OwnPart);
        ofSet.CopyTo(z);
        CoxKernels.Add(z, d1, -sums.M);
        AddSquares(pair, [-sums.Q0, -sums.Q]);
    }
}
