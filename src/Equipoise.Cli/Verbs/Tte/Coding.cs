namespace Equipoise.Cli.Verbs.Tte;

/// <summary>The distinct values of some rows, numbered in the order of their first rows.</summary>
/// <param name="Levels">The values.</param>
/// <param name="Codes">The number of each row's value.</param>
readonly record struct Coding<T>(List<T> Levels, int[] Codes)
    where T : notnull;

/// <summary>Numbers the distinct values of a column.</summary>
/// <remarks>
/// Written once for numbers and once for text, because a loop over any T compares through a table of methods, at five times the
/// time. Few levels are found sooner by looking at each than by a hash.
/// </remarks>
static class Coding
{
    const int Few = 8;

    public static Coding<double> Of(double[] values, ReadOnlySpan<int> rows)
    {
        var (levels, codes, numbers) = (new List<double>(), new int[rows.Length], new Dictionary<double, int>());
        var (few, count) = (new double[Few], 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var value = values[rows[i]];
            var code = 0;
            while (code < count && few[code] != value)
                code++;
            codes[i] = code < count ? code : NumberOf(value, levels, numbers);
            if (code == count && count < Few)
                few[count++] = value;
        }
        return new(levels, codes);
    }

    // The reader gives equal cells one string, as a rule: the same object is the same text, another object may be.
    public static Coding<string> Of(string[] values, ReadOnlySpan<int> rows)
    {
        var (levels, codes, numbers) = (new List<string>(), new int[rows.Length], new Dictionary<string, int>());
        var (few, count) = (new string[Few], 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var value = values[rows[i]];
            var code = 0;
            while (code < count && !ReferenceEquals(few[code], value))
                code++;
            codes[i] = code < count ? code : NumberOf(value, levels, numbers);
            if (code == count && count < Few && codes[i] == count)
                few[count++] = value;
        }
        return new(levels, codes);
    }

    static int NumberOf<T>(T value, List<T> levels, Dictionary<T, int> numbers)
        where T : notnull
    {
        if (!numbers.TryGetValue(value, out var number))
        {
            numbers[value] = number = levels.Count;
            levels.Add(value);
        }
        return number;
    }
}
