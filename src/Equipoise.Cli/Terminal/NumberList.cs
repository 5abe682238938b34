using System.Globalization;

namespace Equipoise.Cli.Terminal;

/// <summary>Numbers of a call with commas between them.</summary>
static class NumberList
{
    /// <summary>Whether it is a number of events that a trial may have.</summary>
    public static bool IsCount(double number) => number is >= 1 and <= 1_000_000 && number % 1 == 0;

    /// <summary>
    /// The numbers; null where a word is none, or one that is not allowed, or where nothing is between two commas.
    /// </summary>
    /// <param name="text">Such as "200,300" or "-0.5, 1.2".</param>
    /// <param name="isAllowed">Which numbers make sense.</param>
    public static double[]? Of(string text, Func<double, bool> isAllowed)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (
                !double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i])
                || !isAllowed(numbers[i])
            )
                return null;
        return numbers;
    }
}
