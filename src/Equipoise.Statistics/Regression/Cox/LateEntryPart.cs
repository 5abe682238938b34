using Equipoise.Statistics.Counting;

namespace Equipoise.Statistics.Regression.Cox;

/// <summary>Strata in which risk sets shrink and grow: every sum is made by ranges, S₁ a column after the other.</summary>
sealed class LateEntryPart(CoxModel model, Range strata, EfronArrays arrays) : EfronPart(model, strata, arrays)
{
    protected override void Evaluate(StratumRange stratum, ReadOnlySpan<double> β)
    {
        SetRisks(stratum, β);
        Sets.SumAtRisk(stratum, At.Risk, At.AtRisk);
        for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
            LogLikelihood -= SumTies(t);
        Sets.SumWhileAtRisk(stratum, At.Hazard, At.Expected);
        for (var position = stratum.Start; position < stratum.End; position++)
            At.Expected[position] *= At.Risk[position];
        SubtractOwnParts(stratum.FirstTime, stratum.LastTime);

        var (rows, weights) = (FirstSums(stratum), new double[stratum.LastTime - stratum.FirstTime]);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = SubtractTies(stratum.FirstTime + i, rows.AsSpan(i * Padded, Padded));
        AddSquares(rows, weights);
        for (var start = stratum.Start; start < stratum.End; start += BlockRows)
            AddSquares(start, int.Min(start + BlockRows, stratum.End));
        for (var position = stratum.Start; position < stratum.End; position++)
            CoxKernels.Add(Expected, Model.At(position), At.Expected[position]);
    }

    // Relative to the largest of those who are ever at risk.
    void SetRisks(StratumRange stratum, ReadOnlySpan<double> β)
    {
        var (start, count, largest, weight) = (stratum.Start, stratum.End - stratum.Start, double.NegativeInfinity, 0.0);
        var risk = At.Risk.AsSpan(start, count);
        var offsets = Model.Offsets is null ? [] : Model.Offsets.AsSpan(start, count);
        CoxKernels.Predict(Model.Rows[(start * Model.Width)..], β, Model.Width, offsets, risk);
        for (var position = start; position < stratum.End; position++)
            if (Sets.IsEverAtRisk(position, stratum))
                largest = double.Max(largest, At.Risk[position]);
        CoxKernels.Exponentiate(risk, largest);
        for (var position = start; position < stratum.End; position++)
            At.Risk[position] = Sets.IsEverAtRisk(position, stratum) ? Weight(position) * At.Risk[position] : 0;
        for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
            for (var position = Sets.Times[t].Start; position < Sets.Times[t].End; position++)
                weight += Weight(position);
        LogLikelihood -= weight * largest;
    }

    double[] FirstSums(StratumRange stratum)
    {
        var sums = new double[(stratum.LastTime - stratum.FirstTime) * Padded];
        for (var j = 0; j < Model.Width; j++)
        {
            for (var position = stratum.Start; position < stratum.End; position++)
                At.Column[position] = At.Risk[position] * Model.At(position)[j];
            Sets.SumAtRisk(stratum, At.Column, At.ColumnSums);
            for (var t = stratum.FirstTime; t < stratum.LastTime; t++)
                sums[(t - stratum.FirstTime) * Padded + j] = At.ColumnSums[t];
        }
        return sums;
    }
}
