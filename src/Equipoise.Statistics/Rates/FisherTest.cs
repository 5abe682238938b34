using Equipoise.Statistics.Numerics;

namespace Equipoise.Statistics.Rates;

/// <summary>Does the event happen as often in both arms? Fisher's exact test (1934) of one 2×2 table.</summary>
/// <remarks>
/// <para>Given the sums of the rows and columns, the events of the experimental arm are hypergeometric if nothing differs. The
/// two-sided P is the probability of all tables that are no likelier than the observed one; likelihoods within a relative 1e-7
/// are equal, as in R, because rounding would else decide. The one-sided ones are the tails, the observed table in both.</para>
/// <para>Where an arm is empty, nobody had the event or everybody had, there is one table and P is 1. R:
/// <c>fisher.test(table)</c>, <c>alternative = "less"</c> and <c>"greater"</c>; SAS: <c>proc freq; exact fisher</c>. Cost:
/// O(number of possible tables).</para>
/// </remarks>
public sealed record FisherTest
{
    const double Equal = 1 + 1e-7;

    /// <summary>The two-sided P value.</summary>
    public required double PValue { get; init; }

    /// <summary>The probability of as few events in the experimental arm, or fewer.</summary>
    public required double PLess { get; init; }

    /// <summary>The probability of as many events in the experimental arm, or more.</summary>
    public required double PGreater { get; init; }

    /// <summary>Tests one table.</summary>
    /// <param name="table">The table.</param>
    public static FisherTest Of(TwoByTwo table)
    {
        var (n1, n0, events) = (table.ExperimentalCount, table.ControlCount, table.ExperimentalEvents + table.ControlEvents);
        var (low, high) = (long.Max(0, events - n0), long.Min(n1, events));
        // Relative to the likeliest table, by the ratio of neighbors: nothing cancels, and no factorial overflows.
        var mode = long.Clamp((n1 + 1) * (events + 1) / (n1 + n0 + 2), low, high);
        var likelihoods = new double[high - low + 1];
        likelihoods[mode - low] = 1;
        for (var x = mode - 1; x >= low; x--)
            likelihoods[x - low] = likelihoods[x + 1 - low] * ((x + 1.0) / (n1 - x) * (n0 - events + x + 1.0) / (events - x));
        for (var x = mode + 1; x <= high; x++)
            likelihoods[x - low] = likelihoods[x - 1 - low] * ((n1 - x + 1.0) / x * (events - x + 1.0) / (n0 - events + x));
        var observed = table.ExperimentalEvents - low;
        var (less, greater, extreme, all) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < likelihoods.Length; i++)
        {
            var likelihood = likelihoods[i];
            all += likelihood;
            less += i <= observed ? likelihood : 0;
            greater += i >= observed ? likelihood : 0;
            extreme += likelihood <= likelihoods[observed] * Equal ? likelihood : 0;
        }
        return new()
        {
            PValue = double.Min(1, extreme / all),
            PLess = double.Min(1, less / all),
            PGreater = double.Min(1, greater / all),
        };
    }

    /// <summary>"p 0.0065 (less 0.99, greater 0.004)"</summary>
    public override string ToString() =>
        $"p {Summary.Of(PValue)} (less {Summary.Of(PLess)}, greater {Summary.Of(PGreater)})";
}
