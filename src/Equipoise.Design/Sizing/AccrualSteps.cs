namespace Equipoise.Design.Sizing;

/// <summary>The cumulative accrual as a broken line, flat after its end, for walking along it.</summary>
sealed class AccrualSteps
{
    readonly double[] from;
    readonly double[] accrued;
    readonly double[] rate;

    public AccrualSteps(AccrualPlan plan)
    {
        var pieces = plan.PerMonth.Pieces.Where(piece => piece.FromMonth < plan.Months).ToList();
        from = [.. pieces.Select(piece => piece.FromMonth), plan.Months];
        rate = [.. pieces.Select(piece => piece.Value), 0];
        accrued = Array.ConvertAll(from, plan.By);
    }

    /// <summary>The step that ends at, or goes on beyond, a month above 0.</summary>
    public int StepBefore(double month)
    {
        var step = from.Length - 1;
        while (step > 0 && from[step] >= month)
            step--;
        return step;
    }

    public double From(int step) => from[step];

    public double Rate(int step) => rate[step];

    public double AccruedAt(int step) => accrued[step];

    /// <summary>The participants in by a month of this step.</summary>
    public double By(double month, int step) =>
        rate[step] == 0 ? accrued[step] : accrued[step] + rate[step] * (month - from[step]);
}
