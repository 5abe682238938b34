namespace Equipoise.Statistics.Rates;

/// <summary>Does the event happen as often in both arms? Fisher's exact test of one 2×2 table.</summary>
/// <remarks>
/// <para>Given both margins, the events of the experimental arm are hypergeometric if nothing differs. The two-sided P value is
/// the probability of all tables that are no more probable than the one observed (Freeman and Halton, 1951), with the relative
/// tolerance 1e-7 of R for equal probabilities that rounding has parted. Where an arm is empty, nobody had the event or
/// everybody had, there is one table only, and P is 1.</para>
/// <para>R: <c>fisher.test(table)$p.value</c>; SAS: <c>proc freq; tables arm*event / fisher</c>. Cost: O(events).</para>
/// </remarks>
public sealed record FisherExact
{
    const double SameProbability = 1 + 1e-7;

    /// <summary>The two-sided P value.</summary>
    public required double PValue { get; init; }

    /// <summary>
    /// The probability of at most as many events in the experimental arm. R: <c>alternative = "less"</c>.
    /// </summary>
    public required double Less { get; init; }

    /// <summary>
    /// The probability of at least as many events in the experimental arm. R: <c>alternative = "greater"</c>.
    /// </summary>
    public required double Greater { get; init; }

    /// <summary>Tests a table.</summary>
    /// <param name="table">Events and participants of two arms.</param>
    public static FisherExact Of(TwoByTwo table)
    {
        var events = table.ExperimentalEvents + table.ControlEvents;
        var (first, last) = (
            long.Max(0, events - table.ControlCount),
            long.Min(table.ExperimentalCount, events)
        );
        // Relative to the table of the fewest events; neighbors differ by a factor of integers, which no gamma function blurs.
        var logs = new double[last - first + 1];
        for (var x = first; x < last; x++)
            logs[x + 1 - first] =
                logs[x - first]
                + double.Log(
                    (double)(table.ExperimentalCount - x)
                        / (x + 1)
                        * (events - x)
                        / (table.ControlCount - events + x + 1)
                );
        var most = logs.Max();
        var (total, two, less, greater) = (0.0, 0.0, 0.0, 0.0);
        var observed = double.Exp(logs[table.ExperimentalEvents - first] - most);
        for (var x = first; x <= last; x++)
        {
            var weight = double.Exp(logs[x - first] - most);
            total += weight;
            if (weight <= observed * SameProbability)
                two += weight;
            if (x <= table.ExperimentalEvents)
                less += weight;
            if (x >= table.ExperimentalEvents)
                greater += weight;
        }
        return new()
        {
            PValue = double.Min(1, two / total),
            Less = double.Min(1, less / total),
            Greater = double.Min(1, greater / total),
        };
    }

    /// <summary>"p 0.006533"</summary>
    public override string ToString() => $"p {Numerics.Summary.Of(PValue)}";
}
