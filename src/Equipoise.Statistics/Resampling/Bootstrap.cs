namespace Equipoise.Statistics.Resampling;

/// <summary>How sure are numbers of which no formula says it? The nonparametric bootstrap, with percentile limits.</summary>
/// <remarks>
/// <para>Each draw of <see cref="BootstrapDraws"/> gives its own values. The limits of each value are the quantiles α/2 and 1 -
/// α/2 of those N values at place (N + 1)p of them in order, between two places by the line between them: R's
/// <c>quantile(type = 6)</c>, and <c>boot.ci(type = "perc")</c> wherever (N + 1)p is whole. A place before the first or after the
/// last has no value, so a 95% limit needs at least 39 draws; 999 or more are usual.</para>
/// <para>A value may be infinite, such as a median that is not reached: it counts in the order, and a limit that falls on it is
/// null. A value that is null in a draw is left out, and counted (<see cref="BootstrapLimits.NotEstimable"/>): when it is in more
/// than few, the limits are of the lucky draws and mean little.</para>
/// <para>The result is the same bits at any number of threads. Memory: 8 bytes a draw and value, beside what the statistic
/// takes.</para>
/// <para>Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13; for censored times Efron (1981), JASA
/// 76:312. R: <c>boot::boot</c>.</para>
/// </remarks>
public static class Bootstrap
{
    /// <summary>Makes the draws and reads off the limits of each value.</summary>
    /// <param name="draws">What is drawn.</param>
    /// <param name="count">How many draws, 1 or more.</param>
    /// <param name="values">How many values the statistic has.</param>
    /// <param name="statistic">Given the rows of a draw, a row as often as it was drawn, fills in the values: null at first, and
    /// where one does not exist; an infinity where it is beyond all that was seen. It is called from several threads at once, and
    /// the same rows have to give the same values.</param>
    /// <param name="confidence">The two-sided level of the limits.</param>
    /// <param name="threads">How many draws at a time; null for as many as there are processors. It changes no result.</param>
    /// <param name="drawn">Told after each draw, from any thread; null for nobody.</param>
    /// <param name="cancellation">Stops between draws.</param>
    /// <returns>One for each value, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no draw, no value or no thread, they are too many, or the
    /// confidence is not between 0 and 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<BootstrapLimits> Limits(
        BootstrapDraws draws,
        int count,
        int values,
        Action<ReadOnlySpan<int>, Span<double?>> statistic,
        double confidence = 0.95,
        int? threads = null,
        Action? drawn = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count * values, Array.MaxLength, nameof(count));
        if (threads is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(threads));
        Numerics.ConfidenceLevel.Check(confidence);
        var found = new double[values][]; // NaN where null
        for (var value = 0; value < values; value++)
            found[value] = new double[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads ?? -1, CancellationToken = cancellation };
        Parallel.For(
            0,
            count,
            options,
            draw =>
            {
                var ofDraw = new double?[values];
                statistic(draws.Rows(draw), ofDraw);
                for (var value = 0; value < values; value++)
                    found[value][draw] = ofDraw[value] ?? double.NaN;
                drawn?.Invoke();
            }
        );
        return Array.ConvertAll(found, ofValue => BootstrapLimits.Of(ofValue, confidence));
    }

    /// <summary>The fewest draws that have limits of this level.</summary>
    /// <param name="confidence">The two-sided level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public static int FewestDraws(double confidence)
    {
        Numerics.ConfidenceLevel.Check(confidence);
        return (int)double.Min(int.MaxValue, double.Max(1, double.Ceiling(2 / (1 - confidence) - 1 - 1e-6)));
    }
}
