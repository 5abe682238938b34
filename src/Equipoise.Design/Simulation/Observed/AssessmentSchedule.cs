using Equipoise.Design.Simulation.Draw;

namespace Equipoise.Design.Simulation.Observed;

/// <summary>Tumor assessments: every so many days from randomization, within a window, some missed.</summary>
/// <remarks>
/// The k-th (from 1) is planned on day k·Every and takes place on a day within Window either side of it, each equally likely.
/// Windows do not overlap, so that assessments come in their order, and any can be asked for without those before it.
/// </remarks>
/// <param name="Every">The planned interval in days.</param>
/// <param name="Window">How far from its planned day an assessment may lie, in days; 2·Window is below Every.</param>
/// <param name="Missed">The probability that an assessment is missed, below 1.</param>
public sealed record AssessmentSchedule(int Every, int Window, double Missed)
{
    /// <summary>
    /// A gap longer than this means that two assessments in a row were missed: two intervals and a window at either end.
    /// </summary>
    public int LongestGap => 2 * Every + 2 * Window;

    internal (int Day, bool IsKept) At(int k, in PersonWords words)
    {
        var word = words.Word(WordPurpose.Assessments, 0, k - 1);
        var day = k * Every - Window + PersonWords.Below(2 * Window + 1, ref word);
        return (day, word >= PersonWords.Threshold(Missed));
    }

    /// <summary>The last assessment that is kept by that day; 0 for none.</summary>
    internal int LastKept(int limit, in PersonWords words)
    {
        for (var k = (limit + Window) / Every; k > 0; k--)
            if (At(k, words) is { IsKept: true } one && one.Day <= limit)
                return one.Day;
        return 0;
    }

    /// <summary>The first assessment kept on this day or later, by the limit; never when there is none.</summary>
    internal int FirstKept(int from, int limit, in PersonWords words)
    {
        for (var k = int.Max(1, (from - Window + Every - 1) / Every); ; k++)
        {
            var (day, isKept) = At(k, words);
            if (day > limit)
                return Course.Never;
            if (isKept && day >= from)
                return day;
        }
    }
}
