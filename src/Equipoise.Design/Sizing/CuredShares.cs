using Equipoise.Statistics.Numerics;

namespace Equipoise.Design.Sizing;

/// <summary>What cured shares do to the hazard ratio of all participants of a stratum.</summary>
/// <remarks>
/// Among those without the event at x, p(x) = (1 - π) S(x) / (π + (1 - π) S(x)) are not cured, so that the hazard ratio of all is
/// that of the not cured times p experimental / p control. Its logarithm over the expected events has no closed form:
/// Gauss-Legendre, with 20 points on pieces along which no more than e⁻¹ is lost, reaches 1e-14.
/// </remarks>
static class CuredShares
{
    const double Nobody = 1e-22;

    static readonly GaussLegendre rule = new(20);

    /// <summary>
    /// What the cured add to the sum of log hazard ratios over the events of an arm that all participants are in.
    /// </summary>
    /// <param name="arm">The not cured of the arm whose events are counted.</param>
    /// <param name="control">The not cured and the cured of the control arm.</param>
    /// <param name="experimental">The same of the experimental arm.</param>
    /// <param name="month">The month of the trial.</param>
    /// <param name="plan">How many have entered by when.</param>
    /// <param name="followUp">The months for which each is followed at most.</param>
    public static double LogRatioOfEvents(
        ArmCourse arm,
        ArmCourse[] control,
        ArmCourse[] experimental,
        double month,
        AccrualPlan plan,
        double followUp
    )
    {
        var last = Math.Min(month, followUp);
        var cuts = new SortedSet<double> { 0 };
        foreach (var cut in (ReadOnlySpan<double>)[.. control[0].From, .. experimental[0].From])
            if (cut < last)
                cuts.Add(cut);
        if (double.IsFinite(month))
            foreach (var cut in plan.PerMonth.Pieces.Select(piece => month - piece.FromMonth).Append(month - plan.Months))
                if (cut > 0 && cut < last)
                    cuts.Add(cut);
        double[] from = [.. cuts];
        var sum = 0.0;
        for (var i = 0; i < from.Length; i++)
            sum += Over(from[i], i + 1 < from.Length ? from[i + 1] : last);
        return sum;

        double Over(double low, double high)
        {
            var (hazard, dropout) = arm.HazardsAt(low);
            if (hazard == 0)
                return 0;
            var fastest = Math.Max(control[0].HazardsAt(low).Event, experimental[0].HazardsAt(low).Event) + dropout;
            var total = 0.0;
            for (var x = low; x < high && arm.SurvivingTo(x) > Nobody;)
            {
                var next = Math.Min(high, x + 1 / fastest);
                total += rule.Integral(At, x, next);
                x = next;
            }
            return total;

            double At(double x) =>
                plan.By(month - x) * hazard * arm.SurvivingTo(x) * (LogNotCured(experimental, x) - LogNotCured(control, x));
        }
    }

    static double LogNotCured(ArmCourse[] classes, double x)
    {
        if (classes.Length == 1)
            return 0;
        var notCured = classes[0].Share * classes[0].EventFreeTo(x);
        return Math.Log(notCured / (notCured + classes[1].Share));
    }
}
