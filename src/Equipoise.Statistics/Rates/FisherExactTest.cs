namespace Equipoise.Statistics.Rates;

/// <summary>Does the event happen as often in both arms? The exact test of Fisher (1935), two-sided.</summary>
/// <remarks>
/// <para>Given both arms and the number of events, x₁ is hypergeometric where the arms are alike. P is the sum of the
/// probabilities of all tables that are as probable as the one observed or less; two probabilities are taken as equal within 1e-7
/// of themselves, as in R.</para>
/// <para>R: <c>fisher.test(table)$p.value</c>; SAS: <c>proc freq; tables arm*event / fisher</c>. Cost: O(events).</para>
/// </remarks>
public static class FisherExactTest
{
    /// <summary>The two-sided P value; null where an arm is empty, and 1 where nobody or everybody had the event.</summary>
    /// <param name="table">The table.</param>
    public static double? PValue(TwoByTwo table)
    {
        if (!table.IsComparison)
            return null;
        var (n1, n0) = (table.ExperimentalCount, table.ControlCount);
        var events = table.ExperimentalEvents + table.ControlEvents;
        var (least, most) = (long.Max(0, events - n0), long.Min(n1, events));
        // Probabilities relative to that of the observed table, each from its neighbor.
        var (all, extreme) = (1.0, 1.0);
        var ratio = 1.0;
        for (var x = table.ExperimentalEvents; x < most; x++)
            Add(ratio *= (double)(n1 - x) * (events - x) / ((double)(x + 1) * (n0 - events + x + 1)));
        ratio = 1.0;
        for (var x = table.ExperimentalEvents; x > least; x--)
            Add(ratio *= (double)x * (n0 - events + x) / ((double)(n1 - x + 1) * (events - x + 1)));
        return double.Min(1, extreme / all);

        void Add(double relative)
        {
            all += relative;
            if (relative <= 1 + 1e-7)
                extreme += relative;
        }
    }
}
